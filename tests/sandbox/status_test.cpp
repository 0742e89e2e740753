// SPDX-License-Identifier: LicenseRef-Bayme
#include "create_fixture.hpp"

namespace bayme::sandbox {

namespace {

/// Delivery states that follow from an object, its parents, its reviews and its schedule.
class StatusTest : public CreateTest {
protected:
    void set(const std::string& level, const std::string& id, const std::string& operation) {
        EXPECT_EQ(code(send_members(level + "/status/update",
                                    {{level + "_ids", {id}}, {"operation_status", operation}})),
                  0);
    }
    /// Which ad groups a filter of the primary status finds.
    bool listed(const std::string& adgroup, const std::string& primary) {
        const auto answer =
            get("adgroup/get", {{"advertiser_id", account_},
                                {"filtering", R"({"adgroup_ids":[")" + adgroup +
                                                  R"("],"primary_status":")" + primary + R"("})"}});
        return !list(answer).empty();
    }
};

TEST_F(StatusTest, AParentsPauseOutranksTheOwn) {
    const auto campaign = new_campaign();
    const auto adgroup = new_adgroup(campaign);
    const auto ad = new_ad(adgroup);
    review(ad, "approve");
    EXPECT_EQ(status("ad", ad), "AD_STATUS_DELIVERY_OK");
    set("ad", ad, "DISABLE");
    EXPECT_EQ(status("ad", ad), "AD_STATUS_DISABLE");
    set("adgroup", adgroup, "DISABLE");
    EXPECT_EQ(status("ad", ad), "AD_STATUS_ADGROUP_DISABLE");
    EXPECT_EQ(status("adgroup", adgroup), "ADGROUP_STATUS_DISABLE");
    set("campaign", campaign, "DISABLE");
    EXPECT_EQ(status("ad", ad), "AD_STATUS_CAMPAIGN_DISABLE");
    EXPECT_EQ(status("adgroup", adgroup), "ADGROUP_STATUS_CAMPAIGN_DISABLE");
    set("campaign", campaign, "ENABLE");
    EXPECT_EQ(status("ad", ad), "AD_STATUS_ADGROUP_DISABLE");
}

TEST_F(StatusTest, ADeletedParentIsDeletedBelow) {
    const auto campaign = new_campaign();
    const auto adgroup = new_adgroup(campaign);
    const auto ad = new_ad(adgroup);
    set("adgroup", adgroup, "DELETE");
    EXPECT_EQ(status("ad", ad), "AD_STATUS_ADGROUP_DELETE");
    EXPECT_FALSE(listed(adgroup, "STATUS_NOT_DELETE"));
    EXPECT_TRUE(listed(adgroup, "STATUS_DELETE"));
    set("campaign", campaign, "DELETE");
    EXPECT_EQ(status("ad", ad), "AD_STATUS_CAMPAIGN_DELETE");
    EXPECT_EQ(status("adgroup", adgroup), "ADGROUP_STATUS_CAMPAIGN_DELETE");
}

TEST_F(StatusTest, AScheduleBeginsAndEnds) {
    const auto adgroup =
        new_adgroup(new_campaign(), {{"schedule_type", "SCHEDULE_START_END"},
                                     {"schedule_start_time", "2026-03-02 12:00:00"},
                                     {"schedule_end_time", "2026-03-04 12:00:00"}});
    const auto ad = new_ad(adgroup);
    review(ad, "approve");
    EXPECT_EQ(status("adgroup", adgroup), "ADGROUP_STATUS_NOT_START");
    EXPECT_EQ(status("ad", ad), "AD_STATUS_NOT_START");
    EXPECT_TRUE(listed(adgroup, "STATUS_NOT_DELIVERY"));
    advance("1d");
    EXPECT_EQ(status("adgroup", adgroup), "ADGROUP_STATUS_DELIVERY_OK");
    EXPECT_TRUE(listed(adgroup, "STATUS_DELIVERY_OK"));
    advance("2d");
    EXPECT_EQ(status("adgroup", adgroup), "ADGROUP_STATUS_TIME_DONE");
    EXPECT_EQ(status("ad", ad), "AD_STATUS_DONE");
    EXPECT_TRUE(listed(adgroup, "STATUS_TIME_DONE"));
}

TEST_F(StatusTest, AnAdGroupSaysHowFarItsAdsHaveCome) {
    const auto adgroup = new_adgroup(new_campaign());
    EXPECT_EQ(status("adgroup", adgroup), "ADGROUP_STATUS_CREATE");
    const auto first = new_ad(adgroup);
    const auto second = new_ad(adgroup);
    EXPECT_EQ(status("adgroup", adgroup), "ADGROUP_STATUS_AUDIT");
    review(first, "refuse");
    EXPECT_EQ(status("adgroup", adgroup), "ADGROUP_STATUS_PARTIAL_AUDIT_NO_DELIVERY");
    review(second, "approve");
    EXPECT_EQ(status("adgroup", adgroup), "ADGROUP_STATUS_PARTIAL_AUDIT_DELIVERY_OK");
    review(second, "refuse");
    EXPECT_EQ(status("adgroup", adgroup), "ADGROUP_STATUS_AUDIT_DENY");
    review(first, "approve");
    review(second, "approve");
    EXPECT_EQ(status("adgroup", adgroup), "ADGROUP_STATUS_DELIVERY_OK");
}

TEST_F(StatusTest, ReviewsEndByThemselvesAndRefuseSome) {
    const auto campaign = new_campaign();
    const json::array twenty(20, creative());
    for (int i = 0; i < 6; ++i) {
        EXPECT_EQ(code(send_members(
                      "ad/create", {{"adgroup_id", new_adgroup(campaign)}, {"creatives", twenty}})),
                  0);
    }
    const auto count = [&](const std::string& secondary) {
        const auto answer =
            get("ad/get", {{"advertiser_id", account_},
                           {"page_size", "1000"},
                           {"filtering", R"({"campaign_ids":[")" + campaign +
                                             R"("],"secondary_status":")" + secondary + R"("})"}});
        return list(answer).size();
    };
    advance("19m");
    EXPECT_EQ(count("AD_STATUS_AUDIT"), 120U) << "none ends within 20 minutes";
    advance("20h");
    EXPECT_EQ(count("AD_STATUS_AUDIT"), 0U);
    const auto refused = count("AD_STATUS_AUDIT_DENY");
    EXPECT_GT(refused, 0U);
    EXPECT_LT(refused, 15U) << "about three of a hundred";
}

TEST_F(StatusTest, ASuspendedAccountStandsStillWhole) {
    SandboxOptions options;
    options.scale = Scale::small;
    options.now = parse_instant("2026-03-01T12:00:00Z").value();
    auto made = Sandbox::make(options, wall_, waits_);
    ASSERT_TRUE(made) << made.error();
    sandbox_ = std::move(*made);
    const auto ready = sandbox_->ready();
    token_ = ready.access_token;
    for (const auto& account : ready.advertiser_ids) {
        account_ = account;
        const auto info = get("advertiser/info", {{"advertiser_ids", R"([")" + account + R"("])"}});
        const bool limited = list(info).front().at("status") == "STATUS_LIMIT";
        const auto states = get("ad/get", {{"advertiser_id", account}, {"page_size", "50"}});
        for (const auto& ad : list(states)) {
            EXPECT_EQ(ad.at("secondary_status") == "ADVERTISER_ACCOUNT_PUNISH", limited);
        }
    }
}

} // namespace

} // namespace bayme::sandbox
