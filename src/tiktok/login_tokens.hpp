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

/// The tokens of one login family: those of the company's own TikTok accounts, other than those of
/// ad accounts. Calls block; safe from any thread. One refresh at a time is the caller's care.
///
/// Nothing is sent twice. What is unclear is `uncertain`; unauthenticated means that the token or
/// code is dead for good: connect again.
class LoginTokens {
public:
    virtual ~LoginTokens() = default;

    /// `code` as it came back, percent-decoded, spent by the first attempt; `redirect_uri` exactly
    /// as in the request.
    virtual Call<TokenPair> exchange(const CallContext& context, const SecretText& code,
                                     std::string_view redirect_uri) = 0;
    /// When the answer is unclear, the earlier refresh token may be spent or not.
    virtual Call<TokenPair> refresh(const CallContext& context,
                                    const SecretText& refresh_token) = 0;
    virtual Call<Acknowledged> revoke(const CallContext& context,
                                      const SecretText& access_token) = 0;
};

} // namespace bayme::tiktok
