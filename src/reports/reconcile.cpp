// SPDX-License-Identifier: LicenseRef-Bayme
#include "reports/reconcile.hpp"

#include <algorithm>
#include <tuple>

namespace bayme::reports {
using snapshots::Additivity;
using snapshots::CellState;
using snapshots::Column;
using snapshots::Level;
using snapshots::MetricIndex;
using snapshots::ObjectNumber;

/// The day is the period's first when there is no column of days.
struct Reconcile::Key {
    AdvertiserId advertiser;
    ObjectNumber object = 0;
    Day day;

    auto operator<=>(const Key&) const = default;
};

namespace {

constexpr std::size_t most_explained_objects = 5000;
using Sums = std::map<MetricIndex, std::int64_t>;

Column column_of(Level level) {
    constexpr std::array columns{Column::advertiser, Column::campaign, Column::adgroup, Column::ad};
    return columns.at(static_cast<std::size_t>(level));
}

Micros micros_of(MetricIndex index, std::int64_t held) {
    return snapshots::in_micros(snapshots::metric(index).unit) ? held : held * micros_per_unit;
}

/// A metric's value from stored sums; nothing when they do not give one.
std::optional<Micros> value_of(MetricIndex index, const Sums& sums) {
    const auto& metric = snapshots::metric(index);
    const auto at = [&](MetricIndex which) {
        const auto found = sums.find(which);
        return found == sums.end() ? snapshots::no_value : found->second;
    };
    if (metric.fetched) {
        const auto held = at(index);
        return held == snapshots::no_value ? std::nullopt : std::optional{micros_of(index, held)};
    }
    const auto numerator = at(metric.formula.numerator);
    const auto denominator = at(metric.formula.denominator);
    if (numerator == snapshots::no_value || denominator == snapshots::no_value) {
        return std::nullopt;
    }
    return snapshots::evaluate(metric, numerator, denominator);
}

/// What is nothing on one side may be written as 0 on the other.
bool is_nothing(const std::optional<Micros>& value) {
    return value.value_or(0) == 0;
}

enum class Likeness { equal, rounded, different };

Likeness compare_values(const std::optional<Micros>& held,
                        const std::optional<ShownNumber>& exported) {
    if (!exported || !held) {
        const bool nothing = is_nothing(held) && (!exported || exported->micros == 0);
        return nothing ? Likeness::equal : Likeness::different;
    }
    if (*held == exported->micros) {
        return Likeness::equal;
    }
    return reads_like(*held, *exported) ? Likeness::rounded : Likeness::different;
}

} // namespace

struct Reconcile::Work {
    const ExportTable& table;
    const ReconcileQuestion& question;
    snapshots::Cube cube;
    Reconciliation result;
    std::vector<MetricIndex> compared = {}; ///< of the table's metrics, those that can be
    std::vector<std::size_t> columns = {};  ///< their places in the table
    std::vector<MetricIndex> sums = {};     ///< what is read for them
    std::map<Key, const ExportRow*> listed = {};
    std::map<Key, Sums> held = {};
    std::map<std::pair<Key, Instant>, Sums> stays = {}; ///< by the moment from which they stood
    std::map<AdvertiserId, std::set<std::string>> deleted = {};
    std::map<std::pair<AdvertiserId, Day>, snapshots::Cell> cells = {};
    std::map<AdvertiserId, Names> object_names = {};

