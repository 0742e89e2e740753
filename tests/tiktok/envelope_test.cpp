// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/envelope.hpp"

#include <gtest/gtest.h>

namespace bayme::tiktok::decoding {
namespace {

TEST(EnvelopeTest, ReadsTheCodeWhateverTheHttpStatusSays) {
    for (const int status : {200, 400, 401, 429, 500, 503}) {
        const auto opened = open_answer(
            status, R"({"code":40105,"message":"m","request_id":"20260815","data":{}})");

        ASSERT_TRUE(opened) << status << opened.error();
        EXPECT_EQ(opened->envelope.code, 40105);
        EXPECT_EQ(opened->envelope.message, "m");
        EXPECT_EQ(opened->envelope.request_id, "20260815");
    }
}

TEST(EnvelopeTest, IsLenientAboutSpellingsThatWereSeen) {
    const auto opened = open_answer(200, "\xEF\xBB\xBF {\"code\":\"40002\",\"message\":null} \n");

    ASSERT_TRUE(opened) << opened.error();
    EXPECT_EQ(opened->envelope.code, 40002);
    EXPECT_EQ(opened->envelope.request_id, "");
    EXPECT_EQ(opened->data().kind, JsonKind::object);
    EXPECT_TRUE(opened->data().children.empty());
}

struct Broken {
    const char* name;
    int status;
    std::string body;
    ErrorCode code;
    const char* reason;
};

TEST(EnvelopeTest, TellsBrokenAnswersApart) {
    using enum ErrorCode;
    const std::string deep =
        R"({"code":0,"data":)" + std::string(10'000, '[') + std::string(10'000, ']') + "}";
    const std::vector<Broken> cases{
        {"empty", 200, "", unavailable, "tiktok.empty"},
        {"blank", 200, " \r\n", unavailable, "tiktok.empty"},
        {"html", 200, "<!doctype html><html>", unavailable, "tiktok.html"},
        {"504 html", 504, "<html>Gateway Time-out", unavailable, "tiktok.http_5xx"},
        {"502 empty", 502, "", unavailable, "tiktok.http_5xx"},
        {"404 text", 404, "404 page not found", internal, "tiktok.http_404"},
        {"405 text", 405, "", internal, "tiktok.http_4xx"},
        {"429 text", 429, "slow down", rate_limited, "tiktok.http_429"},
        {"redirect", 302, "", unavailable, "tiktok.http_3xx"},
        {"cut in a string", 200, R"({"code":0,"message":"O)", unavailable, "tiktok.truncated"},
        {"cut after a comma", 200, R"({"code":0,)", unavailable, "tiktok.truncated"},
        {"cut in the list", 200, R"({"code":0,"data":{"list":[{"a":1},)", unavailable,
         "tiktok.truncated"},
        {"plain text", 200, "service busy", unavailable, "tiktok.not_json"},
        {"a comma too many", 200, R"({"code":0,,"data":{}})", unavailable, "tiktok.not_json"},
        {"two documents", 200, R"({"code":0}{"code":0})", unavailable, "tiktok.not_json"},
        {"single quotes", 200, "{'code':0}", unavailable, "tiktok.not_json"},
        {"bare NUL", 200, std::string{"{\"code\":0,\"message\":\"\0\"}", 25}, unavailable,
         "tiktok.not_json"},
        {"latin-1", 200, "{\"code\":0,\"message\":\"\xE9\"}", unavailable, "tiktok.not_utf8"},
        {"utf-16", 200, std::string{"\xFF\xFE{\0\"\0", 6}, unavailable, "tiktok.not_json"},
        {"deep", 200, deep, unavailable, "tiktok.too_deep"},
        {"an array", 200, "[]", unavailable, "tiktok.shape"},
        {"no code", 200, R"({"message":"OK"})", unavailable, "tiktok.shape"},
        {"code is a list", 200, R"({"code":[0]})", unavailable, "tiktok.shape"},
        {"code is half", 200, R"({"code":0.5})", unavailable, "tiktok.shape"},
        {"code is huge", 200, R"({"code":1e400})", unavailable, "tiktok.shape"},
        {"two codes", 200, R"({"code":0,"code":40105})", unavailable, "tiktok.duplicate_member"},
        {"two datas", 200, R"({"code":0,"data":{"a":1},"data":{}})", unavailable,
         "tiktok.duplicate_member"},
    };

    for (const auto& one : cases) {
        const auto opened = open_answer(one.status, one.body);

        ASSERT_FALSE(opened) << one.name;
        EXPECT_EQ(opened.error().reason, one.reason) << one.name << ": " << opened.error();
        EXPECT_EQ(opened.error().code, one.code) << one.name;
    }
}

TEST(EnvelopeTest, KeepsTheRequestIdOfAnAnswerItCannotUse) {
    const auto opened = open_answer(200, R"({"request_id":"r9","code":{}})");

    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().request_id, "r9");
}

TEST(EnvelopeTest, TheSameMemberTwiceWithTheSameTextIsHarmless) {
    EXPECT_TRUE(open_answer(200, R"({"code":0,"code":0,"data":{"a":1},"data":{"a":1}})"));
}

TEST(EnvelopeTest, AfterAChangeABrokenAnswerLeavesItOpen) {
    EXPECT_EQ(for_change(open_answer(200, "<html>").error()).code, ErrorCode::uncertain);
    EXPECT_EQ(for_change(open_answer(504, "").error()).code, ErrorCode::uncertain);
    EXPECT_EQ(for_change(open_answer(404, "404 page not found").error()).code, ErrorCode::internal);
    EXPECT_EQ(for_change(open_answer(429, "").error()).code, ErrorCode::rate_limited);
}

TEST(JsonTreeTest, KeepsTheExactTextOfEveryValue) {
    const auto tree = JsonTree::parse(
        R"( { "a" : [ 1.50 , "x\"y" , {} , null ] , "b":{"c" : -0.0e1 } , "d\u0041":"e" } )");

    ASSERT_TRUE(tree) << tree.error();
    const auto& root = tree->root();
    EXPECT_EQ(root.find("a")->raw, R"([ 1.50 , "x\"y" , {} , null ])");
    EXPECT_EQ(root.find("a")->children[0].raw, "1.50");
    EXPECT_EQ(root.find("a")->children[1].raw, R"("x\"y")");
    EXPECT_EQ(root.find("a")->children[1].text, "x\"y");
    EXPECT_EQ(root.find("a")->children[2].raw, "{}");
    EXPECT_EQ(root.find("b")->raw, R"({"c" : -0.0e1 })");
    EXPECT_EQ(root.find("b")->find("c")->raw, "-0.0e1");
    EXPECT_EQ(root.find("dA")->text, "e");
}

TEST(JsonTreeTest, EveryTruncationIsNoticed) {
    const std::string whole = R"({"code":0,"data":{"list":[{"id":"1","b":[true,null,-1.5e3]}]}})";
    ASSERT_TRUE(JsonTree::parse(whole));

    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_FALSE(JsonTree::parse(whole.substr(0, size))) << whole.substr(0, size);
    }
}

TEST(JsonTreeTest, RefusesNumbersAndWordsThatAreNone) {
    for (const auto* token :
         {"01", "1.", ".5", "+1", "1e", "--1", "0x1", "tru", "nul", "NaN", "truex", "1 2"}) {
        EXPECT_FALSE(JsonTree::parse(fmt::format(R"({{"a":{}}})", token))) << token;
        EXPECT_FALSE(JsonTree::parse(fmt::format("[{}]", token))) << token;
    }
}

} // namespace
} // namespace bayme::tiktok::decoding
