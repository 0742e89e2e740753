// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/secret.hpp"
#include "tiktok/platform.hpp"
#include "tiktok/values.hpp"

namespace bayme::tiktok {

/// Access to one TikTok account or profile, with its ends [CONTRACT 2.2, 2.4]: usually a day, and a
/// year for the refresh token. The instants are counted from just before the call was sent. Store a
/// new pair before it is used: the earlier refresh token may be dead already.
struct TokenPair {
    SecretText access_token;
    Instant access_ends = {};
    SecretText refresh_token;
    Instant refresh_ends = {};
    std::string open_id; ///< whose it is, for this app
    Texts scopes;        ///< what the person agreed to; may be less than asked
    std::vector<Unmodelled> unmodelled;
};

/// What a token of a TikTok account is for.
struct TokenInfo {
    OptionalText app_id, creator_id;
    Texts scopes;
    std::vector<Unmodelled> unmodelled;
};

/// The company's own TikTok accounts, for their posts as Spark ads: another family of tokens than
/// those of ad accounts, on the same host [CONTRACT 2.2]. Calls block; safe from any thread. One
/// refresh at a time is the caller's care.
class AccountTokens {
public:
    virtual ~AccountTokens() = default;

    /// The code is spent by the first attempt; `redirect_uri` is the one of the request. What is
    /// unclear is `uncertain`: the person connects again.
    virtual Call<TokenPair> exchange(const CallContext& context, const SecretText& code,
                                     std::string_view redirect_uri) = 0;
    /// Sent once: what is unclear is `uncertain`, because the earlier refresh token may be spent.
    /// unauthenticated with reason "tiktok.40103" or "tiktok.40107" means: connect again.
    virtual Call<TokenPair> refresh(const CallContext& context,
                                    const SecretText& refresh_token) = 0;
    virtual Call<Acknowledged> revoke(const CallContext& context,
                                      const SecretText& access_token) = 0;
    virtual Call<TokenInfo> info(const CallContext& context, const SecretText& access_token) = 0;
};

} // namespace bayme::tiktok
