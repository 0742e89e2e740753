// SPDX-License-Identifier: LicenseRef-Bayme
#include "site_fixture.hpp"

namespace bayme::web::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

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
    EXPECT_EQ(header_of(back, "Location"), at("/oauth/{}/connected"));
    EXPECT_THAT(header_of(back, "Set-Cookie"), HasSubstr("__Host-oauthtx=;"));
    EXPECT_EQ(back.content(), "");
    EXPECT_THAT(asked(),
                ElementsAre(at("own_accounts.finish {} state=s1 code=abc browser=browser-1")));
    EXPECT_THAT(body(at("/oauth/{}/connected")), HasSubstr("The TikTok account is connected"));
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
