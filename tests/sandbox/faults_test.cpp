// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox_fixture.hpp"

namespace bayme::sandbox {

namespace {

class FaultsTest : public SandboxTest {
protected:
    void plan(const std::string& rule) {
        const auto answer = command("/faults", R"({"rules":[)" + rule + "]}");
        ASSERT_TRUE(answer.contains("rules")) << json::serialize(answer);
    }
    http::Response report(const Query& query) {
        return send(http::Method::get, "/open_api/v1.3/report/integrated/get/", query);
    }
    std::string pause(const std::vector<std::string>& ids) const {
        std::string quoted;
        for (const auto& id : ids) {
            quoted += (quoted.empty() ? "\"" : ",\"") + id + "\"";
        }
        return R"({"advertiser_id":")" + account_ + R"(","ad_ids":[)" + quoted +
               R"(],"operation_status":"DISABLE"})";
    }
    std::vector<std::string> running_ads() {
        std::vector<std::string> ids;
        for (const auto& ad : objects("ad")) {
            if (ad.at("operation_status") == "ENABLE" &&
                !text(ad.at("secondary_status")).ends_with("DELETE")) {
                ids.push_back(text(ad.at("ad_id")));
            }
        }
        return ids;
    }
};

TEST_F(FaultsTest, ARuleAnswersACodeAsOftenAsItSays) {
    plan(R"({"path":"campaign/get","code":40100,"after":1,"every":2,"count":2})");
    std::vector<std::int64_t> codes;
    for (int i = 0; i < 7; ++i) {
        codes.push_back(code(get("campaign/get", {{"advertiser_id", account_}})));
    }
    EXPECT_EQ(codes, (std::vector<std::int64_t>{0, 40100, 0, 40100, 0, 0, 0}));
    EXPECT_EQ(code(get("ad/get", {{"advertiser_id", account_}})), 0) << "another path";
}

TEST_F(FaultsTest, HtmlAndHalfABodyComeInsteadOfAnEnvelope) {
    plan(R"({"path":"report/integrated/get","status":504,"count":1},)"
         R"({"path":"report/integrated/get","truncate":40,"after":1})");
    const auto html = report(report_query("ad", R"(["spend"])"));
    EXPECT_EQ(html.status, 504);
    EXPECT_EQ(http::find_header(html.headers, "Content-Type").value(), "text/html");
    EXPECT_EQ(report(report_query("ad", R"(["spend"])")).body.size(), 40U);
}

TEST_F(FaultsTest, ADelayIsWaitedOutside) {
    const auto before = wall_.now();
    plan(R"({"path":"user/info","delay_ms":1500})");
    get("user/info", {});
    EXPECT_EQ(wall_.now() - before, std::chrono::milliseconds{1500});
}

TEST_F(FaultsTest, TotalsLieWhenTold) {
    auto query = report_query("ad", R"(["clicks"])");
    query["enable_total_metrics"] = "true";
    const auto honest = parsed(report(query)).at("data").as_object();
    const auto first = std::stoll(text(honest.at("list").at(0).at("metrics").at("clicks")));
    const auto total = std::stoll(text(honest.at("total_metrics").at("clicks")));

    plan(R"({"path":"report/integrated/get","wrong_total":"total_metrics","count":1},)"
         R"({"path":"report/integrated/get","wrong_total":"total_number","after":1})");

    const auto metrics = parsed(report(query)).at("data").as_object();
    EXPECT_EQ(std::stoll(text(metrics.at("total_metrics").at("clicks"))), total + first);
    EXPECT_EQ(metrics.at("list"), honest.at("list"));
    const auto number = parsed(report(query)).at("data").as_object();
    EXPECT_EQ(number.at("page_info").at("total_number").as_int64(),
              honest.at("page_info").at("total_number").as_int64() + 1);
}

TEST_F(FaultsTest, RowsAreDroppedAndPagesShownTwice) {
    auto query = report_query("ad", R"(["spend"])");
    query["page_size"] = "5";
    const auto one = list(parsed(report(query)));
    query["page"] = "2";
    const auto two = list(parsed(report(query)));
    ASSERT_NE(one, two);

    plan(R"({"duplicate_page":true,"count":1},{"drop_row":true,"after":1})");

    EXPECT_EQ(list(parsed(report(query))), one);
    EXPECT_EQ(list(parsed(report(query))).size(), two.size() - 1);
}

TEST_F(FaultsTest, HalfOfAWriteIsDoneUnderPartialSuccess) {
    const auto ads = running_ads();
    ASSERT_GE(ads.size(), 3U);
    plan(R"({"path":"ad/status/update","partial":true})");

    const auto answer = post("ad/status/update", pause({ads[0], ads[1], ads[2]}));

    EXPECT_EQ(code(answer), 20001);
    EXPECT_EQ(answer.at("data").at("ad_ids"), json::value({ads[0], ads[1]}));
    EXPECT_EQ(answer.at("data").at("error_list").at(0).at("ad_id"), json::value(ads[2]));
    const auto left = running_ads();
    EXPECT_EQ(left.size(), ads.size() - 2);
    EXPECT_EQ(left.front(), ads[2]);
}

TEST_F(FaultsTest, AnEffectWithoutItsAnswerIsInTheLedger) {
    const auto ads = running_ads();
    plan(R"({"path":"ad/status/update","status":502,"effect":true,"count":1},)"
         R"({"path":"ad/status/update","status":502,"after":1,"count":1})");

    send(http::Method::post, "/open_api/v1.3/ad/status/update/", {}, pause({ads[0]}));
    send(http::Method::post, "/open_api/v1.3/ad/status/update/", {}, pause({ads[1]}));

    const auto ledger = control("/ledger", {{"path", "ad/status/update"}});
    const auto& entries = ledger.at("entries").as_array();
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_EQ(entries[0].at("delivered"), false);
    ASSERT_EQ(entries[0].at("effects").as_array().size(), 1U);
    EXPECT_EQ(text(entries[0].at("effects").at(0).at("id")), ads[0]);
    EXPECT_EQ(entries[0].at("effects").at(0).at("before"), "ENABLE");
    EXPECT_EQ(entries[0].at("effects").at(0).at("after"), "DISABLE");
    EXPECT_TRUE(entries[1].at("effects").as_array().empty());
    EXPECT_EQ(running_ads().size(), ads.size() - 1);
}

TEST_F(FaultsTest, ADripAResetAndAWrongLengthAreLeftToTheServer) {
    plan(R"({"path":"user/info","drip_ms":200,"drip_bytes":3,"count":1},)"
         R"({"path":"user/info","reset":50,"after":1,"count":1},)"
         R"({"path":"user/info","length":9999,"after":2,"count":1})");
    const auto ask = [&] {
        return send(http::Method::get, "/open_api/v1.3/user/info/", {});
    };
    const auto slow = ask();
    const auto drip = sandbox_->misdelivery(slow);
    ASSERT_TRUE(drip);
    EXPECT_EQ(drip->piece, 3U);
    EXPECT_EQ(drip->pause, std::chrono::milliseconds{200});
    EXPECT_FALSE(sandbox_->misdelivery(slow)) << "an answer goes out once";
    EXPECT_EQ(sandbox_->misdelivery(ask())->reset_after, 50U);
    EXPECT_EQ(sandbox_->misdelivery(ask())->stated_length, 9999U);
    EXPECT_FALSE(sandbox_->misdelivery(ask()));
}

TEST_F(FaultsTest, AResetBeforeTheFirstByteMayComeBeforeOrAfterTheEffect) {
    const auto ads = running_ads();
    plan(R"({"path":"ad/status/update","reset":0,"count":1},)"
         R"({"path":"ad/status/update","reset":0,"effect":true,"after":1,"count":1})");
    send(http::Method::post, "/open_api/v1.3/ad/status/update/", {}, pause({ads[0]}));
    EXPECT_EQ(running_ads().size(), ads.size());
    send(http::Method::post, "/open_api/v1.3/ad/status/update/", {}, pause({ads[0]}));
    EXPECT_EQ(running_ads().size(), ads.size() - 1);
}

TEST_F(FaultsTest, ABombIsSmallAndNestingIsDeep) {
    plan(R"({"path":"user/info","bomb":50000000,"count":1},)"
         R"({"path":"user/info","nesting":100000,"after":1})");
    const auto bomb = send(http::Method::get, "/open_api/v1.3/user/info/", {});
    EXPECT_EQ(http::find_header(bomb.headers, "Content-Encoding"), "gzip");
    EXPECT_TRUE(bomb.body.starts_with("\x1F\x8B"));
    EXPECT_LT(bomb.body.size(), 100'000U);
    const auto deep = send(http::Method::get, "/open_api/v1.3/user/info/", {});
    EXPECT_EQ(deep.body.size(), 200'000U);
    EXPECT_TRUE(deep.body.starts_with("[[["));
}

TEST_F(FaultsTest, RulesMayBeThereFromTheStart) {
    SandboxOptions options;
    options.faults = R"({"rules":[{"path":"user/info","code":60001,"count":1}]})";
    start(options);
    EXPECT_EQ(code(get("user/info", {})), 60001);
    EXPECT_EQ(code(get("user/info", {})), 0);
    EXPECT_EQ(control("/faults", {}).at("rules").at(0).at("fired"), 1);
}

TEST_F(FaultsTest, ARuleHoldsForSomeTime) {
    plan(R"({"path":"user/info","code":50000,"from":"2026-03-01T12:01:00Z",)"
         R"("until":"2026-03-01T12:02:00Z"})");
    const auto ask = [&] {
        return code(get("user/info", {}));
    };
    EXPECT_EQ(ask(), 0);
    command("/clock", R"({"advance":60})");
    EXPECT_EQ(ask(), 50000);
    command("/clock", R"({"advance":60})");
    EXPECT_EQ(ask(), 0);
}

TEST_F(FaultsTest, ARuleMayBeForOneAccount) {
    plan(R"({"advertiser_id":")" + account_ + R"(","code":40202})");
    EXPECT_EQ(code(get("campaign/get", {{"advertiser_id", account_}})), 40202);
    EXPECT_EQ(code(get("adgroup/get", {{"advertiser_id", account_}})), 40202) << "on any path";
    EXPECT_EQ(code(get("campaign/get", {{"advertiser_id", ready_.advertiser_ids.at(1)}})), 0);
}

TEST_F(FaultsTest, ARateFiresAboutAsOftenAsItSays) {
    plan(R"({"path":"user/info","code":50002,"probability":0.2})");
    int fired = 0;
    for (int i = 0; i < 1000; ++i) {
        fired += code(get("user/info", {})) == 50002 ? 1 : 0;
    }
    EXPECT_GT(fired, 150);
    EXPECT_LT(fired, 250);
}

TEST_F(FaultsTest, AForeignBodyComesWithStatus200) {
    plan(R"({"path":"user/info","status":200,"body":"<html>Sign in to the guest network</html>"})");
    const auto answer = send(http::Method::get, "/open_api/v1.3/user/info/", {});
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "<html>Sign in to the guest network</html>");
}

TEST_F(FaultsTest, PagesShiftByRowsThatCameOrWent) {
    Query query{{"advertiser_id", account_}, {"page_size", "4"}};
    const auto one = list(get("ad/get", query));
    query["page"] = "2";
    const auto two = list(get("ad/get", query));

    plan(R"({"path":"ad/get","shift":1,"count":1},{"path":"ad/get","shift":-1,"after":1})");

    const auto early = list(get("ad/get", query));
    const auto late = list(get("ad/get", query));
    EXPECT_EQ(early.front(), one.back()) << "one row more before the page";
    EXPECT_EQ(early.at(1), two.front());
    EXPECT_EQ(late.front(), two.at(1)) << "one row less: the page's first is never seen";
}

TEST_F(FaultsTest, EveryListHasPagesThatGoWrong) {
    plan(R"({"wrong_total":"total_number"})");
    for (const auto* const path : {"campaign/get", "file/video/ad/search", "identity/get",
                                   "tt_video/list", "pixel/list", "optimizer/rule/list"}) {
        const auto info =
            get(path, {{"advertiser_id", account_}, {"page_size", "1"}}).at("data").at("page_info");
        const auto pages = info.at("total_page").as_int64();
        EXPECT_EQ(info.at("total_number").as_int64(), pages + 1) << path;
    }
}

TEST_F(FaultsTest, AnEffectMayComeLaterThanItsAnswer) {
    const auto ads = running_ads();
    plan(R"({"path":"ad/status/update","status":504,"late_ms":90000,"count":1})");

    EXPECT_EQ(
        send(http::Method::post, "/open_api/v1.3/ad/status/update/", {}, pause({ads[0]})).status,
        504);
    EXPECT_EQ(running_ads(), ads) << "whoever searches now finds nothing";
    command("/clock", R"({"advance":89})");
    EXPECT_EQ(running_ads(), ads);
    command("/clock", R"({"advance":1})");
    EXPECT_EQ(running_ads().size(), ads.size() - 1);

    const auto ledger = control("/ledger", {{"path", "ad/status/update"}});
    const auto& entries = ledger.at("entries").as_array();
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_TRUE(entries[0].at("effects").as_array().empty());
    EXPECT_EQ(entries[1].at("by"), "late");
    EXPECT_EQ(entries[1].at("request_id"), entries[0].at("request_id"));
    EXPECT_EQ(text(entries[1].at("effects").at(0).at("id")), ads[0]);
}

TEST_F(FaultsTest, HalfOfAWriteIsDoneBeforeTheConnectionIsReset) {
    const auto ads = running_ads();
    plan(R"({"path":"ad/status/update","partial":true,"reset":0,"effect":true})");
    const auto answer = send(http::Method::post, "/open_api/v1.3/ad/status/update/", {},
                             pause({ads[0], ads[1], ads[2]}));
    EXPECT_EQ(sandbox_->misdelivery(answer)->reset_after, 0U);
    EXPECT_EQ(running_ads().size(), ads.size() - 2);
}

TEST_F(FaultsTest, TheClockIsOffForSomeCalls) {
    // 23:55:00 of the account's day: budgets are locked; five minutes earlier they are not.
    command("/clock", R"({"now":"2026-03-02T07:55:00Z"})");
    const auto campaign =
        post("campaign/create", R"({"advertiser_id":")" + account_ +
                                    R"(","campaign_name":"Skewed","objective_type":"TRAFFIC",)"
                                    R"("budget_mode":"BUDGET_MODE_DAY","budget":80})");
    const auto raise = [&](const std::string& budget) {
        return code(
            post("campaign/update", R"({"advertiser_id":")" + account_ + R"(","campaign_id":)" +
                                        json::serialize(campaign.at("data").at("campaign_id")) +
                                        R"(,"budget":)" + budget + "}"));
    };
    EXPECT_EQ(raise("90"), 40002);
    plan(R"({"path":"campaign/update","skew_ms":-1000})");
    EXPECT_EQ(raise("90"), 0);
}

TEST_F(FaultsTest, ConsentIsTakenBackInTheMiddleOfWork) {
    plan(R"({"path":"campaign/get","revoke":"account","after":1,"count":1},)"
         R"({"path":"user/info","revoke":"token","after":1})");
    const Query query{{"advertiser_id", account_}};
    EXPECT_EQ(code(get("campaign/get", query)), 0);
    EXPECT_EQ(code(get("campaign/get", query)), 40001);
    EXPECT_EQ(code(get("adgroup/get", query)), 40001);
    EXPECT_EQ(code(get("user/info", {})), 0);
    EXPECT_EQ(code(get("user/info", {})), 40105);
    EXPECT_EQ(code(get("campaign/get", {{"advertiser_id", ready_.advertiser_ids.at(1)}})), 40105);
}

TEST_F(FaultsTest, RulesThatCannotBeReadAreRefused) {
    for (const auto* const text :
         {R"({"rules":1})", R"({"rules":[1]})", "nonsense", R"({"rules":[{"luck":1}]})",
          R"({"rules":[{"code":"x"}]})", R"({"rules":[{"probability":2}]})",
          R"({"rules":[{"every":0}]})", R"({"rules":[{"code":-1}]})",
          R"({"rules":[{"from":"soon"}]})", R"({"rules":[{"revoke":"all"}]})",
          R"({"rules":[{"wrong_total":"spend"}]})", R"({"rules":[{"late_ms":5}]})",
          R"({"rules":[],"more":1})", R"({})", "[]"}) {
        EXPECT_EQ(send(http::Method::post, "/faults", {}, text).status, 400) << text;
    }
    const std::vector<std::pair<std::string, std::string>> complaints{
        {R"({"rules":[{"code":1},{"luck":1}]})", "rules[1].luck: there is no such member"},
        {R"({"rules":[{"code":"x"}]})", "rules[0].code: expected a whole number"},
        {R"({"rules":[{"code":1,"count":2,"code":3}]})", "rules[0].code: comes twice"},
        {R"({"rules":[],"rules":[{"code":1}]})", "rules: comes twice"},
        {R"({"rules":[{"code":1},7]})", "rules[1]: a rule is an object"},
        {R"({"rule":[]})", "rules: is missing, or no list"},
        {R"({"rules":[)", R"(not JSON: expected {"rules": […]})"}};
    for (const auto& [rules, complaint] : complaints) {
        EXPECT_EQ(text(command("/faults", rules).at("error")), complaint) << rules;
    }
    SandboxOptions options;
    options.faults = "nonsense";
    const auto made = Sandbox::make(options, wall_, waits_);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::invalid_input);
}

