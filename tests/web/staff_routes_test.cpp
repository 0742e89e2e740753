// SPDX-License-Identifier: LicenseRef-Bayme
#include "site_fixture.hpp"

namespace bayme::web::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TEST_F(SiteTest, CampaignsShowWhatTheOperationAnswers) {
    const auto page = body("/app/campaigns?account=7001", {sign_in(world_.owner)});

    EXPECT_THAT(page, HasSubstr("&lt;i&gt;Spring&lt;/i&gt;"));
    EXPECT_THAT(page, HasSubstr("<span class=\"proof\">out of budget</span>"));
    EXPECT_THAT(page, HasSubstr(">1,234.50</td>"));
    EXPECT_THAT(page, HasSubstr(">90,000</td>"));
    EXPECT_THAT(page, HasSubstr(">308.62</td>")); // 1234.5 / 4 = 308.625, half to even
    EXPECT_THAT(page, HasSubstr("<small>27 May</small>"));
    EXPECT_THAT(page, HasSubstr("so far"));
    EXPECT_THAT(page, HasSubstr("account time (UTC+1)"));
}

TEST_F(SiteTest, WithoutAnAccountInTheAddressTheFirstIsShown) {
    const auto cookie = sign_in(world_.owner);

    EXPECT_THAT(body("/app/campaigns", {cookie}), HasSubstr("value=\"7001\" selected"));
}

TEST_F(SiteTest, AnAccountThatCannotBeShownSaysWhy) {
    const auto page = body("/app/campaigns?account=7002", {sign_in(world_.owner)});

    EXPECT_THAT(page, HasSubstr("nobody knows how its days are cut"));
    EXPECT_THAT(page, HasSubstr("What did not change."));
    EXPECT_THAT(page, HasSubstr("value=\"7002\" selected")) << "another account can be chosen";
}

TEST_F(SiteTest, AChangeIsDraftedAndReviewed) {
    const auto cookie = sign_in(world_.owner);
    const auto token = form_token(cookie);
    asked().clear();
    const auto send = [&](const std::string& change) {
        return post("/app/plans", "form_token=" + token + "&account=7001&campaign=17&" + change,
                    {cookie, same_origin});
    };

    EXPECT_EQ(header_of(send("change=pause"), "Location"), "/app/plans/p1");
    EXPECT_EQ(header_of(send("change=enable"), "Location"), "/app/plans/p1");
    EXPECT_EQ(header_of(send("change=budget&budget=324.00"), "Location"), "/app/plans/p1");
    EXPECT_EQ(send("change=delete").status, 400);

    EXPECT_THAT(asked(), ElementsAre("draft 7001 campaign 17 operation_status DISABLE",
                                     "draft 7001 campaign 17 operation_status ENABLE",
                                     "draft 7001 campaign 17 budget 324.00"));
}

TEST_F(SiteTest, TheListOfPlansCountsNoSteps) {
    const auto page = body("/app/plans", {sign_in(world_.owner)});

    EXPECT_THAT(page, HasSubstr("Budget of &lt;i&gt;Spring&lt;/i&gt;"));
    EXPECT_THAT(page, Not(HasSubstr("Steps"))) << "plans.list answers none: they would all be 0";
}

TEST_F(SiteTest, APlanReadsItselfAgainWhileItIsUsuallyApplied) {
    const auto cookie = sign_in(world_.owner);

    EXPECT_EQ(header_of(get("/app/plans/approved-just-now", {cookie}), "Refresh"), "2");
    EXPECT_EQ(header_of(get("/app/plans/approved-long-ago", {cookie}), "Refresh"), "(absent)");
    EXPECT_EQ(header_of(get("/app/plans/p1", {cookie}), "Refresh"), "(absent)");
    EXPECT_THAT(body("/app/plans/approved-long-ago", {cookie}), HasSubstr(">Refresh</a>"));
}

TEST_F(SiteTest, AWrongBudgetIsShownWhereItWasTyped) {
    const auto cookie = sign_in(world_.owner);

    const auto refused = post("/app/plans",
                              "form_token=" + form_token(cookie) +
                                  "&account=7001&campaign=17&change=budget&budget=a+lot",
                              {cookie, same_origin});

    EXPECT_EQ(refused.status, 400);
    EXPECT_THAT(std::string{refused.content()}, HasSubstr("&quot;a lot&quot; is not an amount"));
    EXPECT_THAT(std::string{refused.content()}, HasSubstr("value=\"a lot\""));
}

TEST_F(SiteTest, ACampaignThatIsNotThereIsNotFound) {
    const auto cookie = sign_in(world_.owner);

    EXPECT_EQ(get("/app/campaigns/17?account=7001", {cookie}).status, 200);
    EXPECT_EQ(get("/app/campaigns/19?account=7001", {cookie}).status, 404);
}

TEST_F(SiteTest, AReportIsAskedByItsAddress) {
    const auto cookie = sign_in(world_.owner);
    asked().clear();

    const auto page = body("/app/report?dimension=campaign&metric=spend&metric=ctr&from=2026-05-01"
                           "&to=2026-05-26&as_of=2026-05-20",
                           {cookie});

    EXPECT_THAT(asked(), ElementsAre("report spend,ctr of campaign from 2026-05-01 to 2026-05-26 "
                                     "as of 2026-05-20T23:59:59Z"));
    EXPECT_THAT(page, HasSubstr("&lt;i&gt;Spring&lt;/i&gt;"));
    EXPECT_THAT(page, Not(HasSubstr(">campaign_id<")));
    EXPECT_THAT(page, HasSubstr("<td class=\"number\">1,234</td>")) << "yen have no decimals";
    EXPECT_THAT(page, HasSubstr("<td class=\"number\">1.48</td>"));
    EXPECT_THAT(page, HasSubstr("1,399 of 1,400 account days are complete."));
    EXPECT_THAT(page, HasSubstr("500 more rows."));
    EXPECT_THAT(page, HasSubstr("name=\"metric\" value=\"ctr\" checked"));
    EXPECT_THAT(page, HasSubstr("name=\"metric\" value=\"clicks\">"));
}

TEST_F(SiteTest, AReportOfNothingSaysWhatIsMissing) {
    const auto page =
        body("/app/report?dimension=day&from=2026-05-01&to=2026-05-26", {sign_in(world_.owner)});

    EXPECT_THAT(page, HasSubstr("nothing was ticked under Show"));
    EXPECT_EQ(
        get("/app/report?dimension=day&from=2026-05-01&to=2026-05-26", {sign_in(world_.owner)})
            .status,
        400);
}

TEST_F(SiteTest, TheEmptyReportFormAsksNothing) {
    const auto cookie = sign_in(world_.owner);
    asked().clear();

    const auto page = body("/app/report", {cookie});

    EXPECT_THAT(asked(), testing::IsEmpty());
    EXPECT_THAT(page, HasSubstr("name=\"dimension\" value=\"day\" checked"));
    EXPECT_THAT(page, HasSubstr("value=\"2026-05-21\"")); // a week that ends today
    EXPECT_THAT(page, Not(HasSubstr("<table")));
}

} // namespace
} // namespace bayme::web::test
