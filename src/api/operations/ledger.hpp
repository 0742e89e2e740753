// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/describe.hpp"

namespace bayme::api {

struct LedgerCell {
    AdvertiserId advertiser_id;
    std::string cube;
    Day day;
    std::string state;
    /// What proves it: none, row_count, total_metrics, day_sum.
    std::string proof;
    std::string reason;
    std::int64_t rows = 0;
    std::optional<std::int64_t> total_number;
    std::vector<std::string> tiktok_request_ids;
    Instant fetched_at;
    std::optional<Instant> facts_at;
    /// The ladder asked for fresher figures, and they are late.
    bool overdue = false;
};
BOOST_DESCRIBE_STRUCT(LedgerCell, (),
                      (advertiser_id, cube, day, state, proof, reason, rows, total_number,
                       tiktok_request_ids, fetched_at, facts_at, overdue))

struct Ledger {
    std::vector<LedgerCell> cells;
};
BOOST_DESCRIBE_STRUCT(Ledger, (), (cells))

struct LedgerState {
    bool whole = false;
    /// What a healthy store never has, as sentences.
    std::vector<std::string> faults;
};
BOOST_DESCRIBE_STRUCT(LedgerState, (), (whole, faults))

struct ListCells {
    std::vector<AdvertiserId> advertiser_ids;
    /// campaign_day, …; all without it.
    std::optional<std::string> cube;
    Day from;
    Day to;
};
BOOST_DESCRIBE_STRUCT(ListCells, (), (advertiser_ids, cube, from, to))
constexpr auto rules(const ListCells*) {
    return std::array{with_default(items("advertiser_ids", 0, 1000)), length("cube", 1, 32)};
}

struct ShowLedgerMap {
    std::vector<AdvertiserId> advertiser_ids;
    /// Which cubes count; those by day without any: hours are kept for the last days only.
    std::vector<std::string> cubes;
    /// The last 28 days up to the latest account's today without them.
    std::optional<Day> from;
    std::optional<Day> to;
    /// One row an account, or one for each of its cubes.
    std::string rows = "account";
    /// Days in a tile; 0 chooses: one up to 92 days, else seven.
    std::int64_t days_per_tile = 0;
};
BOOST_DESCRIBE_STRUCT(ShowLedgerMap, (), (advertiser_ids, cubes, from, to, rows, days_per_tile))
constexpr auto rules(const ShowLedgerMap*) {
    return std::array{with_default(items("advertiser_ids", 0, 1000)),
                      with_default(items("cubes", 0, 16)), each(length("cubes", 1, 32)),
                      with_default(one_of("rows", "account", "cube")),
                      with_default(range("days_per_tile", 0, 31))};
}

/// What a letter of the map stands for.
struct LedgerLetter {
    std::string letter;
    std::string state;
    std::string words;
};
BOOST_DESCRIBE_STRUCT(LedgerLetter, (), (letter, state, words))

/// What fetching the gaps costs.
struct LedgerFill {
    std::int64_t calls = 0;
    /// Of the app's limit alone, at its present level.
    std::int64_t seconds = 0;
    std::int64_t rows = 0;
    /// False: of some gaps no rows are known yet; the calls are the fewest it can take.
    bool rows_known = true;
};
BOOST_DESCRIBE_STRUCT(LedgerFill, (), (calls, seconds, rows, rows_known))

struct LedgerMapRow {
    AdvertiserId advertiser_id;
    std::string name;
    /// Empty: all cubes asked for, and each tile is its worst.
    std::string cube;
    /// A letter for each tile.
    std::string tiles;
    std::int64_t windows = 0;
    std::int64_t complete = 0;
    std::int64_t gaps = 0;
    std::int64_t overdue = 0;
    std::int64_t facts = 0;
    std::optional<Instant> oldest_fetch;
    std::optional<Instant> newest_fetch;
    LedgerFill fill;
};
BOOST_DESCRIBE_STRUCT(LedgerMapRow, (),
                      (advertiser_id, name, cube, tiles, windows, complete, gaps, overdue, facts,
                       oldest_fetch, newest_fetch, fill))

struct LedgerMapAnswer {
    Day from;
    Day to;
    std::int64_t days_per_tile = 1;
    std::vector<std::string> cubes;
    std::vector<LedgerLetter> legend;
    std::vector<LedgerMapRow> rows;
    /// Of all rows.
    std::int64_t windows = 0;
    std::int64_t complete = 0;
    std::int64_t gaps = 0;
    std::int64_t overdue = 0;
    LedgerFill fill;
    /// TikTok's level of the app, at which the seconds are reckoned.
    std::string tier;
    Instant as_of;
};
BOOST_DESCRIBE_STRUCT(LedgerMapAnswer, (),
                      (from, to, days_per_tile, cubes, legend, rows, windows, complete, gaps,
                       overdue, fill, tier, as_of))

struct ListGaps {
    std::vector<AdvertiserId> advertiser_ids;
    std::vector<std::string> cubes;
    std::optional<Day> from;
    std::optional<Day> to;
    std::int64_t limit = 200;
};
BOOST_DESCRIBE_STRUCT(ListGaps, (), (advertiser_ids, cubes, from, to, limit))
constexpr auto rules(const ListGaps*) {
    return std::array{with_default(items("advertiser_ids", 0, 1000)),
                      with_default(items("cubes", 0, 16)), each(length("cubes", 1, 32)),
                      with_default(range("limit", 1, 10'000))};
}

struct LedgerGap {
    AdvertiserId advertiser_id;
    std::string cube;
    Day from;
    Day to;
    std::int64_t days = 0;
    /// never_fetched, partial or failed: the worst of its days.
    std::string state;
    LedgerFill fill;
};
BOOST_DESCRIBE_STRUCT(LedgerGap, (), (advertiser_id, cube, from, to, days, state, fill))

struct LedgerGaps {
    Day from;
    Day to;
    std::vector<LedgerGap> gaps;
    /// Before the limit.
    std::int64_t count = 0;
    LedgerFill fill;
    std::string tier;
};
BOOST_DESCRIBE_STRUCT(LedgerGaps, (), (from, to, gaps, count, fill, tier))

} // namespace bayme::api
