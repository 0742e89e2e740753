// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "cli/suggestion.hpp"

#include <fstream>
#include <iterator>
#include <ostream>

namespace bayme::cli {
namespace {

Result<std::string> read_input(Command& command) {
    const auto& file = command.line.decode.file;
    if (file.empty() || file == "-") {
        return std::string{std::istreambuf_iterator<char>{command.terminal.in}, {}};
    }
    std::ifstream in{file, std::ios::binary};
    if (!in) {
        return fail(ErrorCode::not_found, "{} cannot be read", file.string());
    }
    return std::string{std::istreambuf_iterator<char>{in}, {}};
}

/// The commands can be pasted where the demo was started, though its program is on no PATH.
void print_demo(Terminal& terminal, const DemoReady& ready) {
    auto& out = terminal.out;
    const auto bayme = fmt::format("  {} --data {} ", shell_word(terminal.program),
                                   shell_word(ready.folder.string()));
    out << "\nBayme is ready at " << ready.url << "\n\n"
        << "Sign in with this link (15 minutes, one use):\n  " << ready.link << "\n\n"
        << "Three commands to try in another terminal, in this folder:\n"
        << bayme << "accounts list\n"
        << bayme << "report --dimensions campaign --metrics spend,clicks,ctr --from " << ready.from
        << " --to " << ready.to << "\n"
        << bayme << "jobs list\n\n"
        << "Ctrl-C ends it." << std::endl;
}

std::string describe(const SandboxArguments& arguments, const SandboxReady& made) {
    if (!arguments.record.empty()) {
        return fmt::format("Calls to {}\ngo on to {} and are kept in {},\nwithout credentials and "
                           "people.\nCtrl-C ends it.",
                           made.api_url, arguments.upstream, arguments.record.string());
    }
    if (!arguments.replay.empty()) {
        return fmt::format("The recording in {} answers at {}\nCtrl-C ends it.",
                           arguments.replay.string(), made.api_url);
    }
    return fmt::format("The simulated TikTok answers at {}\nClock, faults and truth at {}\n"
                       "Ctrl-C ends it.",
                       made.api_url, made.control_url);
}

} // namespace

Result<int> sandbox(Command& command) {
    const auto ready = [&](const SandboxReady& made) {
        command.terminal.out << (command.json() ? made.line : describe(command.line.sandbox, made))
                             << std::endl;
    };
    BAYME_CHECK(command.host.sandbox(command.line.sandbox, ready));
    return 0;
}

Result<int> demo(Command& command) {
    const auto step = [&](std::string_view text) {
        command.terminal.err << text << std::endl;
    };
    const auto ready = [&](const DemoReady& made) {
        if (!command.json()) {
            print_demo(command.terminal, made);
            return;
        }
        JsonWriter out;
        out.begin_object().member("url", made.url).member("link", made.link);
        out.member("folder", made.folder.string()).member("from", made.from);
        out.member("to", made.to).end_object();
        command.terminal.out << out.text() << std::endl;
    };
    BAYME_CHECK(command.host.demo(command.line.common, command.line.serve, command.line.sandbox,
                                  step, ready));
    return 0;
}

Result<int> decode(Command& command) {
    BAYME_TRY(const auto raw, read_input(command));
    if (raw.empty()) {
        return fail(ErrorCode::invalid_input, "there is nothing to decode: the input is empty");
    }
    BAYME_TRY(const auto text,
              command.host.decode(command.line.decode.endpoint, raw, command.json()));
    command.terminal.out << text << (text.ends_with('\n') ? "" : "\n");
    return 0;
}

} // namespace bayme::cli
