// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "web/pages/accounts_page.hpp"
#include "web/pages/campaigns_page.hpp"
#include "web/pages/connect_pages.hpp"
#include "web/pages/jobs_page.hpp"
#include "web/pages/plan_pages.hpp"
#include "web/pages/report_page.hpp"

namespace bayme::web::test {

// Rows as a working day shows them, for tests and for looking at pages.

inline const Instant sample_now = parse_instant("2026-11-22T13:58:00Z").value();

inline UtcOffset hours(int count) {
    return UtcOffset::from_seconds(count * 3600).value();
}

inline StaffFrame sample_frame() {
    return {.operator_name = "Bayme",
            .person = "Ada Lindqvist",
            .actor = "person:ada",
            .sandbox = true,
            .form_token = std::string(64, 'f'),
            .permissions = {}};
}

inline OpenConnection sample_connection() {
    return {ConnectionId{"0fnz8c2m5qk7v9x3hjd4e6w1ta"},
            Tone::ok,
            "Connected",
            "",
            "Ada Lindqvist",
            "21 Nov 09:12 UTC",
            {"Nordlicht Outdoor EU", "Nordlicht Outdoor US", "Nordlicht Japan"}};
}

inline AccountsView sample_accounts() {
    AccountsView view;
    view.now = sample_now;
    view.may_connect = true;
    view.may_sync = true;
    view.accounts = {
        {AdvertiserId{"7012345678901234567"}, "Nordlicht Outdoor EU", Tone::ok, "Connected", "",
         "Etc/GMT-1", hours(1), "EUR", sample_now - std::chrono::minutes{9}},
        {AdvertiserId{"7012345678901234568"}, "Nordlicht Outdoor US", Tone::ok, "Connected", "",
         "Etc/GMT+8", hours(-8), "USD", sample_now - std::chrono::minutes{11}},
        {AdvertiserId{"7012345678901234569"}, "Nordlicht Japan", Tone::warn, "Behind",
         "The last three syncs met a rate limit.", "Etc/GMT-9", hours(9), "JPY",
         sample_now - std::chrono::hours{5}},
        {AdvertiserId{"7012345678901234570"}, "Nordlicht Test", Tone::bad, "Access revoked",
         "TikTok answered 40105. Connect the account again.", "UTC", hours(0), "EUR",
         std::nullopt}};
    view.connections = {sample_connection(),
                        {ConnectionId{"0fnz8c2m5qk7v9x3hjd4e6w1tb"},
                         Tone::bad,
                         "Refused by TikTok",
                         "The access token is not valid any more.",
                         "Grace Okafor",
                         "1 Sep 10:04 UTC",
                         {"Nordlicht Test"}}};
    view.own_accounts = {
        {{ConnectionId{"0fnz8c2m5qk7v9x3hjd4e6w1tc"}, "Nordlicht Outdoor", "tiktok-developers",
          Tone::ok, "Connected", "", "Ada Lindqvist", "21 Nov 09:20 UTC"},
         {ConnectionId{"0fnz8c2m5qk7v9x3hjd4e6w1td"}, "", "tiktok-account", Tone::bad,
          "Connect it again", "TikTok refused to renew the access.", "Grace Okafor",
          "1 Sep 10:04 UTC"}},
        {"tiktok-account", "tiktok-developers"}};
    return view;
}

inline CampaignsView sample_campaigns() {
    CampaignsView view;
    view.account = AdvertiserId{"7012345678901234567"};
    view.account_name = "Nordlicht Outdoor EU";
    view.accounts = {{view.account, "Nordlicht Outdoor EU"},
                     {AdvertiserId{"7012345678901234568"}, "Nordlicht Outdoor US"}};
    view.currency = Currency::parse("EUR").value();
    view.freshness = {sample_now - std::chrono::minutes{38}, hours(1), sample_now};
    view.yesterday = CellState::complete;
    view.today = CellState::provisional;
    view.may_draft = true;
    const char* names[] = {
        "18-34 Android 2026-1",
        "Android Broad 2026-2",
        "Broad FR 2026-3",
        "Prospecting iOS 2026-4",
        ("<img src=x onerror=alert(1)> \"Retarget\" & more, with a long name that "
         "nobody would read to its end anyway"),
        "Sale iOS 2026-6",
        "iOS 18-34 2026-7",
        "FR Prospecting 2026-8"};
    std::int64_t index = 0;
    view.total_yesterday.emplace();
    view.total_today.emplace();
    for (const auto* name : names) {
        CampaignRow row;
        row.id = CampaignId{std::to_string(1790000000000000000 + index)};
        row.name = name;
        row.running = index == 2 ? Running::paused : index == 5 ? Running::other : Running::active;
        row.status = index == 2 ? "Paused" : index == 5 ? "In review" : "Active";
        if (index != 3) {
            row.budget = (250 + 20 * index) * micros_per_unit;
            row.budget_mode = "day";
        }
        row.yesterday = DayFigures{(208'701'900 + index * 12'345'600), 26'766 + index * 1013,
                                   402 + index * 17, index == 6 ? 0 : 12 + index};
        if (index != 2) {
            row.today = DayFigures{(98'120'000 + index * 7'004'400), 12'044 + index * 713,
                                   181 + index * 9, index == 6 ? 0 : 5 + index};
        }
        const auto include = [](DayFigures& sum, const DayFigures& more) {
            sum.spend += more.spend;
            sum.impressions += more.impressions;
            sum.clicks += more.clicks;
            sum.conversions += more.conversions;
        };
        include(*view.total_yesterday, *row.yesterday);
        include(*view.total_today, row.today.value_or(DayFigures{}));
        view.campaigns.push_back(row);
        ++index;
    }
    return view;
}

inline CampaignView sample_campaign() {
    const auto list = sample_campaigns();
    CampaignView view;
    view.account = list.account;
    view.account_name = list.account_name;
    view.currency = list.currency;
    view.freshness = list.freshness;
    view.yesterday = list.yesterday;
    view.today = list.today;
    view.campaign = list.campaigns[1];
    view.may_draft = true;
    return view;
}

inline PlanView sample_plan() {
    PlanView view;
    view.id = PlanId{"0fnz8c2m5qk7v9x3hjd4e6w1ta"};
    view.title = "Change the budget of Android Broad 2026-2";
    view.account = AdvertiserId{"7012345678901234567"};
    view.account_name = "Nordlicht Outdoor EU";
    view.tone = Tone::busy;
    view.state = "In review";
    view.state_meaning = "Nothing has been written to TikTok yet.";
    view.made_by = "Ada Lindqvist";
    view.made_at = "22 Nov 14:51 UTC+1";
    view.steps = {{"Campaign", "Android Broad 2026-2", "1790000000000000001", "Daily budget (EUR)",
                   "270.00", "324.00", Tone::quiet, "Waiting", "", "", ""},
                  {"Campaign", "Broad FR 2026-3", "1790000000000000002", "Status", "Paused",
                   "Active", Tone::quiet, "Waiting", "", "", ""}};
    view.checks = {{Tone::ok, "Platform rules", "324.00 EUR is above the minimum of 50.00 EUR."},
                   {Tone::warn, "Size of the change", "The budget rises by 20 %."},
                   {Tone::ok, "Conflicts", "No other plan touches these campaigns."}};
    view.may_approve = true;
    view.may_discard = true;
    return view;
}

inline PlanView sample_applied_plan() {
    auto view = sample_plan();
    view.tone = Tone::warn;
    view.state = "Partly done";
    view.state_meaning = "One change was applied and read back. One was refused by TikTok.";
    view.decided_by = "Grace Okafor";
    view.decided_at = "22 Nov 14:55 UTC+1";
    view.may_approve = false;
    view.may_discard = false;
    view.steps[0].tone = Tone::ok;
    view.steps[0].state = "Applied";
    view.steps[0].request_id = "202611221355012501AF4E7A";
    view.steps[0].read_back = "Read back 324.00 at 14:55:04";
    view.steps[1].tone = Tone::bad;
    view.steps[1].state = "Refused";
    view.steps[1].result = "40002: the campaign has no active ad group";
    view.steps[1].request_id = "202611221355022501AF4E7B";
    return view;
}

inline PlansView sample_plans() {
    PlansView view;
    view.plans = {
        {PlanId{"0fnz8c2m5qk7v9x3hjd4e6w1ta"}, "Change the budget of Android Broad 2026-2",
         "Nordlicht Outdoor EU", Tone::busy, "In review", "Ada Lindqvist", "22 Nov 14:51"},
        {PlanId{"0fnz8c2m5qk7v9x3hjd4e6w1tb"}, "Pause Sale iOS 2026-6", "Nordlicht Outdoor EU",
         Tone::ok, "Done", "Grace Okafor", "22 Nov 09:12"},
        {PlanId{"0fnz8c2m5qk7v9x3hjd4e6w1tc"}, "Enable iOS 18-34 2026-7", "Nordlicht Outdoor EU",
         Tone::quiet, "Discarded", "Ada Lindqvist", "21 Nov 17:40"}};
    return view;
}

inline JobsView sample_jobs() {
    JobsView view;
    view.may_sync = true;
    view.jobs = {{JobId{"j1"}, "Sync reports", "Nordlicht Outdoor EU", Tone::busy, "Running", 41,
                  120, "windows", "14:56 UTC+1", "", true},
                 {JobId{"j2"}, "Sync structure", "Nordlicht Outdoor EU", Tone::ok, "Done", 1284,
                  1284, "objects", "14:55 UTC+1", "", false},
                 {JobId{"j3"}, "Sync reports", "Nordlicht Japan", Tone::bad, "Failed", 12, 120,
                  "windows", "14:41 UTC+1", "Rate limit of TikTok; tried again at 15:01 UTC+1",
                  false},
                 {JobId{"j4"}, "Apply plan", "0fnz8c2m5q", Tone::quiet, "Queued", 0, 0, "steps", "",
                  "", true}};
    view.dead_letters = {{JobId{"j9"}, "Sync of an account", "Nordlicht Japan",
                          "Advertiser has no permission", "20260301120000ABCDEF", 1,
                          "1 Mar 12:00 UTC"}};
    view.pauses = {{"account:7012345678901234570", "Nordlicht Test", "Ada Lindqvist",
                    "1 Mar 14:00 UTC", "the agency moves its campaigns", true}};
    view.may_pause = {{"account:7012345678901234567", "Account: Nordlicht Outdoor EU"},
                      {"kind:sync.account", "Every account: Sync of an account"}};
    view.schedules = {{"Asking for the reports of every account", "every 15 minutes",
                       "1 Mar 15:01 UTC", "1 Mar 14:46 UTC", Tone::ok, "Done"}};
    return view;
}

inline ReportView sample_report() {
    ReportView view;
    view.accounts = {{"7012345678901234567", "Nordlicht Outdoor EU", true},
                     {"7012345678901234568", "Nordlicht Outdoor US", false}};
    view.dimensions = {{"account", "Account", false},
                       {"campaign", "Campaign", true},
                       {"adgroup", "Ad group", false},
                       {"ad", "Ad", false},
                       {"day", "Day", true}};
    view.metrics = {
        {"spend", "Cost", true}, {"impressions", "Impressions", true}, {"clicks", "Clicks", true},
        {"ctr", "CTR", true},    {"conversion", "Conversions", false}, {"cpc", "CPC", false}};
    view.from = "2026-11-20";
    view.to = "2026-11-22";
    view.asked = true;
    view.columns = {{"Campaign", "", false},   {"Day", "", false},   {"Cost", "EUR", true},
                    {"Impressions", "", true}, {"Clicks", "", true}, {"CTR", "%", true}};
    view.rows = {
        {"Android Broad 2026-2", "2026-11-20", "19,550.12", "2,532,992", "37,439", "1.478054"},
        {"Android Broad 2026-2", "2026-11-21", "18,900.00", "2,401,113", "35,002", "1.457741"},
        {"Broad FR 2026-3", "2026-11-20", "0.00", "0", "0", ""},
        {"Broad FR 2026-3", "2026-11-21", "1,204.10", "160,220", "2,003", "1.250156"}};
    view.totals = {{"Total", "", "39,654.22", "5,094,325", "74,444", "1.461312"}};
    view.worst = CellState::provisional;
    view.meta = text("Data as of 14:20 account time (UTC+1), 38 min behind");
    return view;
}

inline FoundAccounts sample_found() {
    return {.connection = ConnectionId{"c1"},
            .accounts = {{AdvertiserId{"7012345678901234567"}, "Nordlicht Outdoor EU", "EUR",
                          "UTC+1", true},
                         {AdvertiserId{"7012345678901234568"}, "Nordlicht Outdoor US", "USD",
                          "UTC-8", false},
                         {AdvertiserId{"7012345678901234571"}, "<b>Partner</b> & Söhne", "CHF",
                          "UTC+1", false}},
            .scopes = {"Ad account management", "Campaign management", "Reporting"},
            .problem = ""};
}

inline Trouble sample_trouble() {
    return {.title = "The campaigns could not be read",
            .failed = "The database did not answer in time.",
            .unchanged = "Nothing was changed here or on TikTok.",
            .remedy =
                "Try again in a minute. If it stays, ask an administrator to run bayme doctor.",
            .request_id = "0fnz8c2m5qk7v9x3"};
}

} // namespace bayme::web::test
