// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/publish_rules.hpp"

#include <algorithm>
#include <set>

namespace bayme::snapshots {
namespace {

std::unexpected<Error> refuse(std::string_view reason, std::string message) {
    return fail(Error{ErrorCode::invalid_input, std::move(message)}.because(reason));
}

Result<std::set<Day>> check_cells(const Publish& publish) {
    if (publish.run.empty()) {
        return fail(ErrorCode::invalid_input, "a publish without a run");
    }
    BAYME_CHECK(object_number(publish.advertiser.text()));
    std::set<Day> every;
    std::set<Day> whole;
    for (const auto& cell : publish.cells) {
        if (!every.insert(cell.day).second) {
            return refuse("cell_twice", fmt::format("two cells for {}", cell.day.text()));
        }
        if (carries_facts(cell.state)) {
            whole.insert(cell.day);
        }
        if (cell.state == CellState::never_fetched) {
            return fail(ErrorCode::invalid_input, "a cell of {} that was never fetched",
                        cell.day.text());
        }
    }
    return whole;
}

bool is_stored(MetricIndex index, const Cube& cube) {
    return index < metrics().size() && metric(index).fetched && metric(index).at(cube.level) &&
           metric(index).at(cube.grain);
}

Result<void> check_metrics(const Publish& publish) {
    const auto& facts = publish.facts;
    for (std::size_t i = 0; i < facts.metrics.size(); ++i) {
        if (!is_stored(facts.metrics[i], publish.cube) ||
            std::ranges::count(facts.metrics, facts.metrics[i]) != 1) {
            return fail(ErrorCode::invalid_input, "metric {} of the batch is not in {} or twice", i,
                        publish.cube.name);
        }
    }
    if (facts.values.size() != facts.rows() * facts.metrics.size()) {
        return fail(ErrorCode::invalid_input, "{} values for {} facts of {} metrics",
                    facts.values.size(), facts.rows(), facts.metrics.size());
    }
    return {};
}

bool fits_cube(const FactKey& key, const Cube& cube) {
    const bool hour_fits =
        cube.grain == Grain::hour ? key.hour >= 0 && key.hour < 24 : key.hour == -1;
    const bool below_empty = (cube.level >= Level::campaign || key.campaign == 0) &&
                             (cube.level >= Level::adgroup || key.adgroup == 0) &&
                             (cube.level >= Level::ad || key.ad == 0);
    return hour_fits && below_empty &&
           (cube.level == Level::advertiser || key.object(cube.level) != 0);
}

} // namespace

Result<FactIndex> check_publish(const Publish& publish) {
    BAYME_TRY(const auto whole, check_cells(publish));
    BAYME_CHECK(check_metrics(publish));
    for (const auto& key : publish.facts.keys) {
        if (!fits_cube(key, publish.cube)) {
            return refuse("fact_key", fmt::format("a fact of {} is no key of {}", key.day.text(),
                                                  publish.cube.name));
        }
        if (!whole.contains(key.day)) {
            return refuse("fact_outside",
                          fmt::format("a fact of {}, which has no whole cell", key.day.text()));
        }
    }
    FactIndex index{publish.facts, publish.cube.level};
    if (const auto twice = index.fill()) {
        const auto& key = publish.facts.keys[*twice];
        return refuse("fact_twice", fmt::format("object {} comes twice on {}",
                                                key.object(publish.cube.level), key.day.text()));
    }
    return index;
}

Result<void> check_wanted(const Publish& publish) {
    return publish.still_wanted ? publish.still_wanted() : Result<void>{};
}

Result<void> check_query(const Query& query) {
    if (query.metrics.empty()) {
        return fail(ErrorCode::invalid_input, "a query without a metric");
    }
    for (const auto index : query.metrics) {
        if (!is_stored(index, query.cube)) {
            return fail(ErrorCode::invalid_input, "{} has no metric {}", query.cube.name, index);
        }
    }
    for (const auto& advertiser : query.advertisers) {
        BAYME_CHECK(object_number(advertiser.text()));
    }
    for (const auto column : query.group_by) {
        if (!has_column(query.cube, column)) {
            return fail(ErrorCode::invalid_input, "{} has no column {}", query.cube.name,
                        to_string(column));
        }
    }
    for (const auto& filter : query.filters) {
        if (filter.column < Column::campaign || !has_column(query.cube, filter.column)) {
            return fail(ErrorCode::invalid_input, "{} cannot be filtered by {}", query.cube.name,
                        to_string(filter.column));
        }
    }
    return {};
}

Result<void> check_query(const HistoryQuery& query) {
    if (query.cube.grain != Grain::day) {
        return fail(ErrorCode::invalid_input, "lives of facts are told by day");
    }
    return check_query(Query{.cube = query.cube,
                             .advertisers = query.advertisers,
                             .days = query.days,
                             .as_of = {},
                             .group_by = {},
                             .metrics = query.metrics,
                             .filters = {}});
}

} // namespace bayme::snapshots
