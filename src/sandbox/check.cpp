// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/civil.hpp"
#include "sandbox/parameters.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

namespace bayme::sandbox {

namespace {

namespace json = boost::json;

using Checked = std::expected<json::value, Refusal>;

template <typename... Args>
Refused refuse(const std::string& path, fmt::format_string<Args...> text, Args&&... args) {
    return Refused{{40002, path + ": " + fmt::format(text, std::forward<Args>(args)...)}};
}

/// Empty unless the value is a text.
std::string_view text_in(const json::value& value) {
    return value.is_string() ? std::string_view{value.get_string()} : std::string_view{};
}

bool all_digits(std::string_view text) {
    return !text.empty() && text.size() <= 20 &&
           std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
}

/// Code points, a wide (CJK) one counted twice [CONTRACT 4.2].
std::size_t measured_length(std::string_view text) {
    std::size_t length = 0;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if ((byte & 0xC0U) == 0x80U) {
            continue;
        }
        length += byte >= 0xE3 && byte <= 0xED ? 2 : 1;
    }
    return length;
}

std::expected<json::object, Refusal> check_members(const std::vector<Parameter>& table,
                                                   const json::object& given,
                                                   const std::string& prefix);

Checked check_text(const Parameter& rule, const json::value& value, const std::string& path) {
    if (!value.is_string()) {
        return refuse(path, "Not a valid string.");
    }
    const std::string_view text = value.get_string();
    const auto length = measured_length(text);
    if (length < rule.min_length.value_or(0) ||
        length > rule.max_length.value_or(std::string::npos)) {
        return refuse(path, "Length {} is outside {} to {}.", length, rule.min_length.value_or(0),
                      rule.max_length.value_or(0));
    }
    const bool listed = std::ranges::find(rule.values, text) != rule.values.end();
    const bool prefixed = std::ranges::any_of(
        rule.prefixes, [&](const std::string& prefix) { return text.starts_with(prefix); });
    if ((!rule.values.empty() && !listed) || (!rule.prefixes.empty() && !prefixed)) {
        return refuse(path, "\"{}\" is not one of the accepted values.", text);
    }
    return value;
}

Checked check_shaped_text(const Parameter& rule, const json::value& value,
                          const std::string& path) {
    const std::string_view text = text_in(value);
    if (rule.kind == Kind::id && all_digits(text)) {
        return value;
    }
    if (rule.kind == Kind::day && read_day(text)) {
        return value;
    }
    if (rule.kind == Kind::time && read_time(text)) {
        return value;
    }
    switch (rule.kind) {
    case Kind::id:
        return refuse(path, "Not a valid id.");
    case Kind::day:
        return refuse(path, "Time format should be %Y-%m-%d. Please try again.");
    default:
        return refuse(path, "Time format should be %Y-%m-%d %H:%M:%S. Please try again.");
    }
}

Checked check_integer(const Parameter& rule, const json::value& value, const std::string& path) {
    std::int64_t number = 0;
    if (value.is_int64()) {
        number = value.get_int64();
    } else if (value.is_string()) {
        const std::string_view text = value.get_string();
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc{} || end != text.data() + text.size()) {
            return refuse(path, "Not a valid integer.");
        }
    } else {
        return refuse(path, "Not a valid integer.");
    }
    if (number < rule.min.value_or(number) || number > rule.max.value_or(number)) {
        return refuse(path, "{} is out of range.", number);
    }
    return json::value(number);
}

Checked check_number(const Parameter& rule, const json::value& value, const std::string& path) {
    if (!value.is_number()) {
        return refuse(path, "Not a valid number.");
    }
    const auto number = value.to_number<double>();
    if (!std::isfinite(number) || number < static_cast<double>(rule.min.value_or(INT64_MIN))) {
        return refuse(path, "{} is out of range.", number);
    }
    return value;
}

Checked check_boolean(const json::value& value, const std::string& path) {
    if (value.is_bool()) {
        return value;
    }
    const std::string_view text = text_in(value);
    if (text == "true" || text == "false" || text == "True" || text == "False") {
        return json::value(text == "true" || text == "True");
    }
    return refuse(path, "Not a valid boolean.");
}

