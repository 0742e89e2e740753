// SPDX-License-Identifier: LicenseRef-Bayme
#include "site_fixture.hpp"
#include "support/source_folder.hpp"
#include "web/load/report_question.hpp"

#include <fstream>

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

TEST_F(SiteTest, AFormSentTwiceDraftsOnce) {
    const auto cookie = sign_in(world_.owner);
    const auto page = body("/app/campaigns/17?account=7001", {cookie});
    const std::string before = R"(name="page_id" value=")";
    const auto at = page.find(before) + before.size();
    const auto page_id = page.substr(at, page.find('"', at) - at);
    const auto token = form_token(cookie);
    asked().clear();
    const auto send = [&](const std::string& change) {
        return header_of(post("/app/plans",
                              "form_token=" + token + "&page_id=" + page_id +
                                  "&account=7001&campaign=17&" + change,
                              {cookie, same_origin}),
                         "Location");
    };

    EXPECT_EQ(send("change=budget&budget=324.00"), "/app/plans/p1");
    EXPECT_EQ(send("change=budget&budget=324.00"), "/app/plans/p1");
    EXPECT_EQ(send("change=budget&budget=350.00"), "/app/plans/p1") << "thought better of it";
    EXPECT_EQ(send("change=pause"), "/app/plans/p1");

    EXPECT_FALSE(page_id.empty());
    EXPECT_THAT(asked(), ElementsAre("draft 7001 campaign 17 budget 324.00",
                                     "draft 7001 campaign 17 budget 350.00",
                                     "draft 7001 campaign 17 operation_status DISABLE"));
}

TEST_F(SiteTest, AStoppedPlanIsResumedFromItsPage) {
    const auto cookie = sign_in(world_.owner);
    const auto token = form_token(cookie);
    asked().clear();

    const auto answer = post("/app/plans/p1/resume", "form_token=" + token, {cookie, same_origin});

    EXPECT_EQ(header_of(answer, "Location"), "/app/plans/p1");
    EXPECT_THAT(asked(), ElementsAre("resume p1"));
}

TEST_F(SiteTest, AnAccountShowsItsFirstSyncRunning) {
    const auto page = body("/app/accounts", {sign_in(world_.owner)});

    EXPECT_THAT(page, HasSubstr("First sync runs"));
    EXPECT_THAT(page, HasSubstr("3 of 12 windows"));
}

TEST_F(SiteTest, AConnectionThatWaitsIsChosenFromOnAccounts) {
    const auto cookie = sign_in(world_.owner);
    const auto token = form_token(cookie);
    asked().clear();
    EXPECT_THAT(body("/app/accounts", {cookie}), HasSubstr("A connection waits for your choice"));
    EXPECT_THAT(body("/app/accounts", {sign_in(world_.analyst)}),
                Not(HasSubstr("waits for your choice")));

    const auto answer = post("/app/connections/c1/accounts", "form_token=" + token + "&keep=7001",
                             {cookie, same_origin});

    EXPECT_EQ(header_of(answer, "Location"), "/app/accounts");
    EXPECT_THAT(asked(), ElementsAre("keep c1 7001"));
}

TEST_F(SiteTest, ChoosingNoAccountOnAccountsIsRefusedThere) {
    const auto cookie = sign_in(world_.owner);
    const auto token = form_token(cookie);
    asked().clear();

    const auto refused =
        post("/app/connections/c1/accounts", "form_token=" + token, {cookie, same_origin});
    const std::string page{refused.content()};

    EXPECT_EQ(refused.status, 400);
    EXPECT_THAT(page, HasSubstr("No account was chosen"));
    EXPECT_THAT(page, HasSubstr("bayme connections revoke c1"));
    EXPECT_THAT(page, HasSubstr("A connection waits for your choice"));
}

