// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/ledger_view.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace bayme::snapshots {

LedgerView view_of(const std::vector<Cell>& cells, const Query& query) {
    std::map<std::pair<AdvertiserId, Day>, const Cell*> by_window;
    for (const auto& cell : cells) {
        by_window.emplace(std::pair{cell.advertiser, cell.day}, &cell);
    }
    LedgerView view;
    for (auto day = query.days.first; day <= query.days.last; day = day.plus(1)) {
        for (const auto& advertiser : query.advertisers) {
            const auto found = by_window.find({advertiser, day});
            const bool known = found != by_window.end();
            const auto state = known ? found->second->state : CellState::never_fetched;
            ++view.windows;
            view.complete += state == CellState::complete ? 1 : 0;
            if (state > view.worst) {
                view.worst = state;
                view.worst_window = Window{advertiser, query.cube, day};
            }
            if (known && found->second->facts_at) {
                const auto facts_at = *found->second->facts_at;
                view.oldest_facts = std::min(view.oldest_facts.value_or(facts_at), facts_at);
            }
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