class QuotaTest : public SandboxTest {
protected:
    std::int64_t ask() { return code(get("user/info", {})); }
};

TEST_F(QuotaTest, TheEleventhCallOfASecondIsTooMany) {
    SandboxOptions options;
    options.quota = Quota::basic;
    start(options);
    for (int i = 0; i < 10; ++i) {
        EXPECT_EQ(ask(), 0);
    }
    const auto refused = get("user/info", {});
    EXPECT_EQ(code(refused), 40100);
    EXPECT_EQ(refused.at("message"), "App reaches the QPS limit 10");
    command("/clock", R"({"advance":1})");
    EXPECT_EQ(ask(), 0);
}

TEST_F(QuotaTest, PastTheMinutesLimitTheAppIsShutOutForFive) {
    SandboxOptions options;
    options.quota = Quota::basic;
    start(options);
    for (int i = 0; i < 600; ++i) {
        EXPECT_EQ(ask(), i < 10 ? 0 : 40100);
    }
    const auto refused = get("user/info", {});
    EXPECT_EQ(text(refused.at("message")), "Due to too many requests, requests from App " +
                                               ready_.app_id + " are temporarily restricted.");
    command("/clock", R"({"advance":299})");
    EXPECT_EQ(ask(), 40100);
    command("/clock", R"({"advance":1})");
    EXPECT_EQ(ask(), 0);
}

TEST_F(QuotaTest, TenCallsInEachSecondAreNeverRefused) {
    SandboxOptions options;
    options.quota = Quota::basic;
    start(options);
    for (int second = 0; second < 70; ++second) {
        for (int i = 0; i < 10; ++i) {
            ASSERT_EQ(ask(), 0) << second;
        }
        command("/clock", R"({"advance":1})");
    }
}

TEST_F(QuotaTest, WithoutAQuotaNothingIsRefused) {
    for (int i = 0; i < 200; ++i) {
        ASSERT_EQ(ask(), 0);
    }
}

} // namespace

} // namespace bayme::sandbox
