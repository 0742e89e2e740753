// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/config_source.hpp"

// The one source file that sees toml++: it costs every includer seconds. Header only, because the
// packaged library is built for exceptions.
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <unistd.h>

namespace bayme::app {
namespace {

std::unexpected<Error> refuse(const std::filesystem::path& file, const toml::source_region& where,
                              std::string_view why) {
    return fail(Error{ErrorCode::invalid_input,
                      fmt::format("{}:{}: {}", file.string(), where.begin.line, why),
                      "config.file"});
}

Result<std::string> scalar(const std::filesystem::path& file, const toml::node& node) {
    if (const auto text = node.value_exact<std::string>()) {
        return *text;
    }
    if (const auto number = node.value_exact<std::int64_t>()) {
        return fmt::to_string(*number);
    }
    if (const auto truth = node.value_exact<bool>()) {
        return std::string{*truth ? "true" : "false"};
    }
    return refuse(file, node.source(), "expected text, a whole number, or true or false");
}

Result<std::vector<std::string>> values(const std::filesystem::path& file, const toml::node& node) {
    std::vector<std::string> texts;
    if (const auto* list = node.as_array()) {
        for (const auto& item : *list) {
            BAYME_TRY(auto text, scalar(file, item));
            texts.push_back(std::move(text));
        }
        return texts;
    }
    BAYME_TRY(auto text, scalar(file, node));
    texts.push_back(std::move(text));
    return texts;
}

} // namespace

Environment process_environment() {
    Environment environment;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view text{*entry};
        const auto sign = text.find('=');
        if (sign != std::string_view::npos) {
            environment.emplace(text.substr(0, sign), text.substr(sign + 1));
        }
    }
    return environment;
}

Result<FoundValues> read_toml(FileSystem& files, const std::filesystem::path& file) {
    BAYME_TRY(const auto text, files.read(file));
    const auto parsed = toml::parse(text);
    if (!parsed) {
        return refuse(file, parsed.error().source(), parsed.error().description());
    }
    FoundValues found;
    for (const auto& [section, content] : parsed.table()) {
        const auto* table = content.as_table();
        if (table == nullptr) {
            return refuse(file, content.source(),
                          fmt::format("{} stands outside of a section", section.str()));
        }
        for (const auto& [name, node] : *table) {
            BAYME_TRY(auto texts, values(file, node));
            found.emplace(fmt::format("{}.{}", section.str(), name.str()),
                          FoundValue{std::move(texts), file.filename().string()});
        }
    }
    return found;
}

} // namespace bayme::app
