// SPDX-License-Identifier: LicenseRef-Bayme
#include "site_fixture.hpp"

namespace bayme::web::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const http::Header browser{"Cookie", "__Host-oauthtx=browser-1"};

/// The same for either login; the parameter is its part of the addresses.
class OwnAccountSiteTest : public SiteTest, public testing::WithParamInterface<const char*> {
protected:
    void SetUp() override { asked().clear(); }
    static std::string at(std::string_view pattern) {
        return fmt::format(fmt::runtime(pattern), GetParam());
    }
};

TEST_P(OwnAccountSiteTest, ConnectingSetsTheFlowsCookieAndGoesToTikTok) {
    const auto cookie = sign_in(world_.owner);
    const auto token = form_token(cookie);
    asked().clear();

    const auto started = post(at("/oauth/start/{}"), "form_token=" + token, {cookie, same_origin});

    EXPECT_EQ(started.status, 303);
    EXPECT_EQ(header_of(started, "Location"), "https://www.tiktok.com/v2/auth/authorize/?state=s");
    EXPECT_THAT(header_of(started, "Set-Cookie"), HasSubstr("__Host-oauthtx=browser-1"));
    EXPECT_THAT(asked(), ElementsAre(at("own_accounts.start {}")));
}

TEST_P(OwnAccountSiteTest, AFormMayEndAtTikToksConsentPage) {
    EXPECT_THAT(header_of(get("/sign-in"), "Content-Security-Policy"),
                HasSubstr("form-action 'self' https://business-api.tiktok.com "
                          "https://www.tiktok.com;"));
}

TEST_P(OwnAccountSiteTest, AConnectLinkNeedsThePressOfAButton) {
    const auto shown = get(at("/oauth/start/{}?link=good"));

    EXPECT_THAT(std::string{shown.content()}, HasSubstr(at("action=\"/oauth/start/{}/link\"")));
    EXPECT_THAT(asked(), IsEmpty());
    EXPECT_EQ(post(at("/oauth/start/{}/link"), "link=good", {same_origin}).status, 303);
    EXPECT_EQ(post(at("/oauth/start/{}/link"), "link=used", {same_origin}).status, 401);
}

TEST_P(OwnAccountSiteTest, TheCallbackHandsOnStateCodeAndBrowserAndLeavesNoCodeBehind) {
    const auto back = get(at("/oauth/{}/callback?code=abc&state=s1&scopes=x"), {browser});

    EXPECT_EQ(back.status, 303);
    EXPECT_EQ(header_of(back, "Location"), at("/oauth/{}/accounts/o1"));
    EXPECT_THAT(header_of(back, "Set-Cookie"), HasSubstr("__Host-oauthtx=browser-1"));
    EXPECT_EQ(back.content(), "");
    EXPECT_THAT(asked(),
                ElementsAre(at("own_accounts.finish {} state=s1 code=abc browser=browser-1")));
}

TEST_P(OwnAccountSiteTest, OnlyTheBrowserOfTheConsentIsToldThatTheAccountIsConnected) {
    EXPECT_THAT(body(at("/oauth/{}/accounts/o1"), {browser}),
                HasSubstr("The TikTok account is connected"));
    EXPECT_THAT(body(at("/oauth/{}/accounts/o2"), {browser}),
                HasSubstr("was connected, but is no more"));

    const auto opened = get(at("/oauth/{}/accounts/o1"));

    EXPECT_EQ(opened.status, 400);
    EXPECT_THAT(std::string{opened.content()}, HasSubstr("This page is not shown here"));
    EXPECT_THAT(std::string{opened.content()}, Not(HasSubstr("connected</h")));
}

