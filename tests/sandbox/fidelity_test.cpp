// SPDX-License-Identifier: LicenseRef-Bayme
#include "create_fixture.hpp"

namespace bayme::sandbox {

namespace {

/// Habits of the platform that clients have to live with.
class FidelityTest : public CreateTest {
protected:
    /// Over one ad group, of the account's days from 6 to 8 March.
    std::int64_t later(const std::string& adgroup, const std::string& metric) {
        auto query = whole_report("adgroup", R"([")" + metric + R"("])");
        query["start_date"] = "2026-03-06";
        query["end_date"] = "2026-03-08";
        const auto answer = get("report/integrated/get", query);
        json::array rows;
        for (const auto& row : list(answer)) {
            if (text(row.at("dimensions").at("adgroup_id")) == adgroup) {
                rows.push_back(row);
            }
        }
        return sum_of(rows, metric);
    }
};

TEST_F(FidelityTest, PagesDriftWhenObjectsAreMadeBetweenThem) {
    Query query{{"advertiser_id", account_}, {"page_size", "2"}};
    const auto first = list(get("campaign/get", query));
    new_campaign();
    query["page"] = "2";
    const auto second = get("campaign/get", query);
    EXPECT_EQ(list(second).front(), first.back()) << "seen twice";
}

TEST_F(FidelityTest, PagesDriftWhenObjectsGoBetweenThem) {
    Query query{{"advertiser_id", account_}, {"page_size", "2"}};
    const auto all = list(get("campaign/get", {{"advertiser_id", account_}}));
    const auto first = list(get("campaign/get", query));
    send_members("campaign/status/update", {{"campaign_ids", {first.front().at("campaign_id")}},
                                            {"operation_status", "DELETE"}});
    query["page"] = "2";
    EXPECT_EQ(list(get("campaign/get", query)).front().at("campaign_id"),
              all.at(3).at("campaign_id"))
        << "the third was never seen";
}

TEST_F(FidelityTest, ARequestIdMayBeIgnored) {
    command("/readings", R"({"request_id_twice":"ignored"})");
    const auto first = new_campaign({{"request_id", "1001"}});
    const auto second = new_campaign({{"request_id", "1001"}});
    EXPECT_NE(first, second);
}

TEST_F(FidelityTest, RequestIdsAreRememberedByAccountAndPath) {
    const auto campaign = new_campaign({{"request_id", "1001"}});
    new_adgroup(campaign, {{"request_id", "1001"}});
    account_ = ready_.advertiser_ids.at(1);
    new_campaign({{"request_id", "1001"}});
}

TEST_F(FidelityTest, InvalidClicksGoSixteenHoursAfterTheDay) {
    auto query = whole_report("ad", R"(["clicks","spend"])");
    query["start_date"] = query["end_date"] = "2026-02-28";
    // The account's day ended four hours ago, its daily fix is now.
    const auto before = list(get("report/integrated/get", query));
    advance("11h");
    EXPECT_EQ(sum_of(list(get("report/integrated/get", query)), "clicks"),
              sum_of(before, "clicks"));
    advance("1h");
    const auto after = list(get("report/integrated/get", query));
    EXPECT_LT(sum_of(after, "clicks"), sum_of(before, "clicks"));
    EXPECT_EQ(sum_of(after, "spend"), sum_of(before, "spend"));
}

TEST_F(FidelityTest, AnAdGroupWhoseTargetingChangesLearnsAnew) {
    enum class Change { none, targeting };
    const auto impressions = [&](Change change) {
        start({});
        const auto adgroup = new_adgroup(new_campaign(), {{"budget", 5000}});
        for (int i = 0; i < 10; ++i) {
            review(new_ad(adgroup), "approve");
        }
        auto members = adgroup_members("");
        members["adgroup_id"] = adgroup;
        members["budget"] = 5000;
        members.erase("campaign_id");
        // As everything that is sent, so that a later update changes nothing but what it should.
        EXPECT_EQ(code(send_members("adgroup/update", members)), 0);
        command("/clock", R"({"now":"2026-03-06T08:00:00Z"})");
        if (change == Change::targeting) {
            members["gender"] = "GENDER_FEMALE";
        }
        EXPECT_EQ(code(send_members("adgroup/update", members)), 0);
        command("/clock", R"({"now":"2026-03-20T12:00:00Z"})");
        return later(adgroup, "impressions");
    };
    const auto steady = impressions(Change::none);
    const auto learning = impressions(Change::targeting);
    EXPECT_GT(steady, 1000);
    EXPECT_LT(learning * 100, steady * 98) << "it pays more for each";
}

} // namespace

} // namespace bayme::sandbox
