// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/duckdb/ledger.hpp"

#include "snapshots/duckdb/appender.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

namespace bayme::snapshots {
namespace {

constexpr std::string_view columns =
    "cube, advertiser_id, day, state, proof, total_number, totals, request_ids, fetched_at, "
    "reason, currency, utc_offset, run_id, fact_count, facts_at, observed_at";

Instant at(std::int64_t micros) {
    return Instant{microseconds{micros}};
}

std::int64_t micros(Instant instant) {
    return instant.time_since_epoch().count();
}

/// "spend=12500000,clicks=3": names, since places in the table change with the build.
std::string write_totals(const std::vector<MetricTotal>& totals) {
    std::string text;
    for (const auto& total : totals) {
        text +=
            fmt::format("{}{}={}", text.empty() ? "" : ",", metric(total.metric).name, total.value);
    }
    return text;
}

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto comma = text.find(',');
        parts.emplace_back(text.substr(0, comma));
        text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1);
    }
    return parts;
}

std::vector<MetricTotal> read_totals(std::string_view text) {
    std::vector<MetricTotal> totals;
    for (const auto& part : split(text)) {
        const auto equals = part.find('=');
        const auto index = find_metric(std::string_view{part}.substr(0, equals));
        std::int64_t value = 0;
        std::from_chars(part.data() + equals + 1, part.data() + part.size(), value);
        if (index) {
            totals.push_back({*index, value});
        }
    }
    return totals;
}

Cell read_cell(const Chunk& chunk, std::size_t row) {
    Cell cell;
    cell.cube = chunk.text(0, row);
    cell.advertiser = AdvertiserId{object_text(chunk.column<std::uint64_t>(1)[row])};
    cell.day = Day::from_number(chunk.column<std::int32_t>(2)[row]);
    cell.state = parse_cell_state(chunk.text(3, row)).value_or(CellState::failed);
    cell.proof = parse_proof(chunk.text(4, row)).value_or(Proof::none);
    if (!chunk.is_null(5, row)) {
        cell.total_number = chunk.column<std::int64_t>(5)[row];
    }
    cell.totals = read_totals(chunk.text(6, row));
    cell.request_ids = split(chunk.text(7, row));
    cell.fetched_at = at(chunk.column<std::int64_t>(8)[row]);
    cell.reason = chunk.text(9, row);
    cell.currency = Currency::parse(chunk.text(10, row)).value_or(Currency{});
    cell.offset =
        UtcOffset::from_seconds(chunk.column<std::int32_t>(11)[row]).value_or(UtcOffset{});
    cell.run = RunId{chunk.text(12, row)};
    cell.rows = chunk.column<std::int64_t>(13)[row];
    if (!chunk.is_null(14, row)) {
        cell.facts_at = at(chunk.column<std::int64_t>(14)[row]);
    }
    cell.observed_at = at(chunk.column<std::int64_t>(15)[row]);
    return cell;
}

std::vector<Cell> read_all(Rows rows) {
    std::vector<Cell> cells;
    while (const auto chunk = rows.next()) {
        for (std::size_t row = 0; row < chunk->rows(); ++row) {
            cells.push_back(read_cell(*chunk, row));
        }
    }
    return cells;
}

void put(Appender& appender, std::size_t row, const Cell& cell, ObjectNumber advertiser) {
    const auto number = [&](std::size_t column, std::optional<std::int64_t> value) {
        if (value) {
            appender.column<std::int64_t>(column)[row] = *value;
        } else {
            appender.set_null(column, row);
        }
    };
    appender.set_text(0, row, cell.cube);
    appender.column<std::uint64_t>(1)[row] = advertiser;
    appender.column<std::int32_t>(2)[row] = cell.day.number();
    appender.set_text(3, row, to_string(cell.state));
    appender.set_text(4, row, to_string(cell.proof));
    number(5, cell.total_number);
    appender.set_text(6, row, write_totals(cell.totals));
    appender.set_text(7, row, fmt::format("{}", fmt::join(cell.request_ids, ",")));
    number(8, micros(cell.fetched_at));
    appender.set_text(9, row, cell.reason);
    appender.set_text(10, row, cell.currency.text());
    appender.column<std::int32_t>(11)[row] = cell.offset.seconds();
    appender.set_text(12, row, cell.run.text());
    number(13, cell.rows);
    number(14, cell.facts_at ? std::optional{micros(*cell.facts_at)} : std::nullopt);
    number(15, micros(cell.observed_at));
}

