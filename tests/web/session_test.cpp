// SPDX-License-Identifier: LicenseRef-Bayme
#include "site_fixture.hpp"

namespace bayme::web::test {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

TEST_F(SiteTest, LookingAtALinkDoesNotUseItUp) {
    const auto link = "/link/" + make_link(world_.owner);

    for (int times = 0; times < 3; ++times) {
        const auto page = get(link);
        EXPECT_EQ(page.status, 200);
        EXPECT_EQ(header_of(page, "Set-Cookie"), "(absent)");
        EXPECT_THAT(std::string{page.content()}, HasSubstr("method=\"post\" action=\"" + link));
    }

    EXPECT_EQ(post(link, "", {same_origin}).status, 303);
}

TEST_F(SiteTest, ALinkOpensOneSession) {
    const auto link = "/link/" + make_link(world_.owner);

    const auto opened = post(link, "", {same_origin});

    EXPECT_EQ(opened.status, 303);
    EXPECT_EQ(header_of(opened, "Location"), "/app/accounts");
    EXPECT_EQ(header_of(opened, "Cache-Control"), "no-store");
    EXPECT_THAT(header_of(opened, "Set-Cookie"),
                MatchesRegex("__Host-bayme=[0-9a-f]+; Path=/; Secure; HttpOnly; SameSite=Lax"));

    const auto again = post(link, "", {same_origin});
    EXPECT_EQ(again.status, 401);
    EXPECT_EQ(header_of(again, "Set-Cookie"), "(absent)");
}

TEST_F(SiteTest, AChangedPolicyIsToldAtTheNextSignInOnce) {
    const auto open = [&] {
        const auto opened = post("/link/" + make_link(world_.owner), "", {same_origin});
        return header_of(opened, "Location");
    };
    const auto was = std::exchange(world_.services.policy_version, "2026-05-26");
    open();
    EXPECT_EQ(open(), "/app/accounts");

    world_.services.policy_version = "2026-11-22";

    EXPECT_EQ(open(), "/app/accounts?policy=changed");
    EXPECT_EQ(open(), "/app/accounts");
    world_.services.policy_version = was;
    const auto cookie = sign_in(world_.owner);
    EXPECT_THAT(body("/app/accounts?policy=changed", {cookie}),
                HasSubstr("The privacy policy has changed since you were last here."));
    EXPECT_THAT(body("/app/accounts", {cookie}), Not(HasSubstr("policy has changed")));
}

TEST_F(SiteTest, EveryDeadLinkLooksTheSame) {
    const auto used = make_link(world_.owner);
    post("/link/" + used, "", {same_origin});
    const auto late = make_link(world_.owner);
    world_.state.clock.advance(std::chrono::minutes{16});

    const auto unknown_page = std::string{post("/link/unknown", "", {same_origin}).content()};

    EXPECT_EQ(post("/link/" + used, "", {same_origin}).content(), unknown_page);
    EXPECT_EQ(post("/link/" + late, "", {same_origin}).content(), unknown_page);
}

TEST_F(SiteTest, AnotherSiteCannotSignSomebodyIn) {
    const auto link = "/link/" + make_link(world_.owner);

    EXPECT_EQ(post(link, "", {{"Sec-Fetch-Site", "cross-site"}}).status, 403);
    EXPECT_EQ(post(link, "", {{"Origin", "https://evil.example"}}).status, 403);
    EXPECT_EQ(post(link, "").status, 403);
    EXPECT_EQ(post(link, "", {{"Origin", "https://app.bayme.store"}}).status, 303);
}

TEST_F(SiteTest, NoStaffPageIsShownWithoutASession) {
    int checked = 0;
    for (const auto& route : Web::routes()) {
        if (route.access != Access::session) {
            continue;
        }
        auto path = std::string{route.path};
        if (const auto hole = path.find(":id"); hole != std::string::npos) {
            path.replace(hole, 3, "p1");
        }
        for (const auto& headers :
             {http::Headers{}, http::Headers{{"Cookie", "__Host-bayme=" + std::string(64, 'a')}},
              http::Headers{{"Cookie", "__Host-bayme="}}}) {
            const auto answer = route.method == http::Method::get
                                    ? get(path, headers)
                                    : post(path, "form_token=" + std::string(64, 'a'), [&] {
                                          auto sent = headers;
                                          sent.push_back(same_origin);
                                          return sent;
                                      }());
            EXPECT_THAT(answer.status, testing::AnyOf(303, 401)) << path;
            EXPECT_THAT(header_of(answer, "Location"), testing::AnyOf("/sign-in", "(absent)"))
                << path;
            EXPECT_EQ(header_of(answer, "Cache-Control"), "no-store") << path;
        }
        ++checked;
    }
    EXPECT_GE(checked, 10);
}

TEST_F(SiteTest, AStaffPageNamesWhoIsSignedIn) {
    const auto page = get("/app/accounts", {sign_in(world_.owner)});

    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(header_of(page, "Cache-Control"), "no-store");
    EXPECT_THAT(std::string{page.content()}, HasSubstr("<bdi>Ada Lindqvist</bdi>"));
    EXPECT_THAT(std::string{page.content()}, HasSubstr("Nordlicht &lt;b&gt;EU&lt;/b&gt;"));
}

TEST_F(SiteTest, TwoSessionCookiesAreNone) {
    const auto good = sign_in(world_.owner);
    const http::Header planted{"Cookie", "__Host-bayme=planted; " + good.value};

    EXPECT_EQ(get("/app/accounts", {planted}).status, 303);
}

TEST_F(SiteTest, SigningOutEndsTheSessionEverywhere) {
    const auto cookie = sign_in(world_.owner);
    const auto token = form_token(cookie);

    const auto out = post("/app/sign-out", "form_token=" + token, {cookie, same_origin});

    EXPECT_EQ(out.status, 303);
    EXPECT_EQ(header_of(out, "Clear-Site-Data"), R"("cache","cookies","storage")");
    EXPECT_THAT(header_of(out, "Set-Cookie"), HasSubstr("Max-Age=0"));
    EXPECT_EQ(get("/app/accounts", {cookie}).status, 303);
}

TEST_F(SiteTest, AFormNeedsAllThreeLocks) {
    const auto cookie = sign_in(world_.owner);
    const auto token = form_token(cookie);
    const auto other = form_token(sign_in(world_.owner));
    ASSERT_EQ(token.size(), 64U);
    ASSERT_NE(token, other);
    asked().clear();

    const auto status = [&](http::Headers headers, const std::string& form) {
        return post("/app/sync", form, std::move(headers)).status;
    };
    const http::Header cross{"Sec-Fetch-Site", "cross-site"};
    const http::Header sibling{"Sec-Fetch-Site", "same-site"};
    const auto right = "form_token=" + token;

    EXPECT_EQ(status({cookie, cross}, right), 403);
    EXPECT_EQ(status({cookie, sibling}, right), 403);
    EXPECT_EQ(status({cookie}, right), 403);
    EXPECT_EQ(status({cookie, {"Origin", "null"}}, right), 403);
    EXPECT_EQ(status({same_origin}, right), 401);
    EXPECT_EQ(status({cookie, same_origin}, ""), 403);
    EXPECT_EQ(status({cookie, same_origin}, "form_token="), 403);
    EXPECT_EQ(status({cookie, same_origin}, "form_token=" + other), 403);
    EXPECT_EQ(status({cookie, same_origin}, "form_token=" + std::string(64, '0')), 403);
    auto json = request("/app/sync", http::Method::post,
                        {cookie, same_origin, {"Content-Type", "application/json"}});
    json.body = R"({"form_token":")" + token + R"("})";
    EXPECT_EQ(web_.answer(json).status, 400);
    EXPECT_THAT(asked(), testing::IsEmpty());

    EXPECT_EQ(status({cookie, same_origin}, right), 303);
    EXPECT_THAT(asked(), testing::ElementsAre("sync.start"));
}

TEST_F(SiteTest, WhoMayOnlyReadGetsNoButtonsAndNoWay) {
    const auto cookie = sign_in(world_.analyst);
    const auto accounts = body("/app/accounts", {cookie});
    const auto plan = body("/app/plans/p1", {cookie});
    asked().clear();

    EXPECT_THAT(accounts, Not(HasSubstr("/oauth/start/")));
    EXPECT_THAT(plan, HasSubstr("1,324.50"));
    EXPECT_THAT(plan, Not(HasSubstr("/approve")));
    const auto forced =
        post("/app/plans/p1/approve", "form_token=" + form_token(cookie), {cookie, same_origin});
    EXPECT_EQ(forced.status, 403);
    EXPECT_THAT(asked(), testing::IsEmpty());
}

TEST_F(SiteTest, ApprovingGoesThroughThePlanAndBackToIt) {
    const auto cookie = sign_in(world_.owner);
    asked().clear();

    const auto done =
        post("/app/plans/p1/approve", "form_token=" + form_token(cookie), {cookie, same_origin});

    EXPECT_EQ(done.status, 303);
    EXPECT_EQ(header_of(done, "Location"), "/app/plans/p1");
    EXPECT_THAT(asked(), testing::ElementsAre("plans.approve p1 by person:" + world_.owner.text()));
}

TEST_F(SiteTest, ARefusedDecisionIsShownOnThePlan) {
    const auto cookie = sign_in(world_.owner);

    const auto refused =
        post("/app/plans/p1/discard", "form_token=" + form_token(cookie), {cookie, same_origin});

    EXPECT_EQ(refused.status, 409);
    EXPECT_THAT(std::string{refused.content()}, HasSubstr("the plan is being applied"));
    EXPECT_THAT(std::string{refused.content()}, HasSubstr("Approve and apply 1 change"));
    EXPECT_THAT(std::string{refused.content()}, HasSubstr("Request id <code>req-1</code>"));
}

TEST_F(SiteTest, APlanThatIsNotThereIsAPageWithTheRightStatus) {
    EXPECT_EQ(get("/app/plans/p2", {sign_in(world_.owner)}).status, 404);
}

TEST_F(SiteTest, WhoIsSignedInStaysAmongTheStaffPagesWhenSomethingFails) {
    const auto cookie = sign_in(world_.owner);
    const auto plan = get("/app/plans/zzz", {cookie});
    const auto nowhere = get("/app/nope", {cookie});
    const std::string plan_text{plan.content()};
    const std::string nowhere_text{nowhere.content()};

    for (const auto& page : {plan_text, nowhere_text}) {
        EXPECT_THAT(page, testing::Not(HasSubstr("for staff")));
        EXPECT_THAT(page, HasSubstr("Sign out"));
        EXPECT_THAT(page, HasSubstr("<h1>This did not work</h1>"));
        EXPECT_THAT(page, testing::Not(HasSubstr("<h2>")));
    }
    EXPECT_EQ(nowhere.status, 404);
    EXPECT_EQ(header_of(nowhere, "Cache-Control"), "no-store");
    EXPECT_THAT(plan_text, HasSubstr("href=\"/app/plans\">Back to Plans</a>"));
    EXPECT_THAT(nowhere_text, HasSubstr("href=\"/app/accounts\">Back to Accounts</a>"));
    EXPECT_THAT(nowhere_text, HasSubstr("There is no page at this address"));
    EXPECT_EQ(body("/app/nope"), body("/nope")) << "nobody is signed in";
}

} // namespace
} // namespace bayme::web::test
