// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/http_client.hpp"
#include "tiktok/login_tokens.hpp"

namespace bayme::tiktok {

/// What a token of a TikTok account is for.
struct TokenInfo {
    OptionalText app_id, creator_id;
    Texts scopes;
    std::vector<Unmodelled> unmodelled;
};

/// Tokens of TikTok accounts [CONTRACT 2.2], over the outbound client, with the governor and log of
/// the Marketing API: same host, same app. Errors have the reasons of Client; "tiktok.40103" and
/// "tiktok.40107" are those of a dead refresh token.
class HttpAccountTokens final : public LoginTokens {
public:
    HttpAccountTokens(AppFacts app, HttpClient::Ports ports);

    Call<TokenPair> exchange(const CallContext& context, const SecretText& code,
                             std::string_view redirect_uri) override;
    Call<TokenPair> refresh(const CallContext& context, const SecretText& refresh_token) override;
    Call<Acknowledged> revoke(const CallContext& context, const SecretText& access_token) override;
    /// Which app and permissions the token is of.
    Call<TokenInfo> info(const CallContext& context, const SecretText& access_token);

private:
    AppFacts app_;
    HttpClient::Ports ports_;
};

} // namespace bayme::tiktok
