// SPDX-License-Identifier: LicenseRef-Bayme
#include "hostile_names.hpp"
#include "sample_views.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>

namespace bayme::web::test {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string shown(const StaffPage& page) {
    static const auto assets = Assets::embedded();
    return staff_document(sample_frame(), assets, page);
}

std::size_t count(const std::string& page, std::string_view part) {
    std::size_t found = 0;
    for (auto at = page.find(part); at != page.npos; at = page.find(part, at + part.size())) {
        ++found;
    }
    return found;
}

/// Every page with one row per name, and all names at once wherever there is only one place.
std::vector<std::string> pages_with(const std::vector<std::string>& names) {
    std::string all;
    auto accounts = sample_accounts();
    auto campaigns = sample_campaigns();
    auto plan = sample_applied_plan();
    auto report = sample_report();
    auto jobs = sample_jobs();
    for (const auto& name : names) {
        all += name;
        accounts.accounts.push_back(accounts.accounts[0]);
        accounts.accounts.back().name = name;
        campaigns.campaigns.push_back(campaigns.campaigns[0]);
        campaigns.campaigns.back().name = name;
        plan.steps.push_back(plan.steps[0]);
        plan.steps.back().name = name;
        plan.steps.back().before = name;
        plan.steps.back().result = name;
        report.rows.push_back({name, name, name, name, name, name});
        jobs.jobs.push_back(jobs.jobs[0]);
        jobs.jobs.back().subject = name;
        jobs.jobs.back().cause = name;
    }
    auto campaign = sample_campaign();
    campaign.campaign.name = all;
    campaign.typed_budget = all;
    campaign.budget_error = all;
    campaigns.account_name = all;
    plan.title = all;
    plan.made_by = all;
    report.from = all;
    const auto frame = sample_frame();
    return {shown(accounts_page(frame, accounts)), shown(campaigns_page(frame, campaigns)),
            shown(campaign_page(frame, campaign)), shown(plan_page(frame, plan)),
            shown(report_page(frame, report)),     shown(jobs_page(frame, jobs))};
}

TEST(StaffPagesTest, NoNameAddsAnElementToAnyPage) {
    const auto names = hostile_names();

    const auto hostile = pages_with(names);
    const auto plain = pages_with(std::vector<std::string>(names.size(), "Spring sale"));

    for (std::size_t page = 0; page < plain.size(); ++page) {
        EXPECT_EQ(count(hostile[page], "<"), count(plain[page], "<")) << page;
        EXPECT_EQ(count(hostile[page], ">"), count(plain[page], ">")) << page;
        EXPECT_EQ(count(hostile[page], "\""), count(plain[page], "\"")) << page;
    }
}

TEST(StaffPagesTest, EveryFormThatPostsCarriesTheFormToken) {
    const auto frame = sample_frame();
    const std::string pages[] = {shown(accounts_page(frame, sample_accounts())),
                                 shown(campaigns_page(frame, sample_campaigns())),
                                 shown(campaign_page(frame, sample_campaign())),
                                 shown(plan_page(frame, sample_plan())),
                                 shown(jobs_page(frame, sample_jobs())),
                                 shown(report_page(frame, sample_report()))};

    for (const auto& page : pages) {
        EXPECT_GE(count(page, "method=\"post\""), 1U);
        EXPECT_EQ(count(page, "method=\"post\""), count(page, "name=\"form_token\""));
    }
}

TEST(StaffPagesTest, NothingIsLoadedFromElsewhereAndNoScriptRuns) {
    const std::regex event_attribute{R"rx(<[^>"]*("[^"]*"[^>"]*)* on[a-z]+=)rx"};
    const auto page = shown(plan_page(sample_frame(), sample_plan()));

    EXPECT_THAT(page, Not(HasSubstr("<script")));
    EXPECT_THAT(page, Not(HasSubstr("style=")));
    EXPECT_THAT(page, Not(HasSubstr("http://")));
    EXPECT_THAT(page, Not(HasSubstr("https://")));
    EXPECT_FALSE(std::regex_search(page, event_attribute));
}

TEST(StaffPagesTest, TheSandboxIsUnmistakable) {
    EXPECT_THAT(shown(jobs_page(sample_frame(), sample_jobs())),
                HasSubstr("SANDBOX: simulated TikTok, no real money"));
}

