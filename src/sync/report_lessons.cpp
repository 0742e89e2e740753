// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/report_lessons.hpp"

#include "sync/report_fetch.hpp"
#include "sync/slices.hpp"

#include <algorithm>

namespace bayme::sync {
namespace {

using snapshots::Cube;
using snapshots::MetricIndex;

constexpr std::chrono::hours tried_again_after{24};

} // namespace

Result<ReportLessons> ReportLessons::load(storage::Database& database,
                                          storage::ReportMemory& memory,
                                          const AdvertiserId& advertiser, Instant now) {
    ReportLessons lessons{database, memory, advertiser, now};
    BAYME_TRY(const auto tx, database.begin_read());
    BAYME_TRY(const auto ranges, memory.ranges(*tx, advertiser));
    for (const auto& range : ranges) {
        if (const auto* cube = snapshots::find_cube(range.cube)) {
            auto& lesson = lessons.lessons_[cube->name];
            lesson.longest = range.longest;
            lesson.by_campaign = range.by_campaign;
            lesson.learned_at = range.learned_at;
        }
    }
    BAYME_TRY(const auto refused, memory.refused(*tx, advertiser));
    for (const auto& one : refused) {
        const auto* cube = snapshots::find_cube(one.cube);
        const auto metric = snapshots::find_metric(one.metric);
        if (cube != nullptr && metric) {
            lessons.lessons_[cube->name].refused.emplace(*metric, one.asked_at);
        }
    }
    BAYME_TRY(lessons.campaigns_, memory.campaign_sizes(*tx, advertiser));
    return lessons;
}

ReportLessons::Lesson ReportLessons::of(const Cube& cube) const {
    const auto found = lessons_.find(cube.name);
    return found == lessons_.end() ? Lesson{} : found->second;
}

bool ReportLessons::is_on_trial(Instant refused_at) const {
    return now_ - refused_at >= tried_again_after;
}

int ReportLessons::longest(const Cube& cube) const {
    const auto lesson = of(cube);
    const int allowed = longest_call(cube.grain);
    if (lesson.longest == 0) {
        return allowed;
    }
    const bool grows = now_ - lesson.learned_at >= tried_again_after;
    return std::min(allowed, grows ? 2 * lesson.longest : lesson.longest);
}

std::vector<MetricIndex> ReportLessons::metrics(const Cube& cube) const {
    const auto lesson = of(cube);
    auto chosen = snapshots::fetched_metrics(cube);
    std::erase_if(chosen, [&](MetricIndex index) {
        const auto found = lesson.refused.find(index);
        return found != lesson.refused.end() && !is_on_trial(found->second);
    });
    return chosen;
}

std::vector<MetricIndex> ReportLessons::on_trial(const Cube& cube) const {
    std::vector<MetricIndex> found;
    for (const auto& [metric, at] : of(cube).refused) {
        if (is_on_trial(at)) {
            found.push_back(metric);
        }
    }
    return found;
}

bool ReportLessons::leaves_out(const Cube& cube) const {
    return metrics(cube).size() != snapshots::fetched_metrics(cube).size();
}

std::vector<std::vector<CampaignId>> ReportLessons::slices(const Cube& cube) const {
    if (cube.level == snapshots::Level::advertiser) {
        return {};
    }
    const bool many = cube.level == snapshots::Level::ad && needs_slices(campaigns_);
    return many || of(cube).by_campaign ? slice_campaigns(campaigns_)
                                        : std::vector<std::vector<CampaignId>>{};
}

Result<void> ReportLessons::worked(const Cube& cube, int days) {
    const auto tried = on_trial(cube);
    if (!tried.empty()) {
        BAYME_TRY(const auto tx, database_->begin_write());
        for (const auto metric : tried) {
            lessons_[cube.name].refused.erase(metric);
            BAYME_CHECK(memory_->erase_refused(*tx, advertiser_, std::string{cube.name},
                                               std::string{snapshots::metric(metric).name}));
        }
        BAYME_CHECK(tx->commit());
    }
    const auto lesson = of(cube);
    if (lesson.longest == 0 || days <= lesson.longest) {
        return {};
    }
    lessons_[cube.name].longest = days >= longest_call(cube.grain) ? 0 : days;
    return keep(cube);
}

Result<void> ReportLessons::too_long(const Cube& cube, int days) {
    lessons_[cube.name].longest = std::max(1, days / 2);
    return keep(cube);
}

Result<bool> ReportLessons::slice(const Cube& cube) {
    if (cube.level == snapshots::Level::advertiser || campaigns_.empty() || !slices(cube).empty()) {
        return false;
    }
    lessons_[cube.name].by_campaign = true;
    BAYME_CHECK(keep(cube));
    return true;
}

Result<void> ReportLessons::keep(const Cube& cube) {
    auto& lesson = lessons_[cube.name];
    lesson.learned_at = now_;
    BAYME_TRY(const auto tx, database_->begin_write());
    if (lesson.longest == 0 && !lesson.by_campaign) {
        BAYME_CHECK(memory_->erase_range(*tx, advertiser_, std::string{cube.name}));
    } else {
        BAYME_CHECK(memory_->put_range(*tx, advertiser_,
                                       {.cube = std::string{cube.name},
                                        .longest = lesson.longest,
                                        .by_campaign = lesson.by_campaign,
                                        .learned_at = now_}));
    }
    return tx->commit();
}

Result<void> ReportLessons::refused(const Cube& cube, const std::vector<MetricIndex>& metrics) {
    BAYME_TRY(const auto tx, database_->begin_write());
    for (const auto metric : metrics) {
        lessons_[cube.name].refused[metric] = now_;
        BAYME_CHECK(memory_->put_refused(*tx, advertiser_, std::string{cube.name},
                                         std::string{snapshots::metric(metric).name}, now_));
    }
    return tx->commit();
}

} // namespace bayme::sync
