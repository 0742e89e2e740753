// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/files.hpp"
#include "base/result.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace bayme::app {

/// Environment variables by name; main() reads the process's own, tests make theirs.
using Environment = std::map<std::string, std::string, std::less<>>;
Environment process_environment();

/// A value as it was found, before its meaning is looked at.
struct FoundValue {
    std::vector<std::string> texts;
    /// For people: "bayme.toml", "BAYME_SERVER_LISTEN", "default".
    std::string source;
};
/// By dotted name: "server.listen", "tiktok.app_secret_file".
using FoundValues = std::map<std::string, FoundValue, std::less<>>;

/// Reads a TOML file: sections of texts, whole numbers, booleans and arrays of texts.
/// @return invalid_input naming line and key for anything else.
Result<FoundValues> read_toml(FileSystem& files, const std::filesystem::path& file);

} // namespace bayme::app
