// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/operations/reports.hpp"

#include "api/context.hpp"
#include "api/operations.hpp"
#include "reports/format.hpp"
#include "reports/reports.hpp"
#include "storage/connections.hpp"

#include <array>

namespace bayme::api {
namespace {

/// The accounts asked for, or all in use that the actor may touch.
Result<std::vector<AdvertiserId>> accounts_of(Context& context,
                                              const std::vector<AdvertiserId>& asked) {
    BAYME_TRY(storage::Transaction & transaction, context.reading());
    if (!asked.empty()) {
        for (const auto& id : asked) {
            BAYME_CHECK(context.advertisers().find(transaction, id));
        }
        return asked;
    }
    BAYME_TRY(const auto all, context.advertisers().list(transaction));
    std::vector<AdvertiserId> mine;
    for (const auto& account : all) {
        if (account.reportable() && context.scope().contains(account.id)) {
            mine.push_back(account.id);
        }
    }
    return mine;
}

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

Result<reports::Report> run(Context& context, const QueryReport& request) {
    BAYME_TRY(auto accounts, accounts_of(context, request.advertiser_ids));
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
    BAYME_TRY(auto report, context.reports().query(question, std::move(accounts)));
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
                        .formula_version = from.formula_version};
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
    };
    for (const auto& format : formats) {
        if (format.name == request.format) {
            exported.text = format.write(report);
        }
    }
    return exported;
}

Result<Ledger> list_cells(Context& context, const ListCells& request) {
    BAYME_TRY(const auto days, make_day_range(request.from, request.to));
    snapshots::CellQuery query{.cube = {}, .advertisers = {}, .days = days, .as_of = {}};
    BAYME_TRY(query.advertisers, accounts_of(context, request.advertiser_ids));
    if (request.cube) {
        const auto* cube = snapshots::find_cube(*request.cube);
        if (cube == nullptr) {
            return fail(ErrorCode::invalid_input, "there is no cube \"{}\"", *request.cube);
        }
        query.cube = *cube;
    }
    BAYME_TRY(const auto cells, context.snapshots().cells(query));
    Ledger ledger;
    for (const auto& cell : cells) {
        ledger.cells.push_back({.advertiser_id = cell.advertiser,
                                .cube = cell.cube,
                                .day = cell.day,
                                .state = std::string{to_string(cell.state)},
                                .proof = std::string{to_string(cell.proof)},
                                .reason = cell.reason,
                                .rows = cell.rows,
                                .total_number = cell.total_number,
                                .tiktok_request_ids = cell.request_ids,
                                .fetched_at = cell.fetched_at,
                                .facts_at = cell.facts_at});
    }
    return ledger;
}

const Operation table[] = {
    {.name = "reports.query",
     .summary = "Figures by day, hour, account, campaign, ad group or ad",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli, Surface::mcp},
     .run = [](Context& context, const QueryReport& request) -> Result<ReportAnswer> {
         BAYME_TRY(const auto report, run(context, request));
         return view(report);
     }},
    {.name = "reports.export",
     .summary = "The same as a table, CSV, JSON or NDJSON text",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli},
     .run =
         [](Context& context, const ExportReport& request) {
             return export_report(context, request);
         }},
    {.name = "ledger.list",
     .summary = "What is known of each account, cube and day, and what proves it",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli, Surface::mcp},
     .run =
         [](Context& context, const ListCells& request) {
             return list_cells(context, request);
         }},
    {.name = "ledger.verify",
     .summary = "Whether the stored figures agree with themselves; reads all of them",
     .needs = Permission::operate,
     .on = {Surface::cli},
     .run = [](Context& context, const Nothing&) -> Result<LedgerState> {
         BAYME_TRY(auto faults, context.snapshots().check());
         return LedgerState{faults.empty(), std::move(faults)};
     }},
};

} // namespace

std::span<const Operation> report_operations() {
    return table;
}

} // namespace bayme::api
