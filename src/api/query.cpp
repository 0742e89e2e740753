// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/decode.hpp"
#include "base/json_text.hpp"

#include <algorithm>
#include <charconv>

namespace bayme::api {
namespace {

const TypeInfo& without_optional(const TypeInfo& type) {
    return type.kind == Kind::optional ? without_optional(type.element()) : type;
}

/// Canonical decimal digits only: JSON takes neither "+1" nor "007".
bool is_whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc{} && fmt::to_string(number) == text;
}

/// The value as JSON of the kind that the field wants; as text when it is not of that kind, which
/// decode then refuses with the field's path.
std::string json_of(const TypeInfo& type, const std::string& value) {
    switch (type.kind) {
    case Kind::integer:
        return is_whole_number(value) ? value : json_string(value);
    case Kind::boolean:
        return value == "true" || value == "false" ? value : json_string(value);
    case Kind::object:
    case Kind::json:
        return value.starts_with('{') || value.starts_with('[') ? value : json_string(value);
    default:
        return json_string(value);
    }
}

const TypeInfo* type_of(const TypeInfo& object, std::string_view name) {
    const auto found = std::ranges::find(object.fields, name, &FieldInfo::name);
    return found == object.fields.end() ? nullptr : &without_optional(found->type());
}

} // namespace

std::string body_from_query(const TypeInfo& type,
                            const std::vector<http::QueryParameter>& parameters) {
    JsonWriter body;
    body.begin_object();
    std::vector<std::string_view> lists;
    for (const auto& parameter : parameters) {
        const auto* field = type_of(type, parameter.name);
        if (field == nullptr || field->kind != Kind::list) {
            body.key(parameter.name)
                .raw(field ? json_of(*field, parameter.value) : json_string(parameter.value));
            continue;
        }
        if (std::ranges::find(lists, parameter.name) != lists.end()) {
            continue;
        }
        lists.push_back(parameter.name);
        body.key(parameter.name).begin_array();
        for (const auto& one : parameters) {
            if (one.name == parameter.name) {
                body.raw(json_of(without_optional(field->element()), one.value));
            }
        }
        body.end_array();
    }
    return body.end_object().take();
}

} // namespace bayme::api
