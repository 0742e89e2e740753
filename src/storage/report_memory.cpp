// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/report_memory.hpp"

#include <algorithm>

namespace bayme::storage {
namespace {

constexpr const char* select_ranges =
    "SELECT cube, longest, by_campaign, learned_at FROM report_ranges WHERE advertiser_id = $1 "
    "ORDER BY cube";
constexpr const char* upsert_range =
    "INSERT INTO report_ranges (advertiser_id, cube, longest, by_campaign, learned_at) "
    "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (advertiser_id, cube) "
    "DO UPDATE SET longest = $3, by_campaign = $4, learned_at = $5";
constexpr const char* delete_range =
    "DELETE FROM report_ranges WHERE advertiser_id = $1 AND cube = $2";
constexpr const char* select_sizes =
    "SELECT c.id, (SELECT count(*) FROM mirror_objects a WHERE a.advertiser_id = c.advertiser_id "
    "AND a.level = 'ad' AND a.campaign_id = c.id) FROM mirror_objects c "
    "WHERE c.advertiser_id = $1 AND c.level = 'campaign' ORDER BY c.id";
constexpr const char* select_deleted = "SELECT 1 FROM mirror_objects WHERE advertiser_id = $1 "
                                       "AND deleted_at IS NOT NULL LIMIT 1";
constexpr const char* select_refused =
    "SELECT advertiser_id, cube, metric, since, asked_at FROM refused_metrics "
    "WHERE advertiser_id = $1 OR $1 = '' ORDER BY advertiser_id, cube, metric";
constexpr const char* upsert_refused =
    "INSERT INTO refused_metrics (advertiser_id, cube, metric, since, asked_at) "
    "VALUES ($1, $2, $3, $4, $4) "
    "ON CONFLICT (advertiser_id, cube, metric) DO UPDATE SET asked_at = $4";
constexpr const char* delete_refused =
    "DELETE FROM refused_metrics WHERE advertiser_id = $1 AND cube = $2 AND metric = $3";
constexpr const char* select_differences =
    "SELECT advertiser_id, cube, day, metric, account_value, level_value, cause, since "
    "FROM level_differences WHERE advertiser_id = $1 OR $1 = '' "
    "ORDER BY day DESC, advertiser_id, cube";
constexpr const char* upsert_difference =
    "INSERT INTO level_differences (advertiser_id, cube, day, metric, account_value, level_value, "
    "cause, since) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (advertiser_id, cube, day) "
    "DO UPDATE SET metric = $4, account_value = $5, level_value = $6, cause = $7";
constexpr const char* delete_difference =
    "DELETE FROM level_differences WHERE advertiser_id = $1 AND cube = $2 AND day = $3";
constexpr const char* select_chosen = "SELECT cube, enabled FROM chosen_cubes ORDER BY cube";
constexpr const char* upsert_chosen =
    "INSERT INTO chosen_cubes (cube, enabled, chosen_at) VALUES ($1, $2, $3) "
    "ON CONFLICT (cube) DO UPDATE SET enabled = $2, chosen_at = $3";
constexpr const char* select_known =
    "SELECT metric FROM known_metrics WHERE cube = $1 ORDER BY metric";
constexpr const char* select_newest = "SELECT max(since) FROM known_metrics WHERE cube = $1";
constexpr const char* insert_known =
    "INSERT INTO known_metrics (cube, metric, since) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";

template <typename T, typename Read>
std::vector<T> read_all(const std::vector<Row>& rows, Read read) {
    std::vector<T> list;
    std::ranges::transform(rows, std::back_inserter(list), read);
    return list;
}

class SqlReportMemory final : public ReportMemory {
public:
    Result<std::vector<ReportRange>> ranges(Transaction& tx,
                                            const AdvertiserId& advertiser) override {
        BAYME_TRY(const auto rows, tx.query(select_ranges, {advertiser.text()}));
        return read_all<ReportRange>(rows, [](const Row& row) {
            return ReportRange{row.text(0), static_cast<int>(row.integer(1)), row.integer(2) != 0,
                               row.instant(3)};
        });
    }
    Result<void> put_range(Transaction& tx, const AdvertiserId& advertiser,
                           const ReportRange& range) override {
        return run(tx, upsert_range,
                   {advertiser.text(), range.cube, std::int64_t{range.longest},
                    std::int64_t{range.by_campaign}, value(range.learned_at)});
    }
    Result<void> erase_range(Transaction& tx, const AdvertiserId& advertiser,
                             const std::string& cube) override {
        return run(tx, delete_range, {advertiser.text(), cube});
    }

