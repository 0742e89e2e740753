// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/duckdb/fact_writer.hpp"

#include "base/failpoint.hpp"
#include "snapshots/duckdb/appender.hpp"

#include <algorithm>
#include <optional>
#include <span>

namespace bayme::snapshots {
namespace {

/// Between two chunks: without the transaction a kill here leaves half a window.
Failpoint appending{"snapshots.publish.appending"};

using RowNumbers = std::span<const FactIndex::RowNumber>;

template <typename T, typename Value>
void fill(Appender& appender, std::size_t column, RowNumbers rows, Value value) {
    auto* const out = appender.column<T>(column);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        out[i] = static_cast<T>(value(rows[i]));
    }
}

/// The columns before the metrics, in the order of FactTable::fixed. @return how many.
std::size_t fill_fixed(Appender& appender, const Publish& publish, RowNumbers rows,
                       const std::vector<std::uint64_t>& hashes, const FactStamp& stamp) {
    const auto& keys = publish.facts.keys;
    std::size_t column = 0;
    fill<std::uint64_t>(appender, column++, rows, [&](auto) { return stamp.advertiser; });
    fill<std::int32_t>(appender, column++, rows, [&](auto row) { return keys[row].day.number(); });
    if (publish.cube.grain == Grain::hour) {
        fill<std::int8_t>(appender, column++, rows, [&](auto row) { return keys[row].hour; });
    }
    if (publish.cube.level >= Level::campaign) {
        fill<std::uint64_t>(appender, column++, rows, [&](auto row) { return keys[row].campaign; });
    }
    if (publish.cube.level >= Level::adgroup) {
        fill<std::uint64_t>(appender, column++, rows, [&](auto row) { return keys[row].adgroup; });
    }
    if (publish.cube.level >= Level::ad) {
        fill<std::uint64_t>(appender, column++, rows, [&](auto row) { return keys[row].ad; });
    }
    fill<std::uint64_t>(appender, column++, rows, [&](auto row) { return hashes[row]; });
    fill<std::int64_t>(appender, column++, rows,
                       [&](auto) { return stamp.observed_at.time_since_epoch().count(); });
    return column;
}

void fill_metric(Appender& appender, std::size_t column, RowNumbers rows, const FactBatch& facts,
                 std::optional<std::size_t> place) {
    auto* const out = appender.column<std::int64_t>(column);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto value = place ? facts.values[rows[i] * facts.metrics.size() + *place] : no_value;
        out[i] = value;
        if (value == no_value) {
            appender.set_null(column, i);
        }
    }
}

/// Where the batch has each of the table's metric columns.
std::vector<std::optional<std::size_t>> places(const FactTable& table, const FactBatch& facts) {
    std::vector<std::optional<std::size_t>> found;
    for (const auto& index : table.metrics) {
        const auto place = index ? std::ranges::find(facts.metrics, *index) : facts.metrics.end();
        found.push_back(place == facts.metrics.end() ? std::nullopt
                                                     : std::optional{static_cast<std::size_t>(
                                                           place - facts.metrics.begin())});
    }
    return found;
}

} // namespace

Result<void> append_facts(Connection& connection, const FactTable& table, const Publish& publish,
                          const std::vector<FactIndex::RowNumber>& rows,
                          const std::vector<std::uint64_t>& hashes, const FactStamp& stamp) {
    if (rows.empty()) {
        return {};
    }
    const auto metric_places = places(table, publish.facts);
    BAYME_TRY(auto appender, Appender::open(connection, table.name));
    for (std::size_t first = 0; first < rows.size(); first += Appender::capacity()) {
        const auto count = std::min(Appender::capacity(), rows.size() - first);
        const auto slice = std::span{rows}.subspan(first, count);
        auto column = fill_fixed(appender, publish, slice, hashes, stamp);
        for (const auto& place : metric_places) {
            fill_metric(appender, column++, slice, publish.facts, place);
        }
        BAYME_CHECK(appender.append(count));
        BAYME_CHECK(appending.reach());
    }
    return appender.finish();
}

Result<void> stage_leaving(Connection& connection, const std::vector<std::int64_t>& rowids) {
    BAYME_CHECK(connection.query("TRUNCATE leaving"));
    BAYME_TRY(auto appender, Appender::open(connection, "leaving"));
    for (std::size_t first = 0; first < rowids.size(); first += Appender::capacity()) {
        const auto count = std::min(Appender::capacity(), rowids.size() - first);
        std::copy_n(rowids.begin() + static_cast<std::ptrdiff_t>(first), count,
                    appender.column<std::int64_t>(0));
        BAYME_CHECK(appender.append(count));
    }
    return appender.finish();
}

} // namespace bayme::snapshots
