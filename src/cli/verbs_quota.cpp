// SPDX-License-Identifier: LicenseRef-Bayme
#include "cli/ask.hpp"

#include <ostream>

namespace bayme::cli {
namespace {

std::string pace_of(const boost::json::value& limit) {
    const auto permille = text_at(limit, "pace_permille");
    return permille.size() < 2
               ? "0." + permille + " %"
               : permille.substr(0, permille.size() - 1) + "." + permille.back() + " %";
}

void print_limits(std::ostream& out, const boost::json::value& quota) {
    TextTable table{{"LIMIT", "PER", "ALLOWED", "USED", "LEFT", "PACE", "NOTE"}, {2, 3, 4, 5}};
    const auto add = [&](const boost::json::value& limit) {
        const auto scope = text_at(limit, "scope");
        const auto* note = text_at(limit, "learned") == "true" ? "TikTok named this limit" : "";
        const auto& windows = list_at(limit, "windows");
        for (const auto& window : windows) {
            table.add({scope, text_at(window, "window"), text_at(window, "allowed"),
                       text_at(window, "used"), text_at(window, "left"), pace_of(limit), note});
        }
        if (windows.empty()) {
            table.add({scope, "day", "", text_at(limit, "calls_today"), "", "", ""});
        }
    };
    add(quota.at("app"));
    for (const auto& limit : list_at(quota, "limits")) {
        add(limit);
    }
    table.print(out);
}

void print_rest(std::ostream& out, const boost::json::value& quota) {
    for (const auto& penalty : list_at(quota, "penalties")) {
        out << fmt::format("{} keeps still until {} ({} s)\n", text_at(penalty, "scope"),
                           time_at(penalty, "until"), text_at(penalty, "seconds_left"));
    }
    for (const auto& waiting : list_at(quota, "waiting")) {
        out << fmt::format("{} calls wait with priority {}\n", text_at(waiting, "calls"),
                           text_at(waiting, "priority"));
    }
    for (const auto& work : list_at(quota, "planned")) {
        const auto calls = text_at(work, "calls");
        const auto seconds = text_at(work, "seconds");
        out << fmt::format("{} queued jobs {}: {}{}\n", text_at(work, "jobs"),
                           text_at(work, "kind"),
                           calls.empty() ? "price not known yet" : "about " + calls + " calls",
                           seconds.empty() ? "" : ", " + seconds + " s of the app's limit");
    }
    for (const auto& one : list_at(quota, "not_available")) {
        const auto account = text_at(one, "advertiser_id");
        out << fmt::format("{} is not available to {}, TikTok said at {}; asked again after {}\n",
                           text_at(one, "endpoint"),
                           account.empty() ? "this app" : "account " + account,
                           time_at(one, "asked_at"), time_at(one, "asked_again_at"));
    }
}

} // namespace

Result<int> quota(Command& command) {
    BAYME_TRY(const auto quota, ask(command, "quota.show", "{}"));
    if (!quota) {
        return 0;
    }
    command.terminal.out << fmt::format(
        "level {}, the day ends {}, {} calls refused since the start\n", text_at(*quota, "tier"),
        time_at(*quota, "day_ends"), text_at(*quota, "refused"));
    print_limits(command.terminal.out, *quota);
    print_rest(command.terminal.out, *quota);
    return 0;
}

} // namespace bayme::cli
