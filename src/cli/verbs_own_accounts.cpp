// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/text_width.hpp"
#include "cli/ask.hpp"
#include "cli/wait.hpp"

#include <ostream>

namespace bayme::cli {
namespace {

constexpr std::size_t title_width = 60;

std::string account_body(const Command& command) {
    return RequestBody{}.text("account_id", command.line.own_accounts.id).json();
}

/// @return the exit code; 0 when the posts are read.
Result<int> read_posts(Command& command, Connection& connection) {
    BAYME_TRY(const auto answer, connection.call("own_accounts.read_posts", account_body(command)));
    BAYME_TRY(const auto started, read_answer(answer));
    BAYME_TRY(const auto waited, wait_for_jobs(command, connection, {text_at(started, "job_id")}));
    print_troubles(command, waited);
    return waited.exit_code();
}

void print_posts(std::ostream& out, const boost::json::value& list) {
    TextTable table{{"POST", "CREATED", "SECONDS", "TITLE"}};
    for (const auto& post : list_at(list, "posts")) {
        const auto title = text_at(post, "title");
        table.add({text_at(post, "post_id"), time_at(post, "created_at"),
                   text_at(post, "duration_seconds"),
                   fit(title.empty() ? text_at(post, "description") : title, title_width)});
    }
    table.print(out);
    const auto read = time_at(list, "read_at");
    out << (read.empty() ? "TikTok was not asked yet: --read asks.\n"
                         : fmt::format("As TikTok said at {}.\n", read));
}

} // namespace

Result<int> own_accounts_connect(Command& command) {
    const auto body = RequestBody{}.text("kind", command.line.own_accounts.login).json();
    return print_link(command, "own_accounts.link", body);
}

Result<int> own_accounts_list(Command& command) {
    BAYME_TRY(const auto list, ask(command, "own_accounts.list", "{}"));
    if (!list) {
        return 0;
    }
    TextTable table{{"ID", "NAME", "LOGIN", "STATE", "CONNECTED", "BY", "RENEWS UNTIL", "PROBLEM"}};
    for (const auto& one : list_at(*list, "accounts")) {
        table.add({text_at(one, "account_id"), text_at(one, "name"), text_at(one, "kind"),
                   text_at(one, "state"), time_at(one, "connected_at"),
                   text_at(one, "connected_by_name"), time_at(one, "renewable_until"),
                   text_at(one, "problem")});
    }
    table.print(command.terminal.out);
    return 0;
}

Result<int> own_accounts_posts(Command& command) {
    BAYME_TRY(const auto connection, command.host.connect(command.line.common));
    if (command.line.own_accounts.read) {
        BAYME_TRY(const auto code, read_posts(command, *connection));
        if (code != 0) {
            return code;
        }
    }
    BAYME_TRY(const auto answer, connection->call("own_accounts.posts", account_body(command)));
    if (command.json()) {
        command.terminal.out << answer << '\n';
        return 0;
    }
    BAYME_TRY(const auto list, read_answer(answer));
    print_posts(command.terminal.out, list);
    return 0;
}

Result<int> own_accounts_revoke(Command& command) {
    BAYME_TRY(const auto ended, ask(command, "own_accounts.revoke", account_body(command)));
    if (!ended) {
        return 0;
    }
    command.terminal.out << fmt::format("The account {} is {}.\n", text_at(*ended, "account_id"),
                                        text_at(*ended, "state"));
    return 0;
}

} // namespace bayme::cli
