// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/duckdb/publisher.hpp"

#include "base/failpoint.hpp"
#include "snapshots/duckdb/fact_writer.hpp"
#include "snapshots/duckdb/ledger.hpp"
#include "snapshots/duckdb/row_hash.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace bayme::snapshots {
namespace {

Failpoint begun{"snapshots.publish.begun"};
Failpoint compared{"snapshots.publish.compared"};
Failpoint moved{"snapshots.publish.moved"};
Failpoint staged{"snapshots.publish.staged"};
Failpoint committed{"snapshots.publish.committed"};
/// Planted defects.
Failpoint without_transaction{"snapshots.publish.without_transaction", FailpointKind::defect};
Failpoint skip_history{"snapshots.publish.skip_history", FailpointKind::defect};

/// How far back a run is recognised: every version is kept that long, so its cell is still there.
constexpr std::chrono::hours replay_memory{48};

std::vector<std::uint64_t> hash_all(const FactBatch& facts) {
    const RowHash hash{facts};
    std::vector<std::uint64_t> hashes(facts.rows());
    for (std::size_t row = 0; row < hashes.size(); ++row) {
        hashes[row] = hash(row);
    }
    return hashes;
}

DayRange span_of(const std::vector<Cell>& cells) {
    const auto [first, last] = std::ranges::minmax(cells, {}, &Cell::day);
    return {first.day, last.day};
}

} // namespace

Result<PublishOutcome> Publisher::run(const FactIndex& index) {
    std::optional<EngineTransaction> transaction;
    if (!without_transaction.is_planted()) {
        BAYME_TRY(auto begun_transaction, EngineTransaction::begin(connection_));
        transaction.emplace(std::move(begun_transaction));
    }
    BAYME_CHECK(begun.reach());
    BAYME_TRY(auto cells, fresh_cells());
    if (cells.empty()) {
        return outcome_;
    }
    std::set<Day> whole;
    for (const auto& cell : cells) {
        if (carries_facts(cell.state)) {
            whole.insert(cell.day);
        }
    }
    const auto hashes = hash_all(publish_.facts);
    BAYME_TRY(const auto comparison, compare(connection_, table_, publish_, index, hashes, whole));
    BAYME_CHECK(compared.reach());
    BAYME_CHECK(move_to_history(comparison, whole));
    BAYME_CHECK(moved.reach());
    BAYME_CHECK(append_facts(connection_, table_, publish_, comparison.entering, hashes,
                             {advertiser_, observed_at_}));
    count_rows(cells);
    BAYME_CHECK(
        replace_cells(connection_, publish_.cube, advertiser_, earlier_, cells, observed_at_));
    BAYME_CHECK(staged.reach());
    if (transaction) {
        BAYME_CHECK(transaction->commit());
    }
    BAYME_CHECK(committed.reach());
    outcome_.rows = static_cast<std::int64_t>(publish_.facts.rows());
    outcome_.superseded = comparison.superseded;
    outcome_.inserted =
        static_cast<std::int64_t>(comparison.entering.size()) - comparison.superseded;
    outcome_.ended = comparison.ended;
    outcome_.unchanged = comparison.unchanged;
    outcome_.observed_at = observed_at_;
    return outcome_;
}

/// The cells to write, without those of windows that this run has published before.
Result<std::vector<Cell>> Publisher::fresh_cells() {
    const auto days = span_of(publish_.cells);
    BAYME_TRY(const auto standing, standing_cells(connection_, publish_.cube, advertiser_, days));
    BAYME_TRY(const auto replayed, earlier_days_of_run(connection_, publish_.cube, advertiser_,
                                                       publish_.run, observed_at_ - replay_memory));
    std::map<Day, const Cell*> by_day;
    for (const auto& cell : standing) {
        by_day.emplace(cell.day, &cell);
    }
    std::vector<Cell> fresh;
    for (auto cell : publish_.cells) {
        const auto found = by_day.find(cell.day);
        const Cell* const before = found == by_day.end() ? nullptr : found->second;
        const bool again = before != nullptr && before->run == publish_.run;
        if (again || std::ranges::count(replayed, cell.day) != 0) {
            ++outcome_.replayed;
            continue;
        }
        cell.cube = publish_.cube.name;
        cell.advertiser = publish_.advertiser;
        cell.run = publish_.run;
        cell.observed_at = observed_at_;
        cell.rows = before != nullptr ? before->rows : 0;
        cell.facts_at = before != nullptr ? before->facts_at : std::nullopt;
        if (carries_facts(cell.state)) {
            cell.facts_at = cell.fetched_at;
        }
        if (before != nullptr) {
            earlier_.push_back(*before);
        }
        fresh.push_back(std::move(cell));
    }
    return fresh;
}

Result<void> Publisher::move_to_history(const Comparison& comparison, const std::set<Day>& days) {
    if (comparison.leaving.empty()) {
        return {};
    }
    auto condition = fmt::format("advertiser_id = {} AND day BETWEEN DATE '{}' AND DATE '{}'",
                                 advertiser_, days.begin()->text(), days.rbegin()->text());
    if (static_cast<std::int64_t>(comparison.leaving.size()) != comparison.standing) {
        BAYME_CHECK(stage_leaving(connection_, comparison.leaving));
        condition += " AND rowid IN (SELECT id FROM leaving)";
    }
    return retire(condition);
}

Result<void> Publisher::retire(const std::string& condition) {
    const auto columns = table_.shared_columns();
    if (!skip_history.is_planted()) {
        BAYME_CHECK(connection_.query(
            fmt::format("INSERT INTO {0} ({1}, superseded_at) SELECT {1}, {2} FROM {3} WHERE {4}",
                        table_.history, columns, observed_at_.time_since_epoch().count(),
                        table_.name, condition)));
    }
    BAYME_CHECK(connection_.query(fmt::format("DELETE FROM {} WHERE {}", table_.name, condition)));
    return {};
}

void Publisher::count_rows(std::vector<Cell>& cells) const {
    std::map<Day, std::int64_t> rows;
    for (const auto& key : publish_.facts.keys) {
        ++rows[key.day];
    }
    for (auto& cell : cells) {
        if (carries_facts(cell.state)) {
            cell.rows = rows[cell.day];
        }
    }
}

} // namespace bayme::snapshots
