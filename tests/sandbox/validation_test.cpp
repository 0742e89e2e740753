// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox_fixture.hpp"

namespace bayme::sandbox {

namespace {

class ValidationTest : public SandboxTest {
protected:
    Query report(const Query& changes) const {
        auto query = report_query("ad", R"(["spend"])");
        for (const auto& [name, value] : changes) {
            if (value == "(none)") {
                query.erase(name);
            } else {
                query[name] = value;
            }
        }
        return query;
    }
    static std::string ids(int count) {
        std::string out;
        for (int i = 0; i < count; ++i) {
            out += (i == 0 ? "\"" : ",\"") + std::to_string(1'000'000 + i) + "\"";
        }
        return "[" + out + "]";
    }
};

TEST_F(ValidationTest, WrongReportParametersAreRefusedByCode) {
    struct Case {
        const char* name;
        Query changes;
        std::int64_t code;
    };
    const std::vector<Case> cases{
        {"no account", {{"advertiser_id", "(none)"}}, 40002},
        {"account is no number", {{"advertiser_id", "abc"}}, 40002},
        {"foreign account", {{"advertiser_id", "7000000000000000001"}}, 40001},
        {"no report_type", {{"report_type", "(none)"}}, 40002},
        {"unknown report_type", {{"report_type", "MAGIC"}}, 40002},
        {"no data_level", {{"data_level", "(none)"}}, 40002},
        {"no dimensions", {{"dimensions", "(none)"}}, 40002},
        {"dimensions as comma list", {{"dimensions", "ad_id,stat_time_day"}}, 40002},
        {"two id dimensions", {{"dimensions", R"(["ad_id","campaign_id"])"}}, 40002},
        {"id of another level", {{"dimensions", R"(["campaign_id","stat_time_day"])"}}, 40002},
        {"two time dimensions",
         {{"dimensions", R"(["ad_id","stat_time_day","stat_time_hour"])"}},
         40002},
        {"unknown metric", {{"metrics", R"(["luck"])"}}, 40002},
        {"metrics are no texts", {{"metrics", "[1]"}}, 40002},
        {"no start_date", {{"start_date", "(none)"}}, 40002},
        {"date with time", {{"start_date", "2026-02-10 00:00:00"}}, 40002},
        {"no such date", {{"start_date", "2026-02-30"}}, 40002},
        {"end before start", {{"end_date", "2026-02-01"}}, 40002},
        {"31 days", {{"start_date", "2026-01-01"}, {"end_date", "2026-01-31"}}, 40002},
        {"hours of two days",
         {{"dimensions", R"(["ad_id","stat_time_hour"])"}, {"end_date", "2026-02-11"}},
         40002},
        {"366 days without time",
         {{"dimensions", R"(["ad_id"])"}, {"start_date", "2025-01-01"}, {"end_date", "2026-01-01"}},
         40002},
        {"lifetime by day", {{"query_lifetime", "true"}}, 40002},
        {"page 0", {{"page", "0"}}, 40002},
        {"page_size 1001", {{"page_size", "1001"}}, 40002},
        {"page is no number", {{"page", "one"}}, 40002},
        {"filtering is no list", {{"filtering", "{}"}}, 40002},
        {"filter without value",
         {{"filtering", R"([{"field_name":"ad_ids","filter_type":"IN"}])"}},
         40002},
        {"filter value is no text",
         {{"filtering", R"([{"field_name":"ad_ids","filter_type":"IN","filter_value":["1"]}])"}},
         40002},
        {"filter value is no JSON",
         {{"filtering", R"([{"field_name":"ad_ids","filter_type":"IN","filter_value":"1,2"}])"}},
         40002},
        {"status of another level",
         {{"filtering",
           R"([{"field_name":"campaign_status","filter_type":"IN","filter_value":"[\"STATUS_ALL\"]"}])"}},
         40002},
        {"order by an attribute", {{"order_field", "ad_name"}}, 40002},
        {"order_type", {{"order_field", "spend"}, {"order_type", "UP"}}, 40002},
        {"ok", {}, 0},
        {"30 days", {{"start_date", "2026-01-01"}, {"end_date", "2026-01-30"}}, 0},
        {"365 days without time",
         {{"dimensions", R"(["ad_id"])"}, {"start_date", "2025-01-01"}, {"end_date", "2025-12-31"}},
         0},
        {"unknown parameter", {{"filters", "nonsense"}, {"_", "17"}}, 0},
        {"empty service", {{"service_type", "RESERVATION"}}, 0},
        {"page beyond the end", {{"page", "99999999999"}}, 0},
    };
    for (const auto& [name, changes, expected] : cases) {
        const auto answer = get("report/integrated/get", report(changes));
        EXPECT_EQ(code(answer), expected) << name << ": " << json::serialize(answer.at("message"));
    }
}

TEST_F(ValidationTest, TheSpanTextIsTheOneClientsSaw) {
    const auto answer = get("report/integrated/get",
                            report({{"start_date", "2026-01-01"}, {"end_date", "2026-01-31"}}));
    EXPECT_EQ(answer.at("message"), "max time span is 30 days when use stat_time_day");
}

TEST_F(ValidationTest, AHundredAndOneIdsAreTooMany) {
    const auto filter = [](const std::string& values) {
        std::string escaped;
        for (const char letter : values) {
            escaped += letter == '"' ? "\\\"" : std::string{letter};
        }
        return R"([{"field_name":"ad_ids","filter_type":"IN","filter_value":")" + escaped +
               R"("}])";
    };
    EXPECT_EQ(code(get("report/integrated/get", report({{"filtering", filter(ids(100))}}))), 0);
    EXPECT_EQ(code(get("report/integrated/get", report({{"filtering", filter(ids(101))}}))), 40011);
    EXPECT_EQ(code(get("campaign/get", {{"advertiser_id", account_},
                                        {"filtering", R"({"campaign_ids":)" + ids(101) + "}"}})),
              40011);
}

