// SPDX-License-Identifier: LicenseRef-Bayme
#include "cli/run.hpp"

#include "api/errors.hpp"
#include "cli/verbs.hpp"

#include <array>
#include <ostream>

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
    NamedVerb{"sync", &sync},
    NamedVerb{"ledger", &ledger},
    NamedVerb{"report", &report},
    NamedVerb{"connect", &connect},
    NamedVerb{"accounts list", &accounts_list},
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

} // namespace

int run(const std::vector<std::string>& arguments, Host& host, Terminal& terminal) {
    const auto parsed = parse_line(arguments);
    if (!parsed.understood) {
        (parsed.exit_code == 0 ? terminal.out : terminal.err) << parsed.text;
        return parsed.exit_code;
    }
    for (const auto& verb : verbs) {
        if (verb.name == parsed.invocation.verb) {
            Command command{parsed.invocation, host, terminal};
            const auto done = run_verb(verb.run, command);
            if (!done) {
                print_error(terminal.err, done.error(), command.json());
                return api::exit_code(done.error());
            }
            return *done;
        }
    }
    terminal.err << "bayme: no such verb\n";
    return 2;
}

} // namespace bayme::cli
