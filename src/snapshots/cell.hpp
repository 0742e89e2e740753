// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/id.hpp"
#include "base/money.hpp"
#include "base/time.hpp"
#include "snapshots/cube.hpp"
#include "snapshots/facts.hpp"
#include "snapshots/metrics.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::snapshots {

/// What is known of a window. Ordered: a later one is worse, and an answer carries the worst.
enum class CellState : std::uint8_t {
    complete,      ///< a closed day, proven
    provisional,   ///< the day is not over, closed but only read while it ran, or hours of a day
                   ///< that is not complete
    stale,         ///< had facts; a later fetch is overdue
    partial,       ///< what came could not be proven whole: earlier facts stand
    failed,        ///< the fetch failed: earlier facts, if any, stand
    never_fetched, ///< no cell
};

/// Why a cell may be called complete.
enum class Proof : std::uint8_t {
    none,
    row_count,     ///< rows equal total_number, no key twice
    total_metrics, ///< and the sums of additive metrics equal the platform's
    day_sum,       ///< row_count, and hours add up to the day's window
};

std::string_view to_string(CellState state);
std::string_view to_string(Proof proof);
std::optional<CellState> parse_cell_state(std::string_view text);
std::optional<Proof> parse_proof(std::string_view text);

/// True for the states whose facts came whole and are published with the cell.
inline bool carries_facts(CellState state) {
    return state == CellState::complete || state == CellState::provisional;
}

/// When TikTok's daily correction of a day is through: 12:00 UTC of the next [CONTRACT 6.1]. No
/// account's day lasts longer.
Instant settled_at(Day day, UtcOffset offset);

struct MetricTotal {
    MetricIndex metric;
    std::int64_t value;

    bool operator==(const MetricTotal&) const = default;
};

/// A window's entry in the ledger. The fetcher fills in the first part, the store the second.
struct Cell {
    Day day;
    CellState state = CellState::never_fetched;
    Proof proof = Proof::none;
    std::optional<std::int64_t> total_number; ///< what the platform said the call holds
    std::vector<MetricTotal> totals;          ///< the platform's total_metrics, when it gave them
    std::vector<std::string> request_ids;
    Instant fetched_at;
    std::string reason; ///< a stable word for partial, failed and stale, and for hours that are
                        ///< provisional because of their day; empty otherwise
    Currency currency;  ///< the account's, when the facts were fetched
    UtcOffset offset;   ///< the account's, when the facts were fetched

    std::string cube;
    AdvertiserId advertiser;
    RunId run;
    std::int64_t rows = 0;           ///< facts of the window that stand
    std::optional<Instant> facts_at; ///< fetched_at of the last publish that carried facts
    Instant observed_at;             ///< when this version was published

    /// Whether its facts were fetched after TikTok's correction of the day: what changes later is
    /// restated, not late.
    [[nodiscard]] bool settled() const { return facts_at && *facts_at >= settled_at(day, offset); }
};

/// What a look over many cells tells of one.
struct CellGlance {
    const Cube* cube = nullptr;
    ObjectNumber advertiser = 0;
    Day day;
    CellState state = CellState::never_fetched;
    std::int64_t rows = 0;
    Instant fetched_at;
    std::optional<Instant> facts_at;
};

} // namespace bayme::snapshots