TEST_F(SiteTest, AConnectionIsEndedAfterAQuestionThatSaysWhatIsKept) {
    const auto cookie = sign_in(world_.owner);
    const auto token = form_token(cookie);

    const auto accounts = body("/app/accounts", {cookie});
    const auto question = body("/app/connections/c1/end", {cookie});
    asked().clear();
    const auto unsaid =
        post("/app/connections/c1/end", "form_token=" + token, {cookie, same_origin});
    EXPECT_TRUE(asked().empty());
    const auto ended =
        post("/app/connections/c1/end", "confirmed=yes&form_token=" + token, {cookie, same_origin});

    EXPECT_THAT(accounts, HasSubstr("href=\"/app/connections/c1/end\">Disconnect</a>"));
    EXPECT_THAT(accounts, Not(HasSubstr("/app/connections/c0/end"))) << "that one has ended";
    for (const auto* said : {"Nordlicht &lt;b&gt;EU&lt;/b&gt;", "Ada &lt;b&gt;L&lt;/b&gt;",
                             "Destroyed", "our copy and the key it is encrypted with", "Kept",
                             "how long each is kept", "Yes, end this connection"}) {
        EXPECT_THAT(question, HasSubstr(said));
    }
    EXPECT_EQ(unsaid.status, 400);
    EXPECT_EQ(header_of(ended, "Location"), "/app/accounts");
    EXPECT_THAT(asked(), ElementsAre("revoke c1"));
    EXPECT_EQ(get("/app/connections/c0/end", {cookie}).status, 404);
}

TEST_F(SiteTest, AConnectionThatTikTokDidNotTakeBackStaysInView) {
    const auto cookie = sign_in(world_.owner);
    revoke_fails = true;

    const auto kept = post("/app/connections/c1/end",
                           "confirmed=yes&form_token=" + form_token(cookie), {cookie, same_origin});
    revoke_fails = false;

    EXPECT_EQ(kept.status, 503);
    EXPECT_THAT(std::string{kept.content()}, HasSubstr("The connection was not ended"));
    EXPECT_THAT(std::string{kept.content()}, HasSubstr("Yes, end this connection"));
}

TEST_F(SiteTest, AStepOfADiscardedPlanWaitsForNothing) {
    const auto cookie = sign_in(world_.owner);

    const auto discarded = body("/app/plans/discarded", {cookie});

    EXPECT_THAT(discarded, HasSubstr("Not sent"));
    EXPECT_THAT(discarded, Not(HasSubstr("Waiting")));
    EXPECT_THAT(body("/app/plans/p1", {cookie}), HasSubstr("Waiting"));
}

TEST_F(SiteTest, APlanForASecondPersonSaysWhoMayApproveIt) {
    const auto cookie = sign_in(world_.owner);

    const auto shown = body("/app/plans/huge", {cookie});
    const auto refused =
        post("/app/plans/huge/approve", "form_token=" + form_token(cookie), {cookie, same_origin});
    const std::string page{refused.content()};

    EXPECT_THAT(shown, HasSubstr("Somebody else must approve it."));
    EXPECT_EQ(refused.status, 403);
    EXPECT_THAT(page, HasSubstr("Somebody else must approve it."));
    EXPECT_THAT(page, Not(HasSubstr("Ask an administrator")));
}

TEST_F(SiteTest, APlanShowsWhoElseWantsToChangeTheSame) {
    const auto page = body("/app/plans/rival", {sign_in(world_.owner)});

    EXPECT_THAT(page, HasSubstr("Ada &lt;b&gt;L&lt;/b&gt; wants to change this too, to 410.00. It "
                                "is: In review."));
    EXPECT_THAT(page, HasSubstr("<a href=\"/app/plans/p1\">See that plan</a>"));
}

TEST_F(SiteTest, AReportOfDaysAheadSendsNobodyToSync) {
    const auto page =
        body("/app/report?metric=spend&from=2031-01-01&to=2031-01-02", {sign_in(world_.owner)});

    EXPECT_THAT(page, HasSubstr("account days are complete. The others have not begun yet."));
}

