// SPDX-License-Identifier: LicenseRef-Bayme
#include "cli/ask.hpp"
#include "cli/suggestion.hpp"
#include "cli/wait.hpp"

#include <fmt/ranges.h>

#include <ostream>

namespace bayme::cli {
namespace {

std::string range_of(const Command& command) {
    const auto& arguments = command.line.backfill;
    return RequestBody{}
        .list("advertiser_ids", arguments.advertisers)
        .list("cubes", arguments.cubes)
        .text("from", arguments.from)
        .text("to", arguments.to)
        .json();
}

/// Nothing where TikTok sets no limit.
std::string minutes_of(const std::string& seconds) {
    const auto count = seconds.empty() ? 0 : std::stoll(seconds);
    return count == 0   ? ""
           : count < 60 ? fmt::format(", {} s of TikTok's limit", count)
                        : fmt::format(", {} min of TikTok's limit", (count + 59) / 60);
}

/// "91 account days, about 120 calls and 110,000 rows; 12 s of TikTok's limit"
std::string cost_of(const boost::json::value& cost) {
    return fmt::format("{} windows of {} accounts are not complete: {} {} calls, {} rows{}",
                       text_at(cost, "windows"), text_at(cost, "accounts"),
                       text_at(cost, "rows_known") == "true" ? "about" : "at least",
                       text_at(cost, "calls"), text_at(cost, "rows"),
                       minutes_of(text_at(cost, "seconds")));
}

std::vector<std::string> texts_of(const boost::json::array& list) {
    std::vector<std::string> texts;
    for (const auto& value : list) {
        texts.push_back(text_at(value, ""));
    }
    return texts;
}

} // namespace

Result<int> backfill_price(Command& command) {
    BAYME_TRY(const auto cost, ask(command, "backfill.price", range_of(command)));
    if (cost) {
        command.terminal.out << cost_of(*cost) << '\n';
    }
    return 0;
}

Result<int> backfill_start(Command& command) {
    BAYME_TRY(const auto connection, command.host.connect(command.line.common));
    BAYME_TRY(const auto answer, connection->call("backfill.start", range_of(command)));
    BAYME_TRY(const auto started, read_answer(answer));
    auto& terminal = command.terminal;
    const auto left_out = texts_of(list_at(started, "left_out"));
    if (command.json()) {
        terminal.out << answer << '\n';
    } else {
        terminal.out << cost_of(started.at("cost")) << '\n';
        if (!left_out.empty()) {
            terminal.err << fmt::format(
                "Left out, because the connection has ended, TikTok refuses "
                "it or nobody stated the zone: {}.\n",
                fmt::join(left_out, ", "));
        }
    }
    const int least = left_out.empty() ? 0 : 3;
    if (!command.line.backfill.wait) {
        if (!command.json()) {
            terminal.out << fmt::format("Started as {}; it goes on while a server runs and nothing "
                                        "more urgent is to be done. `{}` shows how far it is.\n",
                                        text_at(started, "group"),
                                        suggestion(command, "backfill list"));
        }
        return least;
    }
    BAYME_TRY(const auto waited,
              wait_for_jobs(command, *connection, texts_of(list_at(started, "job_ids"))));
    print_troubles(command, waited);
    return waited.exit_code() == 0 ? least : waited.exit_code();
}

Result<int> backfill_list(Command& command) {
    BAYME_TRY(const auto list, ask(command, "backfill.list", "{}"));
    if (!list) {
        return 0;
    }
    TextTable table{
        {"GROUP", "FROM", "TO", "ACCOUNTS", "STATE", "DONE", "FAILED", "STARTED", "DOING"},
        {3, 5, 6}};
    for (const auto& one : list_at(*list, "backfills")) {
        table.add({text_at(one, "group"), text_at(one, "from"), text_at(one, "to"),
                   text_at(one, "accounts"), text_at(one, "state"),
                   fmt::format("{}/{}", text_at(one, "done"), text_at(one, "parts")),
                   text_at(one, "failed"), time_at(one, "started_at"), text_at(one, "doing")});
    }
    table.print(command.terminal.out);
    return 0;
}

Result<int> backfill_cancel(Command& command) {
    const auto body = RequestBody{}.text("group", command.line.backfill.group).json();
    BAYME_TRY(const auto ended, ask(command, "backfill.cancel", body));
    if (ended) {
        command.terminal.out << fmt::format("{} of {} parts were done and stay; the rest was "
                                            "ended\n",
                                            text_at(*ended, "done"), text_at(*ended, "parts"));
    }
    return 0;
}

} // namespace bayme::cli
