// SPDX-License-Identifier: LicenseRef-Bayme
#include "reports/campaign_overview.hpp"

#include "support/fake_clock.hpp"
#include "support/memory_snapshots.hpp"
#include "support/migrated_database.hpp"

#include <gtest/gtest.h>

namespace bayme::reports {
namespace {

using snapshots::CellState;

const AdvertiserId shop{"7002238017842757633"};

/// 23:30 UTC on 1 March is already 2 March in an account an hour east.
class CampaignOverviewTest : public testing::Test {
protected:
    void SetUp() override {
        account.id = shop;
        account.offset_seconds = 3600;
        put("11", "Spring", false);
        put("12", "Gone but spent", true);
        put("13", "Gone", true);
        publish("2026-03-01", CellState::complete,
                {{11, 12'000'000, 100, 5, 2}, {12, 3'000'000, 10, 1, 0}});
        publish("2026-03-02", CellState::provisional, {{11, 500'000, 7, 1, 1}});
    }

    struct Fact {
        snapshots::ObjectNumber campaign;
        std::int64_t spend, impressions, clicks, conversions;
    };

    void put(const std::string& id, const std::string& name, bool deleted) {
        storage::MirrorObject object;
        object.advertiser_id = shop;
        object.id = id;
        object.campaign_id = CampaignId{id};
        object.name = name;
        object.seen_at = clock.now();
        if (deleted) {
            object.deleted_at = clock.now();
        }
        database.write([&](storage::Transaction& tx) { return mirror->put(tx, object); }).value();
    }
    void publish(std::string_view day_text, CellState state, const std::vector<Fact>& facts) {
        const auto day = Day::parse(day_text).value();
        snapshots::Publish made{.run = RunId{std::string{day_text}},
                                .advertiser = shop,
                                .cube = *snapshots::find_cube("campaign_day"),
                                .cells = {},
                                .facts = {}};
        snapshots::Cell cell;
        cell.day = day;
        cell.state = state;
        cell.fetched_at = clock.now();
        made.cells.push_back(cell);
        for (const auto* name : {"spend", "impressions", "clicks", "conversion"}) {
            made.facts.metrics.push_back(*snapshots::find_metric(name));
        }
        for (const auto& fact : facts) {
            snapshots::FactKey key{.day = day};
            key.campaign = fact.campaign;
            made.facts.add(key,
                           std::array{fact.spend, fact.impressions, fact.clicks, fact.conversions});
        }
        store.publish(made).value();
    }
    CampaignOverview look() {
        return database
            .read([&](storage::Transaction& tx) {
                return campaign_overview(tx, store, *mirror, account, clock.now());
            })
            .value();
    }

    test::FakeClock clock{"2026-03-01T23:30:00Z"};
    test::MigratedDatabase database;
    test::MemorySnapshots store{clock};
    std::unique_ptr<storage::MirrorStore> mirror = storage::make_sql_mirror_store();
    storage::Advertiser account;
};

TEST_F(CampaignOverviewTest, TodayAndYesterdayAreTheAccountsDays) {
    const auto overview = look();

    EXPECT_EQ(overview.today.day.text(), "2026-03-02");
    EXPECT_EQ(overview.today.state, CellState::provisional);
    EXPECT_EQ(overview.yesterday.state, CellState::complete);
}

TEST_F(CampaignOverviewTest, ADeletedCampaignIsShownWhileItHasFigures) {
    const auto overview = look();

    ASSERT_EQ(overview.campaigns.size(), 2U);
    EXPECT_EQ(overview.campaigns[0].campaign.name, "Gone but spent");
    EXPECT_FALSE(overview.campaigns[0].today);
    EXPECT_EQ(overview.campaigns[1].today->spend, 500'000);
    EXPECT_EQ(overview.campaigns[1].yesterday->conversions, 2);
}

TEST_F(CampaignOverviewTest, TotalsAddWhatIsShown) {
    const auto overview = look();

    EXPECT_EQ(overview.total_yesterday->spend, 15'000'000);
    EXPECT_EQ(overview.total_yesterday->impressions, 110);
    EXPECT_EQ(overview.total_today->clicks, 1);
}

TEST_F(CampaignOverviewTest, ADayThatWasNeverReadHasNoTotalNotZero) {
    clock.advance(std::chrono::hours{24});

    const auto overview = look();

    EXPECT_EQ(overview.today.state, CellState::never_fetched);
    EXPECT_FALSE(overview.total_today);
    EXPECT_EQ(overview.total_yesterday->clicks, 1);
}

TEST_F(CampaignOverviewTest, WithoutAnOffsetNobodyKnowsWhatYesterdayIs) {
    account.offset_seconds.reset();

    const auto overview = database.read([&](storage::Transaction& tx) {
        return campaign_overview(tx, store, *mirror, account, clock.now());
    });

    EXPECT_EQ(overview.error().reason, "no_offset");
}

} // namespace
} // namespace bayme::reports
