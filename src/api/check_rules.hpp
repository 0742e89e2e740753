// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/rules.hpp"

#include <optional>
#include <string>

namespace bayme::api {

/// What is wrong with a value by a rule; nothing when the rule is kept or is of another kind.
std::optional<std::string> integer_problem(const Rule& rule, std::int64_t number);
std::optional<std::string> items_problem(const Rule& rule, std::size_t count);
/// A secret text is judged by its length alone and never quoted.
std::optional<std::string> text_problem(const Rule& rule, std::string_view text, bool is_secret);

/// Whether RE2 takes the rule's pattern; checked for every operation at start.
bool pattern_compiles(const Rule& rule);

/// The text in quotes, cut to 64 code points.
std::string quoted(std::string_view text);
std::int64_t count_code_points(std::string_view text);

} // namespace bayme::api
