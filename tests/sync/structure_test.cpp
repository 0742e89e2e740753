// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync_fixture.hpp"

namespace bayme::sync {
namespace {

using storage::ObjectLevel;

class StructureTest : public SyncTest {
protected:
    void SetUp() override {
        SyncTest::SetUp();
        client.on_campaigns = [this](int) {
            return page_of(campaigns);
        };
        client.on_adgroups = [](int) {
            tiktok::Adgroup adgroup;
            adgroup.id = AdgroupId{"21"};
            adgroup.campaign_id = CampaignId{"11"};
            adgroup.name = "Women 18-34";
            adgroup.budget = {"BUDGET_MODE_INFINITE", 0};
            return page_of(std::vector{adgroup});
        };
        client.on_ads = [](int) {
            tiktok::Ad ad;
            ad.id = AdId{"31"};
            ad.adgroup_id = AdgroupId{"21"};
            ad.campaign_id = CampaignId{"11"};
            ad.name = "=SUM(1) <b>";
            ad.unmodelled = {{"category_id", "0"}, {"odd", R"({"a":[1,2]})"}};
            return page_of(std::vector{ad});
        };
    }

    template <typename T>
    static tiktok::Page<T> page_of(const std::vector<T>& items) {
        const auto count = static_cast<std::int64_t>(items.size());
        tiktok::Page<T> page;
        page.items = items;
        page.info = {1, 1000, count, count > 0 ? 1 : 0};
        return page;
    }
    static tiktok::Campaign campaign(const std::string& id, const std::string& name) {
        tiktok::Campaign made;
        made.id = CampaignId{id};
        made.name = name;
        made.operation_status = "ENABLE";
        made.budget = {"BUDGET_MODE_DAY", 50'000'000};
        return made;
    }
    StructureOutcome sync() {
        auto outcome = structure.sync(run, context, shop);
        EXPECT_TRUE(outcome) << outcome.error();
        state.clock.advance(seconds{60});
        return outcome.value_or(StructureOutcome{});
    }
    std::vector<storage::MirrorObject> list(ObjectLevel level, bool with_deleted = false) {
        const auto tx = state.database->begin_read().value();
        return mirror->list(*tx, shop, level, "", with_deleted).value();
    }

    std::vector<tiktok::Campaign> campaigns{campaign("11", "Spring"), campaign("12", "Summer")};
};

TEST_F(StructureTest, MirrorsEveryLevelWithItsParentsAndWhatIsNotModelled) {
    const auto outcome = sync();

    EXPECT_EQ(outcome.seen, 4);
    EXPECT_EQ(outcome.added, 4);
    EXPECT_EQ(list(ObjectLevel::campaign).size(), 2U);
    const auto adgroup = list(ObjectLevel::adgroup).at(0);
    EXPECT_EQ(adgroup.campaign_id, CampaignId{"11"});
    EXPECT_FALSE(adgroup.budget_micros);
    const auto ad = list(ObjectLevel::ad).at(0);
    EXPECT_EQ(ad.name, "=SUM(1) <b>");
    EXPECT_EQ(ad.adgroup_id, AdgroupId{"21"});
    EXPECT_EQ(ad.unmodelled, R"({"category_id":0,"odd":{"a":[1,2]}})");
}

TEST_F(StructureTest, AWorkerThatLostItsJobMirrorsNothing) {
    sync();
    campaigns = {campaign("11", "What it was called before")};
    run.lost = true;

    const auto late = structure.sync(run, context, shop);

    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().reason, "lease_lost");
    ASSERT_EQ(list(ObjectLevel::campaign).size(), 2U);
    EXPECT_EQ(list(ObjectLevel::campaign).at(0).name, "Spring");
}

TEST_F(StructureTest, ASecondLookChangesOnlyWhatMoved) {
    sync();
    campaigns[0].name = "Spring sale";

    const auto outcome = sync();

    EXPECT_EQ(outcome.added, 0);
    EXPECT_EQ(outcome.changed, 1);
}

TEST_F(StructureTest, WhatACompleteListingNoLongerHasIsBuried) {
    sync();
    campaigns.pop_back();

    EXPECT_EQ(sync().buried, 1);
    EXPECT_EQ(list(ObjectLevel::campaign).size(), 1U);
    EXPECT_EQ(list(ObjectLevel::campaign, true).size(), 2U);
}

TEST_F(StructureTest, AListingThatMovedBuriesNothing) {
    sync();
    client.on_campaigns = [this](int) {
        auto page = page_of(std::vector{campaigns[0]});
        page.info.total_number = 2;
        return page;
    };

    const auto outcome = sync();

    EXPECT_EQ(outcome.levels_not_whole, 1);
    EXPECT_EQ(outcome.buried, 0);
    EXPECT_EQ(list(ObjectLevel::campaign).size(), 2U);
}

TEST_F(StructureTest, ADeletedObjectIsKeptAndMarked) {
    campaigns[1].operation_status = "DELETE";
    campaigns[1].secondary_status = "CAMPAIGN_STATUS_DELETE";

    sync();

    EXPECT_EQ(list(ObjectLevel::campaign).size(), 1U);
    EXPECT_TRUE(list(ObjectLevel::campaign, true).at(1).deleted_at);
}

} // namespace
} // namespace bayme::sync
