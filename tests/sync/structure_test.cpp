// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/failpoint.hpp"
#include "sync_fixture.hpp"
#include "tiktok/endpoints.hpp"

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

TEST_F(StructureTest, WhatAListingMissesIsAskedForByItsIdBeforeItIsBuried) {
    sync();
    client.filters.clear();
    // Summer slips between two pages, and is there all the same.
    client.on_campaigns = [this](int) {
        const auto& filter = client.filters.back();
        return page_of(std::vector{campaigns[filter.campaign_ids.empty() ? 0 : 1]});
    };

    EXPECT_EQ(sync().buried, 0);

    EXPECT_EQ(client.filters.at(1).campaign_ids, std::vector{CampaignId{"12"}});
    EXPECT_TRUE(client.filters.at(1).with_deleted);
    EXPECT_EQ(list(ObjectLevel::campaign).size(), 2U);
}

TEST_F(StructureTest, ThePlantedDefectThatBuriesUnaskedIsNoticed) {
    sync();
    ASSERT_TRUE(arm_failpoints("sync.structure.buried_unasked=planted"));
    client.on_campaigns = [this](int) {
        return page_of(std::vector{campaigns[client.filters.back().campaign_ids.empty() ? 0 : 1]});
    };

    const auto buried = sync().buried;
    disarm_failpoints();

    EXPECT_EQ(buried, 1) << "the test above goes red with it";
}

TEST_F(StructureTest, AFailureToAskForTheMissingBuriesNothing) {
    sync();
    client.on_campaigns = [this](int) -> Result<tiktok::Page<tiktok::Campaign>> {
        if (!client.filters.back().campaign_ids.empty()) {
            return fail(Error{ErrorCode::unavailable, "system error", "tiktok.50000"});
        }
        return page_of(std::vector{campaigns[0]});
    };

    EXPECT_FALSE(structure.sync(run, context, shop));

    EXPECT_EQ(list(ObjectLevel::campaign).size(), 2U);
}

TEST_F(StructureTest, ABurialIsAChangeWithItsTime) {
    sync();
    const auto earlier = list(ObjectLevel::campaign).at(1).seen_at;
    campaigns.pop_back();
    const auto now = state.clock.now();
    sync();

    const auto tx = state.database->begin_read().value();
    const auto history = mirror->history(*tx, shop, ObjectLevel::campaign, "12").value();

    ASSERT_EQ(history.size(), 1U);
    EXPECT_EQ(history[0].field, "deleted");
    EXPECT_EQ(history[0].seen_at, now);
    EXPECT_EQ(history[0].earlier_seen_at, earlier);
}

TEST_F(StructureTest, DeletedObjectsAreAlwaysAskedFor) { // complaint 9
    sync();

    ASSERT_EQ(client.filters.size(), 3U);
    for (const auto& filter : client.filters) {
        EXPECT_TRUE(filter.with_deleted);
    }
}

TEST_F(StructureTest, AnAdWithoutAChangeTimeIsKeptAndComparedByWhatItHolds) { // complaint 8
    std::string text = "Buy now";
    client.on_ads = [&](int) {
        tiktok::Ad ad;
        ad.id = AdId{"31"};
        ad.name = "Smart+";
        ad.automation_type = "UPGRADED_SMART_PLUS";
        ad.creative.ad_text = text;
        return page_of(std::vector{ad});
    };
    const auto first = state.clock.now();
    sync();
    EXPECT_EQ(sync().changed, 0);
    text = "Buy later";

    EXPECT_EQ(sync().changed, 1);

    const auto ad = list(ObjectLevel::ad).at(0);
    EXPECT_FALSE(ad.modified_at);
    EXPECT_EQ(ad.first_seen_at, first);
    const auto tx = state.database->begin_read().value();
    const auto history = mirror->history(*tx, shop, ObjectLevel::ad, "31").value();
    ASSERT_EQ(history.size(), 1U);
    EXPECT_EQ(history[0].field, "ad_text");
    EXPECT_EQ(history[0].before, "Buy now");
    EXPECT_EQ(history[0].after, "Buy later");
}

