// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/text_width.hpp"
#include "cli/ask.hpp"

#include <ostream>

namespace bayme::cli {
namespace {

std::string state_words(const boost::json::value& feature) {
    const auto state = text_at(feature, "state");
    return state == "granted"   ? "yes"
           : state == "missing" ? "no"
           : state == "refused" ? "refused in use since " + time_at(feature, "refused_since")
                                : "not known";
}

} // namespace

Result<int> attention(Command& command) {
    BAYME_TRY(const auto list, ask(command, "attention.list", "{}"));
    if (!list) {
        return 0;
    }
    const auto items = list_at(*list, "attention");
    if (items.empty()) {
        command.terminal.out << "Nothing needs looking after.\n";
        return 0;
    }
    bool urgent = false;
    for (const auto& item : items) {
        const bool is_urgent = text_at(item, "urgent") == "true";
        urgent = urgent || is_urgent;
        command.terminal.out << fmt::format(
            "{} {}: {}\n    {}\n", is_urgent ? "!" : "-", text_at(item, "subject"),
            printable(text_at(item, "text")), text_at(item, "advice"));
    }
    return urgent ? 1 : 0;
}

Result<int> connections_show(Command& command) {
    const auto body = RequestBody{}.text("connection_id", command.line.connections.id).json();
    BAYME_TRY(const auto details, ask(command, "connections.show", body));
    if (!details) {
        return 0;
    }
    auto& out = command.terminal.out;
    for (const auto* name :
         {"connection_id", "state", "connected_by_name", "connected_at", "problem"}) {
        if (const auto text = text_at(*details, fmt::format("connection.{}", name));
            !text.empty()) {
            out << fmt::format("{:<18}{}\n", name, printable(text));
        }
    }
    const auto probed = time_at(*details, "probed_at");
    out << fmt::format("{:<18}{}\n{:<18}no timer: a token lives until TikTok takes it back\n\n",
                       "last probe", probed.empty() ? "none yet" : probed, "expires");
    TextTable table{{"FEATURE", "GRANTED", "BOX TO TICK"}};
    bool all = true;
    for (const auto& feature : list_at(*details, "features")) {
        all = all && text_at(feature, "state") == "granted";
        table.add({text_at(feature, "feature"), state_words(feature), text_at(feature, "box")});
    }
    table.print(out);
    if (!all) {
        command.terminal.err
            << "To grant more, connect again with the boxes ticked: bayme connect\n";
    }
    return 0;
}

Result<int> accounts_include(Command& command) {
    const bool included = command.line.verb == "accounts include";
    const auto body = RequestBody{}
                          .text("advertiser_id", command.line.accounts.id)
                          .flag("leave_out", !included)
                          .json();
    BAYME_TRY(const auto account, ask(command, "accounts.include", body));
    if (!account) {
        return 0;
    }
    command.terminal.out << fmt::format(
        "Account {} ({}) is {}.\n", text_at(*account, "advertiser_id"),
        printable(text_at(*account, "name")), included ? "used from now on" : "not used any more");
    return 0;
}

} // namespace bayme::cli
