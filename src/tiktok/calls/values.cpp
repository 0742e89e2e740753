// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/calls/values.hpp"

#include "tiktok/decoding/scalars.hpp"

#include <algorithm>

namespace bayme::tiktok::calls {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// "1 to 20", or "at least 1" without an upper end.
std::string range(Bounds bounds) {
    return bounds.most == 0 ? fmt::format("at least {}", bounds.least)
                            : fmt::format("{} to {}", bounds.least, bounds.most);
}

bool is_outside(std::int64_t value, Bounds bounds) {
    return value < bounds.least || (bounds.most != 0 && value > bounds.most);
}

} // namespace

std::string_view to_string(ParameterType type) {
    switch (type) {
    case ParameterType::text:
        return "text";
    case ParameterType::texts:
        return "texts";
    case ParameterType::number:
        return "number";
    case ParameterType::numbers:
        return "numbers";
    case ParameterType::flag:
        return "flag";
    case ParameterType::object:
        return "object";
    case ParameterType::objects:
        return "objects";
    case ParameterType::file:
        break;
    }
    return "file";
}

std::string in_query(ParameterType type, std::string json) {
    if (type != ParameterType::text) {
        return json;
    }
    // Only whole lists and objects are parsed.
    const auto tree = decoding::JsonTree::parse("[" + json + "]");
    return tree ? tree->root().children.at(0).text : json;
}

Result<void> check_value(const std::string& text, const std::string& path, Bounds bounds) {
    const auto characters =
        static_cast<std::int64_t>(bounds.wide ? weigh(text) : count_characters(text));
    if (is_outside(characters, bounds)) {
        return over_limit(path,
                          fmt::format("{} characters: TikTok takes {}", characters, range(bounds)));
    }
    if (bounds.no_emoji && has_emoji(text)) {
        return over_limit(path, "TikTok takes no emoji");
    }
    return {};
}

Result<void> check_value(const std::vector<std::string>& texts, const std::string& path,
                         Bounds bounds) {
    return check_count(texts.size(), path, bounds);
}

Result<void> check_count(std::size_t entries, const std::string& path, Bounds bounds) {
    if (is_outside(static_cast<std::int64_t>(entries), bounds)) {
        return over_limit(path, fmt::format("{} entries: TikTok takes {}", entries, range(bounds)));
    }
    return {};
}

Result<void> check_id(const std::string& id, const std::string& path) {
    if (!decoding::is_id(id)) {
        return over_limit(path, fmt::format("\"{}\" is no id", id.substr(0, 64)));
    }
    return {};
}

Result<void> check_ids(const std::vector<std::string>& ids, const std::string& path,
                       Bounds bounds) {
    BAYME_CHECK(check_count(ids.size(), path, bounds));
    for (const auto& id : ids) {
        BAYME_CHECK(check_id(id, path));
    }
    return {};
}

Result<void> check_whole(std::int64_t value, const std::string& path, Bounds bounds) {
    if (is_outside(value, bounds)) {
        return over_limit(path, fmt::format("{}: TikTok takes {}", value, range(bounds)));
    }
    return {};
}

Result<void> check_amount(Micros amount, const std::string& path) {
    if (amount < 0) {
        return over_limit(path, fmt::format("{} is below zero", format_micros(amount)));
    }
    return {};
}

Result<void> check_digits(const std::string& text, const std::string& path) {
    if (text.empty() || text.size() > 20 || !std::ranges::all_of(text, is_digit) ||
        (text.size() > 1 && text[0] == '0')) {
        return over_limit(path, fmt::format("\"{}\" is no whole number", text.substr(0, 64)));
    }
    return {};
}

Result<void> check_json(const RawJson& json, const std::string& path) {
    if (!decoding::JsonTree::parse(json.text)) {
        return over_limit(path, "is no JSON");
    }
    return {};
}

} // namespace bayme::tiktok::calls