Result<void> append(Connection& connection, const char* table, const std::vector<Cell>& cells,
                    ObjectNumber advertiser, std::optional<Instant> superseded_at) {
    BAYME_TRY(auto appender, Appender::open(connection, table));
    for (std::size_t first = 0; first < cells.size(); first += Appender::capacity()) {
        const auto count = std::min(Appender::capacity(), cells.size() - first);
        for (std::size_t row = 0; row < count; ++row) {
            put(appender, row, cells[first + row], advertiser);
            if (superseded_at) {
                appender.column<std::int64_t>(16)[row] = micros(*superseded_at);
            }
        }
        BAYME_CHECK(appender.append(count));
    }
    return appender.finish();
}

/// What to put after FROM for the cells of a query.
std::string cell_source(const CellQuery& query, const Moments& moments, const std::string& wanted) {
    auto scope = scope_sql(query.advertisers, query.days);
    if (query.cube) {
        scope += fmt::format(" AND cube = '{}'", query.cube->name);
    }
    return moments.source("cells", "cell_history", wanted, scope);
}

/// Days without gaps, in order: one statement deletes each.
std::vector<DayRange> stretches(const std::vector<Cell>& cells) {
    std::vector<Day> days;
    for (const auto& cell : cells) {
        days.push_back(cell.day);
    }
    std::ranges::sort(days);
    std::vector<DayRange> found;
    for (const auto day : days) {
        if (!found.empty() && found.back().last.plus(1) == day) {
            found.back().last = day;
        } else {
            found.push_back({day, day});
        }
    }
    return found;
}

} // namespace

Result<std::vector<Cell>> read_cells(Connection& connection, const CellQuery& query,
                                     const Moments& moments) {
    BAYME_TRY(auto rows, connection.query(fmt::format(
                             "SELECT {} FROM {} ORDER BY cube, advertiser_id, day", columns,
                             cell_source(query, moments, std::string{columns}))));
    return read_all(std::move(rows));
}

Result<std::vector<Cell>> read_cell_states(Connection& connection, const CellQuery& query,
                                           const Moments& moments) {
    const std::string few = "advertiser_id, day, state, facts_at, currency";
    BAYME_TRY(auto rows, connection.query(fmt::format("SELECT {} FROM {}", few,
                                                      cell_source(query, moments, few))));
    std::vector<Cell> cells;
    while (const auto chunk = rows.next()) {
        for (std::size_t row = 0; row < chunk->rows(); ++row) {
            Cell cell;
            cell.advertiser = AdvertiserId{object_text(chunk->column<std::uint64_t>(0)[row])};
            cell.day = Day::from_number(chunk->column<std::int32_t>(1)[row]);
            cell.state = parse_cell_state(chunk->text(2, row)).value_or(CellState::failed);
            if (!chunk->is_null(3, row)) {
                cell.facts_at = at(chunk->column<std::int64_t>(3)[row]);
            }
            cell.currency = Currency::parse(chunk->text(4, row)).value_or(Currency{});
            cells.push_back(std::move(cell));
        }
    }
    return cells;
}

Result<void> glance_cells(Connection& connection, const CellQuery& query,
                          const std::function<void(const CellGlance&)>& see) {
    // Numbers only: texts cost more than everything else together.
    static const auto numbers = [] {
        std::string cube = "CASE cube";
        for (std::size_t i = 0; i < cubes().size(); ++i) {
            cube += fmt::format(" WHEN '{}' THEN {}", cubes()[i].name, i);
        }
        std::string state = "CASE state";
        for (int i = 0; i <= static_cast<int>(CellState::never_fetched); ++i) {
            state += fmt::format(" WHEN '{}' THEN {}", to_string(static_cast<CellState>(i)), i);
        }
        return fmt::format("({} END)::TINYINT, advertiser_id, day, ({} END)::TINYINT, fact_count, "
                           "fetched_at, facts_at",
                           cube, state);
    }();
    BAYME_TRY(auto rows, connection.query(fmt::format("SELECT {} FROM {}", numbers,
                                                      cell_source(query, Moments{}, {}))));
    while (const auto chunk = rows.next()) {
        const auto* const cube = chunk->column<std::int8_t>(0);
        const auto* const state = chunk->column<std::int8_t>(3);
        for (std::size_t row = 0; row < chunk->rows(); ++row) {
            if (chunk->is_null(0, row)) {
                continue; // of a cube that this version does not know
            }
            CellGlance cell{.cube = &cubes()[static_cast<std::size_t>(cube[row])],
                            .advertiser = chunk->column<std::uint64_t>(1)[row],
                            .day = Day::from_number(chunk->column<std::int32_t>(2)[row]),
                            .state = chunk->is_null(3, row) ? CellState::failed
                                                            : static_cast<CellState>(state[row]),
                            .rows = chunk->column<std::int64_t>(4)[row],
                            .fetched_at = at(chunk->column<std::int64_t>(5)[row]),
                            .facts_at = {}};
            if (!chunk->is_null(6, row)) {
                cell.facts_at = at(chunk->column<std::int64_t>(6)[row]);
            }
            see(cell);
        }
    }
    return {};
}

