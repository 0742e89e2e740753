// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/text_width.hpp"
#include "cli/answer.hpp"
#include "cli/verbs.hpp"

#include <algorithm>
#include <istream>
#include <ostream>

namespace bayme::cli {
namespace {

Result<int> print_link(Command& command) {
    BAYME_TRY(const auto connection, command.host.connect(command.line.common));
    BAYME_TRY(const auto answer, connection->call("connections.link", "{}"));
    if (command.json()) {
        command.terminal.out << answer << '\n';
        return 0;
    }
    BAYME_TRY(const auto link, read_answer(answer));
    command.terminal.out << text_at(link, "url") << '\n';
    command.terminal.err << "Open it in the browser that shall connect; good for "
                         << text_at(link, "minutes") << " minutes and one use.\n";
    return 0;
}

/// TikTok's word without its prefix, or what keeps us from reading the account.
std::string status_of(const boost::json::value& account) {
    if (const auto state = text_at(account, "connection_state"); state != "active") {
        return state;
    }
    const auto status = text_at(account, "status");
    constexpr std::string_view prefix = "STATUS_";
    return status.starts_with(prefix) ? status.substr(prefix.size()) : status;
}

/// A line for each account that TikTok does not let run, with TikTok's reason.
void print_rejections(std::ostream& out, const boost::json::array& accounts) {
    for (const auto& account : accounts) {
        if (const auto reason = text_at(account, "rejection_reason"); !reason.empty()) {
            out << fmt::format("{}: TikTok says \"{}\"\n", text_at(account, "advertiser_id"),
                               fit(reason, 120));
        }
    }
}

void print_accounts(std::ostream& out, const boost::json::array& accounts) {
    TextTable table{{"ID", "NAME", "USED", "STATUS", "CURRENCY", "OFFSET", "REPORTS SYNCED"}};
    for (const auto& account : accounts) {
        const auto synced = time_at(account, "reports_synced_at");
        table.add({text_at(account, "advertiser_id"), text_at(account, "name"),
                   text_at(account, "included") == "true" ? "yes" : "no", status_of(account),
                   text_at(account, "currency"), text_at(account, "offset"),
                   synced.empty() ? "never" : synced});
    }
    table.print(out);
    print_rejections(out, accounts);
}

/// Only accounts somebody chose count: the others are never read.
std::string accounts_in_use(const boost::json::value& connection) {
    const auto accounts = list_at(connection, "accounts");
    return fmt::to_string(std::ranges::count_if(
        accounts, [](const auto& one) { return text_at(one, "included") == "true"; }));
}

} // namespace

Result<int> connect(Command& command) {
    const auto& arguments = command.line.connect;
    if (arguments.auth_code.empty()) {
        return print_link(command);
    }
    if (!arguments.yes) {
        return fail(ErrorCode::invalid_input,
                    "--auth-code spends the code at once; say --yes to do it");
    }
    auto code = arguments.auth_code;
    if (code == "-") {
        std::getline(command.terminal.in, code);
    }
    BAYME_TRY(const auto connection, command.host.connect(command.line.common));
    const auto body =
        RequestBody{}.text("auth_code", code).list("advertiser_ids", arguments.advertisers).json();
    BAYME_TRY(const auto answer, connection->call("connections.finish_with_code", body));
    if (command.json()) {
        command.terminal.out << answer << '\n';
        return 0;
    }
    BAYME_TRY(const auto made, read_answer(answer));
    command.terminal.out << "Connected as " << text_at(made, "connection_id") << "\n";
    if (const auto problem = text_at(made, "problem"); !problem.empty()) {
        command.terminal.err << "The accounts could not be listed yet: " << problem << '\n';
        return 3;
    }
    print_accounts(command.terminal.out, list_at(made, "accounts"));
    return 0;
}

Result<int> accounts_list(Command& command) {
    BAYME_TRY(const auto connection, command.host.connect(command.line.common));
    const auto body = RequestBody{}.flag("all", command.line.accounts.all).json();
    BAYME_TRY(const auto answer, connection->call("accounts.list", body));
    if (command.json()) {
        command.terminal.out << answer << '\n';
        return 0;
    }
    BAYME_TRY(const auto list, read_answer(answer));
    print_accounts(command.terminal.out, list_at(list, "accounts"));
    return 0;
}

Result<int> connections_list(Command& command) {
    BAYME_TRY(const auto connection, command.host.connect(command.line.common));
    BAYME_TRY(const auto answer, connection->call("connections.list", "{}"));
    if (command.json()) {
        command.terminal.out << answer << '\n';
        return 0;
    }
    BAYME_TRY(const auto list, read_answer(answer));
    TextTable table{{"ID", "STATE", "ACCOUNTS", "CONNECTED", "BY", "PROBLEM"}};
    for (const auto& one : list_at(list, "connections")) {
        table.add({text_at(one, "connection_id"), text_at(one, "state"), accounts_in_use(one),
                   time_at(one, "connected_at"), text_at(one, "connected_by_name"),
                   text_at(one, "problem")});
    }
    table.print(command.terminal.out);
    return 0;
}

Result<int> connections_revoke(Command& command) {
    BAYME_TRY(const auto connection, command.host.connect(command.line.common));
    const auto body = RequestBody{}.text("connection_id", command.line.connections.id).json();
    BAYME_TRY(const auto answer, connection->call("connections.revoke", body));
    if (command.json()) {
        command.terminal.out << answer << '\n';
        return 0;
    }
    BAYME_TRY(const auto ended, read_answer(answer));
    command.terminal.out << fmt::format("The connection {} is {}.\n",
                                        text_at(ended, "connection_id"), text_at(ended, "state"));
    return 0;
}

} // namespace bayme::cli
