// SPDX-License-Identifier: LicenseRef-Bayme
#include "reports/campaign_overview.hpp"

#include <map>

namespace bayme::reports {
namespace {

using snapshots::Column;

struct Figures {
    std::optional<DayFigures> yesterday;
    std::optional<DayFigures> today;
};

std::int64_t counted(std::int64_t value) {
    return value == snapshots::no_value ? 0 : value;
}

/// By campaign id.
Result<std::map<std::string, Figures>> read_figures(snapshots::Snapshots& snapshots,
                                                    const storage::Advertiser& account, Day today) {
    const auto metric = [](std::string_view name) {
        return *snapshots::find_metric(name);
    };
    BAYME_TRY(const auto table, snapshots.read({.cube = *snapshots::find_cube("campaign_day"),
                                                .advertisers = {account.id},
                                                .days = {today.plus(-1), today},
                                                .as_of = std::nullopt,
                                                .group_by = {Column::campaign, Column::day},
                                                .metrics = {metric("spend"), metric("impressions"),
                                                            metric("clicks"), metric("conversion")},
                                                .filters = {}},
                                               {}));
    std::map<std::string, Figures> figures;
    for (std::size_t row = 0; row < table.rows; ++row) {
        const auto* keys = &table.keys[row * 2];
        const auto* values = &table.values[row * 4];
        auto& place = figures[snapshots::object_text(keys[0])];
        const auto day = Day::from_number(static_cast<int>(keys[1]));
        (day == today ? place.today : place.yesterday) = DayFigures{
            counted(values[0]), counted(values[1]), counted(values[2]), counted(values[3])};
    }
    return figures;
}

void add(std::optional<DayFigures>& total, const std::optional<DayFigures>& figures) {
    if (total && figures) {
        total->add(*figures);
    }
}

Result<DayState> read_state(snapshots::Snapshots& snapshots, const storage::Advertiser& account,
                            Day day) {
    BAYME_TRY(const auto cells, snapshots.cells({.cube = *snapshots::find_cube("campaign_day"),
                                                 .advertisers = {account.id},
                                                 .days = {day, day},
                                                 .as_of = std::nullopt}));
    if (cells.empty()) {
        return DayState{.day = day, .facts_at = {}};
    }
    return DayState{day, cells.front().state, cells.front().facts_at};
}

} // namespace

void DayFigures::add(const DayFigures& other) {
    spend += other.spend;
    impressions += other.impressions;
    clicks += other.clicks;
    conversions += other.conversions;
}

Result<CampaignOverview> campaign_overview(storage::Transaction& tx,
                                           snapshots::Snapshots& snapshots,
                                           storage::MirrorStore& mirror,
                                           const storage::Advertiser& account, Instant now) {
    if (!account.offset_seconds) {
        return fail(Error{ErrorCode::conflict,
                          fmt::format("an administrator has to state by which distance from UTC "
                                      "the days of account {} are cut",
                                      account.id)}
                        .because("no_offset"));
    }
    BAYME_TRY(const auto offset, UtcOffset::from_seconds(*account.offset_seconds));
    const auto today = offset.day_of(now);
    CampaignOverview overview;
    BAYME_TRY(overview.yesterday, read_state(snapshots, account, today.plus(-1)));
    BAYME_TRY(overview.today, read_state(snapshots, account, today));
    BAYME_TRY(const auto figures, read_figures(snapshots, account, today));
    if (overview.yesterday.facts_at) {
        overview.total_yesterday.emplace();
    }
    if (overview.today.facts_at) {
        overview.total_today.emplace();
    }
    BAYME_TRY(const auto campaigns,
              mirror.list(tx, account.id, storage::ObjectLevel::campaign, "", true));
    for (const auto& campaign : campaigns) {
        const auto found = figures.find(campaign.id);
        if (campaign.deleted_at && found == figures.end()) {
            continue;
        }
        CampaignLine line{.campaign = campaign, .yesterday = {}, .today = {}};
        if (found != figures.end()) {
            line.yesterday = found->second.yesterday;
            line.today = found->second.today;
            add(overview.total_yesterday, line.yesterday);
            add(overview.total_today, line.today);
        }
        overview.campaigns.push_back(std::move(line));
    }
    return overview;
}

} // namespace bayme::reports
