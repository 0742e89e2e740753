// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/developers.hpp"

#include "tiktok/calls/families.hpp"
#include "tiktok/decoding/envelope.hpp"
#include "tiktok/decoding/tokens.hpp"

#include <algorithm>
#include <array>

namespace bayme::tiktok {
namespace {

using decoding::JsonTree;

/// application/x-www-form-urlencoded.
class Form {
public:
    explicit Form(const DeveloperApp& app) {
        plain("client_key", app.client_key);
        secret("client_secret", app.client_secret);
    }
    Form& plain(std::string_view name, std::string_view value) {
        text_ += text_.empty() ? "" : "&";
        text_ += name;
        text_ += '=';
        auto encoded = http::percent_encode(value);
        text_ += encoded;
        wipe(encoded);
        return *this;
    }
    Form& secret(std::string_view name, const SecretText& value) {
        value.reveal([&](std::string_view text) { plain(name, text); });
        return *this;
    }
    SecretText take() { return SecretText{std::move(text_)}; }

private:
    std::string text_;
};

/// Names of OAuth errors, and what the caller can do.
struct NamedError {
    std::string_view name;
    ErrorCode code;
};
constexpr auto named_errors = std::to_array<NamedError>({
    {"access_denied", ErrorCode::forbidden},
    {"invalid_client", ErrorCode::forbidden},
    {"invalid_grant", ErrorCode::unauthenticated},
    {"invalid_request", ErrorCode::internal},
    {"invalid_scope", ErrorCode::forbidden},
    {"unauthorized_client", ErrorCode::forbidden},
    {"unsupported_grant_type", ErrorCode::internal},
    {"unsupported_response_type", ErrorCode::internal},
    {"server_error", ErrorCode::uncertain},
    {"temporarily_unavailable", ErrorCode::unavailable},
    {"access_token_invalid", ErrorCode::unauthenticated},
    {"rate_limit_exceeded", ErrorCode::rate_limited},
});

/// The error an answer states, by its name only; its words may quote what we sent.
std::optional<Error> stated_error(const decoding::JsonNode& root) {
    const auto* error = root.find("error");
    if (error == nullptr || error->kind != decoding::JsonKind::text || error->text.empty() ||
        error->text == "ok") {
        return std::nullopt;
    }
    const auto known = std::ranges::find(named_errors, error->text, &NamedError::name);
    Error made{.code = known == named_errors.end() ? ErrorCode::uncertain : known->code,
               .message =
                   fmt::format("TikTok for Developers says \"{}\"",
                               known == named_errors.end() ? "something unknown" : known->name),
               .reason = fmt::format("tiktok_developers.{}",
                                     known == named_errors.end() ? "unknown" : known->name)};
    if (const auto* log_id = root.find("log_id")) {
        made.request_id = log_id->text.substr(0, 128);
    }
    return made;
}

std::string url_of(std::string_view api_url, std::string_view path) {
    while (api_url.ends_with('/')) {
        api_url.remove_suffix(1);
    }
    return fmt::format("{}{}", api_url, path);
}

} // namespace

HttpDeveloperTokens::HttpDeveloperTokens(DeveloperApp app, http::Outbound& outbound, CallLog& log,
                                         Clock& clock)
    : app_(std::move(app)), outbound_(outbound), log_(log), clock_(clock) {}

Result<http::OutboundResponse> HttpDeveloperTokens::post(const CallContext& context,
                                                         std::string_view endpoint_name,
                                                         SecretText form, CallFacts& facts) {
    const auto& endpoint = tiktok::endpoint(endpoint_name);
    BAYME_CHECK(calls::check_disclosed(endpoint, app_.undisclosed));
    http::OutboundRequest wire;
    wire.method = http::Method::post;
    wire.url = url_of(app_.api_url, endpoint.path);
    wire.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    wire.body = std::move(form);
    const auto at = clock_.now();
    const auto began = clock_.monotonic();
    auto response = outbound_.send(wire);
    facts.endpoint = endpoint.name;
    std::string reason;
    if (!response) {
        reason = response.error().reason;
        if (reason != "http.not_sent" && reason != "http.refused_recipient") {
            response.error().code = ErrorCode::uncertain;
        }
    } else {
        facts.http_status = response->status;
        facts.bytes = response->body.size();
        facts.log_id = http::find_header(response->headers, "X-Tt-Logid").value_or("");
    }
    log_.record({.at = at,
                 .endpoint = facts.endpoint,
                 .http_status = facts.http_status,
                 .reason = reason,
                 .log_id = facts.log_id,
                 .duration = std::chrono::floor<microseconds>(clock_.monotonic() - began),
                 .bytes = facts.bytes,
                 .actor = context.actor,
                 .job = context.job});
    return response;
}

Call<TokenPair> HttpDeveloperTokens::pair(const CallContext& context, SecretText form) {
    const auto sent = clock_.now();
    CallFacts facts;
    BAYME_TRY(auto response, post(context, "v2.oauth.token", std::move(form), facts));
    auto tree = JsonTree::parse(response.body);
    wipe(response.body);
    if (!tree) {
        return fail(decoding::for_change(
            decoding::no_envelope(facts.http_status, std::move(tree).error())));
    }
    auto error = stated_error(tree->root());
    auto pair = error ? Result<TokenPair>{fail(*std::move(error))}
                      : decoding::read_token_pair(tree->root(), sent, "refresh_expires_in");
    tree->forget();
    if (!pair) {
        auto unread = std::move(pair).error();
        return fail(unread.reason == "tiktok.shape" ? decoding::for_change(std::move(unread))
                                                    : std::move(unread));
    }
    return Answer<TokenPair>{*std::move(pair), std::move(facts)};
}

Call<TokenPair> HttpDeveloperTokens::exchange(const CallContext& context, const SecretText& code,
                                              std::string_view redirect_uri,
                                              const SecretText* code_verifier) {
    Form form{app_};
    form.secret("code", code)
        .plain("grant_type", "authorization_code")
        .plain("redirect_uri", redirect_uri);
    if (code_verifier != nullptr) {
        form.secret("code_verifier", *code_verifier);
    }
    return pair(context, form.take());
}

Call<TokenPair> HttpDeveloperTokens::refresh(const CallContext& context,
                                             const SecretText& refresh_token) {
    return pair(context, Form{app_}
                             .plain("grant_type", "refresh_token")
                             .secret("refresh_token", refresh_token)
                             .take());
}

Call<Acknowledged> HttpDeveloperTokens::revoke(const CallContext& context,
                                               const SecretText& access_token) {
    CallFacts facts;
    BAYME_TRY(const auto response, post(context, "v2.oauth.revoke",
                                        Form{app_}.secret("token", access_token).take(), facts));
    const bool done = facts.http_status >= 200 && facts.http_status < 300;
    if (done && response.body.empty()) {
        return Answer<Acknowledged>{{}, std::move(facts)};
    }
    auto tree = JsonTree::parse(response.body);
    if (!tree) {
        return fail(decoding::no_envelope(facts.http_status, std::move(tree).error()));
    }
    if (auto error = stated_error(tree->root())) {
        return fail(*std::move(error));
    }
    if (!done) {
        return fail(
            decoding::no_envelope(facts.http_status, decoding::wrong_shape("it states no error")));
    }
    return Answer<Acknowledged>{{decoding::members_of(tree->root())}, std::move(facts)};
}

namespace calls {

std::vector<Declared> developer_declarations() {
    using enum ParameterType;
    return {
        {.endpoint = "v2.oauth.token",
         .parameters = {{"client_key", text, true},
                        {"client_secret", text, true},
                        {"grant_type", text, true},
                        {"code", text},
                        {"redirect_uri", text},
                        {"code_verifier", text},
                        {"refresh_token", text}},
         .show = [](const decoding::JsonNode& data, DecodedAnswer& answer) -> Result<void> {
             BAYME_TRY(const auto pair, decoding::read_token_pair(data, {}, "refresh_expires_in"));
             decoding::show_token_pair(pair, answer);
             return {};
         }},
        {.endpoint = "v2.oauth.revoke",
         .parameters = {{"client_key", text, true},
                        {"client_secret", text, true},
                        {"token", text, true}},
         .show = [](const decoding::JsonNode& data, DecodedAnswer& answer) -> Result<void> {
             answer.unmodelled = decoding::members_of(data);
             return {};
         }},
    };
}

} // namespace calls
} // namespace bayme::tiktok
