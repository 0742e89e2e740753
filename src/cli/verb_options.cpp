// SPDX-License-Identifier: LicenseRef-Bayme
#include "cli/verb_options.hpp"

#include "cli/usage.hpp"

#include <limits>

namespace bayme::cli {
namespace {

constexpr const char* common_options =
    "It also takes --config, --data and --json: see bayme --help.";

} // namespace

namespace {

void add_range(CLI::App& verb, std::string& from, std::string& to, bool required) {
    verb.add_option("--from", from, "First day, by the account's own days")
        ->type_name("YYYY-MM-DD")
        ->required(required);
    verb.add_option("--to", to, "Last day")->type_name("YYYY-MM-DD")->required(required);
}

} // namespace

CLI::App* add_verb(CLI::App& parent, Invocation& into, const std::string& words,
                   const std::string& summary, const std::string& footer) {
    const auto space = words.rfind(' ');
    auto* verb = parent.add_subcommand(space == std::string::npos ? words : words.substr(space + 1),
                                       summary);
    verb->final_callback([&into, words] { into.verb = words; });
    verb->footer(footer + (footer.empty() ? "" : "\n\n") + common_options);
    return verb;
}

CLI::App* add_group(CLI::App& app, const std::string& name, const std::string& summary) {
    auto* group = app.add_subcommand(name, summary);
    group->require_subcommand(1);
    group->footer(common_options);
    return group;
}

void add_sync(CLI::App& app, Invocation& into) {
    auto& arguments = into.sync;
    auto* sync = add_verb(app, into, "sync", "Fetch from TikTok, one job per account",
                          "Examples:\n"
                          "  bayme sync all --wait\n"
                          "  bayme sync reports --from 2026-03-01 --to 2026-03-31 --wait");
    sync->add_option("what", arguments.what, "structure, reports or all (default)")
        ->check(one_of({"structure", "reports", "all"}));
    sync->add_option("--advertiser", arguments.advertisers, "Only these accounts")->type_name("ID");
    add_range(*sync, arguments.from, arguments.to, false);
    sync->add_flag("--only-missing", arguments.only_missing, "Leave out days that are complete");
    sync->add_flag("--wait", arguments.wait, "Wait until the jobs have ended");
}

void add_ledger(CLI::App& app, Invocation& into) {
    auto& arguments = into.ledger;
    auto* ledger = add_verb(app, into, "ledger", "How complete and how old every account day is",
                            "Alone: a map of the last 28 days, one row an account.\n"
                            "Examples:\n"
                            "  bayme ledger --from 2026-01-01 --to 2026-03-31 --by-cube\n"
                            "  bayme ledger --gaps\n"
                            "  bayme ledger --cells --from 2026-03-01 --to 2026-03-01");
    ledger->add_option("--advertiser", arguments.advertisers, "Only these accounts")
        ->type_name("ID");
    ledger
        ->add_option("--cube", arguments.cubes,
                     "Such as campaign_day; several are allowed. Default: those by day")
        ->type_name("CUBE");
    add_range(*ledger, arguments.from, arguments.to, false);
    ledger->add_flag("--by-cube", arguments.by_cube, "One row for each cube of an account");
    auto* gaps = ledger->add_flag("--gaps", arguments.gaps, "What is missing, and what it costs");
    ledger->add_flag("--cells", arguments.cells, "Every window, with what proves it")
        ->excludes(gaps);
}

void add_maturity(CLI::App& app, Invocation& into) {
    auto& arguments = into.maturity;
    auto* maturity =
        add_verb(app, into, "maturity", "How much of a day's conversions is known how soon",
                 "Rests on how figures of earlier days grew, and says on how many.");
    maturity->add_option("--advertiser", arguments.advertiser, "The account")
        ->type_name("ID")
        ->required();
    maturity->add_option("--metric", arguments.metrics, "Such as conversion; several are allowed")
        ->type_name("M");
    maturity->add_flag("--by-attribution", arguments.by_attribution,
                       "Ad groups apart by their attribution windows");
}

void add_reconcile(CLI::App& app, Invocation& into) {
    auto& arguments = into.reconcile;
    auto* reconcile =
        add_verb(app, into, "reconcile", "Compare an export of Ads Manager with what is stored",
                 "Cell by cell, with a reason for each difference where one can be proven.\n"
                 "Ends with 0 when all cells agree, with 3 when not. docs/guides/reconcile.md\n"
                 "Example:\n"
                 "  bayme reconcile --file export.csv --advertiser 7001");
    reconcile->add_option("--file", arguments.file, "CSV in UTF-8 or UTF-16")
        ->type_name("FILE")
        ->required();
    reconcile->add_option("--advertiser", arguments.advertisers, "The file is about these accounts")
        ->type_name("ID");
    add_range(*reconcile, arguments.from, arguments.to, false);
    reconcile
        ->add_option("--columns", arguments.columns,
                     "CSV of \"title,what it means\" for columns with other titles")
        ->type_name("FILE");
    reconcile
        ->add_option("--exported-at", arguments.exported_at,
                     "When the file was made: 2026-03-05T10:00:00Z")
        ->type_name("TIME");
    reconcile->add_flag("--only-listed", arguments.only_listed,
                        "Leave out what the file does not list");
    reconcile->add_option("--limit", arguments.limit, "How many differences to show")
        ->check(CLI::Range(0, 10'000));
}

void add_backfill(CLI::App& app, Invocation& into) {
    auto& arguments = into.backfill;
    auto* backfill = add_group(app, "backfill", "Figures of the past, fetched when there is time");
    for (const auto* words : {"backfill price", "backfill start"}) {
        auto* one = add_verb(*backfill, into, words, "The days of a range that are not complete",
                             "Such as: bayme backfill start --from 2025-01-01 --to 2025-12-31");
        one->add_option("--advertiser", arguments.advertisers, "Only these accounts");
        one->add_option("--cube", arguments.cubes, "Such as ad_day; default: all that are enabled");
        one->add_option("--from", arguments.from, "First day")->required()->type_name("DAY");
        one->add_option("--to", arguments.to, "Last day; yesterday without it")->type_name("DAY");
        one->add_flag("--wait", arguments.wait, "Wait until what was started has ended");
    }
    add_verb(*backfill, into, "backfill list", "Back-fills and how far they are");
    auto* cancel = add_verb(*backfill, into, "backfill cancel", "End one; what it fetched stays");
    cancel->add_option("group", arguments.group, "As `backfill list` names it")->required();
}

void add_cubes(CLI::App& app, Invocation& into) {
    auto* cubes = add_group(app, "cubes", "Which figures are fetched, and what that costs a day");
    add_verb(*cubes, into, "cubes list", "All cubes, with calls a day and what is not delivered");
    auto* price = add_verb(*cubes, into, "cubes price", "What these would cost in addition");
    price->add_option("cube", into.cubes.names, "Such as ad_hour")->required();
    for (const auto* words : {"cubes enable", "cubes disable"}) {
        auto* one = add_verb(*cubes, into, words, "From now on; the figures that are there stay");
        one->add_option("cube", into.cubes.names, "Such as ad_hour")->required()->expected(1);
    }
}

void add_report(CLI::App& app, Invocation& into) {
    auto& arguments = into.report;
    auto* report = add_verb(
        app, into, "report", "Ask the stored snapshots",
        "Example:\n"
        "  bayme report --dimensions campaign,day --metrics spend,impressions,clicks,ctr \\\n"
        "    --from 2026-03-01 --to 2026-03-07 --where 'spend > 10' --order-by -spend\n"
        "\n"
        "--where joins terms with `and`; a row is shown when all of them hold:\n"
        "  spend > 10                       a metric: = != < <= > >= and a number\n"
        "  campaign_id = 1700               also advertiser_id, adgroup_id and ad_id\n"
        "  ad_id in (1800, 1801)            one of several\n"
        "  campaign_name = \"Spring\"         the whole name, of a dimension that is shown\n"
        "  campaign_name contains \"sale\"    a part of it, in either case");
    report
        ->add_option("--dimensions", arguments.dimensions,
                     "advertiser, campaign, adgroup, ad, day, hour")
        ->delimiter(',')
        ->type_name("A,B");
    report->add_option("--metrics", arguments.metrics, "Such as spend,impressions,clicks,ctr")
        ->delimiter(',')
        ->type_name("M,N")
        ->required();
    add_range(*report, arguments.from, arguments.to, true);
    report->add_option("--advertiser", arguments.advertisers, "Only these accounts")
        ->type_name("ID");
    report->add_option("--where", arguments.where, "Only rows for which this holds; see below")
        ->type_name("EXPR");
    report
        ->add_option("--as-of", arguments.as_of,
                     "What was known at a past moment: 2026-03-05T10:00:00Z")
        ->type_name("TIME");
    report->add_option("--order-by", arguments.order_by, "Columns; -spend is largest first")
        ->delimiter(',')
        ->type_name("C");
    report->add_option("--limit", arguments.limit, "At most so many rows")
        ->check(whole_number(1, 1'000'000));
    report->add_option("--format", arguments.format, "table (default), csv, json or ndjson")
        ->check(one_of({"table", "csv", "json", "ndjson"}));
}

void add_plan(CLI::App& app, Invocation& into) {
    auto& arguments = into.plan;
    auto* plan = add_group(app, "plan", "Reviewed changes to campaigns, ad groups and ads");
    plan->footer("Examples:\n"
                 "  bayme plan draft --advertiser 7001 --level campaign --object 1700 --pause\n"
                 "  bayme plan approve PLAN --wait");
    auto* draft = add_verb(*plan, into, "plan draft", "Propose a change; nothing is sent yet");
    draft->add_option("--advertiser", arguments.advertiser, "The account")
        ->type_name("ID")
        ->required();
    draft->add_option("--level", arguments.level, "campaign, adgroup or ad")
        ->check(one_of({"campaign", "adgroup", "ad"}))
        ->default_val("campaign");
    draft->add_option("--object", arguments.objects, "What to change")->type_name("ID")->required();
    auto* what = draft->add_option_group("change", "What it becomes");
    what->add_flag_callback("--pause", [&] { arguments.status = "DISABLE"; }, "Switch it off");
    what->add_flag_callback("--enable", [&] { arguments.status = "ENABLE"; }, "Switch it on");
    what->add_option("--budget", arguments.budget, "In the account's currency")
        ->type_name("AMOUNT");
    what->require_option(1);
    draft->add_option("--title", arguments.title, "For the people who review it");
    auto* list = add_verb(*plan, into, "plan list", "Plans, newest first");
    list->add_option("--advertiser", arguments.advertiser, "Only this account")->type_name("ID");
    list->add_option("--limit", arguments.limit, "How many")->check(whole_number(1, 1000));
    for (const auto& [words, summary] :
         {std::pair{"plan show", "One plan, before and after"},
          std::pair{"plan approve", "Send a reviewed plan to TikTok"},
          std::pair{"plan resume", "Go on with a stopped plan where it was"},
          std::pair{"plan discard", "Drop a draft, or what a stopped plan has left"},
          std::pair{"plan undo", "Draft the opposite of what was applied"}}) {
        auto* one = add_verb(*plan, into, words, summary);
        one->add_option("id", arguments.id, "The plan")->required();
        if (std::string_view{words} == "plan approve") {
            one->add_flag("--confirm", arguments.confirm, "Yes, a change as large as this");
        }
        if (std::string_view{words} == "plan approve" || std::string_view{words} == "plan resume") {
            one->add_flag("--wait", arguments.wait, "Wait until it is applied and read back");
        }
    }
}
} // namespace bayme::cli
