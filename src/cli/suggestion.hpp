// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "cli/verbs.hpp"

#include <string>
#include <string_view>

namespace bayme::cli {

/// A text as one word for a shell.
std::string shell_word(const std::string& text);

/// What to type next: the program as it was started, the configuration and folder it was given,
/// then `words` ("plan approve p --wait").
std::string suggestion(const Command& command, std::string_view words);

} // namespace bayme::cli
