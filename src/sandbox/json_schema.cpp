// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/json_schema.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace bayme::sandbox {

namespace {

namespace json = boost::json;

constexpr std::array keywords{
    "$schema", "$id",        "title",    "description", "type",      "additionalProperties",
    "items",   "properties", "required", "minItems",    "maxItems",  "uniqueItems",
    "minimum", "maximum",    "enum",     "minLength",   "maxLength", "const",
    "oneOf"};

template <typename... Parts>
std::unexpected<Error> misfit(const std::string& path, fmt::format_string<Parts...> text,
                              Parts&&... parts) {
    return fail(ErrorCode::invalid_input, "{}: {}", path.empty() ? "the world" : path,
                fmt::format(text, std::forward<Parts>(parts)...));
}

std::string below(const std::string& path, std::string_view member) {
    return path.empty() ? std::string{member} : fmt::format("{}.{}", path, member);
}

std::optional<std::int64_t> bound(const json::object& schema, std::string_view keyword) {
    const auto* const found = schema.if_contains(keyword);
    return found == nullptr ? std::nullopt : std::optional{found->to_number<std::int64_t>()};
}

bool has_type(const json::value& value, std::string_view type) {
    return type == "object"    ? value.is_object()
           : type == "array"   ? value.is_array()
           : type == "string"  ? value.is_string()
           : type == "boolean" ? value.is_bool()
                               : value.is_int64();
}

Result<void> check(const json::object& schema, const json::value& value, const std::string& path);

Result<void> check_object(const json::object& schema, const json::object& value,
                          const std::string& path) {
    const auto& properties = schema.at("properties").as_object();
    for (const auto& member : value) {
        const auto* const known = properties.if_contains(member.key());
        if (known == nullptr) {
            return misfit(below(path, member.key()), "there is no such member");
        }
        BAYME_CHECK(check(known->as_object(), member.value(), below(path, member.key())));
    }
    if (const auto* const required = schema.if_contains("required")) {
        for (const auto& name : required->as_array()) {
            if (!value.contains(name.as_string())) {
                return misfit(below(path, name.as_string()), "is missing");
            }
        }
    }
    return {};
}

Result<void> check_array(const json::object& schema, const json::array& value,
                         const std::string& path) {
    const auto size = static_cast<std::int64_t>(value.size());
    const auto least = bound(schema, "minItems").value_or(0);
    const auto most = bound(schema, "maxItems").value_or(size);
    if (size < least || size > most) {
        return misfit(
            path, "expected {} items, got {}",
            least == most ? fmt::format("{}", least) : fmt::format("{} to {}", least, most), size);
    }
    for (std::size_t i = 0; i < value.size(); ++i) {
        const auto place = fmt::format("{}[{}]", path, i);
        BAYME_CHECK(check(schema.at("items").as_object(), value[i], place));
        if (schema.contains("uniqueItems") &&
            std::ranges::find(value.begin(), value.begin() + static_cast<std::ptrdiff_t>(i),
                              value[i]) != value.begin() + static_cast<std::ptrdiff_t>(i)) {
            return misfit(place, "comes twice");
        }
    }
    return {};
}

Result<void> check_scalar(const json::object& schema, const json::value& value,
                          const std::string& path) {
    if (value.is_int64()) {
        const auto number = value.get_int64();
        const auto least = bound(schema, "minimum").value_or(number);
        const auto most = bound(schema, "maximum").value_or(number);
        if (number < least || number > most) {
            return misfit(path, "expected {} to {}, got {}", least, most, number);
        }
    }
    if (value.is_string()) {
        const auto length = static_cast<std::int64_t>(value.get_string().size());
        const auto least = bound(schema, "minLength").value_or(0);
        const auto most = bound(schema, "maxLength").value_or(length);
        if (length < least || length > most) {
            return misfit(path, "expected {} to {} letters, got {}", least, most, length);
        }
    }
    const auto* const choices = schema.if_contains("enum");
    if (choices != nullptr &&
        std::ranges::find(choices->as_array(), value) == choices->as_array().end()) {
        return misfit(path, "expected one of {}, got {}", json::serialize(*choices),
                      json::serialize(value));
    }
    return {};
}

/// The branch whose constant member has the value's; an object says by it which formula it means.
Result<void> check_choice(const json::array& branches, const json::value& value,
                          const std::string& path) {
    if (!value.is_object()) {
        return misfit(path, "expected an object");
    }
    std::string names;
    std::string member;
    for (const auto& branch : branches) {
        for (const auto& property : branch.at("properties").as_object()) {
            const auto* const constant = property.value().as_object().if_contains("const");
            if (constant == nullptr) {
                continue;
            }
            const auto* const given = value.get_object().if_contains(property.key());
            if (given != nullptr && *given == *constant) {
                return check(branch.as_object(), value, path);
            }
            member = property.key();
            names += (names.empty() ? "" : ", ") + json::serialize(*constant);
        }
    }
    return misfit(below(path, member), "expected one of {}", names);
}

Result<void> check(const json::object& schema, const json::value& value, const std::string& path) {
    for (const auto& keyword : schema) {
        if (std::ranges::find(keywords, keyword.key()) == keywords.end()) {
            return fail(ErrorCode::internal, "world.schema.json: {} is not understood",
                        std::string_view{keyword.key()});
        }
    }
    if (const auto* const branches = schema.if_contains("oneOf")) {
        return check_choice(branches->as_array(), value, path);
    }
    const auto* const type = schema.if_contains("type");
    if (type != nullptr && !has_type(value, type->as_string())) {
        return misfit(path, "expected {}, got {}", std::string_view{type->as_string()},
                      json::serialize(value));
    }
    if (value.is_object()) {
        return check_object(schema, value.get_object(), path);
    }
    if (value.is_array()) {
        return check_array(schema, value.get_array(), path);
    }
    return check_scalar(schema, value, path);
}

} // namespace

Result<void> check_against_schema(const json::value& schema, const json::value& value) {
    return check(schema.as_object(), value, {});
}

} // namespace bayme::sandbox
