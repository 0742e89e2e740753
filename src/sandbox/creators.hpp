// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/civil.hpp"

#include <cstdint>
#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::sandbox {

/// What the owner of a TikTok account agreed to with one app.
struct CreatorGrant {
    std::string client;        ///< the app: an app_id, or the client_key of a developer's app
    std::uint32_t account = 0; ///< of which ad account it is the TikTok account
    std::string open_id;       ///< of this owner for this app
    std::vector<std::string> scopes;
    bool revoked = false;
};

/// Points into Creators: valid until the next call that changes it.
struct CreatorPair {
    const CreatorGrant* grant = nullptr;
    std::string access_token;
    std::string refresh_token;
    Seconds access_life = 0; ///< from now on
    Seconds refresh_life = 0;
};

/// What the request for a code said, and what whoever has the code must show.
struct CodeTerms {
    std::string redirect_uri;
    std::string challenge; ///< of PKCE; empty: none was given, none is asked for
};

enum class CreatorFault {
    wrong_code,      ///< unknown, used, older than an hour, or another app's
    wrong_redirect,  ///< not the one of the request
    wrong_verifier,  ///< does not fit the challenge of the request
    wrong_refresh,   ///< unknown, replaced, taken back, or another app's
    expired_refresh, ///< a year is over
    wrong_access,
    expired_access, ///< a day is over
};
using CreatorRefused = std::unexpected<CreatorFault>;

/// Tokens of TikTok accounts, of both families [CONTRACT 2.2, 2.4]: a day, and
/// a year for the refresh token, which a refresh replaces. They follow from the
/// seed and the order of the calls.
class Creators {
public:
    static constexpr Seconds access_life = day_length;
    static constexpr Seconds refresh_life = 365 * day_length;

    /// A new refresh token replaces the earlier one, or is the same; its year
    /// begins anew, or not.
    struct Refreshing {
        bool rotates = true;
        bool begins_anew = true;
    };

    explicit Creators(std::uint64_t seed);

    /// The app of the TikTok for Developers portal.
    [[nodiscard]] const std::string& client_key() const { return client_key_; }
    [[nodiscard]] const std::string& client_secret() const { return client_secret_; }

    /// Good for one exchange within an hour, by this app and on these terms.
    /// Holds letters that a query has to escape.
    std::string issue_code(std::string_view client, std::uint32_t account,
                           std::vector<std::string> scopes, CodeTerms terms, Seconds now);
    [[nodiscard]] bool has_code(std::string_view code) const { return codes_.contains(code); }

    std::expected<CreatorPair, CreatorFault>
    exchange(std::string_view client, std::string_view code, const CodeTerms& shown, Seconds now);
    std::expected<CreatorPair, CreatorFault>
    refresh(std::string_view client, std::string_view token, Refreshing how, Seconds now);
    [[nodiscard]] std::expected<const CreatorGrant*, CreatorFault> find(std::string_view access,
                                                                        Seconds now) const;
    /// Ends everything that was issued with the grant. @return wrong_access
    /// unless the app's.
    std::expected<void, CreatorFault> revoke(std::string_view client, std::string_view access);

private:
    struct Code {
        std::size_t grant = 0;
        CodeTerms terms;
        Seconds expires = 0;
        bool used = false;
    };
    struct Token {
        std::size_t grant = 0;
        Seconds expires = 0;
        bool replaced = false;
    };
    using Tokens = std::map<std::string, Token, std::less<>>;

    [[nodiscard]] std::string text_of(std::string_view kind);
    CreatorPair issue(std::size_t grant, std::string_view refresh, Seconds refresh_ends,
                      Seconds now);

    std::uint64_t seed_;
    std::uint64_t issued_ = 0;
    std::string client_key_;
    std::string client_secret_;
    std::vector<CreatorGrant> grants_;
    std::map<std::string, Code, std::less<>> codes_;
    Tokens access_;
    Tokens refresh_;
};

} // namespace bayme::sandbox
