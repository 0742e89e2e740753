// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/ledger_view.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace bayme::snapshots {

namespace {

/// One place per window asked for, by day and then account; an account named twice counts once.
struct Windows {
    std::vector<AdvertiserId> accounts;
    std::vector<const Cell*> cells;
};

Windows lay_out(const std::vector<Cell>& cells, const Query& query) {
    Windows windows;
    std::unordered_map<AdvertiserId, std::size_t> places;
    for (const auto& advertiser : query.advertisers) {
        if (places.emplace(advertiser, places.size()).second) {
            windows.accounts.push_back(advertiser);
        }
    }
    windows.cells.resize(places.size() * static_cast<std::size_t>(query.days.size()), nullptr);
    for (const auto& cell : cells) {
        const auto row = static_cast<std::size_t>(days_between(query.days.first, cell.day));
        windows.cells[row * places.size() + places.at(cell.advertiser)] = &cell;
    }
    return windows;
}

} // namespace

LedgerView view_of(const std::vector<Cell>& cells, const Query& query) {
    const auto windows = lay_out(cells, query);
    LedgerView view;
    view.windows = static_cast<std::int64_t>(windows.cells.size());
    for (std::size_t i = 0; i < windows.cells.size(); ++i) {
        const auto* const cell = windows.cells[i];
        const auto state = cell != nullptr ? cell->state : CellState::never_fetched;
        view.complete += state == CellState::complete ? 1 : 0;
        if (state > view.worst) {
            const auto width = windows.accounts.size();
            view.worst = state;
            view.worst_window = Window{windows.accounts[i % width], query.cube,
                                       query.days.first.plus(static_cast<int>(i / width))};
        }
        if (cell != nullptr && cell->facts_at) {
            view.oldest_facts =
                std::min(view.oldest_facts.value_or(*cell->facts_at), *cell->facts_at);
        }
    }
    return view;
}

std::vector<AccountCurrency> currencies_of(const std::vector<Cell>& cells) {
    std::set<AccountCurrency> found;
    for (const auto& cell : cells) {
        if (cell.facts_at) {
            found.insert({cell.advertiser, cell.currency});
        }
    }
    return {found.begin(), found.end()};
}

} // namespace bayme::snapshots
