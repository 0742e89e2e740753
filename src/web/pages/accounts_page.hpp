// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/id.hpp"
#include "web/figures.hpp"
#include "web/pages/attention_section.hpp"
#include "web/pages/connect_pages.hpp"
#include "web/pages/connections_page.hpp"
#include "web/pages/own_accounts_page.hpp"
#include "web/staff_shell.hpp"

#include <optional>
#include <string>
#include <vector>

namespace bayme::web {

struct AccountsView {
    struct Account {
        AdvertiserId id;
        std::string name;
        Tone tone = Tone::ok;
        std::string health;   ///< "Connected", "Access revoked"
        std::string cause;    ///< why it is not well; empty when it is
        std::string timezone; ///< TikTok's own word
        UtcOffset offset;
        std::string currency;
        std::optional<Instant> last_sync;
    };
    std::vector<Account> accounts;
    /// Listed by TikTok, and nobody said yet whether it is used.
    struct NewAccount {
        AdvertiserId id;
        std::string name;
        std::string seen_at;
    };
    std::vector<NewAccount> new_accounts = {};
    std::vector<AttentionItem> attention = {};
    /// Connections for which nobody chose yet; one without accounts is still being listed.
    std::vector<FoundAccounts> choices = {};
    std::vector<OpenConnection> connections = {};
    OwnAccountsView own_accounts = {};
    /// Since this person was last here; told once, where signing in leads.
    bool policy_changed = false;
    Instant now;
    bool may_connect = false;
    bool may_sync = false;
    std::optional<Trouble> trouble;
};

StaffPage accounts_page(const StaffFrame& frame, const AccountsView& view);

} // namespace bayme::web
