// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/ledger_map.hpp"

#include <algorithm>
#include <unordered_map>

namespace bayme::snapshots {
namespace {

constexpr std::uint8_t overdue_bit = 0x80;

CellState state_of(std::uint8_t window) {
    return static_cast<CellState>(window & ~overdue_bit);
}

bool is_gap(CellState state) {
    return state == CellState::never_fetched || state == CellState::partial ||
           state == CellState::failed;
}

} // namespace

void MapSums::add(const MapSums& other) {
    windows += other.windows;
    complete += other.complete;
    gaps += other.gaps;
    overdue += other.overdue;
    rows += other.rows;
    if (other.oldest_fetch) {
        oldest_fetch = std::min(oldest_fetch.value_or(*other.oldest_fetch), *other.oldest_fetch);
        newest_fetch = std::max(newest_fetch.value_or(*other.newest_fetch), *other.newest_fetch);
    }
}

LedgerMap::LedgerMap(MapQuestion question)
    : question_(std::move(question)), width_(static_cast<std::size_t>(question_.days.size())),
      windows_(question_.accounts.size() * question_.cubes.size() * width_,
               static_cast<std::uint8_t>(CellState::never_fetched)),
      sums_(question_.accounts.size() * question_.cubes.size()), held_(sums_.size()) {}

Result<void> LedgerMap::fill(Snapshots& snapshots) {
    CellQuery query{.cube = {}, .advertisers = {}, .days = question_.days, .as_of = {}};
    if (question_.cubes.size() == 1) {
        query.cube = question_.cubes.front();
    }
    std::unordered_map<ObjectNumber, std::size_t> places;
    for (std::size_t i = 0; i < question_.accounts.size(); ++i) {
        query.advertisers.push_back(question_.accounts[i].id);
        places.emplace(object_number(question_.accounts[i].id.text()).value_or(0), i);
    }
    std::vector<std::optional<std::size_t>> cube_places(cubes().size());
    for (std::size_t i = 0; i < question_.cubes.size(); ++i) {
        const auto* const cube = find_cube(question_.cubes[i].name);
        cube_places[static_cast<std::size_t>(cube - cubes().data())] = i;
    }
    return snapshots.glance(query, [&](const CellGlance& cell) {
        const auto cube = cube_places[static_cast<std::size_t>(cell.cube - cubes().data())];
        const auto account = places.find(cell.advertiser);
        if (cube && account != places.end()) {
            take(account->second, *cube, cell);
        }
    });
}

void LedgerMap::take(std::size_t account, std::size_t cube, const CellGlance& cell) {
    const auto at = row(account, cube);
    const auto day = static_cast<std::size_t>(days_between(question_.days.first, cell.day));
    auto& sums = sums_[at];
    const bool holds = cell.facts_at.has_value();
    const bool overdue = holds && question_.overdue && question_.overdue(account, cell);
    windows_[at * width_ + day] =
        static_cast<std::uint8_t>(static_cast<unsigned>(cell.state) | (overdue ? overdue_bit : 0U));
    sums.rows += cell.rows;
    held_[at] += holds ? 1 : 0;
    sums.oldest_fetch = std::min(sums.oldest_fetch.value_or(cell.fetched_at), cell.fetched_at);
    sums.newest_fetch = std::max(sums.newest_fetch.value_or(cell.fetched_at), cell.fetched_at);
}

int LedgerMap::days_begun(std::size_t account) const {
    const auto today = question_.accounts[account].offset.day_of(question_.now);
    return std::clamp(days_between(question_.days.first, today) + 1, 0, question_.days.size());
}

template <typename See>
void LedgerMap::each_row(std::size_t account, std::optional<std::size_t> cube, See see) const {
    for (std::size_t i = 0; i < question_.cubes.size(); ++i) {
        if (!cube || *cube == i) {
            see(row(account, i));
        }
    }
}

std::vector<Tile> LedgerMap::tiles(std::size_t account, std::optional<std::size_t> cube,
                                   int width) const {
    const auto wide = static_cast<std::size_t>(width);
    std::vector<Tile> tiles((width_ + wide - 1) / wide);
    const auto begun = static_cast<std::size_t>(days_begun(account));
    each_row(account, cube, [&](std::size_t at) {
        for (std::size_t day = 0; day < begun; ++day) {
            const auto window = windows_[at * width_ + day];
            auto& tile = tiles[day / wide];
            tile.begun = true;
            tile.worst = std::max(tile.worst, state_of(window));
            tile.overdue = tile.overdue || (window & overdue_bit) != 0;
        }
    });
    return tiles;
}

MapSums LedgerMap::sums(std::size_t account, std::optional<std::size_t> cube) const {
    MapSums all;
    const auto begun = static_cast<std::size_t>(days_begun(account));
    each_row(account, cube, [&](std::size_t at) {
        auto one = sums_[at];
        one.windows = static_cast<std::int64_t>(begun);
        for (std::size_t day = 0; day < begun; ++day) {
            const auto window = windows_[at * width_ + day];
            one.complete += state_of(window) == CellState::complete ? 1 : 0;
            one.gaps += is_gap(state_of(window)) ? 1 : 0;
            one.overdue += (window & overdue_bit) != 0 ? 1 : 0;
        }
        all.add(one);
    });
    return all;
}

std::optional<std::int64_t> LedgerMap::rows_a_day(std::size_t row) const {
    if (held_[row] == 0) {
        return std::nullopt;
    }
    return (sums_[row].rows + held_[row] - 1) / held_[row];
}

std::vector<Gap> LedgerMap::gaps(std::size_t account) const {
    std::vector<Gap> found;
    for (std::size_t cube = 0; cube < question_.cubes.size(); ++cube) {
        const auto at = row(account, cube);
        const auto first_of_cube = found.size();
        for (int day = days_begun(account) - 1; day >= 0; --day) {
            const auto state = state_of(windows_[at * width_ + static_cast<std::size_t>(day)]);
            if (!is_gap(state)) {
                continue;
            }
            const auto on = question_.days.first.plus(day);
            if (found.size() > first_of_cube && found.back().days.first == on.plus(1)) {
                found.back().days.first = on;
                found.back().worst = std::max(found.back().worst, state);
            } else {
                found.push_back({question_.accounts[account].id,
                                 find_cube(question_.cubes[cube].name),
                                 {on, on},
                                 state,
                                 rows_a_day(at)});
            }
        }
    }
    return found;
}

} // namespace bayme::snapshots
