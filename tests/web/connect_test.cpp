// SPDX-License-Identifier: LicenseRef-Bayme
#include "site_fixture.hpp"

namespace bayme::web::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const http::Header browser{"Cookie", "__Host-oauthtx=browser-1"};

TEST_F(SiteTest, ConnectingSetsTheFlowsCookieAndGoesToTikTok) {
    const auto cookie = sign_in(world_.owner);
    asked().clear();

    const auto started =
        post("/oauth/start/tiktok", "form_token=" + form_token(cookie), {cookie, same_origin});

    EXPECT_EQ(started.status, 303);
    EXPECT_EQ(header_of(started, "Location"),
              "https://business-api.tiktok.com/portal/auth?state=s");
    EXPECT_EQ(header_of(started, "Set-Cookie"),
              "__Host-oauthtx=browser-1; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=600");
    EXPECT_EQ(header_of(started, "Referrer-Policy"), "no-referrer");
    EXPECT_THAT(asked(), ElementsAre("connections.start by person:" + world_.owner.text()));
}

TEST_F(SiteTest, WhoMayNotConnectIsRefused) {
    const auto cookie = sign_in(world_.analyst);

    const auto refused =
        post("/oauth/start/tiktok", "form_token=" + form_token(cookie), {cookie, same_origin});

    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(header_of(refused, "Set-Cookie"), "(absent)");
}

TEST_F(SiteTest, AConnectLinkNeedsThePressOfAButton) {
    const auto shown = get("/oauth/start/tiktok?link=good");
    EXPECT_EQ(shown.status, 200);
    EXPECT_EQ(header_of(shown, "Set-Cookie"), "(absent)");
    EXPECT_THAT(std::string{shown.content()}, HasSubstr("name=\"link\" value=\"good\""));

    const auto pressed = post("/oauth/start/tiktok/link", "link=good", {same_origin});
    EXPECT_EQ(pressed.status, 303);
    EXPECT_THAT(header_of(pressed, "Set-Cookie"), HasSubstr("__Host-oauthtx=browser-1"));

    EXPECT_EQ(post("/oauth/start/tiktok/link", "link=used", {same_origin}).status, 401);
}

TEST_F(SiteTest, TheCallbackHandsOnStateCodeAndBrowserAndLeavesNoCodeBehind) {
    asked().clear();

    const auto back = get("/oauth/tiktok/callback?auth_code=abc&state=s1&code=x", {browser});

    EXPECT_EQ(back.status, 303);
    EXPECT_EQ(header_of(back, "Location"), "/oauth/tiktok/accounts/c1");
    EXPECT_EQ(header_of(back, "Cache-Control"), "no-store");
    EXPECT_EQ(header_of(back, "Referrer-Policy"), "no-referrer");
    EXPECT_EQ(back.content(), "");
    EXPECT_THAT(asked(),
                ElementsAre("connections.finish state=s1 auth_code=abc browser=browser-1"));
}

TEST_F(SiteTest, ACallbackOfAnotherBrowserIsRefusedAlsoWithASession) {
    const auto session = sign_in(world_.owner);
    for (const auto& headers :
         {http::Headers{}, http::Headers{{"Cookie", "__Host-oauthtx=browser-2"}},
          http::Headers{session},
          http::Headers{{"Cookie", "__Host-oauthtx=browser-1; __Host-oauthtx=browser-2"}}}) {
        const auto back = get("/oauth/tiktok/callback?auth_code=abc&state=s1", headers);

        EXPECT_EQ(back.status, 400);
        EXPECT_THAT(std::string{back.content()}, HasSubstr("does not belong to this browser"));
        EXPECT_THAT(std::string{back.content()}, HasSubstr("No account was connected"));
        EXPECT_THAT(header_of(back, "Set-Cookie"), HasSubstr("__Host-oauthtx=;"));
    }
}

TEST_F(SiteTest, ACallbackThatTikTokDidNotSendSaysSo) {
    asked().clear();

    const std::string page{get("/oauth/tiktok/callback", {browser}).content()};

    EXPECT_THAT(page, HasSubstr("It was opened without an answer from TikTok."));
    EXPECT_THAT(page, Not(HasSubstr("refused")));
    EXPECT_THAT(asked(), IsEmpty());
}

TEST_F(SiteTest, ALostAnswerTellsWhatMayStandAtTikTok) {
    const auto back = get("/oauth/tiktok/callback?auth_code=lost&state=s1", {browser});

    EXPECT_THAT(std::string{back.content()}, HasSubstr("TikTok may have recorded the consent"));
}

TEST_F(SiteTest, TheAccountsFoundAreNamedAndAskedFor) {
    const auto page = get("/oauth/tiktok/accounts/c1", {browser});
    const std::string text{page.content()};

    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(text, HasSubstr("TikTok opened 2 ad accounts"));
    EXPECT_THAT(text, HasSubstr("Nordlicht &lt;b&gt;EU&lt;/b&gt;"));
    EXPECT_THAT(text, HasSubstr("7002 · USD · UTC-8"));
    EXPECT_THAT(text, HasSubstr("in use already"));
    EXPECT_EQ(get("/oauth/tiktok/accounts/c1").status, 400);
}

TEST_F(SiteTest, TheChosenAccountsAreKeptOnce) {
    asked().clear();

    const auto kept =
        post("/oauth/tiktok/accounts/c1", "keep=7001&keep=7002", {browser, same_origin});

    EXPECT_EQ(kept.status, 200);
    EXPECT_THAT(std::string{kept.content()}, HasSubstr("2 ad accounts connected"));
    EXPECT_THAT(header_of(kept, "Set-Cookie"), HasSubstr("__Host-oauthtx=;"));
    EXPECT_THAT(asked(), ElementsAre("connections.keep c1 [7001,7002]"));
}

TEST_F(SiteTest, KeepingNoAccountIsRefusedAndAskedAgain) {
    asked().clear();

    const auto refused = post("/oauth/tiktok/accounts/c1", "", {browser, same_origin});
    const std::string page{refused.content()};

    EXPECT_EQ(refused.status, 400);
    EXPECT_THAT(page, HasSubstr("No account was chosen"));
    EXPECT_THAT(page, HasSubstr("bayme connections revoke c1"));
    EXPECT_THAT(page, HasSubstr("name=\"keep\" value=\"7001\""));
    EXPECT_EQ(header_of(refused, "Set-Cookie"), "(absent)") << "the choice can still be made";
    EXPECT_THAT(asked(), IsEmpty());
}

TEST_F(SiteTest, AnotherSiteCannotChooseTheAccounts) {
    asked().clear();

    EXPECT_EQ(
        post("/oauth/tiktok/accounts/c1", "keep=7001", {browser, {"Sec-Fetch-Site", "cross-site"}})
            .status,
        403);

    EXPECT_THAT(asked(), IsEmpty());
}

} // namespace
} // namespace bayme::web::test
