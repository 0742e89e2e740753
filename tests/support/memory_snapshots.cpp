// SPDX-License-Identifier: LicenseRef-Bayme
#include "support/memory_snapshots.hpp"

#include "snapshots/ledger_view.hpp"
#include "snapshots/publish_rules.hpp"

#include <algorithm>

namespace bayme::test {

using namespace snapshots;

Result<PublishOutcome> MemorySnapshots::publish(const Publish& publish) {
    BAYME_CHECK(check_publish(publish));
    if (publish.cells.empty()) {
        return PublishOutcome{};
    }
    const std::scoped_lock lock{mutex_};
    BAYME_CHECK(check_wanted(publish));
    PublishOutcome outcome;
    const auto observed_at = std::max(clock_.now(), last_ + microseconds{1});
    for (auto cell : publish.cells) {
        auto& versions = windows_[{std::string{publish.cube.name}, publish.advertiser, cell.day}];
        if (std::ranges::any_of(versions, [&](const Version& version) {
                return version.cell.run == publish.run;
            })) {
            ++outcome.replayed;
            continue;
        }
        Version fresh;
        const auto before = versions.empty() ? std::map<Place, Fact>{} : versions.back().facts;
        if (carries_facts(cell.state)) {
            for (std::size_t row = 0; row < publish.facts.rows(); ++row) {
                const auto& key = publish.facts.keys[row];
                if (key.day != cell.day) {
                    continue;
                }
                Fact fact{key, {}};
                for (std::size_t i = 0; i < publish.facts.metrics.size(); ++i) {
                    if (publish.facts.row(row)[i] != no_value) {
                        fact.values[publish.facts.metrics[i]] = publish.facts.row(row)[i];
                    }
                }
                fresh.facts[{key.hour, key.object(publish.cube.level)}] = fact;
            }
            cell.facts_at = cell.fetched_at;
        } else {
            fresh.facts = before;
            cell.facts_at = versions.empty() ? std::nullopt : versions.back().cell.facts_at;
        }
        if (carries_facts(cell.state)) {
            for (const auto& [place, fact] : fresh.facts) {
                const auto found = before.find(place);
                ++(found == before.end()   ? outcome.inserted
                   : found->second == fact ? outcome.unchanged
                                           : outcome.superseded);
            }
            for (const auto& [place, fact] : before) {
                outcome.ended += fresh.facts.contains(place) ? 0 : 1;
            }
        }
        cell.cube = publish.cube.name;
        cell.advertiser = publish.advertiser;
        cell.run = publish.run;
        cell.rows = static_cast<std::int64_t>(fresh.facts.size());
        cell.observed_at = observed_at;
        fresh.cell = std::move(cell);
        versions.push_back(std::move(fresh));
    }
    if (outcome.replayed < static_cast<std::int64_t>(publish.cells.size())) {
        outcome.rows = static_cast<std::int64_t>(publish.facts.rows());
        outcome.observed_at = observed_at;
    }
    last_ = observed_at;
    return outcome;
}

const MemorySnapshots::Version* MemorySnapshots::version_at(const WindowKey& window,
                                                            std::optional<Instant> moment) const {
    const auto found = windows_.find(window);
    if (found == windows_.end()) {
        return nullptr;
    }
    const auto& [cube, advertiser, day] = window;
    const auto at = moment ? ladder_.kept_at(*moment, day, found->second.back().cell.offset)
                           : std::optional{Instant::max()};
    const Version* last = nullptr;
    for (const auto& version : found->second) {
        if (at && version.cell.observed_at <= *at) {
            last = &version;
        }
    }
    return last;
}

Result<Table> MemorySnapshots::read(const Query& query, std::stop_token stop) {
    BAYME_CHECK(check_query(query));
    if (stop.stop_requested()) {
        return fail(Error{ErrorCode::unavailable, "the query was stopped"}.because("stopped"));
    }
    const std::scoped_lock lock{mutex_};
    Table table;
    table.group_by = query.group_by;
    table.metrics = query.metrics;
    std::optional<Instant> moment;
    if (query.as_of) {
        moment = std::min(*query.as_of, std::max(clock_.now(), last_));
        last_ = std::max(last_, *moment);
    }
    table.as_of = moment.value_or(last_);
    std::vector<Cell> cells;
    std::map<std::vector<std::uint64_t>, std::vector<const Fact*>> groups;
    for (auto day = query.days.first; day <= query.days.last; day = day.plus(1)) {
        for (const auto& advertiser : query.advertisers) {
            const WindowKey window{std::string{query.cube.name}, advertiser, day};
            if (moment && *moment < ladder_.all_from && windows_.contains(window)) {
                const auto offset = windows_.at(window).back().cell.offset;
                const auto at = ladder_.kept_at(*moment, day, offset).value_or(*moment);
                table.resolved_to = std::min(table.resolved_to.value_or(*moment), at);
            }
            const auto* const version = version_at(window, moment);
            if (version == nullptr) {
                continue;
            }
            cells.push_back(version->cell);
            for (const auto& [place, fact] : version->facts) {
                const bool wanted = std::ranges::all_of(query.filters, [&](const auto& filter) {
                    const auto object = filter.column == Column::campaign  ? fact.key.campaign
                                        : filter.column == Column::adgroup ? fact.key.adgroup
                                                                           : fact.key.ad;
                    return std::ranges::count(filter.any_of, object) != 0;
                });
                if (!wanted) {
                    continue;
                }
                std::vector<std::uint64_t> key;
                for (const auto column : query.group_by) {
                    key.push_back(
                        column == Column::advertiser ? object_number(advertiser.text()).value()
                        : column == Column::day      ? static_cast<std::uint64_t>(day.number())
                        : column == Column::hour     ? static_cast<std::uint64_t>(fact.key.hour)
                        : column == Column::campaign ? fact.key.campaign
                        : column == Column::adgroup  ? fact.key.adgroup
                                                     : fact.key.ad);
                }
                groups[key].push_back(&fact);
            }
        }
    }
    for (const auto& [key, facts] : groups) {
        table.keys.insert(table.keys.end(), key.begin(), key.end());
        for (const auto index : query.metrics) {
            std::int64_t sum = no_value;
            for (const auto* const fact : facts) {
                const auto found = fact->values.find(index);
                if (found != fact->values.end()) {
                    sum = sum == no_value ? found->second : sum + found->second;
                }
            }
            const bool one = metric(index).additivity == Additivity::sum || facts.size() == 1;
            table.values.push_back(one ? sum : no_value);
        }
        ++table.rows;
    }
    table.ledger = view_of(cells, query);
    table.currencies = currencies_of(cells);
    return table;
}

Result<std::vector<Cell>> MemorySnapshots::cells(const CellQuery& query) {
    const std::scoped_lock lock{mutex_};
    std::vector<Cell> found;
    for (const auto& [window, versions] : windows_) {
        const auto& [cube, advertiser, day] = window;
        if ((query.cube && query.cube->name != cube) || !query.days.contains(day) ||
            std::ranges::count(query.advertisers, advertiser) == 0) {
            continue;
        }
        if (const auto* const version = version_at(window, query.as_of)) {
            found.push_back(version->cell);
        }
    }
    return found;
}

Result<void> MemorySnapshots::glance(const CellQuery& query,
                                     const std::function<void(const CellGlance&)>& see) {
    auto now = query;
    now.as_of.reset();
    BAYME_TRY(const auto standing, cells(now));
    for (const auto& cell : standing) {
        see({.cube = find_cube(cell.cube),
             .advertiser = object_number(cell.advertiser.text()).value(),
             .day = cell.day,
             .state = cell.state,
             .rows = cell.rows,
             .fetched_at = cell.fetched_at,
             .facts_at = cell.facts_at});
    }
    return {};
}

Result<FactHistory> MemorySnapshots::history(const HistoryQuery& query) {
    BAYME_CHECK(check_query(query));
    const std::scoped_lock lock{mutex_};
    FactHistory history{.metrics = query.metrics, .stays = {}, .values = {}, .ladder = ladder_};
    for (const auto& [window, versions] : windows_) {
        const auto& [cube, advertiser, day] = window;
        if (cube != query.cube.name || !query.days.contains(day) ||
            std::ranges::count(query.advertisers, advertiser) == 0) {
            continue;
        }
        std::map<Place, std::vector<std::pair<FactStay, Fact>>> lives;
        for (const auto& version : versions) {
            for (auto& [place, stays] : lives) {
                auto& [stay, fact] = stays.back();
                const auto found = version.facts.find(place);
                if (stay.until == Instant::max() &&
                    (found == version.facts.end() || found->second != fact)) {
                    stay.until = version.cell.observed_at;
                }
            }
            for (const auto& [place, fact] : version.facts) {
                auto& stays = lives[place];
                if (stays.empty() || stays.back().first.until != Instant::max()) {
                    stays.push_back({{.advertiser = object_number(advertiser.text()).value(),
                                      .day = day,
                                      .object = place.second,
                                      .from = version.cell.observed_at,
                                      .until = Instant::max()},
                                     fact});
                }
            }
        }
        for (const auto& [place, stays] : lives) {
            const bool wanted =
                query.objects.empty() || std::ranges::count(query.objects, place.second) != 0;
            for (const auto& [stay, fact] : stays) {
                if (!wanted || dropped_.contains({window, place, stay.from, stay.until})) {
                    continue;
                }
                history.stays.push_back(stay);
                for (const auto index : query.metrics) {
                    const auto value = fact.values.find(index);
                    history.values.push_back(value == fact.values.end() ? no_value : value->second);
                }
            }
        }
    }
    return history;
}

std::vector<MemorySnapshots::Stay> MemorySnapshots::ended_stays() const {
    std::vector<Stay> stays;
    for (const auto& [window, versions] : windows_) {
        std::map<Place, Instant> since;
        for (std::size_t i = 0; i + 1 < versions.size(); ++i) {
            for (const auto& [place, fact] : versions[i].facts) {
                const auto from = since.emplace(place, versions[i].cell.observed_at).first->second;
                const auto next = versions[i + 1].facts.find(place);
                if (next == versions[i + 1].facts.end() || next->second != fact) {
                    stays.push_back({window, place, from, versions[i + 1].cell.observed_at});
                    since.erase(place);
                }
            }
        }
    }
    return stays;
}

/// Walks the rungs of DESIGN 6.3 one by one.
bool MemorySnapshots::is_kept(const Stay& stay) const {
    const auto stood_at = [&](Instant moment) {
        return stay.from <= moment && moment < stay.until;
    };
    if (stay.until > ladder_.all_from) {
        return true;
    }
    if (stay.until > ladder_.hours_from &&
        std::chrono::ceil<std::chrono::hours>(stay.from) < stay.until) {
        return true;
    }
    const auto& [cube, advertiser, day] = stay.window;
    const auto offset = windows_.at(stay.window).back().cell.offset;
    return std::ranges::any_of(Ladder::day_ends,
                               [&](int days) { return stood_at(offset.end_of(day.plus(days))); }) ||
           std::ranges::any_of(ladder_.pins, stood_at);
}

Result<std::int64_t> MemorySnapshots::thin(Instant now, const std::vector<Instant>& pins) {
    const std::scoped_lock lock{mutex_};
    auto next = ladder_;
    next.all_from = std::max(ladder_.all_from, now - Ladder::keep_all);
    next.hours_from = std::max(ladder_.hours_from, now - Ladder::keep_hourly);
    next.pins.clear();
    for (const auto pin : pins) {
        if (pin >= ladder_.all_from || std::ranges::count(ladder_.pins, pin) != 0) {
            next.pins.push_back(pin);
        }
    }
    ladder_ = next;
    std::int64_t dropped = 0;
    for (const auto& stay : ended_stays()) {
        if (!is_kept(stay) && dropped_.insert(stay).second) {
            ++dropped;
        }
    }
    return dropped;
}

Result<std::int64_t> MemorySnapshots::expire(const ExpiryCuts& cuts) {
    const std::scoped_lock lock{mutex_};
    std::int64_t gone = 0;
    const auto stays = ended_stays();
    std::erase_if(windows_, [&](const auto& entry) {
        const auto& [window, versions] = entry;
        const auto& [cube, advertiser, day] = window;
        const bool hourly = find_cube(cube)->grain == Grain::hour;
        if (day >= (hourly ? cuts.hour_facts_before : cuts.day_facts_before)) {
            return false;
        }
        gone += static_cast<std::int64_t>(versions.back().facts.size());
        gone += std::ranges::count_if(stays, [&](const Stay& stay) {
            return stay.window == window && !dropped_.contains(stay);
        });
        return true;
    });
    return gone;
}

} // namespace bayme::test
