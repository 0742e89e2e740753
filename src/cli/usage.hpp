// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

// CLI11 costs every includer seconds: only parse_line.cpp and usage.cpp include this.
#include <CLI/CLI.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace bayme::cli {

/// Checks an argument and refuses in our words. The help shows the choices.
CLI::Validator one_of(std::vector<std::string> choices);
CLI::Validator whole_number(std::int64_t least, std::int64_t most);

/// What is wrong with a line that CLI11 refused, in our words: which option or word, what it wants,
/// that nothing was done. Ends with a line break. `app` has parsed `arguments` as far as it came.
std::string usage_error(const CLI::App& app, const CLI::ParseError& refused,
                        const std::vector<std::string>& arguments);

} // namespace bayme::cli
