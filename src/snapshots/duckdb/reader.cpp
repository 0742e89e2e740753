// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/duckdb/reader.hpp"

#include "snapshots/duckdb/ledger.hpp"
#include "snapshots/duckdb/moments.hpp"
#include "snapshots/ledger_view.hpp"

#include <fmt/ranges.h>

namespace bayme::snapshots {
namespace {

std::string key_expression(Column column) {
    switch (column) {
    case Column::day:
        return "(day - DATE '1970-01-01')::UBIGINT";
    case Column::hour:
        return "hour::UBIGINT";
    default:
        return column_name(column);
    }
}

std::string value_expression(MetricIndex index) {
    const auto& asked = metric(index);
    return asked.additivity == Additivity::sum
               ? fmt::format("sum({})::BIGINT", asked.name)
               : fmt::format("CASE WHEN count(*) = 1 THEN max({}) END", asked.name);
}

std::string scope_of(const Query& query) {
    auto text = scope_sql(query.advertisers, query.days);
    for (const auto& filter : query.filters) {
        text += filter.any_of.empty() ? " AND false"
                                      : fmt::format(" AND {} IN ({})", column_name(filter.column),
                                                    fmt::join(filter.any_of, ", "));
    }
    return text;
}

std::string statement(const FactTable& table, const Query& query, const Moments& moments) {
    std::vector<std::string> selected;
    std::vector<std::string> grouped;
    std::vector<std::string> needed = table.fixed;
    for (const auto column : query.group_by) {
        selected.push_back(key_expression(column));
        grouped.push_back(column_name(column));
    }
    for (const auto index : query.metrics) {
        selected.push_back(value_expression(index));
        needed.emplace_back(metric(index).name);
    }
    const auto source = moments.source(table.name, table.history,
                                       fmt::format("{}", fmt::join(needed, ", ")), scope_of(query));
    auto sql = fmt::format("SELECT {} FROM {}", fmt::join(selected, ", "), source);
    if (grouped.empty()) {
        return sql + " HAVING count(*) > 0";
    }
    return sql + fmt::format(" GROUP BY {0} ORDER BY {0}", fmt::join(grouped, ", "));
}

void take(const Chunk& chunk, Table& table) {
    const auto keys = table.group_by.size();
    const auto values = table.metrics.size();
    table.keys.resize((table.rows + chunk.rows()) * keys);
    table.values.resize((table.rows + chunk.rows()) * values);
    for (std::size_t column = 0; column < keys; ++column) {
        const auto* const from = chunk.column<std::uint64_t>(column);
        for (std::size_t row = 0; row < chunk.rows(); ++row) {
            table.keys[(table.rows + row) * keys + column] = from[row];
        }
    }
    for (std::size_t column = 0; column < values; ++column) {
        const auto* const from = chunk.column<std::int64_t>(keys + column);
        for (std::size_t row = 0; row < chunk.rows(); ++row) {
            table.values[(table.rows + row) * values + column] =
                chunk.is_null(keys + column, row) ? no_value : from[row];
        }
    }
    table.rows += chunk.rows();
}

void take(const Chunk& chunk, FactHistory& history) {
    const auto metrics = history.metrics.size();
    for (std::size_t row = 0; row < chunk.rows(); ++row) {
        history.stays.push_back(
            {.advertiser = chunk.column<std::uint64_t>(0)[row],
             .day = Day::from_number(chunk.column<std::int32_t>(1)[row]),
             .object = chunk.column<std::uint64_t>(2)[row],
             .from = Instant{microseconds{chunk.column<std::int64_t>(3)[row]}},
             .until = chunk.is_null(4, row)
                          ? Instant::max()
                          : Instant{microseconds{chunk.column<std::int64_t>(4)[row]}}});
        for (std::size_t metric = 0; metric < metrics; ++metric) {
            history.values.push_back(chunk.is_null(5 + metric, row)
                                         ? no_value
                                         : chunk.column<std::int64_t>(5 + metric)[row]);
        }
    }
}

} // namespace

Result<FactHistory> read_history(Connection& connection, const FactTable& table,
                                 const HistoryQuery& query) {
    BAYME_TRY(auto transaction, EngineTransaction::begin(connection));
    FactHistory history{.metrics = query.metrics, .stays = {}, .values = {}, .ladder = {}};
    BAYME_TRY(history.ladder, read_ladder(connection));
    const bool whole_account = query.cube.level == Level::advertiser;
    const auto object = whole_account ? std::string{"0::UBIGINT"} : table.object_column();
    auto scope = scope_sql(query.advertisers, query.days);
    if (!query.objects.empty() && !whole_account) {
        scope += fmt::format(" AND {} IN ({})", object, fmt::join(query.objects, ", "));
    }
    std::string metrics;
    for (const auto index : query.metrics) {
        metrics += fmt::format(", {}", metric(index).name);
    }
    BAYME_TRY(auto rows,
              connection.query(fmt::format(
                  "SELECT advertiser_id, day, {0} AS object, observed_at, NULL::BIGINT{1} FROM {2} "
                  "WHERE {4} UNION ALL SELECT advertiser_id, day, {0}, observed_at, "
                  "superseded_at{1} FROM {3} WHERE {4} ORDER BY 1, 2, 3, 4",
                  object, metrics, table.name, table.history, scope)));
    while (const auto chunk = rows.next()) {
        take(*chunk, history);
    }
    BAYME_CHECK(transaction.commit());
    return history;
}

Result<Table> read_table(Connection& connection, const FactTable& table, const Query& query,
                         std::stop_token stop) {
    BAYME_TRY(auto transaction, EngineTransaction::begin(connection));
    Table answer;
    answer.group_by = query.group_by;
    answer.metrics = query.metrics;
    if (query.as_of) {
        answer.as_of = *query.as_of;
    } else {
        BAYME_TRY(answer.as_of, last_observed(connection));
    }
    const CellQuery windows{query.cube, query.advertisers, query.days, query.as_of};
    BAYME_TRY(const auto moments, Moments::find(connection, windows));
    answer.resolved_to = moments.resolved_to();
    BAYME_TRY(const auto cells, read_cell_states(connection, windows, moments));
    answer.ledger = view_of(cells, query);
    answer.currencies = currencies_of(cells);
    BAYME_TRY(auto rows, connection.query(statement(table, query, moments), {}, std::move(stop)));
    while (const auto chunk = rows.next()) {
        take(*chunk, answer);
    }
    BAYME_CHECK(transaction.commit());
    return answer;
}

} // namespace bayme::snapshots
