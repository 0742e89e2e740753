// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/calls/sliding_window.hpp"
#include "tiktok/http_client.hpp"
#include "tiktok/login_tokens.hpp"
#include "tiktok/profiles.hpp"

#include <mutex>

namespace bayme::tiktok {

/// The app of the TikTok for Developers portal: another one than the Marketing API's.
struct DeveloperApp {
    std::string api_url; ///< https://open.tiktokapis.com
    std::string client_key;
    SecretText client_secret;
    bool undisclosed = false; ///< as AppFacts::undisclosed
};

/// Login Kit over the outbound client [CONTRACT 2.4]: real HTTP statuses, errors by name, no
/// envelope. Errors by name have the reason "tiktok_developers.<name>". PKCE is not spoken: web
/// apps do not need it.
class HttpDevelopers final : public LoginTokens, public Profiles {
public:
    HttpDevelopers(DeveloperApp app, http::Outbound& outbound, CallLog& log, Clock& clock);

    Call<TokenPair> exchange(const CallContext& context, const SecretText& code,
                             std::string_view redirect_uri) override;
    Call<TokenPair> refresh(const CallContext& context, const SecretText& refresh_token) override;
    Call<Acknowledged> revoke(const CallContext& context, const SecretText& access_token) override;

    Call<Profile> profile(const CallContext& context, const SecretText& token) override;
    Call<ProfilePosts> posts(const CallContext& context, const SecretText& token,
                             const OptionalText& cursor) override;

private:
    /// One call and its line in the log; `facts` are filled also when it failed.
    Result<http::OutboundResponse> send(const CallContext& context, const Endpoint& endpoint,
                                        http::OutboundRequest wire, CallFacts& facts);
    Result<http::OutboundResponse> post_form(const CallContext& context, const Endpoint& endpoint,
                                             SecretText form, CallFacts& facts);
    Call<TokenPair> pair(const CallContext& context, SecretText form);
    template <typename Value, typename Read>
    Call<Value> read(const CallContext& context, std::string_view endpoint_name,
                     http::OutboundRequest wire, const SecretText& token, Read&& read_data);

    DeveloperApp app_;
    http::Outbound& outbound_;
    CallLog& log_;
    Clock& clock_;
    std::mutex mutex_; ///< of the windows
    calls::SlidingWindow profile_calls_, post_calls_;
};

} // namespace bayme::tiktok