Result<std::vector<Cell>> standing_cells(Connection& connection, const Cube& cube,
                                         ObjectNumber advertiser, const DayRange& days) {
    static const auto sql =
        fmt::format("SELECT {} FROM cells WHERE cube = $1 AND advertiser_id = $2 AND day BETWEEN "
                    "DATE '1970-01-01' + $3::INTEGER AND DATE '1970-01-01' + $4::INTEGER",
                    columns);
    BAYME_TRY(auto rows, connection.query(sql, {std::string{cube.name}, advertiser,
                                                std::int64_t{days.first.number()},
                                                std::int64_t{days.last.number()}}));
    return read_all(std::move(rows));
}

Result<std::vector<Day>> earlier_days_of_run(Connection& connection, const Cube& cube,
                                             ObjectNumber advertiser, const RunId& run,
                                             Instant since) {
    BAYME_TRY(auto rows,
              connection.query("SELECT day FROM cell_history WHERE superseded_at > $1 AND "
                               "run_id = $2 AND cube = $3 AND advertiser_id = $4",
                               {micros(since), run.text(), std::string{cube.name}, advertiser}));
    std::vector<Day> days;
    while (const auto chunk = rows.next()) {
        for (std::size_t row = 0; row < chunk->rows(); ++row) {
            days.push_back(Day::from_number(chunk->column<std::int32_t>(0)[row]));
        }
    }
    return days;
}

Result<void> replace_cells(Connection& connection, const Cube& cube, ObjectNumber advertiser,
                           const std::vector<Cell>& earlier, const std::vector<Cell>& fresh,
                           Instant observed_at) {
    if (!earlier.empty()) {
        BAYME_CHECK(append(connection, "cell_history", earlier, advertiser, observed_at));
    }
    for (const auto& days : stretches(earlier)) {
        BAYME_CHECK(connection.query(
            "DELETE FROM cells WHERE cube = $1 AND advertiser_id = $2 AND day BETWEEN "
            "DATE '1970-01-01' + $3::INTEGER AND DATE '1970-01-01' + $4::INTEGER",
            {std::string{cube.name}, advertiser, std::int64_t{days.first.number()},
             std::int64_t{days.last.number()}}));
    }
    return append(connection, "cells", fresh, advertiser, std::nullopt);
}

Result<Instant> last_observed(Connection& connection) {
    BAYME_TRY(auto rows,
              connection.query("SELECT greatest(0, (SELECT max(observed_at) FROM cells), (SELECT "
                               "max(value) FROM store_marks WHERE name = 'instant_floor'))"));
    return at(rows.number());
}

Result<Ladder> read_ladder(Connection& connection) {
    Ladder ladder;
    BAYME_TRY(auto all,
              connection.query("SELECT max(value) FROM store_marks WHERE name = 'all_from'"));
    ladder.all_from = at(all.number());
    BAYME_TRY(auto hours,
              connection.query("SELECT max(value) FROM store_marks WHERE name = 'hours_from'"));
    ladder.hours_from = at(hours.number());
    BAYME_TRY(auto pins, connection.query("SELECT moment FROM pins ORDER BY moment"));
    while (const auto chunk = pins.next()) {
        for (std::size_t row = 0; row < chunk->rows(); ++row) {
            ladder.pins.push_back(at(chunk->column<std::int64_t>(0)[row]));
        }
    }
    return ladder;
}

Result<void> write_ladder(Connection& connection, const Ladder& ladder) {
    BAYME_CHECK(connection.query("DELETE FROM store_marks WHERE name IN ('all_from', "
                                 "'hours_from')"));
    BAYME_CHECK(
        connection.query("INSERT INTO store_marks VALUES ('all_from', $1), ('hours_from', $2)",
                         {micros(ladder.all_from), micros(ladder.hours_from)}));
    BAYME_CHECK(connection.query("DELETE FROM pins"));
    for (const auto pin : ladder.pins) {
        BAYME_CHECK(connection.query("INSERT INTO pins VALUES ($1)", {micros(pin)}));
    }
    return {};
}

Result<void> write_instant_floor(Connection& connection, Instant floor) {
    BAYME_CHECK(connection.query("DELETE FROM store_marks WHERE name = 'instant_floor'"));
    BAYME_CHECK(
        connection.query("INSERT INTO store_marks VALUES ('instant_floor', $1)", {micros(floor)}));
    return {};
}

} // namespace bayme::snapshots