    Result<std::vector<CampaignSize>> campaign_sizes(Transaction& tx,
                                                     const AdvertiserId& advertiser) override {
        BAYME_TRY(const auto rows, tx.query(select_sizes, {advertiser.text()}));
        return read_all<CampaignSize>(rows, [](const Row& row) {
            return CampaignSize{CampaignId{row.text(0)}, row.integer(1)};
        });
    }

    Result<bool> has_deleted_objects(Transaction& tx, const AdvertiserId& advertiser) override {
        BAYME_TRY(const auto row, tx.find(select_deleted, {advertiser.text()}));
        return row.has_value();
    }

    Result<std::vector<RefusedMetric>> refused(Transaction& tx,
                                               const AdvertiserId& advertiser) override {
        BAYME_TRY(const auto rows, tx.query(select_refused, {advertiser.text()}));
        return read_all<RefusedMetric>(rows, [](const Row& row) {
            return RefusedMetric{AdvertiserId{row.text(0)}, row.text(1), row.text(2),
                                 row.instant(3), row.instant(4)};
        });
    }
    Result<void> put_refused(Transaction& tx, const AdvertiserId& advertiser,
                             const std::string& cube, const std::string& metric,
                             Instant now) override {
        return run(tx, upsert_refused, {advertiser.text(), cube, metric, value(now)});
    }
    Result<void> erase_refused(Transaction& tx, const AdvertiserId& advertiser,
                               const std::string& cube, const std::string& metric) override {
        return run(tx, delete_refused, {advertiser.text(), cube, metric});
    }

    Result<std::vector<LevelDifference>> differences(Transaction& tx,
                                                     const AdvertiserId& advertiser) override {
        BAYME_TRY(const auto rows, tx.query(select_differences, {advertiser.text()}));
        return read_all<LevelDifference>(rows, [](const Row& row) {
            return LevelDifference{AdvertiserId{row.text(0)},
                                   row.text(1),
                                   Day::from_number(static_cast<int>(row.integer(2))),
                                   row.text(3),
                                   row.integer(4),
                                   row.integer(5),
                                   row.text(6),
                                   row.instant(7)};
        });
    }
    Result<void> put_difference(Transaction& tx, const LevelDifference& found) override {
        return run(tx, upsert_difference,
                   {found.advertiser_id.text(), found.cube, std::int64_t{found.day.number()},
                    found.metric, found.account_value, found.level_value, found.cause,
                    value(found.since)});
    }
    Result<void> erase_difference(Transaction& tx, const AdvertiserId& advertiser,
                                  const std::string& cube, Day day) override {
        return run(tx, delete_difference, {advertiser.text(), cube, std::int64_t{day.number()}});
    }

    Result<std::vector<ChosenCube>> chosen_cubes(Transaction& tx) override {
        BAYME_TRY(const auto rows, tx.query(select_chosen, {}));
        return read_all<ChosenCube>(
            rows, [](const Row& row) { return ChosenCube{row.text(0), row.integer(1) != 0}; });
    }
    Result<void> choose_cube(Transaction& tx, const ChosenCube& chosen, Instant now) override {
        return run(tx, upsert_chosen, {chosen.cube, std::int64_t{chosen.enabled}, value(now)});
    }

    Result<std::vector<std::string>> known_metrics(Transaction& tx,
                                                   const std::string& cube) override {
        BAYME_TRY(const auto rows, tx.query(select_known, {cube}));
        return read_all<std::string>(rows, [](const Row& row) { return row.text(0); });
    }
    Result<std::optional<Instant>> newest_metric(Transaction& tx,
                                                 const std::string& cube) override {
        BAYME_TRY(const auto row, tx.find(select_newest, {cube}));
        return row ? row->optional_instant(0) : std::nullopt;
    }
    Result<void> add_known_metric(Transaction& tx, const std::string& cube,
                                  const std::string& metric, Instant now) override {
        return run(tx, insert_known, {cube, metric, value(now)});
    }

private:
    static Result<void> run(Transaction& tx, const char* sql, const std::vector<Value>& values) {
        BAYME_CHECK(tx.run(sql, std::span{values}));
        return {};
    }
};

} // namespace

std::unique_ptr<ReportMemory> make_sql_report_memory() {
    return std::make_unique<SqlReportMemory>();
}

} // namespace bayme::storage
