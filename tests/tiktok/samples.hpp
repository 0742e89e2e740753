// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "support/source_folder.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace bayme::test {

/// Where recorded answers are kept beside the checkout; nothing where the folder is missing.
inline std::optional<std::filesystem::path> samples_folder() {
    const char* named = std::getenv("BAYME_SHARED");
    const std::filesystem::path shared =
        named != nullptr ? std::filesystem::path{named} : source_folder() / ".." / "shared";
    const auto samples = shared / "tiktok" / "samples";
    return std::filesystem::is_directory(samples) ? std::optional{samples} : std::nullopt;
}

inline std::string read_text(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

/// Documentation examples carry // comments on lines of their own.
inline std::string without_comments(const std::string& text) {
    std::istringstream in{text};
    std::string out;
    for (std::string line; std::getline(in, line);) {
        const auto first = line.find_first_not_of(" \t");
        if (first == std::string::npos || line.compare(first, 2, "//") != 0) {
            out += line + '\n';
        }
    }
    return out;
}

inline std::string replace_all(std::string text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

/// An example with its {{placeholders}} filled in.
inline std::string filled(const std::string& text,
                          const std::vector<std::pair<std::string, std::string>>& values) {
    auto out = without_comments(text);
    for (const auto& [name, value] : values) {
        std::string place = "{{";
        place.append(name).append("}}");
        out = replace_all(out, place, value);
    }
    return out;
}

inline std::vector<std::string> lines_of(const std::string& text) {
    std::istringstream in{text};
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) {
        lines.push_back(line);
    }
    return lines;
}

} // namespace bayme::test

#define BAYME_NEEDS_SAMPLES()                                                                      \
    if (!bayme::test::samples_folder()) {                                                          \
        GTEST_SKIP() << "no recorded answers";                                                     \
    }
