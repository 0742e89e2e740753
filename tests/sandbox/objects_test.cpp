// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox_fixture.hpp"

#include <set>

namespace bayme::sandbox {

namespace {

class ObjectsTest : public SandboxTest {
protected:
    json::array found(const std::string& level, const std::string& filtering) {
        const auto answer =
            get(level + "/get",
                {{"advertiser_id", account_}, {"page_size", "1000"}, {"filtering", filtering}});
        EXPECT_EQ(code(answer), 0) << json::serialize(answer);
        return list(answer);
    }
    /// The first object of a level with a member of this value, or an empty object.
    json::object first_with(const std::string& level, const std::string& member,
                            const std::string& value) {
        for (const auto& object : objects(level)) {
            if (text(object.at(member)) == value) {
                return object.get_object();
            }
        }
        ADD_FAILURE() << "no " << level << " with " << member << " " << value;
        return {};
    }
    std::string body(const std::string& rest) const {
        return R"({"advertiser_id":")" + account_ + R"(",)" + rest + "}";
    }
};

TEST_F(ObjectsTest, TheTinyWorldHasTwoAccountsOfFiftyAds) {
    for (const auto& account : ready_.advertiser_ids) {
        account_ = account;
        EXPECT_EQ(account.size(), 19U);
        EXPECT_EQ(objects("ad").size(), 50U);
        EXPECT_EQ(objects("campaign").size(), 6U);
        EXPECT_EQ(objects("adgroup").size(), 12U);
    }
}

TEST_F(ObjectsTest, AccountsDifferInCurrencyAndFixedOffset) {
    const auto answer =
        get("advertiser/info", {{"advertiser_ids", R"([")" + ready_.advertiser_ids[0] + R"(",")" +
                                                       ready_.advertiser_ids[1] + R"("])"}});
    ASSERT_EQ(list(answer).size(), 2U);
    const auto& first = list(answer).front();
    EXPECT_EQ(first.at("currency"), "USD");
    EXPECT_EQ(first.at("timezone"), "Etc/GMT+8");
    EXPECT_EQ(first.at("display_timezone"), "America/Los_Angeles");
    EXPECT_TRUE(first.at("create_time").is_int64());
    EXPECT_TRUE(first.at("balance").is_number());
    EXPECT_EQ(list(answer)[1].at("currency"), "JPY");
    EXPECT_FALSE(answer.at("data").as_object().contains("page_info"));
}

TEST_F(ObjectsTest, ListsAreNewestFirstAndPaged) {
    const auto all = objects("ad");
    std::string before = "9999999999999999999";
    for (const auto& ad : all) {
        const auto id = text(ad.at("ad_id"));
        EXPECT_EQ(id.size(), 16U);
        EXPECT_LT(id, before.substr(before.size() - 16));
        before = id;
    }
    const auto answer = get("ad/get", {{"advertiser_id", account_},
                                       {"page", "3"},
                                       {"page_size", "20"},
                                       {"filtering", R"({"primary_status":"STATUS_ALL"})"}});
    EXPECT_EQ(list(answer).size(), 10U);
    EXPECT_EQ(list(answer).front(), all[40]);
    EXPECT_EQ(
        answer.at("data").at("page_info"),
        json::value({{"page", 3}, {"page_size", 20}, {"total_number", 50}, {"total_page", 3}}));
}

TEST_F(ObjectsTest, DeletedObjectsShowUpOnlyWhenAskedFor) {
    const auto campaign = text(found("campaign", "{}").front().at("campaign_id"));
    const auto before = found("ad", "{}").size();
    ASSERT_EQ(code(post("campaign/status/update", body(R"("campaign_ids":[")" + campaign +
                                                       R"("],"operation_status":"DELETE")"))),
              0);

    for (const auto& shown : found("campaign", "{}")) {
        EXPECT_NE(text(shown.at("campaign_id")), campaign);
    }
    const auto deleted = found(
        "campaign", R"({"primary_status":"STATUS_DELETE","campaign_ids":[")" + campaign + R"("]})");
    ASSERT_EQ(deleted.size(), 1U);
    EXPECT_EQ(deleted.front().at("secondary_status"), "CAMPAIGN_STATUS_DELETE");
    EXPECT_LT(found("ad", "{}").size(), before);
    for (const auto& ad : found("ad", R"({"primary_status":"STATUS_DELETE","campaign_ids":[")" +
                                          campaign + R"("]})")) {
        EXPECT_EQ(ad.at("secondary_status"), "AD_STATUS_CAMPAIGN_DELETE");
    }
    EXPECT_EQ(code(post("campaign/status/update", body(R"("campaign_ids":[")" + campaign +
                                                       R"("],"operation_status":"ENABLE")"))),
              40002)
        << "a deleted campaign never changes again";
}

