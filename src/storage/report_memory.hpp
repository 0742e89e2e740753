// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/id.hpp"
#include "storage/database.hpp"

#include <memory>

namespace bayme::storage {

/// What TikTok was seen to answer for one cube of an account: so many days at a time, and perhaps
/// only when it is asked for a few campaigns at a time.
struct ReportRange {
    std::string cube = {};
    int longest = 0;
    bool by_campaign = false;
    Instant learned_at = {};

    bool operator==(const ReportRange&) const = default;
};

/// A metric that TikTok refuses for a cube of an account.
struct RefusedMetric {
    AdvertiserId advertiser_id = {};
    std::string cube = {};
    std::string metric = {};
    Instant since = {};
    Instant asked_at = {}; ///< last refused

    bool operator==(const RefusedMetric&) const = default;
};

/// A day on which the objects of a level add up to something else than the account.
struct LevelDifference {
    AdvertiserId advertiser_id = {};
    std::string cube = {};
    Day day = {};
    std::string metric = {}; ///< the first that differs; values as facts hold them
    std::int64_t account_value = 0;
    std::int64_t level_value = 0;
    std::string cause = {}; ///< a stable word
    Instant since = {};

    bool operator==(const LevelDifference&) const = default;
};

/// How many ads of a campaign the mirror holds, deleted ones included.
struct CampaignSize {
    CampaignId campaign_id = {};
    std::int64_t ads = 0;
};

struct ChosenCube {
    std::string cube = {};
    bool enabled = false;
};

/// What was learned about reports, and what was chosen to be fetched.
class ReportMemory {
public:
    virtual ~ReportMemory() = default;
    virtual Result<std::vector<ReportRange>> ranges(Transaction& tx,
                                                    const AdvertiserId& advertiser) = 0;
    virtual Result<void> put_range(Transaction& tx, const AdvertiserId& advertiser,
                                   const ReportRange& range) = 0;
    virtual Result<void> erase_range(Transaction& tx, const AdvertiserId& advertiser,
                                     const std::string& cube) = 0;

    /// Every campaign of the mirror, deleted ones included, by id.
    virtual Result<std::vector<CampaignSize>> campaign_sizes(Transaction& tx,
                                                             const AdvertiserId& advertiser) = 0;

    virtual Result<bool> has_deleted_objects(Transaction& tx, const AdvertiserId& advertiser) = 0;

    /// By account, cube and metric; of all accounts when `advertiser` is empty.
    virtual Result<std::vector<RefusedMetric>> refused(Transaction& tx,
                                                       const AdvertiserId& advertiser) = 0;
    /// Adds it, or notes that it was refused again.
    virtual Result<void> put_refused(Transaction& tx, const AdvertiserId& advertiser,
                                     const std::string& cube, const std::string& metric,
                                     Instant now) = 0;
    virtual Result<void> erase_refused(Transaction& tx, const AdvertiserId& advertiser,
                                       const std::string& cube, const std::string& metric) = 0;

    /// Newest day first; of all accounts when `advertiser` is empty.
    virtual Result<std::vector<LevelDifference>> differences(Transaction& tx,
                                                             const AdvertiserId& advertiser) = 0;
    /// Keeps `since` of a day that differed before.
    virtual Result<void> put_difference(Transaction& tx, const LevelDifference& difference) = 0;
    virtual Result<void> erase_difference(Transaction& tx, const AdvertiserId& advertiser,
                                          const std::string& cube, Day day) = 0;

    /// Only those that differ from what is kept anyway.
    virtual Result<std::vector<ChosenCube>> chosen_cubes(Transaction& tx) = 0;
    virtual Result<void> choose_cube(Transaction& tx, const ChosenCube& chosen, Instant now) = 0;

    virtual Result<std::vector<std::string>> known_metrics(Transaction& tx,
                                                           const std::string& cube) = 0;
    /// When the youngest of them was asked for first; nothing when none is known.
    virtual Result<std::optional<Instant>> newest_metric(Transaction& tx,
                                                         const std::string& cube) = 0;
    virtual Result<void> add_known_metric(Transaction& tx, const std::string& cube,
                                          const std::string& metric, Instant now) = 0;
};

std::unique_ptr<ReportMemory> make_sql_report_memory();

} // namespace bayme::storage
