// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/text_width.hpp"
#include "cli/ask.hpp"

#include <ostream>

namespace bayme::cli {
namespace {

void print_overview(std::ostream& out, const boost::json::value& overview) {
    TextTable table{{"KIND", "WHAT", "WAIT", "RUN", "FAILED", "PAUSED"}, {2, 3, 4}};
    for (const auto& kind : list_at(overview, "kinds")) {
        const auto reason = text_at(kind, "paused.reason");
        table.add({text_at(kind, "kind"), text_at(kind, "title"), text_at(kind, "queued"),
                   text_at(kind, "running"), text_at(kind, "dead_letters"), printable(reason)});
    }
    table.print(out);
    for (const auto& pause : list_at(overview, "paused_accounts")) {
        out << pause_words(pause) << '\n';
    }
}

Result<int> print_answer(Command& command, std::string_view operation, const std::string& body) {
    BAYME_TRY(const auto overview, ask(command, operation, body));
    if (overview) {
        print_overview(command.terminal.out, *overview);
    }
    return 0;
}

} // namespace

Result<int> jobs_pause(Command& command) {
    const auto& arguments = command.line.jobs;
    RequestBody body;
    if (!arguments.kind.empty()) {
        body.text("kind", arguments.kind).text("reason", arguments.reason);
        return print_answer(command, "jobs.pause_kind", body.json());
    }
    body.text("advertiser_id", arguments.advertiser).text("reason", arguments.reason);
    return print_answer(command, "jobs.pause_account", body.json());
}

Result<int> jobs_resume(Command& command) {
    const auto& arguments = command.line.jobs;
    if (!arguments.kind.empty()) {
        return print_answer(command, "jobs.resume_kind",
                            RequestBody{}.text("kind", arguments.kind).json());
    }
    return print_answer(command, "jobs.resume_account",
                        RequestBody{}.text("advertiser_id", arguments.advertiser).json());
}

Result<int> jobs_kinds(Command& command) {
    return print_answer(command, "jobs.overview", "{}");
}

Result<int> jobs_schedules(Command& command) {
    BAYME_TRY(const auto list, ask(command, "schedules.list", "{}"));
    if (!list) {
        return 0;
    }
    TextTable table{{"NAME", "WHAT", "WHEN", "NEXT", "LAST", "OUTCOME"}};
    for (const auto& schedule : list_at(*list, "schedules")) {
        const bool paused = !text_at(schedule, "paused").empty();
        table.add({text_at(schedule, "name"), text_at(schedule, "title"),
                   text_at(schedule, "rhythm"), time_at(schedule, "next_at"),
                   time_at(schedule, "last_at"),
                   paused ? "paused: " + printable(text_at(schedule, "paused.reason"))
                          : text_at(schedule, "last_state")});
    }
    table.print(command.terminal.out);
    return 0;
}

} // namespace bayme::cli
