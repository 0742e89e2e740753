// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/random.hpp"
#include "base/secret.hpp"
#include "storage/connections.hpp"

#include <chrono>

namespace bayme::accounts {

/// Where the browser goes next, and what it must bring back in its __Host-oauthtx cookie.
struct StartedFlow {
    std::string authorize_url;
    SecretText browser_secret;
};

/// What TikTok sent the browser back with.
struct Callback {
    std::string state;
    SecretText auth_code;
    SecretText browser_secret;
};

inline constexpr std::chrono::minutes flow_life{10};
inline constexpr std::chrono::hours choice_life{1};

/// Ways through TikTok's consent screens (TRUST 3.4): each begins in one browser and ends there,
/// once, within ten minutes, at the redirect address it began for. States and browser secrets have
/// 256 bits and are kept hashed.
class Flows {
public:
    Flows(storage::Database& database, storage::OAuthFlowStore& store, Random& random,
          const Clock& clock)
        : database_(database), store_(store), random_(random), clock_(clock) {}

    struct Begun {
        SecretText state;
        SecretText browser_secret;
    };
    Result<Begun> begin(storage::Transaction& tx, const Actor& actor,
                        const std::string& redirect_uri);
    /// Spends the flow and its code, in a transaction of its own.
    /// @return who began it; forbidden with reason "oauth.refused" (TikTok brought no code),
    ///         "oauth.state" (unknown, expired, another browser's or of another address), or
    ///         "oauth.used" (state or code came before).
    Result<Actor> use(const Callback& callback, const std::string& redirect_uri);
    /// What became of it, where a flow led there: a code in hand has no state.
    Result<void> note_connected(storage::Transaction& tx, const std::string& state,
                                const ConnectionId& made);
    Result<void> note_failure(const std::string& state);
    /// For the browser whose flow made the connection, for an hour.
    /// @return the actor who began the flow; forbidden with reason "oauth.state" for anybody else.
    Result<Actor> made_by_browser(storage::Transaction& tx, const ConnectionId& made,
                                  const SecretText& browser_secret);

private:
    storage::Database& database_;
    storage::OAuthFlowStore& store_;
    Random& random_;
    const Clock& clock_;
};

} // namespace bayme::accounts