TEST_P(OwnAccountSiteTest, ACallbackThatTikTokDidNotSendSaysSo) {
    asked().clear();

    const auto opened = get(at("/oauth/{}/callback"), {browser});
    const std::string page{opened.content()};

    EXPECT_EQ(opened.status, 400);
    EXPECT_THAT(page, HasSubstr("It was opened without an answer from TikTok."));
    EXPECT_THAT(page, HasSubstr(at("bayme own-accounts connect {}")));
    EXPECT_THAT(page, Not(HasSubstr("refused")));
    EXPECT_EQ(header_of(opened, "Set-Cookie"), "(absent)") << "a consent may be under way";
    EXPECT_THAT(asked(), IsEmpty());
}

TEST_P(OwnAccountSiteTest, ARefusalIsTikToksOwnWord) {
    const auto refused = get(at("/oauth/{}/callback?error=access_denied&state=s1"), {browser});

    EXPECT_THAT(std::string{refused.content()}, HasSubstr("The consent was refused"));
}

TEST_P(OwnAccountSiteTest, TheAccountsPageListsThemAndConnectsMore) {
    const auto page = body("/app/accounts", {sign_in(world_.owner)});

    EXPECT_THAT(page, HasSubstr(at("action=\"/oauth/start/{}\"")));
    EXPECT_THAT(page, HasSubstr("Nordlicht &lt;b&gt;film&lt;/b&gt;"));
    EXPECT_THAT(page, HasSubstr("href=\"/app/own-accounts/o1/end\">Disconnect</a>"));
    EXPECT_THAT(page, Not(HasSubstr("/app/own-accounts/o2/end"))) << "that one has ended";
    EXPECT_THAT(body("/app/accounts", {sign_in(world_.analyst)}),
                Not(HasSubstr("own TikTok accounts")));
}

TEST_F(SiteTest, AnOwnAccountIsDisconnectedAfterAQuestion) {
    const auto cookie = sign_in(world_.owner);
    const auto token = form_token(cookie);
    const auto question = body("/app/own-accounts/o1/end", {cookie});
    asked().clear();

    const auto unsaid =
        post("/app/own-accounts/o1/end", "form_token=" + token, {cookie, same_origin});
    EXPECT_THAT(asked(), IsEmpty());
    const auto ended = post("/app/own-accounts/o1/end", "confirmed=yes&form_token=" + token,
                            {cookie, same_origin});

    for (const auto* said : {"Nordlicht &lt;b&gt;film&lt;/b&gt;", "Ada &lt;b&gt;L&lt;/b&gt;",
                             "Destroyed", "Kept", "Yes, disconnect this account"}) {
        EXPECT_THAT(question, HasSubstr(said));
    }
    EXPECT_EQ(unsaid.status, 400);
    EXPECT_EQ(header_of(ended, "Location"), "/app/accounts");
    EXPECT_THAT(asked(), ElementsAre("own_accounts.revoke o1"));
    EXPECT_EQ(get("/app/own-accounts/o2/end", {cookie}).status, 404);
    const auto analyst = sign_in(world_.analyst);
    EXPECT_EQ(post("/app/own-accounts/o1/end", "confirmed=yes&form_token=" + form_token(analyst),
                   {analyst, same_origin})
                  .status,
              404);
    EXPECT_THAT(asked(), ElementsAre("own_accounts.revoke o1"));
}

TEST_P(OwnAccountSiteTest, ACallbackOfAnotherBrowserOrABadCodeConnectsNothing) {
    const auto foreign = get(at("/oauth/{}/callback?code=abc&state=s1"));
    const auto refused = get(at("/oauth/{}/callback?code=bad&state=s1"), {browser});

    EXPECT_EQ(foreign.status, 400);
    EXPECT_THAT(std::string{foreign.content()}, HasSubstr("does not belong to this browser"));
    EXPECT_EQ(refused.status, 400);
    EXPECT_THAT(std::string{refused.content()}, HasSubstr("TikTok did not accept the code"));
}

INSTANTIATE_TEST_SUITE_P(Logins, OwnAccountSiteTest,
                         testing::Values("tiktok-account", "tiktok-developers"),
                         [](const auto& test) {
                             return std::string{test.param} == "tiktok-account" ? "account"
                                                                                : "developers";
                         });

} // namespace
} // namespace bayme::web::test
