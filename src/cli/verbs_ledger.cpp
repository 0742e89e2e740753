// SPDX-License-Identifier: LicenseRef-Bayme
#include "cli/ask.hpp"
#include "cli/suggestion.hpp"

#include <ostream>

namespace bayme::cli {
namespace {

RequestBody range_of(const LedgerArguments& arguments) {
    RequestBody body;
    body.list("advertiser_ids", arguments.advertisers)
        .text("from", arguments.from)
        .text("to", arguments.to);
    return body;
}

/// "1 gap", "3 gaps".
std::string counted(const std::string& number, std::string_view word) {
    return fmt::format("{} {}{}", number, word, number == "1" ? "" : "s");
}

/// "12 calls, 2 s of TikTok's limit"; with "at least" while rows are not known.
std::string cost_of(const boost::json::value& fill) {
    const auto seconds = text_at(fill, "seconds");
    return fmt::format("{}{}, {} s of TikTok's limit",
                       text_at(fill, "rows_known") == "true" ? "about " : "at least ",
                       counted(text_at(fill, "calls"), "call"), seconds);
}

void print_legend(std::ostream& out, const boost::json::value& map) {
    for (const auto& letter : list_at(map, "legend")) {
        const auto sign = text_at(letter, "letter");
        for (const auto& row : list_at(map, "rows")) {
            if (text_at(row, "tiles").contains(sign)) {
                out << fmt::format("  {}  {}\n", sign == " " ? "(blank)" : sign,
                                   text_at(letter, "words"));
                break;
            }
        }
    }
}

void print_rows(std::ostream& out, const boost::json::value& map) {
    const bool by_cube =
        !list_at(map, "rows").empty() && !text_at(list_at(map, "rows").front(), "cube").empty();
    std::vector<std::string> head{"ACCOUNT", "NAME"};
    if (by_cube) {
        head.emplace_back("CUBE");
    }
    const auto numbers = head.size() + 1;
    head.insert(head.end(), {"MAP", "COMPLETE", "GAPS", "OVERDUE", "OLDEST FETCH"});
    TextTable table{std::move(head), {numbers, numbers + 1, numbers + 2}};
    for (const auto& row : list_at(map, "rows")) {
        std::vector<std::string> cells{text_at(row, "advertiser_id"), text_at(row, "name")};
        if (by_cube) {
            cells.push_back(text_at(row, "cube"));
        }
        cells.insert(cells.end(),
                     {text_at(row, "tiles"),
                      fmt::format("{}/{}", text_at(row, "complete"), text_at(row, "windows")),
                      text_at(row, "gaps"), text_at(row, "overdue"), time_at(row, "oldest_fetch")});
        table.add(std::move(cells));
    }
    table.print(out);
}

Result<int> map(Command& command) {
    const auto& arguments = command.line.ledger;
    auto body = range_of(arguments);
    body.list("cubes", arguments.cubes).text("rows", arguments.by_cube ? "cube" : "");
    BAYME_TRY(const auto map, ask(command, "ledger.map", body.json()));
    if (!map) {
        return 0;
    }
    auto& out = command.terminal.out;
    const auto from = text_at(*map, "from");
    const auto to = text_at(*map, "to");
    const auto width = text_at(*map, "days_per_tile");
    out << fmt::format("{} to {}, a column is {}; the worst of its cubes counts\n\n", from, to,
                       width == "1" ? "a day" : width + " days");
    print_rows(out, *map);
    out << '\n';
    print_legend(out, *map);
    out << fmt::format("\n{} of {} windows complete, {}, {} overdue.\n", text_at(*map, "complete"),
                       text_at(*map, "windows"), counted(text_at(*map, "gaps"), "gap"),
                       text_at(*map, "overdue"));
    if (text_at(*map, "gaps") != "0") {
        out << fmt::format("Fetching the gaps costs {} (level {}): `{}`\n",
                           cost_of(map->at("fill")), text_at(*map, "tier"),
                           suggestion(command, fmt::format("sync reports --only-missing --from {} "
                                                           "--to {} --wait",
                                                           from, to)));
    }
    return 0;
}

Result<int> gaps(Command& command) {
    const auto& arguments = command.line.ledger;
    auto body = range_of(arguments);
    body.list("cubes", arguments.cubes);
    BAYME_TRY(const auto list, ask(command, "ledger.gaps", body.json()));
    if (!list) {
        return 0;
    }
    TextTable table{{"ACCOUNT", "CUBE", "FROM", "TO", "DAYS", "STATE", "CALLS", "ROWS"}, {4, 6, 7}};
    for (const auto& gap : list_at(*list, "gaps")) {
        const bool known = text_at(gap, "fill.rows_known") == "true";
        table.add({text_at(gap, "advertiser_id"), text_at(gap, "cube"), text_at(gap, "from"),
                   text_at(gap, "to"), text_at(gap, "days"), text_at(gap, "state"),
                   text_at(gap, "fill.calls"), known ? text_at(gap, "fill.rows") : "?"});
    }
    table.print(command.terminal.out);
    if (text_at(*list, "count") != "0") {
        command.terminal.out << fmt::format("{}: {} (level {})\n",
                                            counted(text_at(*list, "count"), "gap"),
                                            cost_of(list->at("fill")), text_at(*list, "tier"));
    }
    return 0;
}

Result<int> cells(Command& command) {
    const auto& arguments = command.line.ledger;
    if (arguments.from.empty() || arguments.to.empty() || arguments.cubes.size() > 1) {
        return fail(ErrorCode::invalid_input,
                    "--cells needs --from and --to, and takes one --cube at most");
    }
    auto body = range_of(arguments);
    body.text("cube", arguments.cubes.empty() ? "" : arguments.cubes.front());
    BAYME_TRY(const auto list, ask(command, "ledger.list", body.json()));
    if (!list) {
        return 0;
    }
    TextTable table{{"ACCOUNT", "CUBE", "DAY", "STATE", "PROOF", "ROWS", "FETCHED", "WHY"}, {5}};
    for (const auto& cell : list_at(*list, "cells")) {
        const bool overdue = text_at(cell, "overdue") == "true";
        const auto reason = text_at(cell, "reason");
        table.add({text_at(cell, "advertiser_id"), text_at(cell, "cube"), text_at(cell, "day"),
                   text_at(cell, "state"), text_at(cell, "proof"), text_at(cell, "rows"),
                   time_at(cell, "fetched_at"),
                   overdue ? reason + (reason.empty() ? "overdue" : ", overdue") : reason});
    }
    table.print(command.terminal.out);
    return 0;
}

} // namespace

Result<int> ledger(Command& command) {
    const auto& arguments = command.line.ledger;
    return arguments.gaps ? gaps(command) : arguments.cells ? cells(command) : map(command);
}

} // namespace bayme::cli
