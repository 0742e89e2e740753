// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "app/config_keys.hpp"
#include "app/settings.hpp"

namespace bayme::app {

/// A key's value after precedence. Secrets live in `secret` alone.
struct ChosenValue {
    std::vector<std::string> texts;
    SecretText secret;
    std::filesystem::path secret_file; ///< when the secret came from a file or credential
    std::string source = "default";
};
using ChosenValues = std::map<std::string, ChosenValue, std::less<>>;

/// Merges all sources; every key of the table is in the answer. Only for settings.cpp.
Result<ChosenValues> choose_values(const Environment& environment, FileSystem& files,
                                   const Overrides& overrides);

} // namespace bayme::app
