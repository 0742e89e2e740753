// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "accounts/features.hpp"

namespace bayme::accounts {

/// What somebody has to look after before others notice.
enum class Matter {
    refused_connection,  ///< TikTok does not accept its token any more
    doubtful_connection, ///< one probe failed, the second is on its way
    silent_connection,   ///< no probe went through for hours
    foreign_connection,  ///< made by another app than the one configured
    shrunken_permission, ///< granted once, refused in use
    missing_permission,
    lost_account,
    new_account,
    old_app_secret,
};
std::string_view to_string(Matter matter);
std::span<const Matter> matters();

/// One thing to look after. `subject` is "connection:ID", "advertiser:ID" or "app"; `text` says
/// what is the matter, `advice` what to do.
struct Attention {
    Matter matter = Matter::new_account;
    bool urgent = false; ///< figures stop or plans fail while it lasts
    std::string subject = {};
    std::string text = {};
    std::string advice = {};
    std::optional<Instant> since = {};
};

/// What is known of the registration with TikTok.
struct AppFacts {
    std::string app_id = {};
    std::optional<Instant> secret_since = {};
};

/// How long probes may fail to go through before people are told: outages pass by themselves.
inline constexpr std::chrono::hours silence{3};
/// After this an app secret should be exchanged.
inline constexpr std::chrono::days secret_life{365};

class AttentionList {
public:
    AttentionList(storage::ConnectionStore& connections, storage::AdvertiserStore& advertisers,
                  storage::RefusedCallStore& refused, const Clock& clock, AppFacts app)
        : connections_(connections), advertisers_(advertisers), refused_(refused), clock_(clock),
          app_(std::move(app)) {}

    /// Urgent matters first, then by subject.
    Result<std::vector<Attention>> list(storage::Transaction& tx) const;
    /// The connection's permissions, feature by feature.
    Result<std::vector<GrantedFeature>> features_of(storage::Transaction& tx,
                                                    const storage::Connection& connection) const;

private:
    Result<void> add_connection(storage::Transaction& tx, const storage::Connection& connection,
                                std::vector<Attention>& found) const;
    void add_health(const storage::Connection& connection, std::vector<Attention>& found) const;

    storage::ConnectionStore& connections_;
    storage::AdvertiserStore& advertisers_;
    storage::RefusedCallStore& refused_;
    const Clock& clock_;
    AppFacts app_;
};

} // namespace bayme::accounts