TEST_F(ValidationTest, WrongListParametersAreRefusedByCode) {
    struct Case {
        const char* path;
        Query query;
        std::int64_t code;
    };
    const std::vector<Case> cases{
        {"campaign/get", {}, 40002},
        {"campaign/get", {{"advertiser_id", account_}, {"fields", R"(["nonsense"])"}}, 40002},
        {"campaign/get", {{"advertiser_id", account_}, {"filtering", "["}}, 40002},
        {"campaign/get",
         {{"advertiser_id", account_}, {"filtering", R"({"primary_status":"UP"})"}},
         40002},
        {"campaign/get", {{"advertiser_id", account_}, {"page_size", "1001"}}, 40002},
        {"adgroup/get",
         {{"advertiser_id", account_}, {"filtering", R"({"adgroup_ids":"1"})"}},
         40002},
        {"ad/get",
         {{"advertiser_id", account_}, {"filtering", R"({"modified_after":"yesterday"})"}},
         40002},
        {"ad/get", {{"advertiser_id", account_}, {"filtering", R"({"nonsense":1})"}}, 0},
        {"advertiser/info", {}, 40002},
        {"advertiser/info", {{"advertiser_ids", account_}}, 40002},
        {"advertiser/info", {{"advertiser_ids", R"(["1"])"}}, 40001},
        {"advertiser/info", {{"advertiser_ids", R"([")" + account_ + R"("])"}}, 0},
    };
    for (const auto& [path, query, expected] : cases) {
        const auto answer = get(path, query);
        EXPECT_EQ(code(answer), expected) << path << " " << json::serialize(answer);
    }
}

