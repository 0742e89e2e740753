// SPDX-License-Identifier: LicenseRef-Bayme
#include "cli/invocation.hpp"

// The one source file that sees CLI11: it costs every includer seconds.
#include <CLI/CLI.hpp>

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

/// Adds one verb. Its callback notes its name, so the deepest one wins.
CLI::App* add_verb(CLI::App& parent, Invocation& into, const std::string& words,
                   const std::string& summary, const std::string& footer = {}) {
    const auto space = words.rfind(' ');
    auto* verb = parent.add_subcommand(space == std::string::npos ? words : words.substr(space + 1),
                                       summary);
    verb->final_callback([&into, words] { into.verb = words; });
    verb->footer(footer);
    return verb;
}

CLI::App* add_group(CLI::App& app, const std::string& name, const std::string& summary) {
    auto* group = app.add_subcommand(name, summary);
    group->require_subcommand(1);
    return group;
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
    add_verb(app, into, "doctor", "Check configuration, folder, keys and stores",
             "Works whether or not a server runs.");
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

void add_jobs(CLI::App& app, Invocation& into) {
    auto* jobs = add_group(app, "jobs", "Work in the background");
    auto* list = add_verb(*jobs, into, "jobs list", "Jobs, newest first");
    list->add_option("--state", into.jobs.state, "Only these")
        ->check(CLI::IsMember({"queued", "running", "done", "failed", "cancelled"}));
    list->add_option("--limit", into.jobs.limit, "How many")->check(CLI::Range(1, 1000));
    for (const auto* words : {"jobs show", "jobs cancel"}) {
        auto* one = add_verb(*jobs, into, words,
                             std::string_view{words} == "jobs show" ? "One job" : "Stop a job");
        one->add_option("id", into.jobs.id, "The job")->required();
    }
}

void add_people(CLI::App& app, Invocation& into) {
    auto* staff = add_group(app, "staff", "People who use this server");
    auto* link = add_verb(*staff, into, "staff link", "Print a one-time sign-in link",
                          "Good for 15 minutes and one use. Without --person: the owner's.");
    link->add_option("--person", into.staff.person, "Whose")->type_name("ID");
    auto* audit = add_group(app, "audit", "Who did what");
    auto* list = add_verb(*audit, into, "audit list", "The latest acts");
    list->add_option("--limit", into.audit.limit, "How many")->check(CLI::Range(1, 1000));
    add_verb(*audit, into, "audit verify", "Check that no row was changed or lost");
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

} // namespace

ParsedLine parse_line(const std::vector<std::string>& arguments) {
    ParsedLine line;
    CLI::App app{about, "bayme"};
    app.footer(examples);
    app.require_subcommand(1);
    app.get_formatter()->column_width(34);
    add_common(app, line.invocation.common);
    add_process_verbs(app, line.invocation);
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
        line.understood = true;
    } catch (const CLI::ParseError& stopped) {
        std::ostringstream out;
        std::ostringstream err;
        const bool helped = app.exit(stopped, out, err) == 0;
        line.text = helped ? out.str() : err.str();
        line.exit_code = helped ? 0 : 2;
    }
    return line;
}

} // namespace bayme::cli