    [[nodiscard]] Day day_of(const std::optional<Day>& day) const {
        return day && table.by_day ? *day : result.days.first;
    }
    void count(Likeness likeness) {
        ++result.cells;
        result.equal += likeness == Likeness::equal ? 1 : 0;
        result.rounded += likeness == Likeness::rounded ? 1 : 0;
    }
    [[nodiscard]] std::string name_of(const AdvertiserId& advertiser, ObjectNumber object) const {
        const auto names = object_names.find(advertiser);
        if (names == object_names.end()) {
            return {};
        }
        const auto id = object == 0 ? advertiser.text() : snapshots::object_text(object);
        const auto found = names->second.find(id);
        return found == names->second.end() ? std::string{} : found->second;
    }
    /// The account's cells of the difference: of its day, or of the whole period.
    template <typename See>
    void each_cell(const Difference& difference, See see) const {
        const auto first = difference.day.value_or(result.days.first);
        const auto last = difference.day.value_or(result.days.last);
        for (auto day = first; day <= last; day = day.plus(1)) {
            const auto found = cells.find({difference.advertiser, day});
            see(day, found == cells.end() ? nullptr : &found->second);
        }
    }
};

namespace {

/// The file's period: what the question says, else the days it lists.
Result<DayRange> period_of(const ExportTable& table, const ReconcileQuestion& question) {
    if (question.days) {
        return *question.days;
    }
    std::optional<DayRange> days;
    for (const auto& row : table.rows) {
        if (row.day) {
            days = days ? DayRange{std::min(days->first, *row.day), std::max(days->last, *row.day)}
                        : DayRange{*row.day, *row.day};
        }
    }
    if (!days) {
        return fail(
            Error{ErrorCode::invalid_input,
                  "the file has no column of days: say with from and to which days it is of"}
                .because("no_period"));
    }
    return *days;
}

/// Which account a row is about; nothing when that cannot be told.
std::optional<AdvertiserId> account_of(const ExportRow& row, const std::vector<AdvertiserId>& all,
                                       const std::map<AdvertiserId, std::string>& names) {
    if (!row.ids[0].empty()) {
        const auto found = std::ranges::find(all, AdvertiserId{row.ids[0]});
        return found == all.end() ? std::nullopt : std::optional{*found};
    }
    if (!row.names[0].empty()) {
        std::optional<AdvertiserId> found;
        for (const auto& [id, name] : names) {
            if (name == row.names[0]) {
                if (found) {
                    return std::nullopt;
                }
                found = id;
            }
        }
        return found;
    }
    return all.size() == 1 ? std::optional{all.front()} : std::nullopt;
}

/// The id of a row's object, by its name where the file has no id.
Result<ObjectNumber> object_of(const ExportRow& row, std::size_t place, const Names& names) {
    if (!row.ids[place].empty()) {
        const auto number = snapshots::object_number(row.ids[place]);
        if (!number) {
            return fail(ErrorCode::invalid_input,
                        "\"{}\" is no id; spreadsheet programs spoil long numbers: export again "
                        "and do not save it from there",
                        row.ids[place]);
        }
        return *number;
    }
    std::optional<std::string> found;
    for (const auto& [id, name] : names) {
        if (name == row.names[place]) {
            if (found) {
                return fail(ErrorCode::invalid_input,
                            "several objects are called \"{}\": export with the column of ids",
                            row.names[place]);
            }
            found = id;
        }
    }
    if (!found) {
        return fail(ErrorCode::not_found, "no object here is called \"{}\"", row.names[place]);
    }
    return snapshots::object_number(*found);
}

} // namespace

Result<Reconciliation> Reconcile::run(const ExportTable& table, const ReconcileQuestion& question) {
    Work work{.table = table,
              .question = question,
              .cube = *snapshots::find_cube(table.level, snapshots::Grain::day),
              .result = {}};
    work.result.level = table.level;
    work.result.by_day = table.by_day;
    work.result.unknown_columns = table.unknown;
    work.result.totals_left_out = table.totals_left_out;
    BAYME_TRY(work.result.days, period_of(table, question));
    const bool one_fact = table.by_day || work.result.days.size() == 1;
    for (std::size_t column = 0; column < table.metrics.size(); ++column) {
        const auto index = table.metrics[column];
        const auto& metric = snapshots::metric(index);
        if (!metric.at(table.level) ||
            (metric.additivity == Additivity::exact_window && !one_fact)) {
            work.result.not_compared.push_back(index);
            continue;
        }
        work.compared.push_back(index);
        work.columns.push_back(column);
        for (const auto needed :
             metric.fetched ? std::vector{index}
                            : std::vector{metric.formula.numerator, metric.formula.denominator}) {
            if (std::ranges::find(work.sums, needed) == work.sums.end()) {
                work.sums.push_back(needed);
            }
        }
    }
    if (work.compared.empty()) {
        return fail(
            Error{ErrorCode::invalid_input, "no column of the file can be compared over its period"}
                .because("nothing_to_compare"));
    }
    BAYME_CHECK(place_rows(work));
    BAYME_CHECK(read_held(work));
    BAYME_CHECK(compare(work));
    BAYME_CHECK(explain(work));
    return std::move(work.result);
}

Result<void> Reconcile::place_rows(Work& work) {
    const auto place = static_cast<std::size_t>(work.table.level);
    std::map<AdvertiserId, std::string> account_names;
    for (const auto& id : work.question.accounts) {
        BAYME_TRY(const auto names, names_.names(id, Level::advertiser, std::nullopt));
        const auto found = names.find(id.text());
        account_names[id] = found == names.end() ? std::string{} : found->second;
        BAYME_TRY(work.object_names[id], names_.names(id, work.table.level, std::nullopt));
    }
    const auto refuse = [&](const ExportRow& row, std::string text) {
        work.result.problems.push_back({row.line, std::move(text)});
    };
    for (const auto& row : work.table.rows) {
        if (row.day && !work.result.days.contains(*row.day)) {
            continue;
        }
        const auto account = account_of(row, work.question.accounts, account_names);
        if (!account) {
            refuse(row, row.ids[0].empty() && row.names[0].empty()
                            ? "the file does not say which account it is of: name one"
                            : fmt::format("the account \"{}\" is not one of those compared",
                                          row.ids[0].empty() ? row.names[0] : row.ids[0]));
            continue;
        }
        ObjectNumber object = 0;
        if (place > 0) {
            auto found = object_of(row, place, work.object_names[*account]);
            if (!found) {
                refuse(row, found.error().message);
                continue;
            }
            object = *found;
        }
        const auto [at, is_new] =
            work.listed.emplace(Key{*account, object, work.day_of(row.day)}, &row);
        if (!is_new) {
            refuse(row, fmt::format("line {} is of the same object and day: export without "
                                    "breakdowns",
                                    at->second->line));
            continue;
        }
        ++work.result.rows;
    }
    return {};
}

Result<void> Reconcile::read_held(Work& work) {
    snapshots::Query query{.cube = work.cube,
                           .advertisers = work.question.accounts,
                           .days = work.result.days,
                           .as_of = {},
                           .group_by = {Column::advertiser},
                           .metrics = work.sums,
                           .filters = {}};
    if (work.table.by_day) {
        query.group_by.push_back(Column::day);
    }
    const bool has_object = work.table.level != Level::advertiser;
    if (has_object) {
        query.group_by.push_back(column_of(work.table.level));
    }
    BAYME_TRY(const auto table, snapshots_.read(query));
    const auto width = query.group_by.size();
    for (std::size_t row = 0; row < table.rows; ++row) {
        const auto* const keys = &table.keys[row * width];
        Key key{AdvertiserId{snapshots::object_text(keys[0])}, has_object ? keys[width - 1] : 0,
                work.table.by_day ? Day::from_number(static_cast<int>(keys[1]))
                                  : work.result.days.first};
        auto& sums = work.held[key];
        for (std::size_t i = 0; i < work.sums.size(); ++i) {
            sums[work.sums[i]] = table.values[row * work.sums.size() + i];
        }
    }
    BAYME_TRY(auto cells, snapshots_.cells({.cube = work.cube,
                                            .advertisers = work.question.accounts,
                                            .days = work.result.days,
                                            .as_of = {}}));
    for (auto& cell : cells) {
        work.cells.emplace(std::pair{cell.advertiser, cell.day}, std::move(cell));
    }
    return {};
}

Result<void> Reconcile::compare(Work& work) {
    const auto differ = [&](const Key& key, const ExportRow* row, std::size_t metric,
                            std::optional<Micros> held) {
        const auto column = work.columns[metric];
        work.result.differences.push_back(
            {.line = row == nullptr ? 0 : row->line,
             .advertiser = key.advertiser,
             .object = key.object == 0 ? std::string{} : snapshots::object_text(key.object),
             .name = work.name_of(key.advertiser, key.object),
             .day = work.table.by_day ? std::optional{key.day} : std::nullopt,
             .metric = work.compared[metric],
             .exported = row == nullptr ? std::string{} : row->texts[column],
             .held = held});
    };
    for (const auto& [key, row] : work.listed) {
        const auto sums = work.held.find(key);
        for (std::size_t i = 0; i < work.compared.size(); ++i) {
            const auto held =
                sums == work.held.end() ? std::nullopt : value_of(work.compared[i], sums->second);
            const auto likeness = compare_values(held, row->values[work.columns[i]]);
            work.count(likeness);
            if (likeness == Likeness::different) {
                differ(key, row, i, held);
            }
        }
    }
    for (const auto& [key, sums] : work.held) {
        if (work.question.only_listed || work.listed.contains(key)) {
            continue;
        }
        for (std::size_t i = 0; i < work.compared.size(); ++i) {
            const auto held = value_of(work.compared[i], sums);
            if (!is_nothing(held)) {
                ++work.result.cells;
                differ(key, nullptr, i, held);
            }
        }
    }
    return {};
}

namespace {

/// What the window's own state explains; nothing when it is complete and settled.
std::optional<DifferenceReason> reason_of(const snapshots::Cell* cell, Day day,
                                          const std::optional<Instant>& exported_at) {
    using enum DifferenceReason;
    if (cell == nullptr) {
        return not_fetched;
    }
    if (cell->state == CellState::failed) {
        return window_failed;
    }
    if (cell->state == CellState::partial) {
        return window_partial;
    }
    const auto read_at = cell->facts_at.value_or(cell->fetched_at);
    if (read_at < cell->offset.end_of(day)) {
        return day_not_over;
    }
    if (exported_at && read_at < *exported_at) {
        return older_than_export;
    }
    if (read_at < snapshots::settled_at(day, cell->offset)) {
        return not_settled;
    }
    return std::nullopt;
}

} // namespace

/// The lives of the objects that differ, where there is one fact a day.
Result<void> Reconcile::look_back(Work& work) {
    std::set<ObjectNumber> objects;
    for (const auto& difference : work.result.differences) {
        objects.insert(snapshots::object_number(difference.object).value_or(0));
    }
    if (objects.empty() || objects.size() > most_explained_objects || !work.table.by_day) {
        return {};
    }
    BAYME_TRY(const auto history,
              snapshots_.history({.cube = work.cube,
                                  .advertisers = work.question.accounts,
                                  .days = work.result.days,
                                  .metrics = work.sums,
                                  .objects = {objects.begin(), objects.end()}}));
    for (std::size_t i = 0; i < history.stays.size(); ++i) {
        const auto& stay = history.stays[i];
        const Key key{AdvertiserId{snapshots::object_text(stay.advertiser)}, stay.object, stay.day};
        auto& sums = work.stays[{key, stay.from}];
        for (std::size_t metric = 0; metric < work.sums.size(); ++metric) {
            sums[work.sums[metric]] = history.value(i, metric);
        }
    }
    return {};
}

/// What the row itself proves; nothing when only the window's state can tell.
std::optional<DifferenceReason> Reconcile::reason_of_row(const Work& work, const Key& key,
                                                         const ExportRow& row, MetricIndex index) {
    const auto cell = work.cells.find({key.advertiser, key.day});
    const bool money = snapshots::metric(index).unit == snapshots::Unit::money;
    if (money && !row.currency.empty() && cell != work.cells.end() &&
        row.currency != cell->second.currency.text()) {
        return DifferenceReason::other_currency;
    }
    const auto metric = std::ranges::find(work.compared, index) - work.compared.begin();
    const auto& shown = row.values[work.columns[static_cast<std::size_t>(metric)]];
    for (auto stay = work.stays.lower_bound({key, Instant::min()});
         stay != work.stays.end() && stay->first.first == key; ++stay) {
        if (compare_values(value_of(index, stay->second), shown) != Likeness::different) {
            return DifferenceReason::restated_since;
        }
    }
    return std::nullopt;
}

Result<bool> Reconcile::is_deleted(Work& work, const Difference& difference) {
    if (work.table.level == Level::advertiser) {
        return false;
    }
    const auto [known, is_new] = work.deleted.try_emplace(difference.advertiser);
    if (is_new) {
        BAYME_TRY(known->second, deleted_(difference.advertiser, work.table.level));
    }
    return known->second.contains(difference.object);
}

Result<void> Reconcile::explain(Work& work) {
    BAYME_CHECK(look_back(work));
    for (auto& difference : work.result.differences) {
        const Key key{difference.advertiser,
                      snapshots::object_number(difference.object).value_or(0),
                      difference.day.value_or(work.result.days.first)};
        const auto listed = work.listed.find(key);
        std::optional<DifferenceReason> found;
        if (listed != work.listed.end()) {
            found = reason_of_row(work, key, *listed->second, difference.metric);
        } else {
            BAYME_TRY(const bool gone, is_deleted(work, difference));
            found = gone ? std::optional{DifferenceReason::deleted_object} : std::nullopt;
        }
        if (!found) {
            work.each_cell(difference, [&](Day day, const snapshots::Cell* cell) {
                const auto reason = reason_of(cell, day, work.question.exported_at);
                found = !found ? reason : reason ? std::min(*found, *reason) : *found;
            });
        }
        difference.reason = found.value_or(DifferenceReason::unexplained);
        ++work.result.by_reason.at(static_cast<std::size_t>(difference.reason));
    }
    return {};
}

} // namespace bayme::reports
