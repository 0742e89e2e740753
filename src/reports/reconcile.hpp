// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "reports/export_table.hpp"
#include "reports/names.hpp"
#include "snapshots/snapshots.hpp"

#include <array>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace bayme::reports {

/// Why a cell of an export and ours are not the same, as far as it can be proven.
enum class DifferenceReason : std::uint8_t {
    other_currency,    ///< the file's money is not the account's
    not_fetched,       ///< the day was never fetched
    window_failed,     ///< the last fetch did not come through
    window_partial,    ///< what came could not be proven whole
    restated_since,    ///< the file shows what stood here before TikTok restated it
    day_not_over,      ///< our figures of that day are provisional
    older_than_export, ///< we fetched before the file was made
    not_settled,       ///< we fetched before TikTok's correction at 12:00 UTC of the next day
    deleted_object,    ///< the object is deleted, and the file leaves deleted ones out
    unexplained,
};
inline constexpr std::size_t difference_reasons = 10;
std::string_view to_string(DifferenceReason reason);
/// A sentence for people.
std::string_view in_words(DifferenceReason reason);

struct Difference {
    std::size_t line = 0; ///< of the file; 0: the file has no such row
    AdvertiserId advertiser;
    std::string object; ///< the id; empty at account level
    std::string name;
    std::optional<Day> day; ///< none: the whole period
    snapshots::MetricIndex metric = 0;
    std::string exported; ///< as written; empty without a row
    std::optional<Micros> held;
    DifferenceReason reason = DifferenceReason::unexplained;
};

/// A row that could not be set against ours, and why.
struct ReconcileProblem {
    std::size_t line = 0;
    std::string text;
};

struct Reconciliation {
    snapshots::Level level = snapshots::Level::advertiser;
    bool by_day = false;
    DayRange days;
    std::int64_t rows = 0;    ///< of the file that were compared
    std::int64_t cells = 0;   ///< rows x metrics
    std::int64_t equal = 0;   ///< to the last digit
    std::int64_t rounded = 0; ///< equal at the digits the file shows
    std::vector<Difference> differences;
    std::array<std::int64_t, difference_reasons> by_reason{};
    std::vector<ReconcileProblem> problems;
    std::vector<std::string> unknown_columns;
    std::vector<snapshots::MetricIndex> not_compared; ///< do not add over the file's period
    std::size_t totals_left_out = 0;

    [[nodiscard]] bool agrees() const { return differences.empty() && problems.empty(); }
};

struct ReconcileQuestion {
    std::vector<AdvertiserId> accounts; ///< the file may be about these
    std::optional<DayRange> days;       ///< the file's period; needed when it has no column of days
    std::optional<Instant> exported_at;
    bool only_listed = false; ///< leave out what we hold and the file does not list
};

/// Tells which objects of a level are deleted, by id.
using DeletedObjects =
    std::function<Result<std::set<std::string>>(const AdvertiserId&, snapshots::Level)>;

/// Sets an export of Ads Manager against the snapshots, cell by cell. Calls block; numbers stay
/// exact.
class Reconcile {
public:
    Reconcile(snapshots::Snapshots& snapshots, NameSource& names, DeletedObjects deleted)
        : snapshots_(snapshots), names_(names), deleted_(std::move(deleted)) {}

    /// @return invalid_input, reason "no_period", when neither file nor question says which days.
    Result<Reconciliation> run(const ExportTable& table, const ReconcileQuestion& question);

private:
    struct Key;
    struct Work;
    Result<void> place_rows(Work& work);
    Result<void> read_held(Work& work);
    Result<void> compare(Work& work);
    Result<void> explain(Work& work);
    Result<void> look_back(Work& work);
    Result<bool> is_deleted(Work& work, const Difference& difference);
    static std::optional<DifferenceReason> reason_of_row(const Work& work, const Key& key,
                                                         const ExportRow& row,
                                                         snapshots::MetricIndex index);

    snapshots::Snapshots& snapshots_;
    NameSource& names_;
    DeletedObjects deleted_;
};

} // namespace bayme::reports
