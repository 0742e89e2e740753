// SPDX-License-Identifier: LicenseRef-Bayme
#include "cli/invocation.hpp"
#include "cli/usage.hpp"
#include "cli/verb_options.hpp"

#include <limits>
#include <sstream>

namespace bayme::cli {
namespace {

constexpr const char* about =
    "Bayme runs a company's TikTok advertising on its own server: accounts, reports and\n"
    "reviewed changes, with the data kept at home.";

constexpr const char* examples =
    "To begin:\n"
    "  bayme demo                 a simulated TikTok, demo accounts and a sign-in link\n"
    "  bayme init && bayme serve  a real data folder, then the server\n"
    "\n"
    "Exit codes: 0 done; 1 failed; 2 wrong usage, wrong input or not found; 3 partly done or\n"
    "uncertain; 4 not permitted or not signed in; 5 try again later.";

void add_doctor(CLI::App& app, Invocation& into) {
    auto* doctor =
        add_verb(app, into, "doctor", "Check configuration, folder, keys and stores",
                 "Works whether or not a server runs; --run and --write want none.\n"
                 "--probe asks TikTok what its documents leave open. Alone it prints what\n"
                 "it would send, and sends nothing. docs/guides/probe.md");
    auto& probe = into.probe;
    auto* wanted = doctor->add_flag("--probe", probe.wanted, "Print the questions and their calls");
    doctor->add_flag("--run", probe.run, "Send the reads")->needs(wanted);
    doctor
        ->add_flag("--write", probe.write,
                   "Also make and delete objects, on TikTok's test host only")
        ->needs(wanted);
    doctor->add_option("--advertiser", probe.advertiser, "The account; default: the only one")
        ->type_name("ID")
        ->needs(wanted);
    doctor
        ->add_option("--token-file", probe.token_file,
                     "Its token, as the portal shows it for a test account; default: the connected "
                     "one's")
        ->type_name("FILE")
        ->needs(wanted);
    doctor
        ->add_option("--auth-code", probe.auth_code,
                     "Of a second authorisation: exchanged, revoked again; - reads standard input")
        ->type_name("CODE")
        ->needs(wanted);
    doctor
        ->add_option("--callback", probe.callbacks,
                     "An address that a link of the probe led to; several are allowed")
        ->type_name("URL")
        ->needs(wanted);
    doctor->add_option("--samples", probe.samples, "Creates that are measured")
        ->check(whole_number(1, 900))
        ->needs(wanted);
}

void add_process_verbs(CLI::App& app, Invocation& into) {
    add_verb(app, into, "init", "Make the data folder, its master key and the first sign-in link",
             "Doing it again changes nothing and prints a new link.");
    auto* serve = add_verb(app, into, "serve", "Run the server until SIGTERM or Ctrl-C",
                           "SIGHUP reads the TLS certificate again.");
    serve->add_option("--listen", into.serve.listen, "Address and port, over [server] listen")
        ->type_name("ADDRESS:PORT");
    add_verb(app, into, "migrate", "Bring the state to this version's schema");
    add_verb(app, into, "version", "Print the program's version");
    // For crash tests: in no group, so not in the help.
    add_verb(app, into, "failpoints", "Print the names of the failpoints")->group("");
    add_doctor(app, into);
    auto* config = add_group(app, "config", "What the program is told");
    add_verb(*config, into, "config show", "Effective values and where they come from",
             "Secrets are never shown.");
    add_verb(*config, into, "config check", "Refuse what may not go live",
             "Checks the configuration against what the privacy policy promises.");
}

void add_call(CLI::App& app, Invocation& into) {
    auto* call = add_verb(app, into, "call", "Call any operation",
                          "Examples:\n"
                          "  bayme call system.whoami\n"
                          "  bayme call jobs.list '{\"state\":\"failed\"}'\n"
                          "  bayme call jobs.list --server https://ads.example.com --key-file key");
    call->add_option("operation", into.call.operation, "Such as jobs.list; `bayme openapi` has all")
        ->required();
    call->add_option("body", into.call.body, "The request as JSON; - reads standard input");
    call->add_option("--server", into.call.server, "Another machine's Bayme")->type_name("URL");
    call->add_option("--key-file", into.call.key_file,
                     "File with an API key, for --server; else BAYME_API_KEY")
        ->type_name("FILE");
    call->add_option("--idempotency-key", into.call.idempotency_key,
                     "The same key and body get the first answer again")
        ->type_name("KEY");
    add_verb(app, into, "openapi", "Print the OpenAPI document of the HTTP API");
}

void add_pauses(CLI::App& jobs, Invocation& into) {
    auto* pause = add_verb(jobs, into, "jobs pause", "Start no more jobs of a kind or an account",
                           "What runs ends normally; what is asked for meanwhile waits.");
    auto* resume = add_verb(jobs, into, "jobs resume", "Start them again");
    pause->add_option("--reason", into.jobs.reason, "Why, for whoever meets it")->required();
    for (auto* verb : {pause, resume}) {
        auto* which = verb->add_option_group("what");
        which->add_option("--kind", into.jobs.kind, "A kind, as `bayme jobs kinds` names it");
        which->add_option("--advertiser", into.jobs.advertiser, "An account")->type_name("ID");
        which->require_option(1);
    }
}

void add_jobs(CLI::App& app, Invocation& into) {
    auto* jobs = add_group(app, "jobs", "Work in the background");
    auto* list = add_verb(*jobs, into, "jobs list", "Jobs, newest first");
    list->add_option("--state", into.jobs.state, "Only these")
        ->check(one_of({"queued", "running", "done", "failed", "cancelled"}));
    list->add_flag("--dead", into.jobs.dead,
                   "Only those that failed for good and wait for somebody");
    list->add_option("--limit", into.jobs.limit, "How many")->check(whole_number(1, 1000));
    add_verb(app, into, "quota", "What of TikTok's limits is used, left and waited for",
             "Queued work is priced by what such jobs called in the last hours.");
    struct OneJob {
        const char* words;
        const char* summary;
    };
    for (const auto& [words, summary] :
         {OneJob{"jobs show", "One job, with the attempts that failed"},
          OneJob{"jobs cancel", "Stop a job"},
          OneJob{"jobs retry", "Try a job that failed for good again"},
          OneJob{"jobs dismiss", "Take a job that failed for good off the list"}}) {
        auto* one = add_verb(*jobs, into, words, summary);
        one->add_option("id", into.jobs.id, "The job")->required();
    }
    add_verb(*jobs, into, "jobs kinds", "Every kind of job, what waits, runs and is paused");
    add_verb(*jobs, into, "jobs schedules", "What is done by the clock, and when next");
    add_pauses(*jobs, into);
}

void add_people(CLI::App& app, Invocation& into) {
    auto* staff = add_group(app, "staff", "People who use this server");
    auto* link = add_verb(*staff, into, "staff link", "Print a one-time sign-in link",
                          "Good for 15 minutes and one use. Without --person: the owner's.");
    link->add_option("--person", into.staff.person, "Whose")->type_name("ID");
    auto* audit = add_group(app, "audit", "Who did what");
    auto* list = add_verb(*audit, into, "audit list", "The latest acts");
    list->add_option("--limit", into.audit.limit, "How many")->check(whole_number(1, 1000));
    add_verb(*audit, into, "audit verify", "Check that no row was changed or lost");
}

void add_accounts(CLI::App& app, Invocation& into) {
    auto* connect =
        add_verb(app, into, "connect", "Connect a TikTok business",
                 "Without options: prints a one-time link; whoever opens it is sent to\n"
                 "TikTok's consent page and comes back connected.");
    auto& arguments = into.connect;
    auto* code = connect->add_option("--auth-code", arguments.auth_code,
                                     "Finish with a code in hand; - reads standard input");
    code->type_name("CODE");
    connect->add_flag("--yes", arguments.yes, "With --auth-code: do not ask")->needs(code);
    connect->add_option("--advertiser", arguments.advertisers, "Keep these; default: all found")
        ->type_name("ID");
    auto* accounts = add_group(app, "accounts", "Ad accounts");
    auto* list = add_verb(*accounts, into, "accounts list", "Accounts in use");
    list->add_flag("--all", into.accounts.all, "Also those nobody chose to use");
    for (const auto* words : {"accounts include", "accounts leave-out"}) {
        const bool include = std::string_view{words} == "accounts include";
        auto* one =
            add_verb(*accounts, into, words, include ? "Use an account" : "Use an account no more",
                     include ? "" : "What was fetched stays until its time is over.");
        one->add_option("id", into.accounts.id, "The account")->required();
    }
    add_verb(app, into, "attention", "What needs looking after: connections, permissions, accounts",
             "Ends with code 1 when something urgent does.");
    auto* connections = add_group(app, "connections", "What lets Bayme into TikTok accounts");
    add_verb(*connections, into, "connections list", "Connections, with how many accounts each");
    auto* shown = add_verb(*connections, into, "connections show",
                           "One connection, with what it may do and the boxes to tick");
    shown->add_option("id", into.connections.id, "The connection")->required();
    auto* revoke = add_verb(*connections, into, "connections revoke", "End a connection",
                            "Gives its token back to TikTok and destroys our copy. Its accounts\n"
                            "are read no more; what was fetched stays until its time is over.");
    revoke->add_option("id", into.connections.id, "The connection")->required();
}

void add_objects(CLI::App& app, Invocation& into) {
    auto& arguments = into.objects;
    auto* objects = add_group(app, "objects", "Campaigns, ad groups, ads, files and identities");
    auto* list = add_verb(*objects, into, "objects list", "What the account has");
    auto* history = add_verb(*objects, into, "objects history",
                             "Who changed an object when, and why TikTok refused it");
    for (auto* verb : {list, history}) {
        verb->add_option("--advertiser", arguments.advertiser, "The account")
            ->type_name("ID")
            ->required();
        verb->add_option("--level", arguments.level, "Default: campaign")
            ->check(one_of({"campaign", "adgroup", "ad", "video", "image", "identity"}));
    }
    list->add_option("--parent", arguments.parent, "The campaign or ad group above");
    list->add_flag("--with-deleted", arguments.with_deleted, "Also deleted ones");
    history->add_option("id", arguments.id, "The object")->required();
}

void add_own_accounts(CLI::App& app, Invocation& into) {
    auto& arguments = into.own_accounts;
    auto* group = add_group(app, "own-accounts",
                            "The company's own TikTok accounts, whose posts can become ads");
    auto* connect = add_verb(*group, into, "own-accounts connect",
                             "Print a one-time link that connects an account",
                             "Whoever opens it is sent to TikTok's consent page. Posts are listed\n"
                             "to the login tiktok-developers only.");
    connect->add_option("login", arguments.login, "tiktok-account or tiktok-developers")
        ->check(one_of({"tiktok-account", "tiktok-developers"}))
        ->required();
    add_verb(*group, into, "own-accounts list", "Connected accounts and their health");
    auto* posts = add_verb(*group, into, "own-accounts posts", "An account's posts");
    posts->add_flag("--read", arguments.read, "Ask TikTok again first, and wait for it");
    auto* revoke = add_verb(*group, into, "own-accounts revoke", "Disconnect an account",
                            "Gives its token back to TikTok, destroys our copy and its posts.");
    for (auto* verb : {posts, revoke}) {
        verb->add_option("id", arguments.id, "The account")->required();
    }
}

void add_sandbox_options(CLI::App& verb, SandboxArguments& arguments) {
    verb.add_option("--seed", arguments.seed, "Another world for another number")
        ->type_name("NUMBER")
        ->check(whole_number(0, std::numeric_limits<std::int64_t>::max()).description(""));
    verb.add_option("--world", arguments.world,
                    "How advertising works there: a file, or a name such as saturation")
        ->type_name("FILE");
    verb.add_option("--scale", arguments.scale, "tiny, small, medium or large")
        ->check(one_of({"tiny", "small", "medium", "large"}));
}

void add_relay_options(CLI::App& sandbox, SandboxArguments& arguments) {
    auto* record = sandbox.add_option("--record", arguments.record,
                                      "Pass calls on to --upstream and keep them here, redacted");
    record->type_name("FOLDER");
    sandbox.add_option("--upstream", arguments.upstream, "Whom to record")
        ->type_name("URL")
        ->capture_default_str()
        ->needs(record);
    sandbox.add_option("--replay", arguments.replay, "Answer from this recording")
        ->type_name("FOLDER")
        ->excludes(record);
}

void add_sandbox(CLI::App& app, Invocation& into) {
    auto* demo = add_verb(app, into, "demo", "Try everything against a simulated TikTok",
                          "Works in a scratch folder that is removed at the end; with --data the\n"
                          "folder stays, and stays a demo's: nothing in it ever speaks to TikTok.");
    demo->add_option("--listen", into.serve.listen, "Address and port")->type_name("ADDRESS:PORT");
    add_sandbox_options(*demo, into.sandbox);
    auto& arguments = into.sandbox;
    auto* sandbox =
        add_verb(app, into, "sandbox", "Run only the simulated TikTok",
                 "With --record it simulates nothing: it passes calls on to TikTok and\n"
                 "keeps both sides without credentials and people; with --replay it\n"
                 "answers from such a folder. docs/guides/recording.md");
    add_sandbox_options(*sandbox, arguments);
    sandbox->add_option("--listen", arguments.listen, "Where the API answers")
        ->type_name("ADDRESS:PORT");
    sandbox->add_option("--control", arguments.control, "Where clock, faults and truth answer")
        ->type_name("ADDRESS:PORT");
    sandbox->add_option("--now", arguments.now, "Freeze its clock here; default: the wall clock")
        ->type_name("TIME");
    sandbox->add_option("--quota", arguments.quota, "off, basic, advanced, premium or ultimate");
    sandbox->add_option("--faults", arguments.faults, "Fault rules as JSON")->type_name("FILE");
    sandbox->add_option("--log", arguments.log_folder, "Folder for access.ndjson")
        ->type_name("FOLDER");
    add_relay_options(*sandbox, arguments);
    auto* decode = add_verb(app, into, "decode", "Show a raw answer of TikTok as Bayme reads it",
                            "Example:\n  bayme decode report/integrated/get answer.json");
    decode->add_option("endpoint", into.decode.endpoint, "Such as campaign/get")->required();
    decode->add_option("file", into.decode.file, "Default: standard input");
}

void add_common(CLI::App& app, CommonOptions& common) {
    app.add_option("--config", common.config, "Configuration file instead of the usual places")
        ->type_name("FILE");
    app.add_option("--data", common.data, "Data folder instead of the configured one")
        ->type_name("FOLDER");
    app.add_flag("--json", common.json, "Print JSON");
    // Also after the verb: `bayme jobs list --json`.
    app.fallthrough();
}

/// `--json` is short for `--format json`: any other format contradicts it.
void check_formats(const Invocation& line) {
    const auto& format = line.report.format;
    if (line.common.json && !format.empty() && format != "json") {
        throw CLI::ValidationError("--json",
                                   "--format " + format + " says otherwise: leave one out.");
    }
}

} // namespace

ParsedLine parse_line(const std::vector<std::string>& arguments) {
    ParsedLine line;
    CLI::App app{about, "bayme"};
    app.footer(examples);
    app.require_subcommand(1);
    app.get_formatter()->column_width(34);
    add_common(app, line.invocation.common);
    add_process_verbs(app, line.invocation);
    add_sandbox(app, line.invocation);
    add_accounts(app, line.invocation);
    add_objects(app, line.invocation);
    add_own_accounts(app, line.invocation);
    add_sync(app, line.invocation);
    add_ledger(app, line.invocation);
    add_maturity(app, line.invocation);
    add_reconcile(app, line.invocation);
    add_backfill(app, line.invocation);
    add_cubes(app, line.invocation);
    add_report(app, line.invocation);
    add_plan(app, line.invocation);
    add_call(app, line.invocation);
    add_jobs(app, line.invocation);
    add_people(app, line.invocation);
    for (auto* verb : app.get_subcommands({})) {
        verb->fallthrough();
        for (auto* inner : verb->get_subcommands({})) {
            inner->fallthrough();
        }
    }
    try {
        app.parse(std::vector<std::string>{arguments.rbegin(), arguments.rend()});
        check_formats(line.invocation);
        line.understood = true;
    } catch (const CLI::ParseError& stopped) {
        std::ostringstream out;
        std::ostringstream err;
        const bool helped = app.exit(stopped, out, err) == 0;
        line.text = helped ? out.str() : usage_error(app, stopped, arguments);
        line.exit_code = helped ? 0 : 2;
    }
    return line;
}

} // namespace bayme::cli
