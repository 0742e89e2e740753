// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/rules.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace bayme::api {

/// How a type travels as JSON.
enum class Kind { boolean, integer, text, secret, enumeration, json, optional, list, object };

struct TypeInfo;
/// A function instead of a pointer, so that a struct may hold a list of itself.
using TypeOf = const TypeInfo& (*)();

/// One member of a described struct.
struct FieldInfo {
    std::string_view name;
    TypeOf type = nullptr;
    void* (*at)(void* object) = nullptr;
    std::span<const Rule> rules = {};
    /// Must be given: neither optional nor declared with a default.
    bool required = true;
};

struct EnumName {
    std::string_view name;
    std::int64_t value = 0;
};

/// Everything decode, encode, the schema and the command line need to know about a type. Made by
/// `info<T>()` in describe.hpp, one static table per type; the pointers that the kind needs are
/// set, the others are not.
struct TypeInfo {
    Kind kind = Kind::object;
    /// Of a struct or enum, without namespaces: its name in the schema.
    std::string_view name = {};

    // integer, enumeration
    std::int64_t (*get_integer)(const void* value) = nullptr;
    void (*set_integer)(void* value, std::int64_t integer) = nullptr;
    std::int64_t least = std::numeric_limits<std::int64_t>::min();
    std::int64_t most = std::numeric_limits<std::int64_t>::max();
    std::span<const EnumName> names = {};

    // text, secret (set only), json
    std::string (*get_text)(const void* value) = nullptr;
    Result<void> (*set_text)(void* value, std::string_view text) = nullptr;
    /// JSON Schema's word, such as "date-time"; empty for plain text.
    std::string_view format = {};
    /// What to write instead, for error messages: "a day such as 2026-03-01".
    std::string_view expected = "text";
    /// The text is an AdvertiserId: the registry checks it against the actor's account scope.
    bool names_advertiser = false;

    // optional, list
    TypeOf element = nullptr;
    /// The value held, or nothing.
    const void* (*held)(const void* value) = nullptr;
    void* (*hold)(void* value) = nullptr;
    std::size_t (*size)(const void* list) = nullptr;
    const void* (*item)(const void* list, std::size_t index) = nullptr;
    void* (*append)(void* list) = nullptr;

    // object
    std::span<const FieldInfo> fields = {};
    std::shared_ptr<void> (*make)() = nullptr;
};

} // namespace bayme::api
