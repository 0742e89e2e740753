// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/text_width.hpp"
#include "cli/ask.hpp"

#include <ostream>

namespace bayme::cli {
namespace {

std::string progress_of(const boost::json::value& job) {
    const auto total = text_at(job, "progress.total");
    if (total.empty() || total == "0") {
        return text_at(job, "progress.text");
    }
    return fmt::format("{}/{}", text_at(job, "progress.done"), total);
}

/// Why it does not go on, and what became of one that failed for good.
void print_waits(std::ostream& out, const boost::json::value& job) {
    if (!text_at(job, "paused").empty()) {
        out << fmt::format("{:<15}{}\n", "waits", pause_words(job, "paused"));
    }
    for (const auto& awaited : list_at(job, "waits_for")) {
        out << fmt::format("{:<15}job {} has to be done first\n", "waits", text_at(awaited, ""));
    }
    if (const auto how = text_at(job, "settled.as"); !how.empty()) {
        const auto later = text_at(job, "settled.job_id");
        out << fmt::format("{:<15}{}{}\n", "dealt with", how,
                           later.empty() ? "" : ", see job " + later);
    }
}

void print_job(std::ostream& out, const boost::json::value& job) {
    for (const auto* name : {"id", "kind", "state", "group", "requested_by", "advertiser_id",
                             "attempts", "created_at", "started_at", "finished_at"}) {
        if (const auto text = text_at(job, name); !text.empty()) {
            out << fmt::format("{:<15}{}\n", name, printable(text));
        }
    }
    print_waits(out, job);
    if (const auto progress = progress_of(job); !progress.empty()) {
        out << fmt::format("{:<15}{}\n", "progress", progress);
    }
    if (const auto code = text_at(job, "error.code"); !code.empty()) {
        out << fmt::format("{:<15}{}: {} [{}]\n", "error", code,
                           printable(text_at(job, "error.message")), text_at(job, "error.reason"));
    }
    for (const auto& failure : list_at(job, "failures")) {
        out << fmt::format("{:<15}{}  {}  {} [{}] {}\n", "attempt " + text_at(failure, "attempt"),
                           time_at(failure, "at"), text_at(failure, "error.code"),
                           printable(text_at(failure, "error.message")),
                           text_at(failure, "error.reason"),
                           printable(text_at(failure, "error.request_id")));
    }
}

Result<int> one_job(Command& command, std::string_view operation) {
    const auto body = RequestBody{}.text("job_id", command.line.jobs.id).json();
    BAYME_TRY(const auto job, ask(command, operation, body));
    if (!job) {
        return 0;
    }
    print_job(command.terminal.out, *job);
    return 0;
}

} // namespace

Result<int> jobs_list(Command& command) {
    const auto& arguments = command.line.jobs;
    const auto body = RequestBody{}
                          .text("state", arguments.state)
                          .flag("dead_letters", arguments.dead)
                          .number("limit", arguments.limit)
                          .json();
    BAYME_TRY(const auto list, ask(command, "jobs.list", body));
    if (!list) {
        return 0;
    }
    TextTable table{{"ID", "KIND", "ACCOUNT", "STATE", "PROGRESS", "CREATED", "ERROR"}};
    for (const auto& job : list_at(*list, "jobs")) {
        table.add({text_at(job, "id"), text_at(job, "kind"), text_at(job, "advertiser_id"),
                   text_at(job, "paused").empty() ? text_at(job, "state") : "paused",
                   progress_of(job), time_at(job, "created_at"), text_at(job, "error.reason")});
    }
    table.print(command.terminal.out);
    return 0;
}

Result<int> jobs_show(Command& command) {
    return one_job(command, "jobs.show");
}

Result<int> jobs_cancel(Command& command) {
    return one_job(command, "jobs.cancel");
}

Result<int> jobs_retry(Command& command) {
    return one_job(command, "jobs.retry");
}

Result<int> jobs_dismiss(Command& command) {
    return one_job(command, "jobs.dismiss");
}

} // namespace bayme::cli
