// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace bayme::api {

/// What a field's value must look like beyond its type.
enum class RuleKind {
    none,    ///< only says that there is a default
    items,   ///< number of elements of a list
    length,  ///< code points of a text
    range,   ///< smallest and largest integer
    pattern, ///< RE2 expression that the whole text matches
    one_of,  ///< closed set of texts
};

/// One declared constraint of one field. Declared beside the request struct and found by its type:
///
///     constexpr auto rules(const ListRequest*) {
///         return std::array{items("campaign_ids", 1, 100), with_default(range("limit", 1, 1000))};
///     }
///
/// A field without a rule that has_default, and that is no std::optional, must be given. A rule
/// that names no field, or does not fit the field's type, does not compile.
struct Rule {
    std::string_view field;
    RuleKind kind = RuleKind::none;
    std::int64_t least = 0;
    std::int64_t most = 0;
    std::string_view pattern = {};
    std::array<std::string_view, 16> allowed = {};
    /// For every element of a list instead of the list.
    bool for_elements = false;
    bool has_default = false;
};

constexpr Rule items(std::string_view field, std::int64_t least, std::int64_t most) {
    return {.field = field, .kind = RuleKind::items, .least = least, .most = most};
}
constexpr Rule length(std::string_view field, std::int64_t least, std::int64_t most) {
    return {.field = field, .kind = RuleKind::length, .least = least, .most = most};
}
constexpr Rule range(std::string_view field, std::int64_t least, std::int64_t most) {
    return {.field = field, .kind = RuleKind::range, .least = least, .most = most};
}
constexpr Rule pattern(std::string_view field, std::string_view expression) {
    return {.field = field, .kind = RuleKind::pattern, .pattern = expression};
}
template <typename... Texts>
    requires(sizeof...(Texts) <= 16)
constexpr Rule one_of(std::string_view field, Texts... texts) {
    return {.field = field, .kind = RuleKind::one_of, .allowed = {std::string_view{texts}...}};
}
/// each(length("names", 1, 100)): the rule holds for every element of the list.
constexpr Rule each(Rule rule) {
    rule.for_elements = true;
    return rule;
}
/// The field may be left out; it then keeps the value of its member initialiser.
constexpr Rule with_default(Rule rule) {
    rule.has_default = true;
    return rule;
}
constexpr Rule with_default(std::string_view field) {
    return {.field = field, .has_default = true};
}

} // namespace bayme::api
