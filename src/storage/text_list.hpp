// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bayme::storage {

/// A list of names in one column: "a,b". The names have no commas.
inline std::string join_texts(const std::vector<std::string>& parts) {
    std::string text;
    for (const auto& part : parts) {
        text += (text.empty() ? "" : ",") + part;
    }
    return text;
}

inline std::vector<std::string> split_texts(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto comma = text.find(',');
        parts.emplace_back(text.substr(0, comma));
        text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1);
    }
    return parts;
}

} // namespace bayme::storage
