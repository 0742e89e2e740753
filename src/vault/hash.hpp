// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <string>
#include <string_view>

namespace bayme::vault {

/// SHA-256 as 64 hex digits: how links, states, sessions and keys (256 random bits each) are kept.
std::string sha256_hex(std::string_view text);

/// In a time that tells nothing about where they differ.
bool same_text(std::string_view left, std::string_view right);

/// Appends the length (4 bytes, little-endian) and the bytes: tuples that cannot be read two ways.
void append_part(std::string& tuple, std::string_view part);

} // namespace bayme::vault
