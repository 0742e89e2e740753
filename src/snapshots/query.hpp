// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/cell.hpp"
#include "snapshots/facts.hpp"
#include "snapshots/ladder.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace bayme::snapshots {

/// What an answer may be grouped by. A cube has the columns of its level and above, and hour only
/// in cubes by hour.
enum class Column : std::uint8_t { advertiser, day, hour, campaign, adgroup, ad };

std::string_view to_string(Column column);
bool has_column(const Cube& cube, Column column);

struct ObjectFilter {
    Column column = Column::campaign; ///< campaign, adgroup or ad
    std::vector<ObjectNumber> any_of; ///< none matches nothing
};

struct Query {
    Cube cube;
    std::vector<AdvertiserId> advertisers; ///< the scope: nothing outside it is read
    DayRange days;
    std::optional<Instant> as_of; ///< now when absent; a moment in the future means now
    std::vector<Column> group_by;
    /// Fetched metrics. Those of exact_window get a value only where a group is one fact.
    std::vector<MetricIndex> metrics;
    std::vector<ObjectFilter> filters; ///< all must hold
};

/// What the ledger says about the windows an answer was made from.
struct LedgerView {
    CellState worst = CellState::complete;
    std::int64_t windows = 0; ///< accounts x days asked for
    std::int64_t complete = 0;
    std::optional<Window> worst_window;  ///< the first of the worst, by day
    std::optional<Instant> oldest_facts; ///< the oldest facts_at among windows with facts
};

/// The currency an account's facts were fetched in, within the range asked for.
struct AccountCurrency {
    AdvertiserId advertiser;
    Currency currency;

    auto operator<=>(const AccountCurrency&) const = default;
};

/// Rows in the order of their keys. Flat: row i has the keys from i x group_by.size().
struct Table {
    std::vector<Column> group_by;
    std::vector<MetricIndex> metrics;
    std::vector<std::uint64_t> keys;  ///< ids as numbers, day as Day::number(), hour 0 to 23
    std::vector<std::int64_t> values; ///< as Unit says, or no_value
    std::size_t rows = 0;
    LedgerView ledger;
    std::vector<AccountCurrency> currencies; ///< sorted; an account twice when it changed
    Instant as_of;                           ///< ask again with it for the same answer
    /// Set when versions between had been thinned: some windows are given as of the last moment
    /// that is still kept, this one or later; windows with none have no rows.
    std::optional<Instant> resolved_to;
};

struct CellQuery {
    std::optional<Cube> cube; ///< all when absent
    std::vector<AdvertiserId> advertisers;
    DayRange days;
    std::optional<Instant> as_of;
};

/// Which facts' lives are asked for; of cubes by day.
struct HistoryQuery {
    Cube cube;
    std::vector<AdvertiserId> advertisers;
    DayRange days;
    std::vector<MetricIndex> metrics;  ///< fetched ones
    std::vector<ObjectNumber> objects; ///< empty: all
};

/// How long a fact stood as it was.
struct FactStay {
    ObjectNumber advertiser = 0;
    Day day;
    ObjectNumber object = 0; ///< of the cube's level; 0 in the account's own cube
    Instant from;
    Instant until; ///< Instant::max() while it stands
};

/// By account, day, object and time. Flat: stay i has the values from i x metrics.size().
struct FactHistory {
    std::vector<MetricIndex> metrics;
    std::vector<FactStay> stays;
    std::vector<std::int64_t> values; ///< as Unit says, or no_value
    Ladder ladder;                    ///< which moments are still whole

    [[nodiscard]] std::int64_t value(std::size_t stay, std::size_t metric) const {
        return values[stay * metrics.size() + metric];
    }
};

} // namespace bayme::snapshots
