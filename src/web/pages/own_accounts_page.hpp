// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/id.hpp"
#include "web/figures.hpp"
#include "web/pages/end_page.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace bayme::web {

/// One of the company's own TikTok accounts that has not been disconnected.
struct OpenOwnAccount {
    ConnectionId id;
    std::string name; ///< empty until TikTok told it
    std::string kind; ///< tiktok-account or tiktok-developers
    Tone tone = Tone::ok;
    std::string state;
    std::string cause; ///< what the last renewal found wrong; empty when nothing
    std::string made_by;
    std::string made_at;
};

struct OwnAccountsView {
    std::vector<OpenOwnAccount> accounts;
    /// By which an account can be connected here; without any and without accounts the section is
    /// left out.
    std::vector<std::string> logins;
};

/// The section of the accounts page, for who may manage connections.
Html own_accounts_section(const StaffFrame& frame, const OwnAccountsView& view);
EndQuestion disconnect_question(const OpenOwnAccount& account);

} // namespace bayme::web
