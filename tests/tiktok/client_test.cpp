// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/client.hpp"

#include "tiktok/fake_wire.hpp"
#include "tiktok/oauth.hpp"

#include <gtest/gtest.h>

namespace bayme::tiktok {
namespace {

constexpr std::string_view base = "https://business-api.tiktok.com/open_api/v1.3";

class ClientTest : public testing::Test, protected test::ClientOnFakeWire {
protected:
    const std::string& last_line() { return wire.sent.back().line; }
    static std::string url(std::string_view rest) { return fmt::format("{}{}", base, rest); }
};

constexpr std::string_view no_campaigns =
    R"({"list":[],"page_info":{"page":1,"page_size":1000,"total_number":0,"total_page":1}})";

TEST_F(ClientTest, ExchangesACodeOnceWithTheSecretInTheBodyOnly) {
    wire.data(R"({"access_token":"t0ken","advertiser_ids":["7001",7002],)"
              R"("scope":[4,7043626160646815746],"refresh_token":"x","token_type":"Bearer"})");

    const auto grant = client.exchange(context, SecretText{"the-code"});

    ASSERT_TRUE(grant) << grant.error();
    EXPECT_EQ(last_line(), "POST " + url("/oauth2/access_token/"));
    EXPECT_EQ(wire.sent[0].body, R"({"app_id":"7100","secret":"app-secret","auth_code":"the-code",)"
                                 R"("return_advertiser_ids":false})");
    EXPECT_EQ(wire.sent[0].content_type, "application/json");
    EXPECT_EQ(wire.sent[0].token, "");
    grant->value.access_token.reveal([](std::string_view text) { EXPECT_EQ(text, "t0ken"); });
    EXPECT_EQ(grant->value.advertiser_ids,
              (std::vector{AdvertiserId{"7001"}, AdvertiserId{"7002"}}));
    EXPECT_EQ(grant->value.scopes, (Texts{"4", "7043626160646815746"}));
    EXPECT_TRUE(grant->value.unmodelled.empty()) << "a token could be shown";
    EXPECT_EQ(grant->facts.request_id, "r1");
}

TEST_F(ClientTest, NeverRepeatsAnExchangeAndLeavesOpenWhatMayHaveHappened) {
    wire.failure("http.timeout");
    wire.failure("http.not_sent");
    wire.code(40110);

    EXPECT_EQ(client.exchange(context, SecretText{"c"}).error().code, ErrorCode::uncertain);
    EXPECT_EQ(client.exchange(context, SecretText{"c"}).error().code, ErrorCode::unavailable);
    EXPECT_EQ(client.exchange(context, SecretText{"c"}).error().code, ErrorCode::unauthenticated);
    EXPECT_EQ(wire.sent.size(), 3U);
}

TEST_F(ClientTest, AsksForTheAccountsOfATokenWithTheSecretWhereTikTokWantsIt) {
    wire.data(R"({"list":[{"advertiser_id":"7001","advertiser_name":"A"}]})");

    const auto names = client.advertisers(context, token);

    ASSERT_TRUE(names) << names.error();
    EXPECT_EQ(last_line(), "GET " + url("/oauth2/advertiser/get/?app_id=7100&secret=app-secret"));
    EXPECT_EQ(wire.sent[0].token, "the-token");
    EXPECT_EQ(wire.sent[0].body, "");
    EXPECT_EQ(names->value[0].name, "A");
}

TEST_F(ClientTest, RevokesAndProbes) {
    wire.data(R"({"app_id":"7100","advertiser_ids":["7001"]})");
    wire.data(
        R"({"display_name":"n","email":"i***@**","core_user_id":71,"create_time":1630055520})");

    const auto revoked = client.revoke(context, token);
    const auto user = client.user_info(context, token);

    ASSERT_TRUE(revoked) << revoked.error();
    ASSERT_TRUE(user) << user.error();
    EXPECT_EQ(wire.sent[0].line, "POST " + url("/oauth2/revoke_token/"));
    EXPECT_EQ(wire.sent[0].body,
              R"({"app_id":"7100","secret":"app-secret","access_token":"the-token"})");
    EXPECT_EQ(wire.sent[1].line, "GET " + url("/user/info/"));
    EXPECT_EQ(user->value.core_user_id, "71");
    EXPECT_EQ(revoked->value.advertiser_ids, std::vector{AdvertiserId{"7001"}});
}

TEST_F(ClientTest, WritesListsAndFiltersAsJsonTextPercentEncoded) {
    wire.data(R"({"list":[]})");
    wire.data(no_campaigns);
    wire.data(no_campaigns);
    const std::vector<AdvertiserId> ids{AdvertiserId{"7001"}, AdvertiserId{"7002"}};

    ASSERT_TRUE(client.advertiser_info(context, token, ids));
    ASSERT_TRUE(client.campaigns(context, token, {}, {.page = 2, .page_size = 50}));
    ASSERT_TRUE(client.ads(context, token,
                           {.campaign_ids = {CampaignId{"11"}},
                            .name = "a \"b\"",
                            .modified_after = parse_instant("2026-02-28T23:59:58Z").value(),
                            .with_deleted = false},
                           {}));

    EXPECT_EQ(wire.sent[0].line,
              "GET " + url("/advertiser/info/?advertiser_ids=%5B%227001%22%2C%227002%22%5D"));
    EXPECT_EQ(wire.sent[1].line,
              "GET " + url("/campaign/get/?advertiser_id=7001&filtering=%7B%22primary_status%22"
                           "%3A%22STATUS_ALL%22%7D&page=2&page_size=50"));
    EXPECT_EQ(wire.sent[2].line,
              "GET " + url("/ad/get/?advertiser_id=7001&filtering=%7B%22campaign_ids%22%3A%5B%2211"
                           "%22%5D%2C%22ad_name%22%3A%22a%20%5C%22b%5C%22%22%2C%22modified_after"
                           "%22%3A%222026-02-28%2023%3A59%3A58%22%7D&page=1&page_size=1000"));
}

TEST_F(ClientTest, AsksForAReportWithTheStatusFilterOfItsLevel) {
    const std::string body =
        R"({"code":0,"message":"OK","request_id":"r","data":{"list":[],)"
        R"("page_info":{"page":1,"page_size":1000,"total_number":0,"total_page":0}}})";
    wire.answer(body, 200, {{"X-Tt-Logid", "log1"}, {"x-tt-ads-throttle", "20000"}});
    wire.answer(body);
    ReportRequest request;
    request.advertiser = AdvertiserId{"7001"};
    request.days = {Day::parse("2026-02-01").value(), Day::parse("2026-02-28").value()};
    request.metrics = {"spend"};
    request.attributes = {"campaign_id"};
    request.campaign_ids = {CampaignId{"11"}};

    const auto first = client.report(context, token, request, 1);
    request.level = ReportLevel::advertiser;
    request.campaign_ids.clear();
    const auto second = client.report(context, token, request, 2);

    ASSERT_TRUE(first) << first.error();
    ASSERT_TRUE(second) << second.error();
    EXPECT_EQ(first->facts.log_id, "log1");
    EXPECT_TRUE(first->facts.ads_throttled);
    EXPECT_FALSE(second->facts.ads_throttled);
    EXPECT_EQ(
        wire.sent[0].line,
        "GET " +
            url("/report/integrated/get/?advertiser_id=7001&service_type=AUCTION&report_type=BASIC"
                "&data_level=AUCTION_AD&dimensions=%5B%22ad_id%22%2C%22stat_time_day%22%5D"
                "&metrics=%5B%22spend%22%2C%22campaign_id%22%5D&start_date=2026-02-01"
                "&end_date=2026-02-28&filtering=%5B%7B%22field_name%22%3A%22ad_status%22%2C%22"
                "filter_type%22%3A%22IN%22%2C%22filter_value%22%3A%22%5B%5C%22STATUS_ALL%5C%22%5D"
                "%22%7D%2C%7B%22field_name%22%3A%22campaign_ids%22%2C%22filter_type%22%3A%22IN%22"
                "%2C%22filter_value%22%3A%22%5B%5C%2211%5C%22%5D%22%7D%5D"
                "&enable_total_metrics=true&page=1&page_size=1000"));
    EXPECT_EQ(
        wire.sent[1].line,
        "GET " +
            url("/report/integrated/get/?advertiser_id=7001&service_type=AUCTION&report_type=BASIC"
                "&data_level=AUCTION_ADVERTISER&dimensions=%5B%22advertiser_id%22%2C%22"
                "stat_time_day%22%5D&metrics=%5B%22spend%22%2C%22campaign_id%22%5D"
                "&start_date=2026-02-01&end_date=2026-02-28&page=2&page_size=1000"));
}

TEST_F(ClientTest, ChangesObjectsWithExactAmountsAndTextIds) {
    wire.data(R"({"campaign_id":"11","campaign_name":"n","budget":70.5})");
    wire.data(R"({"campaign_ids":[11],"status":"DISABLE"})");
    wire.data("{}");
    wire.data(R"({"adgroup_ids":["21"],"status":"ENABLE","error_list":[)"
              R"({"adgroup_id":"22","error_message":"gone"}]})");
    wire.data(R"({"ad_ids":["31"],"status":"DELETE"})");
    const std::vector<CampaignId> campaign{CampaignId{"11"}};
    const std::vector<AdgroupId> adgroups{AdgroupId{"21"}, AdgroupId{"22"}};
    const std::vector<AdId> ads{AdId{"31"}};
    const std::vector<AdgroupBudget> budgets{{AdgroupId{"21"}, 20'000'000},
                                             {AdgroupId{"22"}, 1'050'000}};

    const auto updated = client.campaign_update(
        context, token, {.id = CampaignId{"11"}, .name = "n", .budget = 70'500'000});
    const auto paused =
        client.campaign_status_update(context, token, campaign, OperationStatus::disable);
    const auto budget =
        client.adgroup_budget_update(context, token, budgets, BudgetEffect::tomorrow);
    const auto enabled =
        client.adgroup_status_update(context, token, adgroups, OperationStatus::enable);
    const auto deleted = client.ad_status_update(context, token, ads, OperationStatus::delete_);

    ASSERT_TRUE(updated) << updated.error();
    EXPECT_EQ(wire.sent[0].line, "POST " + url("/campaign/update/"));
    EXPECT_EQ(wire.sent[0].body, R"({"advertiser_id":"7001","campaign_id":"11",)"
                                 R"("campaign_name":"n","budget":70.5})");
    EXPECT_EQ(updated->value.budget.amount, 70'500'000);
    ASSERT_TRUE(paused) << paused.error();
    EXPECT_EQ(wire.sent[1].line, "POST " + url("/campaign/status/update/"));
    EXPECT_EQ(wire.sent[1].body, R"({"advertiser_id":"7001","campaign_ids":["11"],)"
                                 R"("operation_status":"DISABLE"})");
    EXPECT_EQ(paused->value.ids, Texts{"11"});
    ASSERT_TRUE(budget) << budget.error();
    EXPECT_EQ(wire.sent[2].line, "POST " + url("/adgroup/budget/update/"));
    EXPECT_EQ(wire.sent[2].body, R"({"advertiser_id":"7001","scheduled_budget":[)"
                                 R"({"adgroup_id":"21","scheduled_budget":20},)"
                                 R"({"adgroup_id":"22","scheduled_budget":1.05}]})");
    ASSERT_TRUE(enabled) << enabled.error();
    EXPECT_EQ(enabled->value.refused[0].id, "22");
    EXPECT_EQ(wire.sent[3].body, R"({"advertiser_id":"7001","adgroup_ids":["21","22"],)"
                                 R"("operation_status":"ENABLE"})");
    ASSERT_TRUE(deleted) << deleted.error();
    EXPECT_EQ(wire.sent[4].body, R"({"advertiser_id":"7001","ad_ids":["31"],)"
                                 R"("operation_status":"DELETE"})");
}

TEST_F(ClientTest, ACallOverAKnownLimitIsNeverSent) {
    const auto refused = [](const auto& call) {
        return !call && call.error().code == ErrorCode::invalid_input &&
               call.error().reason == "tiktok.limit";
    };
    ReportRequest request;
    request.advertiser = AdvertiserId{"7001"};
    request.metrics = {"spend"};
    request.days = {Day::parse("2026-01-01").value(), Day::parse("2026-01-31").value()};
    const std::vector<CampaignId> many(21, CampaignId{"1"});
    const std::vector<CampaignId> strange{CampaignId{"1\"2"}};

    EXPECT_TRUE(refused(client.report(context, token, request, 1))) << "31 days";
    request.grain = ReportGrain::hour;
    request.days = {Day::parse("2026-01-01").value(), Day::parse("2026-01-02").value()};
    EXPECT_TRUE(refused(client.report(context, token, request, 1))) << "2 days by hour";
    request.grain = ReportGrain::day;
    request.metrics.clear();
    EXPECT_TRUE(refused(client.report(context, token, request, 1))) << "no metric";
    EXPECT_TRUE(refused(client.campaigns(context, token, {}, {.page = 1, .page_size = 1001})));
    EXPECT_TRUE(refused(client.campaigns(context, token, {.ad_ids = {AdId{"1"}}}, {})));
    EXPECT_TRUE(refused(client.campaigns(
        context, token, {.campaign_ids = std::vector<CampaignId>(101, CampaignId{"1"})}, {})));
    EXPECT_TRUE(
        refused(client.campaign_status_update(context, token, many, OperationStatus::disable)));
    EXPECT_TRUE(
        refused(client.campaign_status_update(context, token, strange, OperationStatus::disable)));
    EXPECT_TRUE(
        refused(client.campaign_status_update(context, token, {}, OperationStatus::disable)));
    EXPECT_TRUE(refused(client.campaign_update(context, token, {.id = CampaignId{"1"}})));
    EXPECT_TRUE(refused(client.campaign_update(
        context, token, {.id = CampaignId{"1"}, .name = std::string(513, 'x')})));
    // 257 CJK characters count 514.
    std::string wide;
    for (int i = 0; i < 257; ++i) {
        wide += "\u5e7f";
    }
    EXPECT_TRUE(
        refused(client.campaign_update(context, token, {.id = CampaignId{"1"}, .name = wide})));
    EXPECT_TRUE(
        refused(client.campaign_update(context, token, {.id = CampaignId{"1"}, .budget = -1})));
    context.advertiser = AdvertiserId{};
    EXPECT_TRUE(refused(client.campaigns(context, token, {}, {})));
    EXPECT_TRUE(wire.sent.empty());
}

TEST_F(ClientTest, TriesAReadAgainUntilItSucceedsAndLogsEachAttempt) {
    wire.answer("<html>", 504);
    wire.code(50000);
    wire.data(no_campaigns);

    const auto page = client.campaigns(context, token, {}, {});

    ASSERT_TRUE(page) << page.error();
    EXPECT_EQ(page->facts.attempts, 3);
    ASSERT_EQ(log.calls.size(), 3U);
    EXPECT_EQ(log.calls[0].reason, "tiktok.http_5xx");
    EXPECT_EQ(log.calls[0].http_status, 504);
    EXPECT_EQ(log.calls[0].code, std::nullopt);
    EXPECT_EQ(log.calls[1].code, 50000);
    EXPECT_EQ(log.calls[1].reason, "tiktok.50000");
    EXPECT_EQ(log.calls[1].request_id, "r1");
    EXPECT_EQ(log.calls[2].code, 0);
    EXPECT_EQ(log.calls[2].reason, "");
    EXPECT_EQ(log.calls[2].attempt, 3);
    EXPECT_EQ(log.calls[2].endpoint, "campaign.get");
    EXPECT_EQ(log.calls[2].advertiser, AdvertiserId{"7001"});
    EXPECT_EQ(log.calls[2].actor, "person:p1");
    EXPECT_EQ(log.calls[2].job, "j1");
}

TEST_F(ClientTest, GivesUpOnAReadByTheRetryTable) {
    for (int i = 0; i < 3; ++i) {
        wire.failure("http.reset");
    }
    wire.code(40105);

    const auto page = client.campaigns(context, token, {}, {});
    const auto refused = client.campaigns(context, token, {}, {});

    EXPECT_EQ(page.error().reason, "http.reset");
    EXPECT_EQ(refused.error().code, ErrorCode::unauthenticated);
    EXPECT_EQ(wire.sent.size(), 4U);
}

TEST_F(ClientTest, WaitsOutAPenaltyAndGoesOn) {
    wire.code(40100, "Due to too many requests, requests from App 7 are temporarily restricted.");
    wire.data(no_campaigns);

    ASSERT_TRUE(client.campaigns(context, token, {}, {}));

    EXPECT_GE(log.calls[1].at - log.calls[0].at, std::chrono::minutes{5});
}

TEST_F(ClientTest, SaysThatItIsThrottledWhenThePenaltyOutlastsThePatience) {
    wire.code(40100, "Due to too many requests, requests from App 7 are temporarily restricted.");
    context.patience = std::chrono::seconds{30};

    const auto page = client.campaigns(context, token, {}, {});

    EXPECT_EQ(page.error().code, ErrorCode::rate_limited);
    EXPECT_EQ(page.error().reason, "tiktok.40100");
    EXPECT_EQ(page.error().request_id, "r1");
    EXPECT_EQ(wire.sent.size(), 1U);
}

struct Outcome {
    const char* name;
    std::function<void(test::FakeWire&)> answer;
    ErrorCode code;
    const char* reason;
};

TEST_F(ClientTest, AChangeIsSentOnceAndSaysWhenItMayHaveHappened) {
    using enum ErrorCode;
    const std::vector<Outcome> cases{
        {"not sent", [](auto& w) { w.failure("http.not_sent"); }, unavailable, "http.not_sent"},
        {"not allowed", [](auto& w) { w.failure("http.refused_recipient", forbidden); }, forbidden,
         "http.refused_recipient"},
        {"reset", [](auto& w) { w.failure("http.reset"); }, uncertain, "http.reset"},
        {"timeout", [](auto& w) { w.failure("http.timeout"); }, uncertain, "http.timeout"},
        {"html", [](auto& w) { w.answer("<html>"); }, uncertain, "tiktok.html"},
        {"504", [](auto& w) { w.answer("", 504); }, uncertain, "tiktok.http_5xx"},
        {"404", [](auto& w) { w.answer("404 page not found", 404); }, internal, "tiktok.http_404"},
        {"cut", [](auto& w) { w.answer(R"({"code":0,)"); }, uncertain, "tiktok.truncated"},
        {"done, but no campaign", [](auto& w) { w.data("{}"); }, uncertain, "tiktok.shape"},
        {"system error", [](auto& w) { w.code(50002); }, uncertain, "tiktok.50002"},
        {"unknown code", [](auto& w) { w.code(47777); }, uncertain, "tiktok.47777"},
        {"seen before", [](auto& w) { w.code(40050); }, uncertain, "tiktok.40050"},
        {"throttled", [](auto& w) { w.code(40100); }, rate_limited, "tiktok.40100"},
        {"invalid", [](auto& w) { w.code(40002); }, invalid_input, "tiktok.40002"},
        {"conflict", [](auto& w) { w.code(40202); }, conflict, "tiktok.40202"},
    };

    for (const auto& one : cases) {
        wire.sent.clear();
        one.answer(wire);

        const auto updated =
            client.campaign_update(context, token, {.id = CampaignId{"11"}, .budget = 1'000'000});

        ASSERT_FALSE(updated) << one.name;
        EXPECT_EQ(updated.error().code, one.code) << one.name;
        EXPECT_EQ(updated.error().reason, one.reason) << one.name;
        EXPECT_EQ(wire.sent.size(), 1U) << one.name;
    }
}

TEST_F(ClientTest, PartialSuccessIsAnAnswerThatSaysSo) {
    wire.answer(R"({"code":20001,"message":"partial","request_id":"r","data":{)"
                R"("adgroup_ids":["21"],"status":"ENABLE"}})");
    const std::vector<AdgroupId> ids{AdgroupId{"21"}, AdgroupId{"22"}};

    const auto update = client.adgroup_status_update(context, token, ids, OperationStatus::enable);

    ASSERT_TRUE(update) << update.error();
    EXPECT_TRUE(update->facts.partial);
    EXPECT_EQ(update->value.ids, Texts{"21"});
}

TEST_F(ClientTest, ALimitedChangeSaysWhenItMayBeSent) {
    wire.code(40100);

    const auto updated =
        client.campaign_update(context, token, {.id = CampaignId{"11"}, .budget = 1'000'000});

    ASSERT_FALSE(updated);
    EXPECT_EQ(updated.error().retry_after, milliseconds{1'000}) << "the first penalty";
}

TEST_F(ClientTest, PartialSuccessThatNamesNothingIsUncertainAndNotRepeated) {
    wire.answer(R"({"code":20001,"message":"partial","request_id":"r","data":{}})");

    const auto page = client.campaigns(context, token, {}, {});

    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code, ErrorCode::uncertain);
    EXPECT_EQ(page.error().reason, "tiktok.20001");
    EXPECT_EQ(page.error().request_id, "r");
    EXPECT_EQ(wire.sent.size(), 1U);
}

TEST(ClientUrlTest, TakesTheHostWithAndWithoutTheVersion) {
    for (const auto* api_url :
         {"http://127.0.0.1:9", "http://127.0.0.1:9/", "http://127.0.0.1:9/open_api/v1.3",
          "http://127.0.0.1:9/open_api/v1.3/"}) {
        test::ClientOnFakeWire on;
        HttpClient client{AppFacts{api_url, "7", SecretText{"s"}},
                          {on.wire, on.governor, on.log, on.clock, on.scheduler, on.random}};
        on.wire.data("{}");

        ASSERT_TRUE(client.user_info(on.context, on.token));

        EXPECT_EQ(on.wire.sent[0].line, "GET http://127.0.0.1:9/open_api/v1.3/user/info/");
    }
}

TEST(OauthTest, BuildsTheAuthoriseAddress) {
    EXPECT_EQ(authorize_url("https://business-api.tiktok.com/portal/auth", "7100", "s/1",
                            "https://app.example/oauth/tiktok/callback"),
              "https://business-api.tiktok.com/portal/auth?app_id=7100&state=s%2F1"
              "&redirect_uri=https%3A%2F%2Fapp.example%2Foauth%2Ftiktok%2Fcallback");
}

} // namespace
} // namespace bayme::tiktok
