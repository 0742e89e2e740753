// SPDX-License-Identifier: LicenseRef-Bayme
#include "cli/suggestion.hpp"

#include <fmt/format.h>

namespace bayme::cli {

std::string shell_word(const std::string& text) {
    constexpr std::string_view plain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=,+@%";
    if (!text.empty() && text.find_first_not_of(plain) == std::string::npos) {
        return text;
    }
    std::string out = "'";
    for (const char letter : text) {
        out += letter == '\'' ? std::string{"'\\''"} : std::string{letter};
    }
    return out + "'";
}

std::string suggestion(const Command& command, std::string_view words) {
    const auto& common = command.line.common;
    auto line = shell_word(command.terminal.program);
    if (!common.config.empty()) {
        line += fmt::format(" --config {}", shell_word(common.config.string()));
    }
    if (!common.data.empty()) {
        line += fmt::format(" --data {}", shell_word(common.data.string()));
    }
    return fmt::format("{} {}", line, words);
}

} // namespace bayme::cli