Checked check_value(const Parameter& rule, const json::value& value, const std::string& path);

/// In a query, lists and objects are JSON text.
Checked unwrapped(const json::value& value, const std::string& path) {
    if (!value.is_string()) {
        return value;
    }
    auto inner = parse_json(std::string_view{value.get_string()});
    if (!inner) {
        return refuse(path, "Not valid JSON text.");
    }
    return std::move(*inner);
}

Checked check_list(const Parameter& rule, const json::value& wrapped, const std::string& path) {
    auto value = unwrapped(wrapped, path);
    if (!value) {
        return value;
    }
    if (!value->is_array()) {
        return refuse(path, "Not a valid list.");
    }
    const auto& items = value->get_array();
    if (items.size() < rule.min_items.value_or(0)) {
        return refuse(path, "At least {} needed.", *rule.min_items);
    }
    if (rule.max_items && items.size() > *rule.max_items) {
        return Refused{{rule.over_code, fmt::format("{}: {} given, at most {} in one request.",
                                                    path, items.size(), *rule.max_items)}};
    }
    Parameter item = rule;
    item.kind = rule.item_kind;
    json::array checked;
    for (std::size_t i = 0; i < items.size(); ++i) {
        auto one = check_value(item, items[i], fmt::format("{}.{}", path, i));
        if (!one) {
            return one;
        }
        checked.push_back(std::move(*one));
    }
    return checked;
}

Checked check_object(const Parameter& rule, const json::value& wrapped, const std::string& path) {
    auto value = unwrapped(wrapped, path);
    if (!value) {
        return value;
    }
    if (!value->is_object()) {
        return refuse(path, "Not a valid object.");
    }
    if (rule.members.empty()) {
        return value;
    }
    auto members = check_members(rule.members, value->get_object(), path + ".");
    if (!members) {
        return Refused{members.error()};
    }
    return json::value(std::move(*members));
}

Checked check_value(const Parameter& rule, const json::value& value, const std::string& path) {
    switch (rule.kind) {
    case Kind::text:
        return check_text(rule, value, path);
    case Kind::integer:
        return check_integer(rule, value, path);
    case Kind::number:
        return check_number(rule, value, path);
    case Kind::boolean:
        return check_boolean(value, path);
    case Kind::list:
        return check_list(rule, value, path);
    case Kind::object:
        return check_object(rule, value, path);
    case Kind::file:
        return value.is_object() ? Checked{value} : Checked{refuse(path, "Not a file.")};
    case Kind::id:
    case Kind::time:
    case Kind::day:
        break;
    }
    return check_shaped_text(rule, value, path);
}

std::expected<json::object, Refusal> check_members(const std::vector<Parameter>& table,
                                                   const json::object& given,
                                                   const std::string& prefix) {
    std::vector<std::string> missing;
    json::object checked;
    std::optional<Refusal> first;
    for (const auto& rule : table) {
        const auto* const value = given.if_contains(rule.name);
        if (value == nullptr || value->is_null() ||
            (value->is_string() && rule.required && value->get_string().empty())) {
            if (rule.required) {
                missing.push_back(prefix + rule.name);
            } else if (!rule.default_json.empty()) {
                checked[rule.name] = json::parse(rule.default_json);
            }
            continue;
        }
        auto one = check_value(rule, *value, prefix + rule.name);
        if (one) {
            checked[rule.name] = std::move(*one);
        } else if (!first) {
            first = one.error();
        }
    }
    // What is missing is told before what is wrong, all names at once.
    if (!missing.empty()) {
        return Refused{
            {40002, fmt::format("Missing required field(s): {}.", fmt::join(missing, ", "))}};
    }
    if (first) {
        return Refused{*first};
    }
    return checked;
}

} // namespace

std::expected<Parameters, Refusal> check_parameters(const Endpoint& endpoint,
                                                    const Parameters& raw) {
    auto checked = check_members(endpoint.parameters, raw.members(), {});
    if (!checked) {
        return Refused{checked.error()};
    }
    return Parameters{std::move(*checked)};
}

} // namespace bayme::sandbox
