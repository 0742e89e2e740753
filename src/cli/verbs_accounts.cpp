// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/text_width.hpp"
#include "cli/ask.hpp"

#include <algorithm>
#include <istream>
#include <ostream>

namespace bayme::cli {
namespace {

/// TikTok's word without its prefix, or what keeps us from reading the account.
std::string status_of(const boost::json::value& account) {
    if (!text_at(account, "lost_at").empty()) {
        return "not shared";
    }
    if (text_at(account, "is_new") == "true") {
        return "new";
    }
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

Result<int> print_link(Command& command, std::string_view operation, const std::string& body) {
    BAYME_TRY(const auto link, ask(command, operation, body));
    if (!link) {
        return 0;
    }
    command.terminal.out << text_at(*link, "url") << '\n';
    command.terminal.err << "Open it in the browser that shall connect; good for "
                         << text_at(*link, "minutes") << " minutes and one use.\n";
    return 0;
}

Result<int> connect(Command& command) {
    const auto& arguments = command.line.connect;
    if (arguments.auth_code.empty()) {
        return print_link(command, "connections.link", "{}");
    }
    if (!arguments.yes) {
        return fail(ErrorCode::invalid_input,
                    "--auth-code spends the code at once; say --yes to do it");
    }
    auto code = arguments.auth_code;
    if (code == "-") {
        std::getline(command.terminal.in, code);
    }
    const auto body =
        RequestBody{}.text("auth_code", code).list("advertiser_ids", arguments.advertisers).json();
    BAYME_TRY(const auto made, ask(command, "connections.finish_with_code", body));
    if (!made) {
        return 0;
    }
    command.terminal.out << "Connected as " << text_at(*made, "connection_id") << "\n";
    if (const auto problem = text_at(*made, "problem"); !problem.empty()) {
        command.terminal.err << "The accounts could not be listed yet: " << problem << '\n';
        return 3;
    }
    print_accounts(command.terminal.out, list_at(*made, "accounts"));
    return 0;
}

Result<int> accounts_list(Command& command) {
    const auto body = RequestBody{}.flag("all", command.line.accounts.all).json();
    BAYME_TRY(const auto list, ask(command, "accounts.list", body));
    if (!list) {
        return 0;
    }
    print_accounts(command.terminal.out, list_at(*list, "accounts"));
    return 0;
}

Result<int> connections_list(Command& command) {
    BAYME_TRY(const auto list, ask(command, "connections.list", "{}"));
    if (!list) {
        return 0;
    }
    TextTable table{{"ID", "STATE", "ACCOUNTS", "CONNECTED", "BY", "PROBLEM"}};
    for (const auto& one : list_at(*list, "connections")) {
        table.add({text_at(one, "connection_id"), text_at(one, "state"), accounts_in_use(one),
                   time_at(one, "connected_at"), text_at(one, "connected_by_name"),
                   text_at(one, "problem")});
    }
    table.print(command.terminal.out);
    return 0;
}

Result<int> connections_revoke(Command& command) {
    const auto body = RequestBody{}.text("connection_id", command.line.connections.id).json();
    BAYME_TRY(const auto ended, ask(command, "connections.revoke", body));
    if (!ended) {
        return 0;
    }
    command.terminal.out << fmt::format("The connection {} is {}.\n",
                                        text_at(*ended, "connection_id"), text_at(*ended, "state"));
    return 0;
}

} // namespace bayme::cli