TEST(AccountsPageTest, ShowsHealthZoneCurrencyAndLastSync) {
    const auto page = shown(accounts_page(sample_frame(), sample_accounts()));

    EXPECT_THAT(page, HasSubstr("Connected"));
    EXPECT_THAT(page, HasSubstr("UTC-8"));
    EXPECT_THAT(page, Not(HasSubstr("Etc/GMT+8"))) << "its sign is the opposite of the offset's";
    EXPECT_THAT(page, HasSubstr("<td>JPY</td>"));
    EXPECT_THAT(page, HasSubstr("9 min ago"));
    EXPECT_THAT(page, HasSubstr("TikTok answered 40105. Connect the account again."));
    EXPECT_THAT(page, HasSubstr("action=\"/oauth/start/tiktok\""));
}

TEST(AccountsPageTest, WithoutAccountsItSaysWhatToDo) {
    AccountsView view;
    view.may_connect = true;
    const auto page = shown(accounts_page(sample_frame(), view));

    EXPECT_THAT(page, HasSubstr("No TikTok ad account is connected."));
    EXPECT_EQ(count(page, "action=\"/oauth/start/tiktok\""), 1U);
    EXPECT_THAT(page, Not(HasSubstr("<table")));
}

TEST(AccountsPageTest, WhoMayNotConnectSeesNoButton) {
    auto view = sample_accounts();
    view.may_connect = false;

    EXPECT_THAT(shown(accounts_page(sample_frame(), view)), Not(HasSubstr("/oauth/start/")));
}

TEST(CampaignsPageTest, MarksTheDayThatIsNotComplete) {
    const auto page = shown(campaigns_page(sample_frame(), sample_campaigns()));

    EXPECT_THAT(page, HasSubstr("Data as of 14:20 account time (UTC+1), 38 min behind"));
    EXPECT_EQ(count(page, "so far"), 2U) << "on the day and, explained, below for a phone";
    EXPECT_THAT(page, HasSubstr("<p class=\"phone\">Today "));
    EXPECT_THAT(page, HasSubstr("<small>22 Nov</small>"));
    EXPECT_THAT(page, HasSubstr("<small>21 Nov</small>"));
}

TEST(CampaignsPageTest, AnActionIsADraftAndNeverAWrite) {
    const auto page = shown(campaigns_page(sample_frame(), sample_campaigns()));

    EXPECT_EQ(count(page, "action=\"/app/plans\""), 7U); // 8 campaigns, one in review
    EXPECT_THAT(page, Not(HasSubstr("/approve")));
}

TEST(CampaignsPageTest, AReaderSeesNoActions) {
    auto view = sample_campaigns();
    view.may_draft = false;

    EXPECT_THAT(shown(campaigns_page(sample_frame(), view)),
                Not(HasSubstr("action=\"/app/plans\"")));
}

TEST(CampaignsPageTest, WithoutAnAccountTheButtonConnectsOne) {
    CampaignsView view;
    view.may_connect = true;
    view.may_sync = true;
    const auto page = shown(campaigns_page(sample_frame(), view));
    view.may_connect = false;
    const auto readers = shown(campaigns_page(sample_frame(), view));

    EXPECT_THAT(page, HasSubstr("action=\"/oauth/start/tiktok\""));
    EXPECT_THAT(readers, HasSubstr("An administrator can connect one."));
    EXPECT_THAT(readers, Not(HasSubstr("/oauth/start/")));
}

TEST(CampaignsPageTest, WithoutCampaignsTheButtonBringsThem) {
    auto view = sample_campaigns();
    view.campaigns.clear();
    view.may_connect = true;
    view.may_sync = true;
    view.connected = true;
    const auto page = shown(campaigns_page(sample_frame(), view));
    view.connected = false;
    const auto ended = shown(campaigns_page(sample_frame(), view));

    EXPECT_THAT(page, HasSubstr("action=\"/app/sync\""));
    EXPECT_THAT(page, Not(HasSubstr("/oauth/start/")));
    EXPECT_THAT(ended, HasSubstr("action=\"/oauth/start/tiktok\"")) << "a sync would not help";
    EXPECT_THAT(ended, Not(HasSubstr("action=\"/app/sync\"")));
}

TEST(CampaignsPageTest, TroubleSaysFourThings) {
    auto view = sample_campaigns();
    view.trouble = sample_trouble();
    const auto page = shown(campaigns_page(sample_frame(), view));

    for (const auto* part : {"What failed.", "What did not change.", "What to do.",
                             "Request id <code>0fnz8c2m5qk7v9x3</code>"}) {
        EXPECT_THAT(page, HasSubstr(part));
    }
    EXPECT_THAT(page, Not(HasSubstr("<table")));
}

