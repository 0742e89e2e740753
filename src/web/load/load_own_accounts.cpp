// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/load/loaders.hpp"
#include "web/load/state_words.hpp"

#include <algorithm>

namespace bayme::web {
namespace {

constexpr StateWords states[] = {
    {"active", Tone::ok, "Connected"},
    {"needs_reauthorisation", Tone::bad, "Connect it again"},
};

} // namespace

OwnAccountsView load_own_accounts(const Visit& visit) {
    OwnAccountsView view;
    const auto list = visit.call("own_accounts.list");
    if (!list) {
        return view;
    }
    view.logins = (*list)["logins"].texts();
    for (const auto& account : (*list)["accounts"].items()) {
        const auto* const seen = find_state(states, account["state"].text());
        if (seen == nullptr) {
            continue; // disconnected
        }
        view.accounts.push_back(
            {.id = ConnectionId{account["account_id"].text()},
             .name = account["name"].text(),
             .kind = account["kind"].text(),
             .tone = seen->tone,
             .state = std::string{seen->words},
             .cause = account["problem"].text(),
             .made_by = account["connected_by_name"].text(),
             .made_at = format_moment(account["connected_at"].instant(), UtcOffset{})});
    }
    return view;
}

Result<OpenOwnAccount> load_own_account(const Visit& visit, const ConnectionId& id) {
    const auto open = load_own_accounts(visit).accounts;
    const auto found = std::ranges::find(open, id, &OpenOwnAccount::id);
    if (found == open.end()) {
        return fail(ErrorCode::not_found, "there is no TikTok account {} that is connected", id);
    }
    return *found;
}

} // namespace bayme::web
