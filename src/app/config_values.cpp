// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/config_values.hpp"

#include <algorithm>
#include <set>

namespace bayme::app {
namespace {

namespace fs = std::filesystem;

const std::string* look_up(const Environment& environment, const std::string& name) {
    const auto found = environment.find(name);
    return found == environment.end() || found->second.empty() ? nullptr : &found->second;
}

/// The configuration file, and whether somebody named it.
struct FilePlace {
    fs::path path;
    bool named = false;
};

std::vector<FilePlace> file_places(const Environment& environment, const Overrides& overrides) {
    if (!overrides.config_file.empty()) {
        return {{overrides.config_file, true}};
    }
    if (const auto* named = look_up(environment, "BAYME_CONFIG")) {
        return {{*named, true}};
    }
    std::vector<FilePlace> places;
    if (const auto* config = look_up(environment, "XDG_CONFIG_HOME")) {
        places.push_back({fs::path{*config} / "bayme/bayme.toml"});
    } else if (const auto* home = look_up(environment, "HOME")) {
        places.push_back({fs::path{*home} / ".config/bayme/bayme.toml"});
    }
    places.push_back({"/etc/bayme/bayme.toml"});
    return places;
}

Result<FoundValues> read_file(const Environment& environment, FileSystem& files,
                              const Overrides& overrides) {
    for (const auto& place : file_places(environment, overrides)) {
        if (place.named || files.facts(place.path)) {
            return read_toml(files, place.path);
        }
    }
    return FoundValues{};
}

FieldError unknown(std::string_view written, std::string_view dotted) {
    const auto near = nearest_config_key(dotted);
    return {std::string{written},
            near ? fmt::format("is no key; did you mean {}?", *near) : "is no key"};
}

/// "tiktok.app_secret_file" -> the secret key it stands for.
const ConfigKey* file_key(std::string_view dotted) {
    constexpr std::string_view suffix = "_file";
    const auto* key = dotted.ends_with(suffix)
                          ? find_config_key(dotted.substr(0, dotted.size() - suffix.size()))
                          : nullptr;
    return key != nullptr && key->kind == KeyKind::secret ? key : nullptr;
}

void check_file_keys(const FoundValues& found, std::vector<FieldError>& errors) {
    for (const auto& [dotted, value] : found) {
        const auto* key = find_config_key(dotted);
        if (key == nullptr && file_key(dotted) == nullptr) {
            errors.push_back(unknown(dotted, dotted));
        } else if (key != nullptr && key->kind == KeyKind::secret) {
            errors.push_back(
                {dotted, fmt::format("is a secret: name a file with {}_file", dotted)});
        }
    }
}

/// Variables that look like a key of ours but are none.
void check_variables(const Environment& environment, std::vector<FieldError>& errors) {
    std::set<std::string> known;
    std::set<std::string> prefixes;
    for (const auto& key : config_keys()) {
        known.insert(key.variable());
        if (key.kind == KeyKind::secret) {
            known.insert(key.variable() + "_FILE");
        }
        const auto whole = key.variable();
        prefixes.insert(whole.substr(0, whole.size() - key.name.size()));
    }
    for (const auto& [name, value] : environment) {
        const bool ours = std::ranges::any_of(
            prefixes, [&](const auto& prefix) { return name.starts_with(prefix); });
        if (ours && !known.contains(name)) {
            auto dotted = name.substr(6);
            std::ranges::transform(dotted, dotted.begin(), [](char letter) {
                return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a')
                                                      : letter;
            });
            std::ranges::replace(dotted.begin(),
                                 dotted.begin() + static_cast<std::ptrdiff_t>(dotted.find('_') + 1),
                                 '_', '.');
            errors.push_back(unknown(name, dotted));
        }
    }
}

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto comma = text.find(',');
        auto part = text.substr(0, comma);
        while (part.starts_with(' ')) {
            part.remove_prefix(1);
        }
        if (!part.empty()) {
            parts.emplace_back(part);
        }
        text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1);
    }
    return parts;
}

std::vector<std::string> texts_of(const ConfigKey& key, std::string_view text) {
    return key.kind == KeyKind::list ? split(text) : std::vector{std::string{text}};
}

ChosenValue from_secret_file(const fs::path& path, std::string source) {
    return {.texts = {}, .secret = {}, .secret_file = path, .source = std::move(source)};
}

ChosenValue choose_secret(const ConfigKey& key, const Environment& environment, FileSystem& files,
                          const FoundValues& found) {
    if (const auto* value = look_up(environment, key.variable())) {
        return {
            .texts = {}, .secret = SecretText{*value}, .secret_file = {}, .source = key.variable()};
    }
    if (const auto* path = look_up(environment, key.variable() + "_FILE")) {
        return from_secret_file(*path, key.variable() + "_FILE");
    }
    if (const auto* folder = look_up(environment, "CREDENTIALS_DIRECTORY")) {
        const auto path = fs::path{*folder} / key.credential();
        if (files.facts(path)) {
            return from_secret_file(path, fmt::format("credential {}", key.credential()));
        }
    }
    const auto named = found.find(key.dotted() + "_file");
    return named == found.end()
               ? ChosenValue{}
               : from_secret_file(named->second.texts.front(), named->second.source);
}

ChosenValue choose(const ConfigKey& key, const Environment& environment, const FoundValues& found,
                   const Overrides& overrides) {
    ChosenValue chosen;
    if (const auto over = overrides.values.find(key.dotted()); over != overrides.values.end()) {
        chosen.texts = texts_of(key, over->second);
        chosen.source = "command line";
    } else if (const auto* value = look_up(environment, key.variable())) {
        chosen.texts = texts_of(key, *value);
        chosen.source = key.variable();
    } else if (const auto in_file = found.find(key.dotted()); in_file != found.end()) {
        chosen.texts = in_file->second.texts;
        chosen.source = in_file->second.source;
    } else {
        chosen.texts = texts_of(key, key.fallback);
    }
    return chosen;
}

} // namespace

Result<ChosenValues> choose_values(const Environment& environment, FileSystem& files,
                                   const Overrides& overrides) {
    BAYME_TRY(const auto found, read_file(environment, files, overrides));
    std::vector<FieldError> errors;
    check_file_keys(found, errors);
    check_variables(environment, errors);
    ChosenValues values;
    for (const auto& key : config_keys()) {
        auto chosen = key.kind == KeyKind::secret ? choose_secret(key, environment, files, found)
                                                  : choose(key, environment, found, overrides);
        if (key.kind != KeyKind::list && key.kind != KeyKind::secret && chosen.texts.size() != 1) {
            errors.push_back({key.dotted(), "takes one value, not a list"});
        }
        values.emplace(key.dotted(), std::move(chosen));
    }
    if (!errors.empty()) {
        auto message = fmt::format("{} {}", errors.front().path, errors.front().message);
        return fail(Error{ErrorCode::invalid_input, std::move(message), "config.key", {}, errors});
    }
    return values;
}

} // namespace bayme::app
