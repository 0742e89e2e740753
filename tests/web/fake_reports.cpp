// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/context.hpp"
#include "fake_operations.hpp"

#include <fmt/ranges.h>

namespace bayme::web::test {
namespace {

using api::Context;
using api::Operation;
using api::Permission;

struct ReportColumn {
    std::string name;
    std::optional<std::string> unit;
};
BOOST_DESCRIBE_STRUCT(ReportColumn, (), (name, unit))
struct ReportRow {
    std::vector<std::optional<std::string>> cells;
};
BOOST_DESCRIBE_STRUCT(ReportRow, (), (cells))
struct Report {
    std::vector<ReportColumn> columns;
    std::vector<ReportRow> rows;
    std::vector<ReportRow> totals;
    std::int64_t rows_before_limit = 0;
    std::string worst_cell;
    std::int64_t windows = 0;
    std::int64_t windows_complete = 0;
    Instant as_of;
    std::string missing;
};
BOOST_DESCRIBE_STRUCT(Report, (),
                      (columns, rows, totals, rows_before_limit, worst_cell, windows,
                       windows_complete, as_of, missing))
struct Question {
    std::vector<std::string> dimensions;
    std::vector<std::string> metrics;
    std::string from;
    std::string to;
    std::vector<AdvertiserId> advertiser_ids;
    std::optional<std::string> as_of;
    std::int64_t limit = 0;
    std::vector<std::string> order_by;
};
constexpr auto rules(const Question*) {
    return std::array{api::with_default(api::items("order_by", 0, 10))};
}
BOOST_DESCRIBE_STRUCT(Question, (),
                      (dimensions, metrics, from, to, advertiser_ids, as_of, limit, order_by))

const Operation table[] = {
    {.name = "reports.query",
     .summary = "A report",
     .needs = Permission::read_reports,
     .run = [](Context&, const Question& request) -> Result<Report> {
         asked().push_back(
             fmt::format("report {} of {} from {} to {} as of {}{}{}",
                         fmt::join(request.metrics, ","), fmt::join(request.dimensions, ","),
                         request.from, request.to, request.as_of.value_or("now"),
                         request.order_by.empty() ? "" : " by ", fmt::join(request.order_by, ",")));
         const bool ahead = request.to > "2030";
         return Report{.columns = {{"campaign_id", {}},
                                   {"campaign_name", {}},
                                   {"currency", {}},
                                   {"spend", "money"},
                                   {"ctr", "percent"}},
                       .rows = {{{"17", "<i>Spring</i>", "JPY", "1234.000000", "1.478054"}},
                                {{"18", "Autumn", "EUR", "0.5", std::nullopt}}},
                       .totals = {{{std::nullopt, std::nullopt, "EUR", "0.5", std::nullopt}}},
                       .rows_before_limit = 502,
                       .worst_cell = ahead ? "never_fetched" : "partial",
                       .windows = 1400,
                       .windows_complete = 1399,
                       .as_of = parse_instant("2026-05-27T09:00:00Z").value(),
                       .missing = ahead ? "not_begun" : "none"};
     }},
};

} // namespace

std::span<const Operation> fake_report_operations() {
    return table;
}

} // namespace bayme::web::test
