// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/civil.hpp"
#include "sandbox/parameters.hpp"

#include <cstdint>
#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::sandbox {

/// What an advertiser ticked on the consent page.
struct Consent {
    std::vector<std::string> advertiser_ids;
    std::vector<std::int64_t> scopes;
};

struct Grant {
    Consent consent;
    std::string app_id;
    bool revoked = false;
};

struct App {
    std::string id;
    std::string secret;
};

struct Scope {
    std::int64_t id = 0;
    std::string name;
};

/// Registered apps, their authorisation codes and long-term tokens [CONTRACT 2.1]. Everything it
/// issues follows from the seed and the order of the calls.
class Authority {
public:
    explicit Authority(std::uint64_t seed);

    /// The first app, which is there from the beginning.
    [[nodiscard]] const std::string& app_id() const { return apps_.front().id; }
    [[nodiscard]] const std::string& app_secret() const { return apps_.front().secret; }
    App add_app();
    [[nodiscard]] bool has_app(std::string_view id) const;

    /// Good for one exchange within an hour, by this app.
    std::string issue_code(const Consent& consent, const std::string& app_id, Seconds now);
    [[nodiscard]] bool has_code(std::string_view code) const { return codes_.contains(code); }
    std::string issue_token(const Consent& consent, const std::string& app_id);
    /// @return 40101 for a wrong app or secret, 40110 for a code that is unknown, used or old.
    std::expected<std::string, Refusal> exchange(std::string_view app_id, std::string_view secret,
                                                 std::string_view code, Seconds now);
    /// 40101 unless an app's id and secret.
    [[nodiscard]] std::expected<void, Refusal> check_app(std::string_view app_id,
                                                         std::string_view secret) const;
    /// Nothing for a token that is unknown or revoked.
    [[nodiscard]] const Grant* find(std::string_view token) const;
    /// @return 40105 for a token that is unknown or revoked already.
    std::expected<Consent, Refusal> revoke(std::string_view token);
    /// The tokens of the same app but this one.
    void revoke_others(std::string_view token);
    /// The advertiser takes its consent back: no token reaches the account any more.
    void withdraw(std::string_view advertiser_id);
    /// Every token of the first app reaches the account from now on.
    void share(std::string_view advertiser_id);
    /// Every token of the first app may do this and no more.
    void allow(const std::vector<std::int64_t>& scopes);

private:
    struct Code {
        Consent consent;
        std::string app_id;
        Seconds expires = 0;
        bool used = false;
    };
    [[nodiscard]] std::string secret_text(std::uint64_t kind, std::uint64_t number) const;

    std::uint64_t seed_;
    std::uint64_t issued_ = 0;
    std::vector<App> apps_;
    std::map<std::string, Code, std::less<>> codes_;
    std::map<std::string, Grant, std::less<>> grants_;
};

} // namespace bayme::sandbox
