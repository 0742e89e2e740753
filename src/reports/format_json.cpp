// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "reports/format.hpp"
#include "snapshots/metrics.hpp"

namespace bayme::reports {
namespace {

void write_row(JsonWriter& json, const Report& report, const ReportRow& row) {
    json.begin_object();
    for (std::size_t i = 0; i < report.columns.size(); ++i) {
        const auto& column = report.columns[i];
        json.key(column.name);
        if (std::holds_alternative<std::monostate>(row.cells[i])) {
            json.null();
        } else if (column.is_number()) {
            json.number(exact_text(column, row, row.cells[i]));
        } else {
            json.string(exact_text(column, row, row.cells[i]));
        }
    }
    json.end_object();
}

void write_rows(JsonWriter& json, const Report& report, const std::vector<ReportRow>& rows) {
    json.begin_array();
    for (const auto& row : rows) {
        write_row(json, report, row);
    }
    json.end_array();
}

void write_columns(JsonWriter& json, const Report& report) {
    json.begin_array();
    for (const auto& column : report.columns) {
        json.begin_object().member("name", column.name);
        if (column.metric) {
            const auto& asked = snapshots::metric(*column.metric);
            json.member("title", asked.title).member("unit", to_string(asked.unit));
        }
        json.end_object();
    }
    json.end_array();
}

void write_provenance(JsonWriter& json, const Provenance& from) {
    json.begin_object();
    json.member("worst_cell", to_string(from.ledger.worst));
    if (from.ledger.worst_window) {
        json.member("worst_advertiser_id", from.ledger.worst_window->advertiser.text());
        json.member("worst_day", from.ledger.worst_window->day.text());
    }
    json.member("missing", to_string(from.missing));
    json.member("windows", from.ledger.windows).member("complete", from.ledger.complete);
    if (from.ledger.oldest_facts) {
        json.member("oldest_facts", format_instant(*from.ledger.oldest_facts));
    }
    json.member("as_of", format_instant(from.as_of));
    if (from.resolved_to) {
        json.member("resolved_to", format_instant(*from.resolved_to));
    }
    json.member("cube", from.cube).member("query_hash", from.query_hash);
    json.member("formula_version", from.formula_version);
    json.end_object();
}

} // namespace

std::string format_json(const Report& report) {
    JsonWriter json;
    json.begin_object();
    json.key("columns");
    write_columns(json, report);
    json.key("rows");
    write_rows(json, report, report.rows);
    json.key("totals");
    write_rows(json, report, report.totals);
    json.member("rows_before_limit", static_cast<std::int64_t>(report.rows_before_limit));
    json.key("provenance");
    write_provenance(json, report.provenance);
    return json.end_object().take();
}

std::string format_ndjson(const Report& report) {
    std::string out;
    for (const auto& row : report.rows) {
        JsonWriter json;
        write_row(json, report, row);
        out += json.take() + '\n';
    }
    return out;
}

} // namespace bayme::reports
