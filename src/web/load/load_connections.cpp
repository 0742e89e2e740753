// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/load/loaders.hpp"
#include "web/load/state_words.hpp"

#include <algorithm>

namespace bayme::web {
namespace {

constexpr StateWords states[] = {{"active", Tone::ok, "Connected"},
                                 {"choosing", Tone::busy, "Waits for a choice"},
                                 {"needs_reauthorisation", Tone::bad, "Refused by TikTok"}};

/// Nothing for one that has ended.
std::optional<OpenConnection> open_connection(const AnswerView& connection) {
    const auto* const seen = find_state(states, connection["state"].text());
    if (seen == nullptr) {
        return std::nullopt;
    }
    OpenConnection open{.id = ConnectionId{connection["connection_id"].text()},
                        .tone = seen->tone,
                        .state = std::string{seen->words},
                        .cause = connection["problem"].text(),
                        .made_by = connection["connected_by_name"].text(),
                        .made_at = format_moment(connection["connected_at"].instant(), UtcOffset{}),
                        .accounts = {}};
    for (const auto& account : connection["accounts"].items()) {
        // One that another connection reads since is only reached by this one.
        if (account["included"].boolean() && account["connection_id"].text() == open.id.text()) {
            open.accounts.push_back(account["name"].text());
        }
    }
    return open;
}

} // namespace

ConnectionsView load_connections(const Visit& visit) {
    ConnectionsView view;
    const auto list = visit.call("connections.list");
    if (!list) {
        return view;
    }
    for (const auto& connection : (*list)["connections"].items()) {
        if (connection["state"].text() == "choosing") {
            view.choices.push_back(found_accounts(connection));
        }
        if (auto open = open_connection(connection)) {
            view.open.push_back(*std::move(open));
        }
    }
    return view;
}

Result<OpenConnection> load_connection(const Visit& visit, const ConnectionId& id) {
    const auto open = load_connections(visit).open;
    const auto found = std::ranges::find(open, id, &OpenConnection::id);
    if (found == open.end()) {
        return fail(ErrorCode::not_found, "there is no connection {} that could be ended", id);
    }
    return *found;
}

} // namespace bayme::web
