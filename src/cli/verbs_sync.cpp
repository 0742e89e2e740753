// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "cli/ask.hpp"
#include "cli/suggestion.hpp"
#include "cli/wait.hpp"

#include <fmt/ranges.h>

#include <ostream>

namespace bayme::cli {
namespace {

std::vector<std::string> texts_of(const boost::json::array& list) {
    std::vector<std::string> texts;
    for (const auto& value : list) {
        texts.push_back(text_at(value, ""));
    }
    return texts;
}

/// Says which accounts were left out. @return whether any was.
bool warn_of_left_out(Command& command, const std::vector<std::string>& left_out) {
    if (!left_out.empty() && !command.json()) {
        command.terminal.err << fmt::format(
            "Left out, because the connection has ended or TikTok refuses it: {}. `{}` connects "
            "again.\n",
            fmt::join(left_out, ", "), suggestion(command, "connect"));
    }
    return !left_out.empty();
}

void print_outcome(Command& command, const std::string& group, const WaitedJobs& waited,
                   const std::vector<std::string>& left_out) {
    auto& out = command.terminal.out;
    if (command.json()) {
        JsonWriter writer;
        writer.begin_object().member("group", group).member("done", waited.done);
        writer.member("cancelled", waited.cancelled);
        writer.member("failed", static_cast<std::int64_t>(waited.failures.size()));
        writer.member("waiting", static_cast<std::int64_t>(waited.postponed.size()));
        if (!waited.next_try_at.empty()) {
            writer.member("next_try_at", waited.next_try_at);
        }
        writer.key("results").begin_array();
        for (const auto& result : waited.results) {
            writer.raw(result.empty() ? "null" : result);
        }
        writer.end_array().key("not_connected").raw(json_array(left_out));
        out << writer.end_object().take() << '\n';
        return;
    }
    out << fmt::format("{} done, {} failed, {} cancelled", waited.done, waited.failures.size(),
                       waited.cancelled);
    out << (waited.postponed.empty() ? "\n"
                                     : fmt::format(", {} waiting\n", waited.postponed.size()));
}

} // namespace

Result<int> sync(Command& command) {
    const auto& arguments = command.line.sync;
    BAYME_TRY(const auto connection, command.host.connect(command.line.common));
    const auto body = RequestBody{}
                          .text("what", arguments.what)
                          .list("advertiser_ids", arguments.advertisers)
                          .text("from", arguments.from)
                          .text("to", arguments.to)
                          .flag("only_missing", arguments.only_missing)
                          .json();
    BAYME_TRY(const auto answer, connection->call("sync.start", body));
    BAYME_TRY(const auto started, read_answer(answer));
    const auto group = text_at(started, "group");
    const auto ids = texts_of(list_at(started, "job_ids"));
    const auto left_out = texts_of(list_at(started, "not_connected"));
    const int least = warn_of_left_out(command, left_out) ? 3 : 0;
    for (const auto& pause : list_at(started, "paused")) {
        if (!command.json() && !arguments.wait) {
            command.terminal.err << "Waits: " << pause_words(pause) << ".\n";
        }
    }
    if (!arguments.wait) {
        if (command.json()) {
            command.terminal.out << answer << '\n';
        } else {
            command.terminal.out << fmt::format("{} jobs queued as group {}; `{}` shows them. They "
                                                "run while a server runs.\n",
                                                ids.size(), group,
                                                suggestion(command, "jobs list"));
        }
        return least;
    }
    BAYME_TRY(const auto waited, wait_for_jobs(command, *connection, ids));
    print_outcome(command, group, waited, left_out);
    print_troubles(command, waited);
    return waited.exit_code() == 0 ? least : waited.exit_code();
}

} // namespace bayme::cli
