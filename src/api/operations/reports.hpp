// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/describe.hpp"

namespace bayme::api {

struct QueryReport {
    /// day, hour, advertiser, campaign, adgroup, ad.
    std::vector<std::string> dimensions;
    std::vector<std::string> metrics;
    Day from;
    Day to;
    std::vector<AdvertiserId> advertiser_ids;
    /// campaign_id = "1" and spend > 10
    std::string where;
    /// What was known at a past moment.
    std::optional<Instant> as_of;
    /// A column, with a minus before it for largest first.
    std::vector<std::string> order_by;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(QueryReport, (),
                      (dimensions, metrics, from, to, advertiser_ids, where, as_of, order_by,
                       limit))
constexpr auto rules(const QueryReport*) {
    return std::array{with_default(items("dimensions", 0, 6)),
                      each(length("dimensions", 1, 32)),
                      items("metrics", 1, 50),
                      each(length("metrics", 1, 64)),
                      with_default(items("advertiser_ids", 0, 1000)),
                      with_default(length("where", 0, 4000)),
                      with_default(items("order_by", 0, 10)),
                      each(length("order_by", 1, 65)),
                      range("limit", 1, 1'000'000)};
}

struct ReportColumnView {
    std::string name;
    /// money, count, percent, ratio or seconds; absent for what is no number.
    std::optional<std::string> unit;
};
BOOST_DESCRIBE_STRUCT(ReportColumnView, (), (name, unit))

/// One cell per column, exact text; absent for nothing.
struct ReportRowView {
    std::vector<std::optional<std::string>> cells;
};
BOOST_DESCRIBE_STRUCT(ReportRowView, (), (cells))

struct ReportAnswer {
    std::vector<ReportColumnView> columns;
    std::vector<ReportRowView> rows;
    /// Of every row that fits, one per currency.
    std::vector<ReportRowView> totals;
    std::int64_t rows_before_limit = 0;
    /// The worst cell the answer was made from: "complete" is the only one without a caveat.
    std::string worst_cell;
    /// Accounts x days asked for, and how many of them are complete.
    std::int64_t windows = 0;
    std::int64_t windows_complete = 0;
    /// Why the worst one was never fetched: none, not_fetched, not_by_then (as_of lies before its
    /// fetch) or not_begun (its day lies ahead).
    std::string missing;
    /// Ask again with it for the same answer.
    Instant as_of;
    /// Set when versions between were thinned out: what was given instead.
    std::optional<Instant> resolved_to;
    std::string cube;
    std::string query_hash;
    std::int64_t formula_version = 0;
    /// The first day whose conversions may still grow, when some were asked for: they are booked on
    /// the day of the click. maturity.show says how much is known.
    std::optional<Day> growing_from;
};
BOOST_DESCRIBE_STRUCT(ReportAnswer, (),
                      (columns, rows, totals, rows_before_limit, worst_cell, windows,
                       windows_complete, missing, as_of, resolved_to, cube, query_hash,
                       formula_version, growing_from))

/// How an answer is written.
struct ExportReport {
    QueryReport query;
    std::string format = "csv";
};
BOOST_DESCRIBE_STRUCT(ExportReport, (), (query, format))
constexpr auto rules(const ExportReport*) {
    return std::array{with_default(one_of("format", "table", "csv", "json", "ndjson"))};
}

struct ExportedReport {
    std::string format;
    std::string text;
    /// The worst cell the answer was made from: "complete" is the only one without a caveat.
    std::string worst_cell;
    Instant as_of;
    std::string query_hash;
    /// See reports.query.
    std::optional<Day> growing_from;
};
BOOST_DESCRIBE_STRUCT(ExportedReport, (),
                      (format, text, worst_cell, as_of, query_hash, growing_from))

} // namespace bayme::api
