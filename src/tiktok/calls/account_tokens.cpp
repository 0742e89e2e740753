// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "tiktok/calls/families.hpp"
#include "tiktok/calls/talk.hpp"
#include "tiktok/decoding/tokens.hpp"
#include "tiktok/http_account_tokens.hpp"

namespace bayme::tiktok {
namespace {

using decoding::JsonNode;

/// {"client_id": …, "client_secret": …, more…}
class Body {
public:
    explicit Body(const AppFacts& app) {
        json_.begin_object().member("client_id", app.app_id);
        secret("client_secret", app.app_secret);
    }
    Body& plain(std::string_view name, std::string_view value) {
        json_.member(name, value);
        return *this;
    }
    Body& secret(std::string_view name, const SecretText& value) {
        value.reveal([&](std::string_view text) { json_.member(name, text); });
        return *this;
    }
    SecretText take() { return SecretText{json_.end_object().take()}; }

private:
    JsonWriter json_;
};

auto pair_reader(Instant sent) {
    return [sent](const JsonNode& data) {
        return decoding::read_token_pair(data, sent, "refresh_token_expires_in");
    };
}

} // namespace

HttpAccountTokens::HttpAccountTokens(AppFacts app, HttpClient::Ports ports)
    : app_(std::move(app)), ports_(ports) {}

Call<TokenPair> HttpAccountTokens::exchange(const CallContext& context, const SecretText& code,
                                            std::string_view redirect_uri) {
    const auto body = Body{app_}
                          .plain("grant_type", "authorization_code")
                          .secret("auth_code", code)
                          .plain("redirect_uri", redirect_uri)
                          .take();
    return calls::talk<TokenPair>(
        {app_, ports_}, context, {&endpoint("tt_user.oauth2.token"), {}, {}},
        {.body = &body, .secret_answer = true}, pair_reader(ports_.clock.now()));
}

Call<TokenPair> HttpAccountTokens::refresh(const CallContext& context,
                                           const SecretText& refresh_token) {
    const auto body = Body{app_}
                          .plain("grant_type", "refresh_token")
                          .secret("refresh_token", refresh_token)
                          .take();
    return calls::talk<TokenPair>(
        {app_, ports_}, context, {&endpoint("tt_user.oauth2.refresh_token"), {}, {}},
        {.body = &body, .secret_answer = true}, pair_reader(ports_.clock.now()));
}

Call<Acknowledged> HttpAccountTokens::revoke(const CallContext& context,
                                             const SecretText& access_token) {
    const auto body = Body{app_}.secret("access_token", access_token).take();
    return calls::talk<Acknowledged>({app_, ports_}, context,
                                     {&endpoint("tt_user.oauth2.revoke"), {}, {}}, {.body = &body},
                                     [](const JsonNode& data) -> Result<Acknowledged> {
                                         return Acknowledged{decoding::members_of(data)};
                                     });
}

Call<TokenInfo> HttpAccountTokens::info(const CallContext& context,
                                        const SecretText& access_token) {
    JsonWriter json;
    json.begin_object().member("app_id", app_.app_id);
    access_token.reveal([&](std::string_view text) { json.member("access_token", text); });
    const SecretText body{json.end_object().take()};
    return calls::talk<TokenInfo>({app_, ports_}, context,
                                  {&endpoint("tt_user.token_info.get"), {}, {}}, {.body = &body},
                                  decoding::read_token_info);
}

namespace calls {

// These calls carry secrets and are assembled by the client itself.
std::vector<Declared> account_token_declarations() {
    using enum ParameterType;
    const auto show_pair = [](const JsonNode& data, DecodedAnswer& answer) -> Result<void> {
        BAYME_TRY(const auto pair, decoding::read_token_pair(data, {}, "refresh_token_expires_in"));
        decoding::show_token_pair(pair, answer);
        return {};
    };
    return {
        {.endpoint = "tt_user.oauth2.token",
         .parameters = {{"client_id", text, true},
                        {"client_secret", text, true},
                        {"grant_type", text, true},
                        {"auth_code", text, true},
                        {"redirect_uri", text, true}},
         .show = show_pair},
        {.endpoint = "tt_user.oauth2.refresh_token",
         .parameters = {{"client_id", text, true},
                        {"client_secret", text, true},
                        {"grant_type", text, true},
                        {"refresh_token", text, true}},
         .show = show_pair},
        {.endpoint = "tt_user.oauth2.revoke",
         .parameters = {{"client_id", text, true},
                        {"client_secret", text, true},
                        {"access_token", text, true}},
         .show = [](const JsonNode& data, DecodedAnswer& answer) -> Result<void> {
             answer.unmodelled = decoding::members_of(data);
             return {};
         }},
        {.endpoint = "tt_user.token_info.get",
         .parameters = {{"app_id", text, true}, {"access_token", text, true}},
         .show = [](const JsonNode& data, DecodedAnswer& answer) -> Result<void> {
             BAYME_TRY(const auto info, decoding::read_token_info(data));
             decoding::show_token_info(info, answer);
             return {};
         }},
    };
}

} // namespace calls
} // namespace bayme::tiktok
