// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/describe.hpp"

namespace bayme::api {

/// Without accounts: all in use that can be read. Without cubes: those that are enabled.
struct BackfillRange {
    std::vector<AdvertiserId> advertiser_ids;
    Day from;
    /// Yesterday without it.
    std::optional<Day> to;
    std::vector<std::string> cubes;
};
BOOST_DESCRIBE_STRUCT(BackfillRange, (), (advertiser_ids, from, to, cubes))
constexpr auto rules(const BackfillRange*) {
    return std::array{with_default(items("advertiser_ids", 0, 1000)),
                      with_default(items("cubes", 0, 16)), each(length("cubes", 1, 32))};
}

struct BackfillCost {
    std::int64_t accounts = 0;
    /// Account days of a cube that are not complete.
    std::int64_t windows = 0;
    std::int64_t calls = 0;
    std::int64_t rows = 0;
    /// False: of some accounts no rows are known yet; the calls are the fewest it can take.
    bool rows_known = true;
    /// Of the app's limit alone, at its present level.
    std::int64_t seconds = 0;
};
BOOST_DESCRIBE_STRUCT(BackfillCost, (), (accounts, windows, calls, rows, rows_known, seconds))

struct BackfillStarted {
    /// Names it to backfill.cancel.
    std::string group;
    std::vector<JobId> job_ids;
    BackfillCost cost;
    /// Left out: their connection has ended, TikTok refuses it, or nobody knows their zone.
    std::vector<AdvertiserId> left_out;
};
BOOST_DESCRIBE_STRUCT(BackfillStarted, (), (group, job_ids, cost, left_out))

struct BackfillInfo {
    std::string group;
    std::string requested_by;
    Instant started_at;
    Day from;
    Day to;
    std::vector<std::string> cubes;
    std::int64_t accounts = 0;
    /// An account's range is done in parts of 30 days.
    std::int64_t parts = 0;
    std::int64_t done = 0;
    std::int64_t failed = 0;
    std::int64_t cancelled = 0;
    /// waiting, running, done, failed or cancelled.
    std::string state;
    std::string doing;
};
BOOST_DESCRIBE_STRUCT(BackfillInfo, (),
                      (group, requested_by, started_at, from, to, cubes, accounts, parts, done,
                       failed, cancelled, state, doing))

struct BackfillList {
    std::vector<BackfillInfo> backfills;
};
BOOST_DESCRIBE_STRUCT(BackfillList, (), (backfills))

struct NamedBackfill {
    std::string group;
};
BOOST_DESCRIBE_STRUCT(NamedBackfill, (), (group))
constexpr auto rules(const NamedBackfill*) {
    return std::array{length("group", 1, 64)};
}

} // namespace bayme::api
