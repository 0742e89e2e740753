// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/type_info.hpp"
#include "api/values.hpp"
#include "base/id.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>

#include <concepts>
#include <optional>
#include <type_traits>
#include <vector>

/// Makes TypeInfo tables. A struct joins with BOOST_DESCRIBE_STRUCT(Name, (), (member, …)), at most
/// 52 members; an enum with BOOST_DESCRIBE_ENUM(Name, first, …). Supported members: bool, integers,
/// std::string, Id<>, Instant, Day, Currency, Decimal, Json, SecretText (requests only), described
/// enums and structs, std::optional and std::vector of these.
namespace bayme::api {

template <typename T>
const TypeInfo& info();

namespace detail {

template <typename T>
inline constexpr bool is_id = false;
template <typename Tag>
inline constexpr bool is_id<Id<Tag>> = true;
template <typename T>
inline constexpr bool is_optional = false;
template <typename T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <typename T>
inline constexpr bool is_list = false;
template <typename T>
inline constexpr bool is_list<std::vector<T>> = true;

/// The identifier at the end of the compiler's spelling: "bayme::api::(…)::ListRequest".
template <typename T>
constexpr std::string_view type_name() {
    std::string_view text = __PRETTY_FUNCTION__;
    text.remove_prefix(text.find("T = ") + 4);
    text = text.substr(0, text.find_first_of(";]"));
    return text.substr(text.rfind(':') + 1);
}

// Texts with a meaning of their own; each answers what a wrong one should have been.
TypeInfo plain_text();
TypeInfo secret_text();
TypeInfo instant_text();
TypeInfo day_text();
TypeInfo currency_text();
TypeInfo decimal_text();
TypeInfo json_value();
TypeInfo boolean_value();

template <typename T>
TypeInfo id_text() {
    return {.kind = Kind::text,
            .get_text = [](const void* value) { return static_cast<const T*>(value)->text(); },
            .set_text = [](void* value, std::string_view text) -> Result<void> {
                *static_cast<T*>(value) = T{text};
                return {};
            },
            .names_advertiser = std::same_as<T, AdvertiserId>};
}

template <typename T>
TypeInfo integer_value() {
    constexpr auto most = std::numeric_limits<T>::max();
    return {.kind = Kind::integer,
            .get_integer =
                [](const void* value) {
                    return static_cast<std::int64_t>(*static_cast<const T*>(value));
                },
            .set_integer =
                [](void* value, std::int64_t integer) {
                    *static_cast<T*>(value) = static_cast<T>(integer);
                },
            .least = std::is_signed_v<T> ? std::int64_t{std::numeric_limits<T>::min()} : 0,
            .most = std::in_range<std::int64_t>(most) ? static_cast<std::int64_t>(most)
                                                      : std::numeric_limits<std::int64_t>::max(),
            .expected = "a whole number"};
}

template <typename T>
std::span<const EnumName> enum_names() {
    static const auto names = [] {
        std::vector<EnumName> all;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
            [&](auto one) { all.push_back({one.name, static_cast<std::int64_t>(one.value)}); });
        return all;
    }();
    return names;
}

template <typename T>
TypeInfo enum_value() {
    return {.kind = Kind::enumeration,
            .name = type_name<T>(),
            .get_integer =
                [](const void* value) {
                    return static_cast<std::int64_t>(*static_cast<const T*>(value));
                },
            .set_integer =
                [](void* value, std::int64_t integer) {
                    *static_cast<T*>(value) = static_cast<T>(integer);
                },
            .names = enum_names<T>()};
}

template <typename T>
TypeInfo optional_value() {
    using Optional = std::optional<T>;
    return {.kind = Kind::optional,
            .element = &info<T>,
            .held = [](const void* value) -> const void* {
                const auto& optional = *static_cast<const Optional*>(value);
                return optional ? &*optional : nullptr;
            },
            .hold = [](void* value) -> void* {
                return &static_cast<Optional*>(value)->emplace();
            }};
}

template <typename T>
TypeInfo list_value() {
    using List = std::vector<T>;
    static_assert(!std::same_as<T, bool>, "std::vector<bool> holds no bool");
    return {.kind = Kind::list,
            .element = &info<T>,
            .size = [](const void* list) { return static_cast<const List*>(list)->size(); },
            .item = [](const void* list, std::size_t index) -> const void* {
                return &(*static_cast<const List*>(list))[index];
            },
            .append = [](void* list) -> void* {
                return &static_cast<List*>(list)->emplace_back();
            }};
}

template <typename T>
consteval auto rules_of() {
    if constexpr (requires { rules(static_cast<const T*>(nullptr)); }) {
        return rules(static_cast<const T*>(nullptr));
    } else {
        return std::array<Rule, 0>{};
    }
}
template <typename T>
inline constexpr auto declared_rules = rules_of<T>();

template <typename T>
consteval bool fits(const Rule& rule) {
    if constexpr (is_optional<T>) {
        return fits<typename T::value_type>(rule);
    } else if constexpr (is_list<T>) {
        Rule inner = rule;
        inner.for_elements = false;
        return rule.for_elements ? fits<typename T::value_type>(inner)
                                 : rule.kind == RuleKind::items || rule.kind == RuleKind::none;
    } else if (rule.for_elements) {
        return false;
    } else if constexpr (std::integral<T> && !std::same_as<T, bool>) {
        return rule.kind == RuleKind::range || rule.kind == RuleKind::none;
    } else if constexpr (std::same_as<T, std::string> || is_id<T>) {
        return rule.kind != RuleKind::items && rule.kind != RuleKind::range;
    } else if constexpr (std::same_as<T, SecretText>) {
        return rule.kind == RuleKind::length || rule.kind == RuleKind::none;
    } else {
        return rule.kind == RuleKind::none;
    }
}

template <typename T>
using MembersOf = boost::describe::describe_members<T, boost::describe::mod_public>;

template <typename T, typename D>
using MemberType = std::remove_cvref_t<decltype(std::declval<T&>().*D::pointer)>;

template <typename T, template <typename...> typename List, typename... D>
consteval bool every_rule_fits(List<D...>) {
    for (const Rule& rule : declared_rules<T>) {
        if (!((rule.field == D::name && fits<MemberType<T, D>>(rule)) || ...)) {
            return false;
        }
    }
    return true;
}

/// The rules of one field, as a table that lives forever.
template <typename T, typename D>
std::span<const Rule> rules_of_field() {
    static const auto found = [] {
        std::vector<Rule> all;
        for (const Rule& rule : declared_rules<T>) {
            if (rule.field == D::name) {
                all.push_back(rule);
            }
        }
        return all;
    }();
    return found;
}

template <typename T, typename D>
FieldInfo field() {
    using Member = MemberType<T, D>;
    const auto rules = rules_of_field<T, D>();
    bool has_default = is_optional<Member>;
    for (const Rule& rule : rules) {
        has_default = has_default || rule.has_default;
    }
    return {.name = D::name,
            .type = &info<Member>,
            .at = [](void* object) -> void* { return &(static_cast<T*>(object)->*D::pointer); },
            .rules = rules,
            .required = !has_default};
}

template <typename T, template <typename...> typename List, typename... D>
std::span<const FieldInfo> fields_of(List<D...>) {
    static const std::vector<FieldInfo> fields{field<T, D>()...};
    return fields;
}

template <typename T>
TypeInfo object_value() {
    static_assert(every_rule_fits<T>(MembersOf<T>{}),
                  "a rule names a field that the struct does not have, or does not fit its type");
    return {.kind = Kind::object,
            .name = type_name<T>(),
            .fields = fields_of<T>(MembersOf<T>{}),
            .make = []() -> std::shared_ptr<void> {
                return std::make_shared<T>();
            }};
}

template <typename T>
TypeInfo make_info() {
    if constexpr (std::same_as<T, bool>) {
        return boolean_value();
    } else if constexpr (std::integral<T>) {
        return integer_value<T>();
    } else if constexpr (std::same_as<T, std::string>) {
        return plain_text();
    } else if constexpr (is_id<T>) {
        return id_text<T>();
    } else if constexpr (std::same_as<T, SecretText>) {
        return secret_text();
    } else if constexpr (std::same_as<T, Instant>) {
        return instant_text();
    } else if constexpr (std::same_as<T, Day>) {
        return day_text();
    } else if constexpr (std::same_as<T, Currency>) {
        return currency_text();
    } else if constexpr (std::same_as<T, Decimal>) {
        return decimal_text();
    } else if constexpr (std::same_as<T, Json>) {
        return json_value();
    } else if constexpr (is_optional<T>) {
        return optional_value<typename T::value_type>();
    } else if constexpr (is_list<T>) {
        return list_value<typename T::value_type>();
    } else if constexpr (std::is_enum_v<T>) {
        return enum_value<T>();
    } else {
        return object_value<T>();
    }
}

} // namespace detail

template <typename T>
const TypeInfo& info() {
    static const TypeInfo made = detail::make_info<T>();
    return made;
}

} // namespace bayme::api
