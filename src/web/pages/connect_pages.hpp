// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/id.hpp"
#include "web/html.hpp"
#include "web/shell.hpp"

#include <optional>
#include <string>
#include <vector>

namespace bayme::web {

// What a person sees around a consent at TikTok. Public look: they need not be signed in.

/// GET of a one-time link: says what the button will do. Nothing happens before it is pressed.
enum class LinkUse { sign_in, connect };
/// `token` is the link's: part of the address for sign-in, a field of the form for connect, whose
/// `login` is the last part of /oauth/start/….
PublicPage link_page(LinkUse use, std::string_view token, std::string_view login = "tiktok");
/// A link that is unknown, used or expired: the same words for each.
PublicPage dead_link_page(LinkUse use, std::string_view login = "tiktok");

/// The accounts a consent opened, and the question which to keep.
struct FoundAccounts {
    struct Account {
        AdvertiserId id;
        std::string name;
        std::string currency;
        std::string zone;
        bool known = false; ///< in use already
    };
    ConnectionId connection;
    std::vector<Account> accounts;
    std::vector<std::string> scopes;
    /// Why the accounts could not be listed yet; empty when they were.
    std::string problem;
    /// Why the last choice was not taken.
    std::optional<Trouble> refusal = {};
};
/// For a choice of no account: what to do when none is wanted.
Trouble none_chosen(const ConnectionId& connection);
/// One account with its box to tick, named "keep".
Html account_choice(const FoundAccounts::Account& account);
PublicPage found_accounts_page(const FoundAccounts& found);

/// After the choice.
PublicPage connected_page(std::size_t kept, bool signed_in);

/// After one of the company's own TikTok accounts was connected; it may have been disconnected
/// since.
PublicPage own_account_page(bool still_connected, bool signed_in);

/// Why a consent did not become a connection. One page each; none tells more than the person needs.
enum class ConsentFailure {
    no_answer,   ///< somebody opened the address: TikTok did not send them
    not_shown,   ///< a page of another browser, or of more than an hour ago
    refused,     ///< the person said no at TikTok
    not_ours,    ///< state missing, unknown, used, expired, or another browser's
    rejected,    ///< TikTok did not take the code
    lost,        ///< sent, but no answer came: the authorisation may stand at TikTok
    unavailable, ///< TikTok could not be reached; nothing was sent
};
PublicPage consent_failure_page(ConsentFailure failure, std::string_view login,
                                std::string_view request_id);

} // namespace bayme::web
