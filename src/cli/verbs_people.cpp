// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/text_width.hpp"
#include "cli/ask.hpp"

#include <ostream>

namespace bayme::cli {
namespace {

std::string change(const std::string& before, const std::string& after) {
    return fmt::format("{} -> {}", before.empty() ? "nothing" : before, after);
}

/// The name, or the id where an older server gives none.
std::string who(const boost::json::value& row) {
    auto name = text_at(row, "actor_name");
    return name.empty() ? text_at(row, "actor") : name;
}

/// What became of one change; only what was applied went from one value to another.
std::string step_came_to(const std::string& state, const std::string& before,
                         const std::string& found) {
    if (found.empty()) {
        return state;
    }
    if (state == "conflict") {
        return fmt::format("conflict: {} at TikTok, not {} as drafted; nothing was sent", found,
                           before);
    }
    return state == "applied" ? fmt::format("{}: {}", state, change(before, found))
                              : fmt::format("{}: TikTok says {}", state, found);
}

/// What an act came to, on one line; `--json` has all of it.
std::string came_to(const boost::json::value& row) {
    if (const auto state = text_at(row, "after.state"); !state.empty()) {
        const auto& steps = list_at(row, "after.steps");
        if (!steps.empty()) {
            const auto more = steps.size() > 1 ? fmt::format(" and {} more", steps.size() - 1) : "";
            return fmt::format("{}: {} {}{}", state, text_at(steps[0], "object"),
                               change(text_at(steps[0], "before"), text_at(steps[0], "after")),
                               more);
        }
        return step_came_to(state, text_at(row, "before"), text_at(row, "after.read_back"));
    }
    return fit(text_at(row, "after"), 60);
}

} // namespace

Result<int> staff_link(Command& command) {
    const auto body = RequestBody{}.text("person_id", command.line.staff.person).json();
    BAYME_TRY(const auto link, ask(command, "staff.link", body));
    if (!link) {
        return 0;
    }
    command.terminal.out << text_at(*link, "url") << '\n';
    command.terminal.err << "Good for " << text_at(*link, "minutes") << " minutes and one use.\n";
    return 0;
}

Result<int> audit_list(Command& command) {
    const auto body = RequestBody{}.number("limit", command.line.audit.limit).json();
    BAYME_TRY(const auto page, ask(command, "audit.list", body));
    if (!page) {
        return 0;
    }
    TextTable table{{"NUMBER", "AT", "WHO", "DID", "TO", "RESULT"}, {0}};
    for (const auto& row : list_at(*page, "rows")) {
        table.add({text_at(row, "number"), time_at(row, "at"), who(row), text_at(row, "action"),
                   text_at(row, "object"), came_to(row)});
    }
    table.print(command.terminal.out);
    return 0;
}

Result<int> audit_verify(Command& command) {
    BAYME_TRY(const auto connection, command.host.connect(command.line.common));
    BAYME_TRY(const auto answer, connection->call("audit.verify", "{}"));
    BAYME_TRY(const auto state, read_answer(answer));
    const bool is_whole = text_at(state, "whole") == "true";
    if (command.json()) {
        command.terminal.out << answer << '\n';
    } else if (is_whole) {
        command.terminal.out << "All " << text_at(state, "rows") << " rows are as written.\n";
    } else {
        command.terminal.out << "Row " << text_at(state, "broken_at")
                             << " is missing or not as it was written.\n";
    }
    return is_whole ? 0 : 1;
}

} // namespace bayme::cli
