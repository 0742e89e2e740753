// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/money.hpp"
#include "base/time.hpp"
#include "web/html.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bayme::web {

// How numbers, moments and states look on staff pages.

/// 1370316 -> "1,370,316".
std::string format_count(std::int64_t count);
/// With the currency's digits and separated thousands, without the code: "780,631.27".
std::string format_amount(Micros micros, const Currency& currency);
/// Millionths with `decimals` digits and separated thousands.
std::string format_decimal(Micros micros, int decimals);

/// A right-aligned cell with the number, or a dash that is named "not set".
Html number_cell(const std::optional<std::string>& number, std::string_view extra_classes = {});

/// "14:20 account time (UTC+1)"; with the date when it is not the account's today.
std::string format_account_time(Instant moment, UtcOffset offset, Instant now);
/// "38 min", "3 h 05 min", "2 days".
std::string format_age(std::chrono::microseconds age);
/// "14:20" where the account is.
std::string format_clock(Instant moment, UtcOffset offset);
/// "22 Nov".
std::string format_short_day(Day day);

/// When what a screen shows was last fetched.
struct Freshness {
    std::optional<Instant> as_of;
    UtcOffset offset;
    Instant now;
};
/// "Data as of 14:20 account time (UTC+1), 38 min behind"; "No data fetched yet".
std::string format_freshness(const Freshness& freshness);

/// The state of a ledger cell, as people read it.
enum class CellState { complete, provisional, partial, stale, failed, never };
/// The ledger's word; `never` for any it does not know.
CellState parse_cell_state(std::string_view text);
/// complete -> "complete", provisional -> "so far", never -> "not fetched".
std::string_view to_words(CellState state);
/// Why a number in this state is not final and when it will be.
std::string_view explain(CellState state);
/// Shape and word; nothing for complete, which needs no mark.
Html cell_mark(CellState state);

enum class Tone { ok, quiet, busy, warn, bad };
/// A dot (filled, ring, half, square, cross by tone) and a word: readable without colour.
Html status(Tone tone, std::string_view word, std::string_view explanation = {});

} // namespace bayme::web
