// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/duckdb/comparison.hpp"

#include "base/failpoint.hpp"

namespace bayme::snapshots {
namespace {

/// A planted defect.
Failpoint rewrite_unchanged{"snapshots.publish.rewrite_unchanged", FailpointKind::defect};

enum class Fate : std::uint8_t { entering, staying, outside };

/// Marks the rows of the batch whose day is published; the others belong to replayed windows.
std::vector<Fate> first_fates(const Publish& publish, const std::set<Day>& days) {
    std::vector<Fate> fates(publish.facts.rows(), Fate::entering);
    const bool all = days.size() == publish.cells.size();
    for (std::size_t row = 0; !all && row < fates.size(); ++row) {
        if (!days.contains(publish.facts.keys[row].day)) {
            fates[row] = Fate::outside;
        }
    }
    return fates;
}

class Comparer {
public:
    Comparer(const FactIndex& index, const std::vector<std::uint64_t>& hashes,
             const std::set<Day>& days, std::vector<Fate> fates)
        : index_(index), hashes_(hashes), fates_(std::move(fates)), first_(days.begin()->number()) {
        wanted_.resize(static_cast<std::size_t>(days.rbegin()->number() - first_) + 1);
        for (const auto day : days) {
            wanted_[static_cast<std::size_t>(day.number() - first_)] = true;
        }
    }

    void see(int day, int hour, ObjectNumber object, std::uint64_t hash, std::int64_t rowid) {
        ++result_.standing;
        if (!wanted_[static_cast<std::size_t>(day - first_)]) {
            return;
        }
        const auto row = index_.find(day, hour, object);
        if (row && hashes_[*row] == hash && !rewrite_unchanged_) {
            fates_[*row] = Fate::staying;
            ++result_.unchanged;
            return;
        }
        ++(row ? result_.superseded : result_.ended);
        result_.leaving.push_back(rowid);
    }

    Comparison finish() {
        for (std::size_t row = 0; row < fates_.size(); ++row) {
            if (fates_[row] == Fate::entering) {
                result_.entering.push_back(static_cast<FactIndex::RowNumber>(row));
            }
        }
        return std::move(result_);
    }

private:
    const FactIndex& index_;
    const std::vector<std::uint64_t>& hashes_;
    std::vector<Fate> fates_;
    int first_;
    std::vector<bool> wanted_;
    bool rewrite_unchanged_ = rewrite_unchanged.is_planted();
    Comparison result_;
};

} // namespace

Result<Comparison> compare(Connection& connection, const FactTable& table, const Publish& publish,
                           const FactIndex& index, const std::vector<std::uint64_t>& hashes,
                           const std::set<Day>& days) {
    if (days.empty()) {
        return Comparison{};
    }
    const bool hourly = table.cube.grain == Grain::hour;
    // Literals, not parameters: only with them does the engine skip row groups by their day.
    BAYME_TRY(auto rows,
              connection.query(fmt::format(
                  "SELECT day, {}, {}, row_hash, rowid FROM {} WHERE advertiser_id = {} "
                  "AND day BETWEEN DATE '{}' AND DATE '{}'",
                  hourly ? "hour" : "(-1)::TINYINT", table.object_column(), table.name,
                  publish.advertiser.text(), days.begin()->text(), days.rbegin()->text())));
    const bool by_account = table.cube.level == Level::advertiser;
    Comparer comparer{index, hashes, days, first_fates(publish, days)};
    while (const auto chunk = rows.next()) {
        const auto* const day = chunk->column<std::int32_t>(0);
        const auto* const hour = chunk->column<std::int8_t>(1);
        const auto* const object = chunk->column<std::uint64_t>(2);
        const auto* const hash = chunk->column<std::uint64_t>(3);
        const auto* const rowid = chunk->column<std::int64_t>(4);
        for (std::size_t row = 0; row < chunk->rows(); ++row) {
            // A batch of the account's own cube has no object: the account is said once.
            comparer.see(day[row], hour[row], by_account ? 0 : object[row], hash[row], rowid[row]);
        }
    }
    return comparer.finish();
}

} // namespace bayme::snapshots
