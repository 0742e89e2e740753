// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/errors.hpp"
#include "app/process_host.hpp"
#include "app/signals.hpp"
#include "base/failpoint.hpp"
#include "base/log.hpp"
#include "cli/run.hpp"
#include "vault/hardening.hpp"

#include <iostream>
#include <sys/stat.h>
#include <unistd.h>

namespace {

using namespace bayme;

Result<void> prepare(const app::Environment& environment) {
    BAYME_CHECK(vault::harden_process());
    const auto failpoints = environment.find("BAYME_FAILPOINTS");
    return failpoints == environment.end() ? Result<void>{} : arm_failpoints(failpoints->second);
}

/// Verbs that stay: they log what happens and stop in order. The others speak to a person.
bool stays(const std::vector<std::string>& arguments) {
    for (const auto& argument : arguments) {
        if (argument == "serve" || argument == "demo" || argument == "sandbox") {
            return true;
        }
    }
    return false;
}

} // namespace

int main(int count, char** words) {
    const std::vector<std::string> arguments{words + 1, words + count};
    // What the program writes is for its own user.
    umask(077);
    app::hold_signals();
    if (!stays(arguments)) {
        app::release_signals();
        set_log_level(LogLevel::error);
    }
    cli::Terminal terminal{.out = std::cout,
                           .err = std::cerr,
                           .in = std::cin,
                           .out_is_tty = isatty(STDOUT_FILENO) != 0,
                           .err_is_tty = isatty(STDERR_FILENO) != 0,
                           .program = count > 0 ? words[0] : "bayme"};
    auto environment = app::process_environment();
    if (const auto prepared = prepare(environment); !prepared) {
        cli::print_error(std::cerr, prepared.error(), false);
        return api::exit_code(prepared.error());
    }
    SystemClock clock;
    SystemRandom random;
    SystemFiles files;
    app::ProcessHost host(std::move(environment), {clock, random, files});
    return cli::run(arguments, host, terminal);
}
