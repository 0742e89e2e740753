// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"
#include "http/outbound.hpp"
#include "tiktok/http_client.hpp"
#include "tiktok/tiktok_account.hpp"

namespace bayme::tiktok {

/// The app of the TikTok for Developers portal: another one than the Marketing API's.
struct DeveloperApp {
    std::string api_url; ///< https://open.tiktokapis.com
    std::string client_key;
    SecretText client_secret;
    bool undisclosed = false; ///< as AppFacts::undisclosed
};

/// Tokens of Login Kit [CONTRACT 2.4]: real HTTP statuses, errors by name, no envelope. Nothing is
/// repeated, and what is unclear is `uncertain`; errors by name have the reason
/// "tiktok_developers.<name>". Calls block; safe from any thread.
class DeveloperTokens {
public:
    virtual ~DeveloperTokens() = default;

    /// `code` as it came back, percent-decoded; `redirect_uri` exactly as in the request.
    /// `code_verifier` for apps whose kind asks for PKCE.
    virtual Call<TokenPair> exchange(const CallContext& context, const SecretText& code,
                                     std::string_view redirect_uri,
                                     const SecretText* code_verifier = nullptr) = 0;
    /// The refresh token may be a new one: store what comes back.
    virtual Call<TokenPair> refresh(const CallContext& context,
                                    const SecretText& refresh_token) = 0;
    virtual Call<Acknowledged> revoke(const CallContext& context,
                                      const SecretText& access_token) = 0;
};

class HttpDeveloperTokens final : public DeveloperTokens {
public:
    HttpDeveloperTokens(DeveloperApp app, http::Outbound& outbound, CallLog& log, Clock& clock);

    Call<TokenPair> exchange(const CallContext& context, const SecretText& code,
                             std::string_view redirect_uri,
                             const SecretText* code_verifier) override;
    Call<TokenPair> refresh(const CallContext& context, const SecretText& refresh_token) override;
    Call<Acknowledged> revoke(const CallContext& context, const SecretText& access_token) override;

private:
    Result<http::OutboundResponse> post(const CallContext& context, std::string_view endpoint_name,
                                        SecretText form, CallFacts& facts);
    Call<TokenPair> pair(const CallContext& context, SecretText form);

    DeveloperApp app_;
    http::Outbound& outbound_;
    CallLog& log_;
    Clock& clock_;
};

} // namespace bayme::tiktok
