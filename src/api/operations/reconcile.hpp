// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/describe.hpp"
#include "api/operation.hpp"

#include <span>

namespace bayme::api {

/// An export is sent whole: as base64 it takes a third more, and a request of the server 8 MiB.
inline constexpr std::size_t largest_export_bytes = std::size_t{5} << 20U;
inline constexpr std::int64_t longest_export_text = std::int64_t{7} << 20U;

struct RunReconcile {
    /// The file's bytes as base64: CSV in UTF-8 or UTF-16.
    std::string file_base64;
    /// More titles: lines of "title,what it means".
    std::string columns;
    /// Which accounts the file may be about; all in use without any.
    std::vector<AdvertiserId> advertiser_ids;
    /// The days the file is of; needed when it has no column of days.
    std::optional<Day> from;
    std::optional<Day> to;
    /// When it was exported: proves which of our figures are older.
    std::optional<Instant> exported_at;
    /// Leave out what we hold and the file does not list.
    bool only_listed = false;
    std::int64_t limit = 200;
};
BOOST_DESCRIBE_STRUCT(RunReconcile, (),
                      (file_base64, columns, advertiser_ids, from, to, exported_at, only_listed,
                       limit))
constexpr auto rules(const RunReconcile*) {
    return std::array{length("file_base64", 1, longest_export_text),
                      with_default(length("columns", 0, 20'000)),
                      with_default(items("advertiser_ids", 0, 1000)), with_default("only_listed"),
                      with_default(range("limit", 0, 10'000))};
}

struct ReconcileDifference {
    /// Of the file; absent: the file has no such row.
    std::optional<std::int64_t> line;
    AdvertiserId advertiser_id;
    /// Empty at account level.
    std::string object_id;
    std::string name;
    /// Absent: the whole period.
    std::optional<Day> day;
    std::string metric;
    /// As written in the file.
    std::string exported;
    std::optional<Decimal> held;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReconcileDifference, (),
                      (line, advertiser_id, object_id, name, day, metric, exported, held, reason))

struct ReconcileReason {
    std::string reason;
    std::string words;
    std::int64_t cells = 0;
};
BOOST_DESCRIBE_STRUCT(ReconcileReason, (), (reason, words, cells))

struct ReconcileTrouble {
    std::int64_t line = 0;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(ReconcileTrouble, (), (line, text))

struct ReconcileAnswer {
    /// Every row could be compared and every cell agrees.
    bool agrees = false;
    /// advertiser, campaign, adgroup or ad.
    std::string level;
    bool by_day = false;
    Day from;
    Day to;
    std::int64_t rows = 0;
    std::int64_t cells = 0;
    /// To the last digit, and at the digits the file shows.
    std::int64_t equal = 0;
    std::int64_t rounded = 0;
    std::int64_t different = 0;
    std::vector<ReconcileReason> reasons;
    /// Up to the limit.
    std::vector<ReconcileDifference> differences;
    /// Rows that could not be compared.
    std::vector<ReconcileTrouble> problems;
    std::vector<std::string> unknown_columns;
    /// Metrics that do not add up over the file's period.
    std::vector<std::string> not_compared;
    std::int64_t totals_left_out = 0;
};
BOOST_DESCRIBE_STRUCT(ReconcileAnswer, (),
                      (agrees, level, by_day, from, to, rows, cells, equal, rounded, different,
                       reasons, differences, problems, unknown_columns, not_compared,
                       totals_left_out))

std::span<const Operation> reconcile_operations();

} // namespace bayme::api
