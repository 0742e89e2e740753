// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/developers.hpp"

#include "base/json_text.hpp"
#include "tiktok/calls/developer_errors.hpp"
#include "tiktok/calls/families.hpp"
#include "tiktok/decoding/envelope.hpp"
#include "tiktok/decoding/families.hpp"
#include "tiktok/decoding/tokens.hpp"

namespace bayme::tiktok {
namespace {

using decoding::JsonNode;
using decoding::JsonTree;

/// Of each kind within a minute [CONTRACT 2.4].
constexpr std::size_t most_calls = 600;

constexpr std::string_view profile_members = "open_id,display_name";
constexpr std::string_view post_members =
    "id,create_time,share_url,video_description,duration,title";

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

std::string url_of(std::string_view api_url, std::string_view path) {
    while (api_url.ends_with('/')) {
        api_url.remove_suffix(1);
    }
    return fmt::format("{}{}", api_url, path);
}

bool is_done(int http_status) {
    return http_status >= 200 && http_status < 300;
}

const JsonNode& data_of(const JsonNode& root) {
    const auto* data = root.find("data");
    return data == nullptr ? root : *data;
}

} // namespace

HttpDevelopers::HttpDevelopers(DeveloperApp app, http::Outbound& outbound, CallLog& log,
                               Clock& clock)
    : app_(std::move(app)), outbound_(outbound), log_(log), clock_(clock),
      profile_calls_(most_calls), post_calls_(most_calls) {}

Result<http::OutboundResponse> HttpDevelopers::send(const CallContext& context,
                                                    const Endpoint& endpoint,
                                                    http::OutboundRequest wire, CallFacts& facts) {
    BAYME_CHECK(calls::check_disclosed(endpoint, app_.undisclosed));
    wire.method = endpoint.method;
    wire.url = url_of(app_.api_url, endpoint.path);
    const auto at = clock_.now();
    const auto began = clock_.monotonic();
    auto response = outbound_.send(wire);
    facts.endpoint = endpoint.name;
    std::string reason;
    if (!response) {
        reason = response.error().reason;
        if (!endpoint.repeatable && reason != "http.not_sent" &&
            reason != "http.refused_recipient") {
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

Result<http::OutboundResponse> HttpDevelopers::post_form(const CallContext& context,
                                                         const Endpoint& endpoint, SecretText form,
                                                         CallFacts& facts) {
    http::OutboundRequest wire;
    wire.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    wire.body = std::move(form);
    return send(context, endpoint, std::move(wire), facts);
}

Call<TokenPair> HttpDevelopers::pair(const CallContext& context, SecretText form) {
    const auto sent = clock_.now();
    const auto& endpoint = tiktok::endpoint("v2.oauth.token");
    CallFacts facts;
    BAYME_TRY(auto response, post_form(context, endpoint, std::move(form), facts));
    auto tree = JsonTree::parse(response.body);
    wipe(response.body);
    if (!tree) {
        return fail(decoding::for_change(
            decoding::no_envelope(facts.http_status, std::move(tree).error())));
    }
    auto error = calls::stated_error(tree->root(), endpoint.repeatable);
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

Call<TokenPair> HttpDevelopers::exchange(const CallContext& context, const SecretText& code,
                                         std::string_view redirect_uri) {
    return pair(context, Form{app_}
                             .secret("code", code)
                             .plain("grant_type", "authorization_code")
                             .plain("redirect_uri", redirect_uri)
                             .take());
}

Call<TokenPair> HttpDevelopers::refresh(const CallContext& context,
                                        const SecretText& refresh_token) {
    return pair(context, Form{app_}
                             .plain("grant_type", "refresh_token")
                             .secret("refresh_token", refresh_token)
                             .take());
}

Call<Acknowledged> HttpDevelopers::revoke(const CallContext& context,
                                          const SecretText& access_token) {
    const auto& endpoint = tiktok::endpoint("v2.oauth.revoke");
    CallFacts facts;
    BAYME_TRY(const auto response,
              post_form(context, endpoint, Form{app_}.secret("token", access_token).take(), facts));
    if (is_done(facts.http_status) && response.body.empty()) {
        return Answer<Acknowledged>{{}, std::move(facts)};
    }
    auto tree = JsonTree::parse(response.body);
    if (!tree) {
        return fail(decoding::no_envelope(facts.http_status, std::move(tree).error()));
    }
    if (auto error = calls::stated_error(tree->root(), endpoint.repeatable)) {
        return fail(*std::move(error));
    }
    if (!is_done(facts.http_status)) {
        return fail(
            decoding::no_envelope(facts.http_status, decoding::wrong_shape("it states no error")));
    }
    return Answer<Acknowledged>{{decoding::members_of(tree->root())}, std::move(facts)};
}

template <typename Value, typename Read>
Call<Value> HttpDevelopers::read(const CallContext& context, std::string_view endpoint_name,
                                 http::OutboundRequest wire, const SecretText& token,
                                 Read&& read_data) {
    const auto& endpoint = tiktok::endpoint(endpoint_name);
    {
        const std::lock_guard guard{mutex_};
        auto& window = endpoint_name == "v2.user.info" ? profile_calls_ : post_calls_;
        if (const auto wait = window.take(clock_.monotonic()); wait.count() > 0) {
            return fail(Error{.code = ErrorCode::rate_limited,
                              .message = fmt::format("{} may be called {} times a minute",
                                                     endpoint.path, most_calls),
                              .reason = "tiktok.limit",
                              .retry_after = std::chrono::ceil<milliseconds>(wait)});
        }
    }
    token.reveal([&](std::string_view text) {
        wire.secret_headers.push_back(
            {"Authorization", SecretText{fmt::format("Bearer {}", text)}});
    });
    CallFacts facts;
    BAYME_TRY(const auto response, send(context, endpoint, std::move(wire), facts));
    const auto tree = JsonTree::parse(response.body);
    if (!tree) {
        return fail(decoding::no_envelope(facts.http_status, tree.error()));
    }
    if (auto error = calls::stated_error(tree->root(), true)) {
        return fail(*std::move(error));
    }
    if (!is_done(facts.http_status)) {
        return fail(
            decoding::no_envelope(facts.http_status, decoding::wrong_shape("it states no error")));
    }
    BAYME_TRY(auto value, read_data(data_of(tree->root())));
    return Answer<Value>{std::move(value), std::move(facts)};
}

Call<Profile> HttpDevelopers::profile(const CallContext& context, const SecretText& token) {
    http::OutboundRequest wire;
    wire.query.push_back({"fields", std::string{profile_members}});
    return read<Profile>(context, "v2.user.info", std::move(wire), token, decoding::read_profile);
}

Call<ProfilePosts> HttpDevelopers::posts(const CallContext& context, const SecretText& token,
                                         const OptionalText& cursor) {
    JsonWriter body;
    body.begin_object().member("max_count", std::int64_t{most_profile_posts});
    if (cursor) {
        BAYME_CHECK(calls::check_digits(*cursor, "cursor"));
        body.key("cursor").number(*cursor);
    }
    http::OutboundRequest wire;
    wire.query.push_back({"fields", std::string{post_members}});
    wire.headers.push_back({"Content-Type", "application/json"});
    wire.body = SecretText{body.end_object().take()};
    return read<ProfilePosts>(
        context, "v2.video.list", std::move(wire), token,
        [](const JsonNode& data) { return decoding::profile_posts_fields().read(data, "data"); });
}

namespace calls {

// These calls have no envelope and carry secrets; the client assembles them itself.
std::vector<Declared> developer_declarations() {
    using enum ParameterType;
    return {
        {.endpoint = "v2.oauth.token",
         .parameters = {{"client_key", text, true},
                        {"client_secret", text, true},
                        {"grant_type", text, true},
                        {"code", text},
                        {"redirect_uri", text},
                        {"refresh_token", text}},
         .show = [](const JsonNode& data, DecodedAnswer& answer) -> Result<void> {
             BAYME_TRY(const auto pair, decoding::read_token_pair(data, {}, "refresh_expires_in"));
             decoding::show_token_pair(pair, answer);
             return {};
         }},
        {.endpoint = "v2.oauth.revoke",
         .parameters = {{"client_key", text, true},
                        {"client_secret", text, true},
                        {"token", text, true}},
         .show = [](const JsonNode& data, DecodedAnswer& answer) -> Result<void> {
             answer.unmodelled = decoding::members_of(data);
             return {};
         }},
        {.endpoint = "v2.user.info",
         .parameters = {{"fields", text, true}},
         .show = [](const JsonNode& root, DecodedAnswer& answer) -> Result<void> {
             BAYME_TRY(const auto profile, decoding::read_profile(data_of(root)));
             decoding::profile_fields().show_to(profile, "", answer);
             return {};
         }},
        {.endpoint = "v2.video.list",
         .parameters = {{"fields", text, true}, {"max_count", number}, {"cursor", number}},
         .show = [](const JsonNode& root, DecodedAnswer& answer) -> Result<void> {
             const auto& fields = decoding::profile_posts_fields();
             BAYME_TRY(const auto posts, fields.read(data_of(root), "data"));
             fields.show_to(posts, "", answer);
             return {};
         }},
    };
}

} // namespace calls
} // namespace bayme::tiktok
