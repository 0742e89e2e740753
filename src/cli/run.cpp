// SPDX-License-Identifier: LicenseRef-Bayme
#include "cli/run.hpp"

#include "api/errors.hpp"
#include "cli/checked_output.hpp"
#include "cli/option_names.hpp"
#include "cli/verbs.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <ostream>
#include <system_error>

namespace bayme::cli {
namespace {

struct NamedVerb {
    std::string_view name;
    Verb run;
};

constexpr std::array verbs{
    NamedVerb{"init", &init},
    NamedVerb{"serve", &serve},
    NamedVerb{"migrate", &migrate},
    NamedVerb{"version", &version},
    NamedVerb{"failpoints", &failpoints},
    NamedVerb{"doctor", &doctor},
    NamedVerb{"config show", &config_show},
    NamedVerb{"config check", &config_check},
    NamedVerb{"call", &call},
    NamedVerb{"openapi", &openapi},
    NamedVerb{"staff link", &staff_link},
    NamedVerb{"audit list", &audit_list},
    NamedVerb{"audit verify", &audit_verify},
    NamedVerb{"jobs list", &jobs_list},
    NamedVerb{"jobs show", &jobs_show},
    NamedVerb{"jobs cancel", &jobs_cancel},
    NamedVerb{"jobs retry", &jobs_retry},
    NamedVerb{"jobs dismiss", &jobs_dismiss},
    NamedVerb{"jobs pause", &jobs_pause},
    NamedVerb{"jobs resume", &jobs_resume},
    NamedVerb{"jobs kinds", &jobs_kinds},
    NamedVerb{"jobs schedules", &jobs_schedules},
    NamedVerb{"quota", &quota},
    NamedVerb{"sync", &sync},
    NamedVerb{"ledger", &ledger},
    NamedVerb{"maturity", &maturity},
    NamedVerb{"reconcile", &reconcile},
    NamedVerb{"backfill price", &backfill_price},
    NamedVerb{"backfill start", &backfill_start},
    NamedVerb{"backfill list", &backfill_list},
    NamedVerb{"backfill cancel", &backfill_cancel},
    NamedVerb{"cubes list", &cubes_list},
    NamedVerb{"cubes price", &cubes_price},
    NamedVerb{"cubes enable", &cubes_enable},
    NamedVerb{"cubes disable", &cubes_disable},
    NamedVerb{"report", &report},
    NamedVerb{"connect", &connect},
    NamedVerb{"accounts list", &accounts_list},
    NamedVerb{"accounts include", &accounts_include},
    NamedVerb{"accounts leave-out", &accounts_include},
    NamedVerb{"attention", &attention},
    NamedVerb{"connections list", &connections_list},
    NamedVerb{"connections show", &connections_show},
    NamedVerb{"connections revoke", &connections_revoke},
    NamedVerb{"objects list", &objects_list},
    NamedVerb{"objects history", &objects_history},
    NamedVerb{"own-accounts connect", &own_accounts_connect},
    NamedVerb{"own-accounts list", &own_accounts_list},
    NamedVerb{"own-accounts posts", &own_accounts_posts},
    NamedVerb{"own-accounts revoke", &own_accounts_revoke},
    NamedVerb{"plan draft", &plan_draft},
    NamedVerb{"plan list", &plan_list},
    NamedVerb{"plan show", &plan_show},
    NamedVerb{"plan approve", &plan_approve},
    NamedVerb{"plan resume", &plan_resume},
    NamedVerb{"plan discard", &plan_discard},
    NamedVerb{"plan undo", &plan_undo},
    NamedVerb{"sandbox", &sandbox},
    NamedVerb{"demo", &demo},
    NamedVerb{"decode", &decode},
};

/// The barrier of a command: what a bug throws ends as an internal error.
Result<int> run_verb(Verb verb, Command& command) {
    try {
        return verb(command);
    } catch (const std::exception& thrown) {
        return fail(ErrorCode::internal, "something unexpected happened: {}", thrown.what());
    }
}

/// Help, or what is wrong with the line: as a problem for whoever asked for JSON.
int explain(const ParsedLine& line, const std::vector<std::string>& arguments, Terminal& terminal) {
    if (line.exit_code == 0) {
        terminal.out << line.text;
        return 0;
    }
    // The line was not understood, so its options are not known either.
    if (std::ranges::find(arguments, "--json") != arguments.end()) {
        auto message = line.text;
        message.erase(message.find_last_not_of('\n') + 1);
        message.erase(0, message.starts_with("bayme: ") ? std::string_view{"bayme: "}.size() : 0);
        print_error(terminal.err, {ErrorCode::invalid_input, std::move(message), "usage"}, true);
    } else {
        terminal.err << line.text;
    }
    return line.exit_code;
}

int carry_out(const ParsedLine& parsed, const std::vector<std::string>& arguments, Host& host,
              Terminal& terminal) {
    if (!parsed.understood) {
        return explain(parsed, arguments, terminal);
    }
    for (const auto& verb : verbs) {
        if (verb.name == parsed.invocation.verb) {
            Command command{parsed.invocation, host, terminal};
            const auto done = run_verb(verb.run, command);
            if (!done) {
                // The body of `call` was typed as fields.
                const auto error = verb.name == "call" ? done.error() : name_options(done.error());
                print_error(terminal.err, error, command.json());
                return api::exit_code(error);
            }
            return *done;
        }
    }
    terminal.err << "bayme: no such verb\n";
    return 2;
}

/// Output that was lost is a failure of its own. A reader that left early, as `head` does, has all
/// it wanted.
int check_output(const CheckedOutput& output, bool json, Terminal& terminal, int code) {
    if (output.failure() == 0 || output.failure() == EPIPE) {
        return code;
    }
    const auto message = fmt::format("the output could not be written whole: {}",
                                     std::generic_category().message(output.failure()));
    if (json) {
        print_error(terminal.err, {ErrorCode::internal, message, "output_lost"}, true);
    } else {
        terminal.err << "bayme: " << message << '\n';
    }
    return code == 0 ? 1 : code;
}

} // namespace

int run(const std::vector<std::string>& arguments, Host& host, Terminal& terminal) {
    const auto parsed = parse_line(arguments);
    CheckedOutput output{*terminal.out.rdbuf()};
    std::ostream out{&output};
    Terminal checked{.out = out,
                     .err = terminal.err,
                     .in = terminal.in,
                     .out_is_tty = terminal.out_is_tty,
                     .err_is_tty = terminal.err_is_tty,
                     .program = terminal.program};
    const int code = carry_out(parsed, arguments, host, checked);
    out.flush();
    return check_output(output, parsed.invocation.common.json, terminal, code);
}

} // namespace bayme::cli