TEST(CampaignPageTest, AWrongBudgetIsGivenBackAsTyped) {
    auto view = sample_campaign();
    view.typed_budget = "1.2.3";
    view.budget_error = "\"1.2.3\" is not an amount";
    const auto page = shown(campaign_page(sample_frame(), view));

    EXPECT_THAT(page, HasSubstr("value=\"1.2.3\""));
    EXPECT_THAT(page, HasSubstr("&quot;1.2.3&quot; is not an amount"));
    EXPECT_THAT(page, HasSubstr("aria-describedby=\"budget-error\""));
}

TEST(PlanPageTest, ShowsBeforeAndAfterAndTheOneButtonThatWrites) {
    const auto page = shown(plan_page(sample_frame(), sample_plan()));

    EXPECT_THAT(page, HasSubstr("<del>270.00</del>"));
    EXPECT_THAT(page, HasSubstr("<strong>324.00</strong>"));
    EXPECT_THAT(page, HasSubstr("Approve and apply 2 changes"));
    EXPECT_THAT(page, HasSubstr("action=\"/app/plans/0fnz8c2m5qk7v9x3hjd4e6w1ta/discard\""));
}

TEST(PlanPageTest, AnAppliedPlanShowsItsProof) {
    const auto page = shown(plan_page(sample_frame(), sample_applied_plan()));

    EXPECT_THAT(page, HasSubstr("Read back 324.00 at 14:55:04"));
    EXPECT_THAT(page, HasSubstr("<code>202611221355012501AF4E7A</code>"));
    EXPECT_THAT(page, Not(HasSubstr("/approve")));
}

TEST(ReportPageTest, TheAddressHoldsTheQuestion) {
    const auto page = shown(report_page(sample_frame(), sample_report()));

    EXPECT_THAT(page, HasSubstr("method=\"get\" action=\"/app/report\""));
    EXPECT_THAT(page, HasSubstr("name=\"dimension\" value=\"campaign\" checked"));
    EXPECT_THAT(page, HasSubstr("name=\"metric\" value=\"conversion\">"));
    EXPECT_THAT(page, HasSubstr("value=\"2026-11-20\""));
}

TEST(ReportPageTest, AnAnswerThatIsNotCompleteSaysWhy) {
    EXPECT_THAT(shown(report_page(sample_frame(), sample_report())),
                HasSubstr("The day is not over, or"));

    auto complete = sample_report();
    complete.worst = CellState::complete;
    EXPECT_THAT(shown(report_page(sample_frame(), complete)), Not(HasSubstr("class=\"notice")));
}

TEST(JobsPageTest, ShowsProgressAndCauses) {
    const auto page = shown(jobs_page(sample_frame(), sample_jobs()));

    EXPECT_THAT(page, HasSubstr("41 of 120 windows"));
    EXPECT_THAT(page, HasSubstr("Rate limit of TikTok; tried again at 15:01 UTC+1"));
    EXPECT_EQ(count(page, "/cancel\""), 2U);
}

TEST(JobsPageTest, ShowsWhatFailedForGoodWhatIsPausedAndWhatIsDoneByTheClock) {
    const auto page = shown(jobs_page(sample_frame(), sample_jobs()));

    EXPECT_THAT(page, HasSubstr("Failed for good (1)"));
    EXPECT_THAT(page, HasSubstr("Advertiser has no permission"));
    EXPECT_EQ(count(page, "/app/jobs/j9/retry\""), 1U);
    EXPECT_EQ(count(page, "/app/jobs/j9/dismiss\""), 1U);
    EXPECT_THAT(page, HasSubstr("is paused by Ada Lindqvist since 1 Mar 14:00 UTC"));
    EXPECT_EQ(count(page, "/app/jobs/resume\""), 1U);
    EXPECT_THAT(page, HasSubstr("every 15 minutes"));
    EXPECT_THAT(page, HasSubstr("Account: Nordlicht Outdoor EU"));
}

TEST(JobsPageTest, WhoeverMayNotSyncDecidesNothing) {
    auto view = sample_jobs();
    view.may_sync = false;
    view.may_pause = {};
    view.pauses[0].may_resume = false;

    const auto page = shown(jobs_page(sample_frame(), view));

    EXPECT_EQ(count(page, "/retry\""), 0U);
    EXPECT_EQ(count(page, "/app/jobs/resume\""), 0U);
    EXPECT_EQ(count(page, "/app/jobs/pause\""), 0U);
}

} // namespace
} // namespace bayme::web::test
