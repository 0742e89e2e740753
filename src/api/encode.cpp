// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/encode.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace bayme::api {
namespace {

std::string_view name_of(const TypeInfo& type, std::int64_t value) {
    for (const auto& one : type.names) {
        if (one.value == value) {
            return one.name;
        }
    }
    throw std::logic_error(fmt::format("{} has no name for {}", type.name, value));
}

void encode_list(JsonWriter& out, const TypeInfo& type, const void* list) {
    out.begin_array();
    for (std::size_t i = 0; i < type.size(list); ++i) {
        encode(out, type.element(), type.item(list, i));
    }
    out.end_array();
}

void encode_object(JsonWriter& out, const TypeInfo& type, const void* object) {
    out.begin_object();
    for (const auto& field : type.fields) {
        // `at` serves decode too, hence takes a pointer that may be written through.
        const void* value = field.at(const_cast<void*>(object));
        const auto& member = field.type();
        if (member.kind == Kind::optional && member.held(value) == nullptr) {
            continue;
        }
        out.key(field.name);
        encode(out, member, value);
    }
    out.end_object();
}

} // namespace

void encode(JsonWriter& out, const TypeInfo& type, const void* value) {
    switch (type.kind) {
    case Kind::boolean:
        out.boolean(type.get_integer(value) != 0);
        break;
    case Kind::integer:
        out.number(type.get_integer(value));
        break;
    case Kind::text:
        out.string(type.get_text(value));
        break;
    case Kind::json:
        out.raw(type.get_text(value));
        break;
    case Kind::enumeration:
        out.string(name_of(type, type.get_integer(value)));
        break;
    case Kind::optional:
        if (const void* held = type.held(value)) {
            encode(out, type.element(), held);
        } else {
            out.null();
        }
        break;
    case Kind::list:
        encode_list(out, type, value);
        break;
    case Kind::object:
        encode_object(out, type, value);
        break;
    case Kind::secret:
        throw std::logic_error("a secret is never written");
    }
}

} // namespace bayme::api
