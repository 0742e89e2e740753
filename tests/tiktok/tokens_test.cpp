// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/developers.hpp"
#include "tiktok/fake_wire.hpp"
#include "tiktok/http_account_tokens.hpp"
#include "tiktok/oauth.hpp"

#include <gtest/gtest.h>

namespace bayme::tiktok {
namespace {

std::string text_of(const SecretText& secret) {
    return secret.reveal([](std::string_view text) { return std::string{text}; });
}

class TokensTest : public testing::Test, protected test::ClientOnFakeWire {
protected:
    HttpAccountTokens accounts{
        AppFacts{"https://business-api.tiktok.com", "7100", SecretText{"app-secret"}, true},
        {wire, governor, log, clock, scheduler, random}};
    HttpDevelopers developers{
        DeveloperApp{"https://open.tiktokapis.com/", "key", SecretText{"s&1"}, true}, wire, log,
        clock};
};

constexpr std::string_view account_pair =
    R"({"access_token":"a1","token_type":"Bearer","scope":"user.info.basic,video.list",)"
    R"("expires_in":86400,"refresh_token":"r1","refresh_token_expires_in":31536000,)"
    R"("open_id":"o1","refresh_token_other":"x","new":1})";

TEST_F(TokensTest, AnAccountsCodeIsExchangedForAPairWithItsEnds) {
    wire.data(account_pair);

    const auto pair = accounts.exchange(context, SecretText{"code"}, "https://a.example/cb");

    ASSERT_TRUE(pair) << pair.error();
    EXPECT_EQ(wire.sent[0].line,
              "POST https://business-api.tiktok.com/open_api/v1.3/tt_user/oauth2/token/");
    EXPECT_EQ(wire.sent[0].body, R"({"client_id":"7100","client_secret":"app-secret",)"
                                 R"("grant_type":"authorization_code","auth_code":"code",)"
                                 R"("redirect_uri":"https://a.example/cb"})");
    EXPECT_EQ(wire.sent[0].token, "");
    EXPECT_EQ(text_of(pair->value.access_token), "a1");
    EXPECT_EQ(text_of(pair->value.refresh_token), "r1");
    // The clock stands at 2026-03-01T12:00:00Z.
    EXPECT_EQ(format_instant(pair->value.access_ends), "2026-03-02T12:00:00Z");
    EXPECT_EQ(format_instant(pair->value.refresh_ends), "2027-03-01T12:00:00Z");
    EXPECT_EQ(pair->value.open_id, "o1");
    EXPECT_EQ(pair->value.scopes, (Texts{"user.info.basic", "video.list"}));
    EXPECT_EQ(pair->value.unmodelled, (std::vector<Unmodelled>{{"new", "1"}}));
}

TEST_F(TokensTest, ARefreshIsSentOnceAndMayBeUncertain) {
    wire.data(account_pair);
    wire.failure("http.timeout");
    wire.code(40103);
    wire.data(R"({"access_token":"a1","expires_in":86400})");

    ASSERT_TRUE(accounts.refresh(context, SecretText{"r0"}));
    EXPECT_EQ(wire.sent[0].body, R"({"client_id":"7100","client_secret":"app-secret",)"
                                 R"("grant_type":"refresh_token","refresh_token":"r0"})");
    EXPECT_EQ(accounts.refresh(context, SecretText{"r0"}).error().code, ErrorCode::uncertain);
    EXPECT_EQ(accounts.refresh(context, SecretText{"r0"}).error().reason, "tiktok.40103");
    EXPECT_EQ(accounts.refresh(context, SecretText{"r0"}).error().reason, "tiktok.shape");
    EXPECT_EQ(wire.sent.size(), 4U);
}

TEST_F(TokensTest, AnAccountsTokenIsCheckedAndGivenBack) {
    wire.data(R"({"app_id":"7100","scope":"video.list","creator_id":"c1"})");
    wire.data("{}");

    const auto info = accounts.info(context, SecretText{"a1"});
    const auto revoked = accounts.revoke(context, SecretText{"a1"});

    ASSERT_TRUE(info) << info.error();
    EXPECT_EQ(info->value.creator_id, "c1");
    EXPECT_EQ(info->value.scopes, Texts{"video.list"});
    ASSERT_TRUE(revoked) << revoked.error();
    EXPECT_EQ(wire.sent[0].body, R"({"app_id":"7100","access_token":"a1"})");
    EXPECT_EQ(wire.sent[1].body, R"({"client_id":"7100","client_secret":"app-secret",)"
                                 R"("access_token":"a1"})");
}

TEST_F(TokensTest, ADevelopersCodeIsExchangedByForm) {
    wire.answer(R"({"open_id":"o1","scope":"video.list","access_token":"a1","expires_in":86400,)"
                R"("refresh_token":"r1","refresh_expires_in":31536000,"token_type":"Bearer"})");

    const auto pair = developers.exchange(context, SecretText{"c/+="}, "https://a.example/cb");

    ASSERT_TRUE(pair) << pair.error();
    EXPECT_EQ(wire.sent[0].line, "POST https://open.tiktokapis.com/v2/oauth/token/");
    EXPECT_EQ(wire.sent[0].content_type, "application/x-www-form-urlencoded");
    EXPECT_EQ(wire.sent[0].body,
              "client_key=key&client_secret=s%261&code=c%2F%2B%3D&grant_type=authorization_code"
              "&redirect_uri=https%3A%2F%2Fa.example%2Fcb");
    EXPECT_EQ(format_instant(pair->value.access_ends), "2026-03-02T12:00:00Z");
    EXPECT_EQ(pair->value.open_id, "o1");
    EXPECT_EQ(log.calls.at(0).endpoint, "v2.oauth.token");
}

TEST_F(TokensTest, ADevelopersErrorIsKnownByItsName) {
    wire.answer(R"({"error":"invalid_grant","error_description":"secret words","log_id":"l1"})",
                400);
    wire.answer(R"({"error":"brand_new"})", 400);
    wire.answer("<html>", 502);
    wire.failure("http.reset");
    wire.failure("http.not_sent");

    const auto refresh = [&] {
        return developers.refresh(context, SecretText{"r"}).error();
    };
    const auto refused = refresh();

    EXPECT_EQ(refused.code, ErrorCode::unauthenticated);
    EXPECT_EQ(refused.reason, "tiktok_developers.invalid_grant");
    EXPECT_EQ(refused.request_id, "l1");
    EXPECT_FALSE(refused.message.contains("secret words"));
    EXPECT_EQ(refresh().reason, "tiktok_developers.unknown");
    EXPECT_EQ(refresh().code, ErrorCode::uncertain);
    EXPECT_EQ(refresh().code, ErrorCode::uncertain);
    EXPECT_EQ(refresh().code, ErrorCode::unavailable);
    EXPECT_EQ(wire.sent.size(), 5U) << "nothing is repeated";
}

TEST_F(TokensTest, ADevelopersTokenIsGivenBackWithAnEmptyAnswer) {
    wire.answer("", 200);
    wire.answer(R"({"error":"invalid_request"})", 400);

    EXPECT_TRUE(developers.revoke(context, SecretText{"a1"}));
    EXPECT_EQ(wire.sent[0].line, "POST https://open.tiktokapis.com/v2/oauth/revoke/");
    EXPECT_EQ(wire.sent[0].body, "client_key=key&client_secret=s%261&token=a1");
    EXPECT_FALSE(developers.revoke(context, SecretText{"a1"}));
}

TEST_F(TokensTest, AProfileIsReadWithTheTokenInAHeaderAndNoMoreThanItsName) {
    wire.answer(R"({"data":{"user":{"open_id":"o1","display_name":"Shop","more":1}},)"
                R"("error":{"code":"ok","message":"","log_id":"l1"}})");

    const auto profile = developers.profile(context, SecretText{"a1"});

    ASSERT_TRUE(profile) << profile.error();
    EXPECT_EQ(wire.sent[0].line,
              "GET https://open.tiktokapis.com/v2/user/info/?fields=open_id%2Cdisplay_name");
    EXPECT_EQ(wire.sent[0].token, "Bearer a1");
    EXPECT_EQ(profile->value.open_id, "o1");
    EXPECT_EQ(profile->value.display_name, "Shop");
    EXPECT_EQ(profile->value.unmodelled, (std::vector<Unmodelled>{{"more", "1"}}));
}

TEST_F(TokensTest, PostsComeByCursor) {
    wire.answer(R"({"data":{"videos":[{"id":"7080213458555737986","create_time":1648000000,)"
                R"("share_url":"https://www.tiktok.com/@shop/video/7080213458555737986",)"
                R"("video_description":"words","duration":14,"title":"Title"}],)"
                R"("cursor":1643332803000,"has_more":true},"error":{"code":"ok"}})");
    wire.answer(R"({"data":{"videos":[],"cursor":0,"has_more":false},"error":{"code":"ok"}})");

    const auto first = developers.posts(context, SecretText{"a1"}, std::nullopt);
    ASSERT_TRUE(first) << first.error();
    const auto second = developers.posts(context, SecretText{"a1"}, first->value.cursor);

    ASSERT_TRUE(second) << second.error();
    EXPECT_EQ(wire.sent[0].line,
              "POST https://open.tiktokapis.com/v2/video/list/?fields=id%2Ccreate_time%2Cshare_url"
              "%2Cvideo_description%2Cduration%2Ctitle");
    EXPECT_EQ(wire.sent[0].body, R"({"max_count":20})");
    EXPECT_EQ(wire.sent[0].content_type, "application/json");
    EXPECT_EQ(wire.sent[1].body, R"({"max_count":20,"cursor":1643332803000})");
    ASSERT_EQ(first->value.posts.size(), 1U);
    const auto& post = first->value.posts[0];
    EXPECT_EQ(post.id, "7080213458555737986");
    EXPECT_EQ(post.title, "Title");
    EXPECT_EQ(post.description, "words");
    EXPECT_EQ(post.duration, 14);
    EXPECT_EQ(format_instant(*post.created), "2022-03-23T01:46:40Z");
    EXPECT_EQ(first->value.has_more, true);
    EXPECT_TRUE(second->value.posts.empty());
    EXPECT_EQ(developers.posts(context, SecretText{"a1"}, "x").error().reason, "tiktok.limit");
    EXPECT_EQ(wire.sent.size(), 2U);
}

TEST_F(TokensTest, AProfilesErrorIsKnownByItsName) {
    wire.answer(R"({"data":{},"error":{"code":"access_token_invalid","message":"secret words",)"
                R"("log_id":"l2"}})",
                401);
    wire.answer(R"({"error":{"code":"scope_not_authorized"}})", 401);
    wire.answer(R"({"error":{"code":"rate_limit_exceeded"}})", 429);
    wire.answer(R"({"error":{"code":"brand_new"}})", 500);
    wire.answer("<html>", 502);
    wire.failure("http.reset");
    wire.answer(R"({"data":{}})", 200);

    const auto ask = [&] {
        return developers.profile(context, SecretText{"a1"}).error();
    };
    const auto dead = ask();

    EXPECT_EQ(dead.code, ErrorCode::unauthenticated);
    EXPECT_EQ(dead.reason, "tiktok_developers.access_token_invalid");
    EXPECT_EQ(dead.request_id, "l2");
    EXPECT_FALSE(dead.message.contains("secret words"));
    EXPECT_EQ(ask().code, ErrorCode::forbidden);
    EXPECT_EQ(ask().code, ErrorCode::rate_limited);
    EXPECT_EQ(ask().code, ErrorCode::unavailable) << "a read leaves nothing open";
    EXPECT_EQ(ask().reason, "tiktok.http_5xx");
    EXPECT_EQ(ask().code, ErrorCode::unavailable);
    EXPECT_EQ(ask().reason, "tiktok.shape");
}

TEST_F(TokensTest, TheSixHundredAndFirstCallOfAMinuteIsNotSent) {
    constexpr const char* profile = R"({"data":{"user":{"open_id":"o1"}},"error":{"code":"ok"}})";
    const auto ask = [&] {
        return developers.profile(context, SecretText{"a1"});
    };
    for (int i = 0; i < 600; ++i) {
        wire.answer(profile);
        ASSERT_TRUE(ask());
        clock.advance(milliseconds{50});
    }

    const auto refused = ask();

    EXPECT_EQ(refused.error().code, ErrorCode::rate_limited);
    EXPECT_EQ(refused.error().retry_after, seconds{30}); // the first was sent 30 seconds ago
    EXPECT_EQ(wire.sent.size(), 600U);
    wire.answer(R"({"data":{"videos":[]},"error":{"code":"ok"}})");
    EXPECT_TRUE(developers.posts(context, SecretText{"a1"}, std::nullopt))
        << "each kind of call is counted by itself";
    clock.advance(seconds{30});
    wire.answer(profile);
    EXPECT_TRUE(ask());
}

TEST(LoginUrlTest, NamesTheAppItsWishesAndTheWayBack) {
    EXPECT_EQ(login_url("https://www.tiktok.com/v2/auth/authorize/", "key",
                        {"user.info.basic", "video.list"}, "st", "https://a.example/cb"),
              "https://www.tiktok.com/v2/auth/authorize/?client_key=key"
              "&scope=user.info.basic%2Cvideo.list&response_type=code"
              "&redirect_uri=https%3A%2F%2Fa.example%2Fcb&state=st");
}

} // namespace
} // namespace bayme::tiktok
