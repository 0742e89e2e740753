// SPDX-License-Identifier: LicenseRef-Bayme
#include "create_fixture.hpp"

#include <utility>

namespace bayme::sandbox {

namespace {

/// The limiter's three forms and the limits beside the app's.
class LimitsTest : public CreateTest {
protected:
    void begin(const std::string& form) {
        SandboxOptions options;
        options.quota = Quota::basic;
        options.readings = R"({"limiter":")" + form + R"("})";
        // Half a second past the full one.
        options.now =
            parse_instant("2026-03-01T12:00:00Z").value() + std::chrono::milliseconds{500};
        start(options);
    }
    std::int64_t ask() { return code(get("user/info", {})); }
    /// How many of so many calls at once are answered.
    int burst(int calls) {
        int answered = 0;
        for (int i = 0; i < calls; ++i) {
            answered += ask() == 0 ? 1 : 0;
        }
        return answered;
    }
    void wait(int milliseconds) {
        command("/clock", R"({"advance_ms":)" + std::to_string(milliseconds) + "}");
    }
};

TEST_F(LimitsTest, ACalendarSecondBeginsAnewOnTheClock) {
    begin("calendar");
    EXPECT_EQ(burst(15), 10);
    wait(500);
    EXPECT_EQ(burst(15), 10);
}

TEST_F(LimitsTest, ASlidingSecondLooksBack) {
    begin("sliding");
    EXPECT_EQ(burst(15), 10);
    wait(500);
    EXPECT_EQ(burst(15), 0) << "the ten lie half a second back";
    wait(500);
    EXPECT_EQ(burst(15), 10);
}

TEST_F(LimitsTest, ABucketRefillsAllTheTime) {
    begin("bucket");
    EXPECT_EQ(burst(15), 10);
    wait(500);
    EXPECT_EQ(burst(15), 5);
    wait(10'000);
    EXPECT_EQ(burst(15), 10) << "never more than it holds";
}

TEST_F(LimitsTest, SomeEndpointsHaveLessThanTheApp) {
    begin("calendar");
    int refused = 0;
    for (int i = 0; i < 6; ++i) {
        refused += code(send_members("ad/create", {{"adgroup_id", "17"},
                                                   {"creatives", json::array{Members{}}}})) == 40100
                       ? 1
                       : 0;
    }
    EXPECT_EQ(refused, 1) << "five a second of the app's ten";
}

TEST_F(LimitsTest, AnAccountHasALimitOnOnePath) {
    command("/limits", R"({"account_rate":2})");
    const auto list_campaigns = [&](const std::string& account) {
        return get("campaign/get", {{"advertiser_id", account}, {"page_size", "1"}});
    };
    EXPECT_EQ(code(list_campaigns(account_)), 0);
    EXPECT_EQ(code(list_campaigns(account_)), 0);
    const auto refused = list_campaigns(account_);
    EXPECT_EQ(code(refused), 40133);
    EXPECT_TRUE(text(refused.at("message")).starts_with("Advertiser (" + account_ + ")'s QPS (3)"));
    EXPECT_EQ(code(list_campaigns(ready_.advertiser_ids.at(1))), 0) << "another account";
    EXPECT_EQ(code(get("adgroup/get", {{"advertiser_id", account_}})), 0) << "another path";
    command("/clock", R"({"advance":1})");
    EXPECT_EQ(code(list_campaigns(account_)), 0);
}

TEST_F(LimitsTest, AppsHaveTheirOwnLimitsTokensAndCodes) {
    SandboxOptions options;
    options.quota = Quota::basic;
    start(options);
    const auto app = command("/apps", "{}");
    const auto grant = [&](const std::string& members) {
        const auto made = command("/grants", R"({"app_id":")" + text(app.at("app_id")) +
                                                 R"(","advertiser_ids":[")" + account_ + R"("],)" +
                                                 members + "}");
        return text(made.at("auth_code"));
    };
    const auto exchange = [&](const std::string& id, const std::string& secret,
                              const std::string& auth_code) {
        return post("oauth2/access_token", R"({"app_id":")" + id + R"(","secret":")" + secret +
                                               R"(","auth_code":")" + auth_code + R"("})");
    };
    const auto auth_code = grant(R"("scopes":[4])");
    EXPECT_EQ(code(exchange(ready_.app_id, ready_.app_secret, auth_code)), 40110);
    const auto token =
        exchange(text(app.at("app_id")), text(app.at("app_secret")), auth_code).at("data");
    EXPECT_EQ(token.at("scope"), json::value({4}));

    command("/clock", R"({"advance":1})");
    EXPECT_EQ(burst(15), 10);
    token_ = text(token.at("access_token"));
    EXPECT_EQ(burst(15), 10) << "another app's second";
    command("/clock", R"({"advance":1})");
    EXPECT_EQ(code(get("campaign/get", {{"advertiser_id", account_}})), 40001) << "reports only";
    EXPECT_EQ(code(get("report/integrated/get", report_query("campaign", R"(["spend"])"))), 0);
    EXPECT_EQ(code(get("oauth2/advertiser/get",
                       {{"app_id", ready_.app_id}, {"secret", ready_.app_secret}})),
              40001)
        << "the scope does not cover it";
}

TEST_F(LimitsTest, AnEndpointMayNotBeOpenToTheApp) {
    const json::object task{{"advertiser_id", account_},  {"report_type", "BASIC"},
                            {"data_level", "AUCTION_AD"}, {"dimensions", {"ad_id"}},
                            {"start_date", "2026-02-01"}, {"end_date", "2026-02-02"}};
    const auto ask = [&] {
        return code(post("report/task/create", json::serialize(task)));
    };
    EXPECT_EQ(command("/allowlist", R"({"closed":["report/task/create"]})").at("closed"),
              json::value({"report/task/create"}));
    EXPECT_EQ(ask(), 40118);
    EXPECT_EQ(code(get("campaign/get", {{"advertiser_id", account_}})), 0);
    const auto token = std::exchange(token_, "nonsense");
    EXPECT_EQ(ask(), 40105) << "who asks is looked at first";
    token_ = token;
    EXPECT_TRUE(command("/allowlist", R"({"closed":["no/such"]})").contains("error"));
    command("/allowlist", R"({"closed":[]})");
    EXPECT_EQ(ask(), 0);
}

TEST_F(LimitsTest, ConsentCanBeTakenBack) {
    command("/revoke", R"({"advertiser_id":")" + account_ + R"("})");
    EXPECT_EQ(code(get("campaign/get", {{"advertiser_id", account_}})), 40001);
    EXPECT_EQ(code(get("campaign/get", {{"advertiser_id", ready_.advertiser_ids.at(1)}})), 0);
    command("/revoke", R"({"access_token":")" + token_ + R"("})");
    EXPECT_EQ(code(get("user/info", {})), 40105);
}

TEST_F(LimitsTest, ASecondAuthorisationMayEndTheFirst) {
    command("/readings", R"({"older_token":"dies"})");
    const auto answer =
        post("oauth2/access_token", R"({"app_id":")" + ready_.app_id + R"(","secret":")" +
                                        ready_.app_secret + R"(","auth_code":")" +
                                        ready_.auth_code + R"("})");
    ASSERT_EQ(code(answer), 0);
    EXPECT_EQ(code(get("user/info", {})), 40105);
    token_ = text(answer.at("data").at("access_token"));
    EXPECT_EQ(code(get("user/info", {})), 0);
}

} // namespace

} // namespace bayme::sandbox
