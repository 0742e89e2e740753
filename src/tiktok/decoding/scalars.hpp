// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/money.hpp"
#include "base/time.hpp"
#include "tiktok/decoding/json_tree.hpp"

#include <optional>

namespace bayme::tiktok::decoding {

/// What came of reading one value leniently: platform spellings are many, guesses are none.
enum class Read {
    value,
    nothing,   ///< null, and "-" or "" where a number or a time was due
    unreadable ///< another type, more than six decimals, too large
};

/// Without white space at the end: a token of the parser runs up to the next one.
std::string_view trimmed(std::string_view token);
/// By RFC 8259, section 6.
bool is_json_number(std::string_view token);

/// Millionths from a decimal text; exponents ("1.0E7") are worked out exactly. False when that is
/// no number, needs more than six decimals, or passes 64 bits.
bool read_decimal(std::string_view text, Micros& out);
/// A number from a raw token, quoted or bare: the one function of the report pages.
Read read_metric(std::string_view token, Micros& out);

Read read(const JsonNode& node, std::string& out);
Read read(const JsonNode& node, std::optional<std::string>& out);
Read read(const JsonNode& node, std::vector<std::string>& out);
Read read_amount(const JsonNode& node, std::optional<Micros>& out);
Read read_count(const JsonNode& node, std::optional<std::int64_t>& out);
/// Also takes 0 and 1 [CONTRACT 1.7].
Read read_flag(const JsonNode& node, std::optional<bool>& out);
/// "2026-03-01 14:20:05", UTC; also "2026-03-01T14:20:05Z", which files have [CONTRACT 1.7].
Read read_utc(const JsonNode& node, std::optional<Instant>& out);
Read read_epoch(const JsonNode& node, std::optional<Instant>& out);
/// 1 to 64 printable ASCII characters without blanks, quotes or backslashes.
bool is_id(std::string_view text);

} // namespace bayme::tiktok::decoding
