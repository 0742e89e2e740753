// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/cube.hpp"
#include "snapshots/metrics.hpp"
#include "storage/report_memory.hpp"

#include <map>
#include <string_view>

namespace bayme::sync {

/// What was learned about an account's reports, read at the start of a pass and written down as
/// soon as something is learned: how many days a call may span, whether it has to be asked campaign
/// by campaign, and which metrics are refused. Used by one thread.
class ReportLessons {
public:
    static Result<ReportLessons> load(storage::Database& database, storage::ReportMemory& memory,
                                      const AdvertiserId& advertiser, Instant now);

    /// The longest range to try: what worked; a day after it was learned, twice that.
    [[nodiscard]] int longest(const snapshots::Cube& cube) const;
    /// What to ask for. A refused metric is on trial again a day after it was refused last.
    [[nodiscard]] std::vector<snapshots::MetricIndex> metrics(const snapshots::Cube& cube) const;
    [[nodiscard]] std::vector<snapshots::MetricIndex> on_trial(const snapshots::Cube& cube) const;
    [[nodiscard]] bool leaves_out(const snapshots::Cube& cube) const;
    /// The campaigns to ask for one slice after the other; none where one call does.
    [[nodiscard]] std::vector<std::vector<CampaignId>> slices(const snapshots::Cube& cube) const;

    /// An answer over so many days came: a longer range than known works, a trial ended well.
    Result<void> worked(const snapshots::Cube& cube, int days);
    /// A range of so many days is more than TikTok answers.
    Result<void> too_long(const snapshots::Cube& cube, int days);
    /// @return false when it is asked so already, or there is nothing to slice by.
    Result<bool> slice(const snapshots::Cube& cube);
    Result<void> refused(const snapshots::Cube& cube,
                         const std::vector<snapshots::MetricIndex>& metrics);

private:
    struct Lesson {
        int longest = 0; ///< 0: as long as TikTok allows
        bool by_campaign = false;
        Instant learned_at;
        std::map<snapshots::MetricIndex, Instant> refused; ///< when last
    };
    ReportLessons(storage::Database& database, storage::ReportMemory& memory,
                  AdvertiserId advertiser, Instant now)
        : database_(&database), memory_(&memory), advertiser_(std::move(advertiser)), now_(now) {}
    [[nodiscard]] Lesson of(const snapshots::Cube& cube) const;
    [[nodiscard]] bool is_on_trial(Instant refused_at) const;
    Result<void> keep(const snapshots::Cube& cube);

    storage::Database* database_;
    storage::ReportMemory* memory_;
    AdvertiserId advertiser_;
    Instant now_;
    std::map<std::string_view, Lesson> lessons_; ///< by cube
    std::vector<storage::CampaignSize> campaigns_;
};

} // namespace bayme::sync