TEST_F(ObjectsTest, APausedCampaignShowsInItsChildren) {
    const auto ad = first_with("ad", "secondary_status", "AD_STATUS_DELIVERY_OK");
    const auto campaign = text(ad.at("campaign_id"));
    const auto answer = post("campaign/status/update", body(R"("campaign_ids":[")" + campaign +
                                                            R"("],"operation_status":"DISABLE")"));
    ASSERT_EQ(code(answer), 0);
    EXPECT_EQ(answer.at("data").at("status"), "DISABLE");
    EXPECT_EQ(answer.at("data").at("campaign_ids"), json::value({campaign}));

    const auto ads = found("ad", R"({"ad_ids":[")" + text(ad.at("ad_id")) + R"("]})");
    ASSERT_EQ(ads.size(), 1U);
    EXPECT_EQ(ads.front().at("secondary_status"), "AD_STATUS_CAMPAIGN_DISABLE");
    EXPECT_EQ(ads.front().at("operation_status"), "ENABLE") << "children keep their own status";
    const auto campaigns = found("campaign", R"({"campaign_ids":[")" + campaign + R"("]})");
    EXPECT_EQ(campaigns.front().at("operation_status"), "DISABLE");
    EXPECT_EQ(campaigns.front().at("modify_time"), "2026-03-01 12:00:00");
}

TEST_F(ObjectsTest, AdsAreFoundByWhenTheyChanged) {
    const auto ad = text(found("ad", "{}").front().at("ad_id"));
    command("/clock", R"({"advance":60})");
    ASSERT_EQ(code(post("ad/status/update",
                        body(R"("ad_ids":[")" + ad + R"("],"operation_status":"DISABLE")"))),
              0);
    const auto changed = found("ad", R"({"modified_after":"2026-03-01 12:00:30"})");
    ASSERT_EQ(changed.size(), 1U);
    EXPECT_EQ(text(changed.front().at("ad_id")), ad);
}

TEST_F(ObjectsTest, NamesAreFoundByAPart) {
    const auto name = text(objects("campaign").front().at("campaign_name"));
    const auto hits = found(
        "campaign", json::serialize(json::value({{"campaign_name", name.substr(0, name.size() / 2)},
                                                 {"primary_status", "STATUS_ALL"}})));
    EXPECT_FALSE(hits.empty());
    EXPECT_TRUE(found("campaign", R"({"campaign_name":"no such name"})").empty());
}

TEST_F(ObjectsTest, PartialSuccessNamesWhatWasLeftOut) {
    const auto good = text(
        first_with("adgroup", "secondary_status", "ADGROUP_STATUS_DELIVERY_OK").at("adgroup_id"));
    const auto ids = R"("adgroup_ids":[")" + good + R"(","17"],"operation_status":"DISABLE")";
    EXPECT_EQ(code(post("adgroup/status/update", body(ids))), 40007);
    EXPECT_EQ(
        found("adgroup", R"({"adgroup_ids":[")" + good + R"("]})").front().at("operation_status"),
        "ENABLE")
        << "a refused call changes nothing";

    const auto answer =
        post("adgroup/status/update", body(ids + R"(,"allow_partial_success":true)"));
    ASSERT_EQ(code(answer), 0);
    EXPECT_EQ(answer.at("data").at("adgroup_ids"), json::value({good}));
    EXPECT_EQ(answer.at("data").at("error_list").at(0).at("adgroup_id"), "17");
}

TEST_F(ObjectsTest, NullMembersCanBeLeftOut) {
    const auto answer = get("ad/get", {{"advertiser_id", account_},
                                       {"exclude_field_types_in_response", R"(["NULL_FIELD"])"}});
    for (const auto& member : list(answer).front().as_object()) {
        EXPECT_FALSE(member.value().is_null()) << member.key();
    }
}

} // namespace

} // namespace bayme::sandbox
