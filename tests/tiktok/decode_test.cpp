// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decode.hpp"

#include "tiktok/endpoints.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace bayme::tiktok {
namespace {

TEST(DecodeTest, ShowsTypedFieldsAndTheRestUnderUnmodelled) {
    const auto answer = decode_for_people(
        "campaign/get",
        R"({"code":0,"message":"OK","request_id":"r1","data":{"list":[)"
        R"({"campaign_id":18,"budget":1.0E7,"brand_new":[1,2]}],)"
        R"("page_info":{"page":1,"page_size":10,"total_number":1,"total_page":1}}})");

    ASSERT_TRUE(answer) << answer.error();
    EXPECT_EQ(format_lines(*answer), "code = 0\n"
                                     "message = OK\n"
                                     "request_id = r1\n"
                                     "list[0].campaign_id = 18\n"
                                     "list[0].budget = 10000000\n"
                                     "page_info.page = 1\n"
                                     "page_info.page_size = 10\n"
                                     "page_info.total_number = 1\n"
                                     "page_info.total_page = 1\n"
                                     "unmodelled\n"
                                     "  list[0].brand_new = [1,2]\n");
    EXPECT_EQ(format_json(*answer),
              R"({"endpoint":"campaign.get","code":0,"message":"OK","request_id":"r1",)"
              R"("fields":{"list[0].campaign_id":"18","list[0].budget":"10000000",)"
              R"("page_info.page":"1","page_info.page_size":"10","page_info.total_number":"1",)"
              R"("page_info.total_page":"1"},"unmodelled":{"list[0].brand_new":[1,2]}})");
}

TEST(DecodeTest, ShowsAReportWithoutKnowingWhatWasAsked) {
    const auto answer = decode_for_people(
        "report/integrated/get",
        R"({"code":0,"message":"OK","request_id":"r1","data":{"list":[{"dimensions":)"
        R"({"ad_id":"0012","stat_time_day":"2026-03-01 00:00:00"},"metrics":{"spend":"20.000",)"
        R"("campaign_id":17,"result":"-","ad_name":"n","odd":{}}}],"total_metrics":{"spend":"20.0"},)"
        R"("page_info":{"page":1,"page_size":10,"total_number":1,"total_page":1}}})");

    ASSERT_TRUE(answer) << answer.error();
    const std::vector<DecodedField> first{
        {"list[0].dimensions.ad_id", "0012"},
        {"list[0].dimensions.stat_time_day", "2026-03-01 00:00:00"},
        {"list[0].metrics.spend", "20"},
        {"list[0].metrics.campaign_id", "17"},
        {"list[0].metrics.ad_name", "n"},
        {"total_metrics.spend", "20"}};
    EXPECT_TRUE(std::ranges::equal(first, std::span{answer->fields}.first(first.size())));
    EXPECT_EQ(answer->unmodelled, (std::vector<Unmodelled>{{"list[0].metrics.odd", "{}"}}));
}

TEST(DecodeTest, NeverShowsAToken) {
    const auto answer = decode_for_people(
        "oauth2/access_token",
        R"({"code":0,"message":"OK","request_id":"r","data":{"access_token":"t0ken",)"
        R"("refresh_token":"r3fresh","advertiser_ids":["7"],"scope":[4]}})");

    ASSERT_TRUE(answer) << answer.error();
    EXPECT_FALSE(format_json(*answer).contains("t0ken"));
    EXPECT_FALSE(format_lines(*answer).contains("r3fresh"));
}

TEST(DecodeTest, AnErrorAnswerIsItsEnvelope) {
    const auto answer = decode_for_people(
        "ad/get", R"({"code":40105,"message":"revoked","request_id":"r","data":{}})");

    ASSERT_TRUE(answer) << answer.error();
    EXPECT_EQ(answer->code, 40105);
    EXPECT_TRUE(answer->fields.empty());
}

TEST(DecodeTest, RefusesUnknownEndpointsAndBrokenAnswers) {
    EXPECT_EQ(decode_for_people("comment/list", "{}").error().code, ErrorCode::not_found);
    EXPECT_EQ(decode_for_people("ad/get", "<html>").error().reason, "tiktok.html");
    EXPECT_EQ(decode_for_people("ad/get", R"({"code":0,"data":{}})").error().reason,
              "tiktok.shape");
}

TEST(EndpointsTest, EveryOneCanBeDecodedAndIsNamedByItsPath) {
    std::set<std::string_view> names;
    for (const auto& endpoint : endpoints()) {
        std::string path = "/" + std::string{endpoint.name} + "/";
        std::ranges::replace(path, '.', '/');

        EXPECT_EQ(endpoint.path, path);
        EXPECT_TRUE(names.insert(endpoint.name).second) << endpoint.name;
        EXPECT_FALSE(endpoint.purpose.empty()) << endpoint.name;
        EXPECT_EQ(find_endpoint(endpoint.path.substr(1, endpoint.path.size() - 2)), &endpoint);
        const bool envelope = endpoint.api == Api::marketing;
        const auto decoded = decode_for_people(
            endpoint.name, envelope ? R"({"code":40100,"message":"m","request_id":"r"})"
                                    : R"({"access_token":"a","expires_in":1,"refresh_token":"r",)"
                                      R"("refresh_expires_in":2,"user":{"open_id":"o"},)"
                                      R"("videos":[]})");
        EXPECT_TRUE(decoded) << endpoint.name;
    }
}

TEST(EndpointsTest, WhatChangesSomethingIsNeverRepeatable) {
    for (const auto& endpoint : endpoints()) {
        // Posts that only ask, and those that do no harm the second time.
        static const std::set<std::string_view> harmless{
            "oauth2.revoke_token",    "report.task.cancel",    "ad.audience_size.estimate",
            "tool.bid.recommend",     "tool.targeting.search", "tool.targeting.info",
            "tt_user.token_info.get", "tt_user.oauth2.revoke", "v2.oauth.revoke",
            "v2.video.list"};
        const bool asks = endpoint.method == http::Method::get || harmless.contains(endpoint.name);
        EXPECT_EQ(endpoint.repeatable, asks) << endpoint.name;
    }
}

TEST(EndpointsTest, HaveNoDataOfAnotherKindThanThePolicyNames) {
    for (const auto& endpoint : endpoints()) {
        for (const std::string_view kind :
             {"comment", "lead", "dmp", "audience/insight", "page/field", "message"}) {
            EXPECT_FALSE(endpoint.path.contains("/" + std::string{kind})) << endpoint.path;
        }
    }
}

} // namespace
} // namespace bayme::tiktok
