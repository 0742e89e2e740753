// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/http_client.hpp"
#include "tiktok/tiktok_account.hpp"

namespace bayme::tiktok {

/// Over the outbound client, with the governor and log of the Marketing API: same host, same app.
class HttpAccountTokens final : public AccountTokens {
public:
    HttpAccountTokens(AppFacts app, HttpClient::Ports ports);

    Call<TokenPair> exchange(const CallContext& context, const SecretText& code,
                             std::string_view redirect_uri) override;
    Call<TokenPair> refresh(const CallContext& context, const SecretText& refresh_token) override;
    Call<Acknowledged> revoke(const CallContext& context, const SecretText& access_token) override;
    Call<TokenInfo> info(const CallContext& context, const SecretText& access_token) override;

private:
    AppFacts app_;
    HttpClient::Ports ports_;
};

} // namespace bayme::tiktok