TEST_F(ValidationTest, WrongWritesAreRefusedByCode) {
    const auto campaign = text(objects("campaign").front().at("campaign_id"));
    const auto start = R"({"advertiser_id":")" + account_ + R"(",)";
    struct Case {
        const char* path;
        std::string body;
        std::int64_t code;
    };
    const std::vector<Case> cases{
        {"campaign/status/update", "", 40002},
        {"campaign/status/update", "{", 40002},
        {"campaign/status/update", "[]", 40002},
        {"campaign/status/update", start + R"("operation_status":"DISABLE"})", 40002},
        {"campaign/status/update", start + R"("campaign_ids":[],"operation_status":"DISABLE"})",
         40002},
        {"campaign/status/update", start + R"("campaign_ids":[11],"operation_status":"DISABLE"})",
         40002},
        {"campaign/status/update", start + R"("campaign_ids":["11"],"operation_status":"STOP"})",
         40002},
        {"campaign/status/update", start + R"("campaign_ids":["11"],"operation_status":"DISABLE"})",
         40007},
        {"campaign/status/update",
         start + R"("campaign_ids":)" + ids(21) + R"(,"operation_status":"DISABLE"})", 40011},
        {"campaign/update", start + R"("campaign_id":")" + campaign + R"(","budget":"lots"})",
         40002},
        {"campaign/update", start + R"("campaign_id":")" + campaign + R"(","campaign_name":""})",
         40002},
        {"campaign/update", start + R"("campaign_id":"12"})", 40007},
        {"adgroup/budget/update", start + R"("budget":[]})", 40002},
        {"adgroup/budget/update", start + R"("budget":[{"budget":50}]})", 40002},
        {"adgroup/budget/update", start.substr(0, start.size() - 1) + "}", 40002},
        {"ad/status/update", start + R"("operation_status":"DISABLE"})", 40002},
    };
    for (const auto& [path, body, expected] : cases) {
        const auto answer = post(path, body);
        EXPECT_EQ(code(answer), expected) << path << " " << body << " " << json::serialize(answer);
    }
}

TEST_F(ValidationTest, MissingFieldsAreNamedTogether) {
    const auto answer = post("campaign/status/update", "{}");
    EXPECT_EQ(answer.at("message"),
              "Missing required field(s): advertiser_id, campaign_ids, operation_status.");
}

TEST_F(ValidationTest, TokensAreCheckedBeforeParameters) {
    token_ = "";
    auto answer = get("campaign/get", {});
    EXPECT_EQ(code(answer), 40104);
    EXPECT_EQ(answer.at("message"),
              "Access token is null, you should set it in http header with key Access-Token.");
    EXPECT_EQ(answer.at("data"), json::value(json::object{}));
    token_ = "0123456789";
    EXPECT_EQ(code(get("campaign/get", {})), 40105);
}

TEST_F(ValidationTest, PathsAndMethodsAreExact) {
    const auto at = [this](http::Method method, const std::string& path) {
        return send(method, path, {{"advertiser_id", account_}});
    };
    EXPECT_EQ(at(http::Method::get, "/open_api/v1.3/campaign/get/").status, 200);
    const auto slashless = at(http::Method::get, "/open_api/v1.3/campaign/get");
    EXPECT_EQ(slashless.status, 404);
    EXPECT_EQ(slashless.body, "404 page not found");
    EXPECT_EQ(at(http::Method::get, "/open_api/v1.3/campaign/got/").status, 404);
    EXPECT_EQ(at(http::Method::get, "/open_api/v1.2/campaign/get/").status, 404);
    EXPECT_EQ(at(http::Method::post, "/open_api/v1.3/campaign/get/").status, 405);
    EXPECT_EQ(at(http::Method::get, "/open_api/v1.3/campaign/update/").status, 405);
}

TEST_F(ValidationTest, AGetMayCarryItsParametersAsJson) {
    const auto response = send(http::Method::get, "/open_api/v1.3/campaign/get/", {},
                               R"({"advertiser_id":")" + account_ +
                                   R"(","fields":["campaign_id"],"page":1,"page_size":2})");
    const auto answer = parsed(response);
    ASSERT_EQ(code(answer), 0);
    ASSERT_EQ(list(answer).size(), 2U);
    EXPECT_EQ(list(answer).front().as_object().size(), 1U);
}

TEST_F(ValidationTest, EveryAnswerIsAnEnvelopeWithItsLogId) {
    const auto response =
        send(http::Method::get, "/open_api/v1.3/campaign/get/", {{"advertiser_id", account_}});
    const auto answer = parsed(response);
    EXPECT_EQ(answer.at("message"), "OK");
    const auto id = text(answer.at("request_id"));
    EXPECT_EQ(id.size(), 34U);
    EXPECT_TRUE(id.starts_with("20260301120000")) << id;
    EXPECT_EQ(http::find_header(response.headers, "X-Tt-Logid").value(), id);
    EXPECT_EQ(http::find_header(response.headers, "content-type").value(), "application/json");
}

} // namespace

} // namespace bayme::sandbox
