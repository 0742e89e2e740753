// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/operations/reports.hpp"

#include "api/context.hpp"
#include "api/operations.hpp"
#include "api/operations/accounts_asked.hpp"
#include "reports/format.hpp"
#include "reports/maturity.hpp"
#include "reports/reports.hpp"

#include <algorithm>
#include <array>

namespace bayme::api {
namespace {

/// Of a past moment it is said with that moment's calendar, so that its answer never changes.
Result<reports::Missing> missing_of(Context& context, const reports::Provenance& from,
                                    bool is_past) {
    const auto& ledger = from.ledger;
    if (!ledger.worst_window) {
        return reports::Missing::none;
    }
    BAYME_TRY(storage::Transaction & transaction, context.reading());
    BAYME_TRY(const auto account,
              context.advertisers().find(transaction, ledger.worst_window->advertiser));
    BAYME_TRY(const auto offset, UtcOffset::from_seconds(account.offset_seconds.value_or(0)));
    const auto moment = is_past ? from.as_of : context.now();
    return reports::missing_of(ledger, offset.day_of(moment), is_past);
}

/// True for a metric that goes on growing after its day, and for what is computed from one.
bool may_grow(std::string_view name) {
    const auto index = snapshots::find_metric(name);
    if (!index) {
        return false;
    }
    const auto& metric = snapshots::metric(*index);
    return metric.fetched ? reports::grows_late(*index)
                          : reports::grows_late(metric.formula.numerator) ||
                                reports::grows_late(metric.formula.denominator);
}

/// Of the answer to this question; in days of UTC, which no account is a whole day away from.
std::optional<Day> growing_from(const Context& context, const QueryReport& request) {
    const auto oldest = UtcOffset{}.day_of(context.now()).plus(-reports::longest_attribution);
    if (request.to < oldest || !std::ranges::any_of(request.metrics, may_grow)) {
        return std::nullopt;
    }
    return std::max(request.from, oldest);
}

Result<reports::Report> run(Context& context, const QueryReport& request) {
    BAYME_TRY(const auto accounts, accounts_asked(context, request.advertiser_ids));
    reports::ReportRequest question{.dimensions = request.dimensions,
                                    .metrics = request.metrics,
                                    .from = request.from,
                                    .to = request.to,
                                    .where = request.where,
                                    .as_of = request.as_of,
                                    .order = {},
                                    .limit = request.limit};
    for (const auto& field : request.order_by) {
        const bool descending = field.starts_with('-');
        question.order.push_back({field.substr(descending ? 1 : 0), descending});
    }
    BAYME_TRY(auto report, context.reports().query(question, ids_of(accounts)));
    BAYME_TRY(report.provenance.missing,
              missing_of(context, report.provenance, question.as_of.has_value()));
    return report;
}

ReportRowView view(const reports::Report& report, const reports::ReportRow& row) {
    ReportRowView seen;
    for (std::size_t i = 0; i < report.columns.size(); ++i) {
        auto& cell = seen.cells.emplace_back();
        if (!std::holds_alternative<std::monostate>(row.cells[i])) {
            cell = reports::exact_text(report.columns[i], row, row.cells[i]);
        }
    }
    return seen;
}

ReportAnswer view(const reports::Report& report) {
    const auto& from = report.provenance;
    ReportAnswer answer{.columns = {},
                        .rows = {},
                        .totals = {},
                        .rows_before_limit = static_cast<std::int64_t>(report.rows_before_limit),
                        .worst_cell = std::string{to_string(from.ledger.worst)},
                        .windows = from.ledger.windows,
                        .windows_complete = from.ledger.complete,
                        .missing = std::string{to_string(from.missing)},
                        .as_of = from.as_of,
                        .resolved_to = from.resolved_to,
                        .cube = from.cube,
                        .query_hash = from.query_hash,
                        .formula_version = from.formula_version,
                        .growing_from = {}};
    for (const auto& column : report.columns) {
        auto& seen = answer.columns.emplace_back(ReportColumnView{column.name, {}});
        if (column.metric) {
            seen.unit = to_string(snapshots::metric(*column.metric).unit);
        }
    }
    for (const auto& row : report.rows) {
        answer.rows.push_back(view(report, row));
    }
    for (const auto& row : report.totals) {
        answer.totals.push_back(view(report, row));
    }
    return answer;
}

struct Format {
    std::string_view name;
    std::string (*write)(const reports::Report&);
};
constexpr std::array<Format, 4> formats{{{"table", reports::format_table},
                                         {"csv", reports::format_csv},
                                         {"json", reports::format_json},
                                         {"ndjson", reports::format_ndjson}}};

Result<ExportedReport> export_report(Context& context, const ExportReport& request) {
    BAYME_TRY(const auto report, run(context, request.query));
    ExportedReport exported{
        .format = request.format,
        .text = {},
        .worst_cell = std::string{to_string(report.provenance.ledger.worst)},
        .as_of = report.provenance.as_of,
        .query_hash = report.provenance.query_hash,
        .growing_from = growing_from(context, request.query),
    };
    for (const auto& format : formats) {
        if (format.name == request.format) {
            exported.text = format.write(report);
        }
    }
    return exported;
}

const Operation table[] = {
    {.name = "reports.query",
     .summary = "Figures by day, hour, account, campaign, ad group or ad",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli, Surface::mcp},
     .run = [](Context& context, const QueryReport& request) -> Result<ReportAnswer> {
         BAYME_TRY(const auto report, run(context, request));
         auto answer = view(report);
         answer.growing_from = growing_from(context, request);
         return answer;
     }},
    {.name = "reports.export",
     .summary = "The same as a table, CSV, JSON or NDJSON text",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli},
     .run =
         [](Context& context, const ExportReport& request) {
             return export_report(context, request);
         }},
};

} // namespace

std::span<const Operation> report_operations() {
    return table;
}

} // namespace bayme::api
