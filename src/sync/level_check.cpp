// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/level_check.hpp"

#include "base/log.hpp"
#include "sync/levels.hpp"

#include <algorithm>
#include <map>

namespace bayme::sync {
namespace {

using Differences = std::vector<storage::LevelDifference>;

/// What one pass looks at of one cube.
class CubeCheck {
public:
    CubeCheck(const LevelPorts& ports, ReportPass& pass, const snapshots::Cube& cube, DayRange days)
        : ports_(ports), pass_(pass), cube_(cube), days_(days),
          advertiser_(pass.account().advertiser.id) {}

    Result<void> run() {
        BAYME_CHECK(load());
        BAYME_TRY(auto found, compare(days_));
        for (const auto& one : found) {
            if (std::ranges::find(known_, one.day, &storage::LevelDifference::day) ==
                known_.end()) {
                BAYME_CHECK(fetch_again(one.day));
                fetched_ = true;
            }
        }
        if (fetched_) {
            BAYME_TRY(found, compare(days_));
        }
        return keep(found);
    }

private:
    Result<void> load() {
        BAYME_TRY(const auto tx, ports_.database.begin_read());
        BAYME_TRY(has_deleted_, ports_.memory.has_deleted_objects(*tx, advertiser_));
        BAYME_TRY(known_, ports_.memory.differences(*tx, advertiser_));
        std::erase_if(known_, [&](const storage::LevelDifference& one) {
            return one.cube != cube_.name || !days_.contains(one.day);
        });
        return {};
    }

    Result<Differences> compare(DayRange days) {
        BAYME_CHECK(pass_.settle());
        return compare_levels(ports_.snapshots, advertiser_, cube_, days, has_deleted_);
    }

    Result<void> fetch_again(Day day) {
        const auto* account =
            snapshots::find_cube(snapshots::Level::advertiser, snapshots::Grain::day);
        for (const auto* cube : {account, &cube_}) {
            BAYME_CHECK(pass_.fetch({cube, {day, day}, tiktok::Priority::restatement}));
        }
        return {};
    }

    Result<void> keep(Differences& found) {
        if (found.empty() && known_.empty()) {
            return {};
        }
        BAYME_TRY(const auto tx, ports_.database.begin_write());
        for (const auto& gone : known_) {
            if (std::ranges::find(found, gone.day, &storage::LevelDifference::day) == found.end()) {
                BAYME_CHECK(ports_.memory.erase_difference(*tx, advertiser_,
                                                           std::string{cube_.name}, gone.day));
            }
        }
        for (auto& one : found) {
            one.since = pass_.account().clock.now;
            log(LogLevel::warning, "levels_differ",
                {{"advertiser_id", advertiser_.text()},
                 {"cube", cube_.name},
                 {"day", one.day.text()},
                 {"metric", one.metric},
                 {"cause", one.cause}});
            BAYME_CHECK(ports_.memory.put_difference(*tx, one));
        }
        return tx->commit();
    }

    const LevelPorts& ports_;
    ReportPass& pass_;
    const snapshots::Cube& cube_;
    DayRange days_;
    AdvertiserId advertiser_;
    Differences known_;
    bool has_deleted_ = false;
    bool fetched_ = false;
};

} // namespace

Result<void> check_levels(const LevelPorts& ports, ReportPass& pass,
                          const std::vector<PlannedCall>& calls) {
    const auto yesterday = pass.account().clock.today().plus(-1);
    std::map<const snapshots::Cube*, DayRange> spans;
    for (const auto& call : calls) {
        const bool compared = call.cube->grain == snapshots::Grain::day &&
                              call.cube->level != snapshots::Level::advertiser;
        if (!compared || call.days.first > yesterday) {
            continue;
        }
        const DayRange closed{call.days.first, std::min(call.days.last, yesterday)};
        const auto [place, added] = spans.emplace(call.cube, closed);
        place->second.first = std::min(place->second.first, closed.first);
        place->second.last = std::max(place->second.last, closed.last);
    }
    for (const auto& [cube, days] : spans) {
        BAYME_CHECK((CubeCheck{ports, pass, *cube, days}.run()));
    }
    return {};
}

} // namespace bayme::sync