TEST_F(SiteTest, JobsSayWhichAccountsNobodySyncs) {
    const auto page = body("/app/jobs", {sign_in(world_.owner)});

    EXPECT_THAT(page, HasSubstr("TikTok refuses it: <bdi>Nordlicht US</bdi>. <a"))
        << "the others are connected";
    EXPECT_THAT(page, HasSubstr("Connect again on Accounts"));
}

TEST_F(SiteTest, AnAccountThatIsPausedSaysSoAndIsResumedOnJobs) {
    const auto cookie = sign_in(world_.owner);

    EXPECT_THAT(body("/app/accounts", {cookie}), HasSubstr("by Ada: we count It is resumed on"));
    EXPECT_THAT(body("/app/jobs", {cookie}), HasSubstr("value=\"account:7001\""));
}

TEST_F(SiteTest, PausingAndResumingReachTheirOperations) {
    const auto cookie = sign_in(world_.owner);

    const auto token = form_token(cookie);
    asked().clear();
    const auto send = [&](const std::string& verb, const std::string& form) {
        return post("/app/jobs/" + verb, "form_token=" + token + "&" + form, {cookie, same_origin});
    };

    EXPECT_EQ(header_of(send("pause", "what=kind%3Async.account&reason=we+look"), "Location"),
              "/app/jobs");
    EXPECT_EQ(header_of(send("resume", "what=account%3A7001"), "Location"), "/app/jobs");
    EXPECT_EQ(send("pause", "what=nothing&reason=x").status, 400);

    EXPECT_THAT(asked(), ElementsAre("pause sync.account: we look", "resume 7001"));
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

TEST_F(SiteTest, ARefusalIsInOurWordsWithTikToksBelow) {
    const auto page = body("/app/plans/refused", {sign_in(world_.owner)});

    EXPECT_THAT(page, HasSubstr("<span class=\"proof\">TikTok refused a value.</span>"
                                "<details><summary>What TikTok said</summary>"));
    EXPECT_THAT(page, HasSubstr("TikTok says: &quot;&lt;b&gt;too low&lt;/b&gt;&quot; (40002)"));
    EXPECT_THAT(page, HasSubstr("<code>2026TT</code></span></details>"));
}

TEST_F(SiteTest, PeopleAppearByName) {
    const auto cookie = sign_in(world_.owner);

    for (const auto* path : {"/app/plans", "/app/plans/p1"}) {
        EXPECT_THAT(body(path, {cookie}), HasSubstr("<bdi>Grace Okafor</bdi>")) << path;
        EXPECT_THAT(body(path, {cookie}), Not(HasSubstr("person:grace"))) << path;
    }
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
    EXPECT_THAT(page, HasSubstr("value=\"2026-05-20\"")); // a week that ended yesterday
    EXPECT_THAT(page, HasSubstr("value=\"2026-05-26\""));
    EXPECT_THAT(page, Not(HasSubstr("<table")));
}

TEST_F(SiteTest, TheRangeOfferedEndsWithTheLastDayThatIsOverInEveryAccount) {
    const auto cookie = sign_in(world_.owner);
    world_.state.clock.set("2026-05-27T05:00:00Z"); // in UTC-8 it is still the 26th

    const auto both = body("/app/report", {cookie});
    const auto eastern = body("/app/report?account=7001", {cookie});
    world_.state.clock.set("2026-05-27T09:30:00Z");

    EXPECT_THAT(both, HasSubstr("name=\"to\" type=\"date\" required value=\"2026-05-25\""));
    EXPECT_THAT(both, HasSubstr("from UTC-8 to UTC+1."));
    EXPECT_THAT(eastern, HasSubstr("name=\"to\" type=\"date\" required value=\"2026-05-26\""));
    EXPECT_THAT(eastern, HasSubstr("the account&#39;s own (UTC+1)."));
}

TEST_F(SiteTest, ADayOfAsOfEndsWhereTheAccountIs) {
    const auto cookie = sign_in(world_.owner);
    asked().clear();

    const auto page = body("/app/report?account=7001&dimension=day&metric=spend&from=2026-05-01"
                           "&to=2026-05-20&as_of=2026-05-20",
                           {cookie});

    EXPECT_THAT(asked().front(), HasSubstr("as of 2026-05-20T22:59:59"));
    EXPECT_THAT(page, HasSubstr("As known at 27 May 10:00 UTC+1"));
}

TEST_F(SiteTest, AReportIsSortedByTheHeadThatWasClicked) {
    const auto cookie = sign_in(world_.owner);
    const std::string question = "/app/report?dimension=campaign&metric=spend&metric=ctr"
                                 "&from=2026-05-01&to=2026-05-26";
    const auto address = [&](const std::string& order) {
        std::string escaped = question + "&order=" + order;
        for (auto at = escaped.find('&'); at != escaped.npos; at = escaped.find('&', at + 5)) {
            escaped.replace(at, 1, "&amp;");
        }
        return "href=\"" + escaped + "\"";
    };
    asked().clear();

    const auto unsorted = body(question, {cookie});
    const auto sorted = body(question + "&order=-spend", {cookie});
    const auto gone = body(question + "&order=-clicks", {cookie});

    EXPECT_THAT(asked(), ElementsAre(testing::EndsWith("as of now"), testing::EndsWith("by -spend"),
                                     testing::EndsWith("as of now")));
    EXPECT_THAT(unsorted, HasSubstr(address("-spend"))) << "numbers: largest first";
    EXPECT_THAT(unsorted, HasSubstr(address("campaign_name"))) << "names: from A";
    EXPECT_THAT(unsorted, Not(HasSubstr("aria-sort")));
    EXPECT_THAT(sorted, HasSubstr("class=\"number\" aria-sort=\"descending\""));
    EXPECT_THAT(sorted, HasSubstr(address("spend"))) << "and the other way round";
    EXPECT_THAT(sorted, HasSubstr("name=\"order\" value=\"-spend\""));
    EXPECT_THAT(gone, Not(HasSubstr("name=\"order\""))) << "clicks are not shown any more";
}

TEST_F(SiteTest, WithoutADimensionThereIsNoTotalBelowTheOnlyRow) {
    const auto cookie = sign_in(world_.owner);

    EXPECT_THAT(body("/app/report?metric=spend&from=2026-05-01&to=2026-05-26", {cookie}),
                Not(HasSubstr("<tfoot")));
    EXPECT_THAT(
        body("/app/report?dimension=day&metric=spend&from=2026-05-01&to=2026-05-26", {cookie}),
        HasSubstr("<tfoot"));
}

/// "CTR" for "CTR (destination)".
bool says(const std::string& title, const std::string& words) {
    return title == words || title.starts_with(words + " (");
}

TEST(ReportWordsTest, MetricsAreCalledAsInTheTableOfMetrics) {
    std::ifstream file{bayme::test::source_folder() / "data/metrics.json"};
    const std::string json{std::istreambuf_iterator<char>{file}, {}};
    std::map<std::string, std::string> titles;
    for (const auto& metric : AnswerView::parse(json).value()["metrics"].items()) {
        titles[metric["name"].text()] = metric["title"].text();
    }

    for (const auto& choice : metric_choices(nullptr)) {
        EXPECT_TRUE(says(titles[choice.name], choice.words)) << choice.name;
    }
}

TEST_F(SiteTest, EveryPageCallsAMetricByOneName) {
    const auto cookie = sign_in(world_.owner);

    for (const auto* path : {"/app/campaigns?account=7001", "/app/campaigns/17?account=7001",
                             "/app/report?metric=spend&from=2026-05-01&to=2026-05-26"}) {
        const auto page = body(path, {cookie});
        EXPECT_THAT(page, HasSubstr("Cost")) << path;
        EXPECT_THAT(page, Not(HasSubstr("Spend"))) << path;
    }
}

} // namespace
} // namespace bayme::web::test