TEST_F(StructureTest, AMemberOfAnUnexpectedTypeIsKeptAsItCame) { // complaint 17
    client.on_ads = [](int) {
        tiktok::Ad ad;
        ad.id = AdId{"31"};
        ad.unmodelled = {{"is_aco", R"("maybe")"}};
        return page_of(std::vector{ad});
    };

    sync();

    EXPECT_EQ(list(ObjectLevel::ad).at(0).unmodelled, R"({"is_aco":"maybe"})");
}

TEST_F(StructureTest, ChangedAdsAreAskedForSinceShortlyBeforeTheLastFullListing) {
    const auto full = state.clock.now();
    sync();
    client.filters.clear();
    client.on_ads = [](int) {
        return page_of(std::vector<tiktok::Ad>{});
    };

    const auto outcome = structure.sync_changed_ads(run, context, shop);

    ASSERT_TRUE(outcome) << outcome.error();
    ASSERT_EQ(client.filters.size(), 1U);
    EXPECT_EQ(client.filters[0].modified_after, full - std::chrono::minutes{15});
    EXPECT_EQ(list(ObjectLevel::ad).size(), 1U) << "a part of the ads proves nothing of the others";
}

TEST_F(StructureTest, ChangedAdsWaitForTheFirstFullListing) {
    const auto outcome = structure.sync_changed_ads(run, context, shop);

    ASSERT_TRUE(outcome) << outcome.error();
    EXPECT_EQ(client.calls, 0);
}

TEST_F(StructureTest, FilesAndIdentitiesAreMirroredToo) {
    client.on_send = [](const auto& request) -> Result<std::string> {
        constexpr auto pages = R"("page_info":{"page":1,"page_size":100,"total_number":1,)"
                               R"("total_page":1})";
        const auto name = request.endpoint->name;
        return fmt::format(
            R"({{"{}":[{}],{}}})", request.endpoint->list_key,
            name == "file.video.ad.search"
                ? R"({"video_id":"v1","file_name":"a.mp4","width":540,"preview_url":"https://x"})"
            : name == "file.image.ad.search" ? R"({"image_id":"i/1","file_name":"b.png"})"
                                             : R"({"identity_id":"7","display_name":"Shop"})",
            pages);
    };
    std::vector<ObjectLevel> not_granted;

    const auto outcome = structure.sync_files(run, context, shop, not_granted);

    ASSERT_TRUE(outcome) << outcome.error();
    EXPECT_EQ(outcome->added, 3);
    EXPECT_TRUE(not_granted.empty());
    const auto video = list(ObjectLevel::video).at(0);
    EXPECT_EQ(video.name, "a.mp4");
    EXPECT_TRUE(video.members.contains(R"("width":"540")")) << video.members;
    EXPECT_FALSE(video.members.contains("preview_url")) << "its signature changes every time";
    EXPECT_EQ(list(ObjectLevel::identity).at(0).name, "Shop");
}

TEST_F(StructureTest, FilesThatAreNotGrantedDoNotKeepTheOthersAway) {
    client.on_send = [](const auto& request) -> Result<std::string> {
        if (request.endpoint->name == "identity.get") {
            return fail(Error{ErrorCode::forbidden, "not granted", "tiktok.40001"});
        }
        return R"({"list":[],"page_info":{"page":1,"page_size":100,"total_number":0,)"
               R"("total_page":0}})";
    };
    std::vector<ObjectLevel> not_granted;

    ASSERT_TRUE(structure.sync_files(run, context, shop, not_granted));

    EXPECT_EQ(not_granted, std::vector{ObjectLevel::identity});
}

TEST_F(StructureTest, AListingThatMovedBuriesNothing) { // complaint 10
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
