// SPDX-License-Identifier: LicenseRef-Bayme
#include "cli/answer.hpp"
#include "cli/verbs.hpp"

#include <ostream>

namespace bayme::cli {

Result<int> staff_link(Command& command) {
    BAYME_TRY(const auto connection, command.host.connect(command.line.common));
    const auto body = RequestBody{}.text("person_id", command.line.staff.person).json();
    BAYME_TRY(const auto answer, connection->call("staff.link", body));
    if (command.json()) {
        command.terminal.out << answer << '\n';
        return 0;
    }
    BAYME_TRY(const auto link, read_answer(answer));
    command.terminal.out << text_at(link, "url") << '\n';
    command.terminal.err << "Good for " << text_at(link, "minutes") << " minutes and one use.\n";
    return 0;
}

Result<int> audit_list(Command& command) {
    BAYME_TRY(const auto connection, command.host.connect(command.line.common));
    const auto body = RequestBody{}.number("limit", command.line.audit.limit).json();
    BAYME_TRY(const auto answer, connection->call("audit.list", body));
    if (command.json()) {
        command.terminal.out << answer << '\n';
        return 0;
    }
    BAYME_TRY(const auto page, read_answer(answer));
    TextTable table{{"NUMBER", "AT", "WHO", "DID", "TO"}, {0}};
    for (const auto& row : list_at(page, "rows")) {
        table.add({text_at(row, "number"), text_at(row, "at"), text_at(row, "actor"),
                   text_at(row, "action"), text_at(row, "object")});
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
