// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/login_kit.hpp"

#include "base/json_text.hpp"
#include "sandbox/creator_endpoints.hpp"
#include "sandbox/creator_posts.hpp"
#include "sandbox/pkce.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <utility>

namespace bayme::sandbox {

namespace {

constexpr std::string_view token_path = "/v2/oauth/token/";
constexpr std::string_view revoke_path = "/v2/oauth/revoke/";

Answer document(int status, std::string json) {
    Answer answer;
    answer.status = status;
    answer.document = std::move(json);
    return answer;
}

/// How the two OAuth calls say no.
Answer oauth_error(const LoginKitCall& call, std::string_view name, std::string_view description) {
    JsonWriter out;
    out.begin_object()
        .member("error", name)
        .member("error_description", description)
        .member("log_id", call.log_id);
    return document(name == "invalid_client" ? 401 : 400, out.end_object().take());
}

/// How the calls with a token say no.
Answer api_error(std::string_view log_id, int status, std::string_view code,
                 std::string_view message) {
    JsonWriter out;
    out.begin_object().key("data").begin_object().end_object().key("error").begin_object();
    out.member("code", code).member("message", message).member("log_id", log_id).end_object();
    return document(status, out.end_object().take());
}

Answer oauth_fault(const LoginKitCall& call, CreatorFault fault) {
    switch (fault) {
    case CreatorFault::wrong_code:
        return oauth_error(call, "invalid_grant", "Authorization code is expired or invalid.");
    case CreatorFault::wrong_redirect:
        return oauth_error(call, "invalid_request", "Redirect_uri is not matched.");
    case CreatorFault::wrong_verifier:
        return oauth_error(call, "invalid_request", "Code verifier or code challenge is invalid.");
    case CreatorFault::wrong_refresh:
    case CreatorFault::expired_refresh:
        return oauth_error(call, "invalid_grant", "Refresh token is invalid or expired.");
    default:
        return oauth_error(call, "invalid_request", "Access token is invalid or expired.");
    }
}

std::optional<Answer> oauth_refusal(const Platform& platform, const LoginKitCall& call,
                                    std::initializer_list<std::string_view> needed) {
    for (const auto name : needed) {
        if (call.given.text(name).empty()) {
            return oauth_error(call, "invalid_request", fmt::format("{} is missing.", name));
        }
    }
    const bool known = call.given.text("client_key") == platform.creators.client_key() &&
                       call.given.text("client_secret") == platform.creators.client_secret();
    return known ? std::nullopt
                 : std::optional{
                       oauth_error(call, "invalid_client", "Client key or secret is incorrect.")};
}

Answer token_answer(const LoginKitCall& call,
                    const std::expected<CreatorPair, CreatorFault>& pair) {
    if (!pair) {
        return oauth_fault(call, pair.error());
    }
    JsonWriter out;
    out.begin_object()
        .member("access_token", pair->access_token)
        .member("expires_in", pair->access_life)
        .member("open_id", pair->grant->open_id)
        .member("refresh_expires_in", pair->refresh_life)
        .member("refresh_token", pair->refresh_token)
        .member("scope", fmt::format("{}", fmt::join(pair->grant->scopes, ",")))
        .member("token_type", "Bearer");
    return document(200, out.end_object().take());
}

Answer give_token(Platform& platform, const LoginKitCall& call) {
    const auto& given = call.given;
    const auto type = given.text("grant_type");
    if (type == "refresh_token") {
        if (auto refusal =
                oauth_refusal(platform, call, {"client_key", "client_secret", "refresh_token"})) {
            return *refusal;
        }
        return token_answer(call, platform.creators.refresh(given.text("client_key"),
                                                            given.text("refresh_token"),
                                                            refreshing_of(platform), call.now));
    }
    if (auto refusal =
            oauth_refusal(platform, call,
                          {"client_key", "client_secret", "grant_type", "code", "redirect_uri"})) {
        return *refusal;
    }
    if (type != "authorization_code") {
        return oauth_error(call, "unsupported_grant_type", "Grant type is not supported.");
    }
    const CodeTerms shown{given.text("redirect_uri"),
                          challenge_of(platform, given.text("code_verifier"))};
    return token_answer(call, platform.creators.exchange(given.text("client_key"),
                                                         given.text("code"), shown, call.now));
}

Answer end_token(Platform& platform, const LoginKitCall& call) {
    if (auto refusal = oauth_refusal(platform, call, {"client_key", "client_secret", "token"})) {
        return *refusal;
    }
    const auto revoked =
        platform.creators.revoke(call.given.text("client_key"), call.given.text("token"));
    return revoked ? document(200, "{}") : oauth_fault(call, revoked.error());
}

using Read = std::expected<std::string, std::string> (*)(Platform&, const CreatorGrant&,
                                                         const Parameters&);
struct Row {
    std::string_view path;
    http::Method method;
    std::string_view scope; ///< of the calls with a token
    Read read;
};
constexpr std::array table{
    Row{token_path, http::Method::post, "", nullptr},
    Row{revoke_path, http::Method::post, "", nullptr},
    Row{"/v2/user/info/", http::Method::get, "user.info.basic", creator_json},
    Row{"/v2/video/list/", http::Method::post, "video.list", creator_posts_json},
    Row{"/v2/video/query/", http::Method::post, "video.list", some_creator_posts_json},
};

} // namespace

bool find_login_kit(std::string_view path, http::Method& method) {
    const auto* const found = std::ranges::find(table, path, &Row::path);
    if (found == table.end()) {
        return false;
    }
    method = found->method;
    return true;
}

std::expected<Parameters, Refusal> decode_login_kit(const http::Request& request) {
    if (request.path != token_path && request.path != revoke_path) {
        return decode_parameters(request);
    }
    const auto type = request.header("Content-Type").value_or("");
    const auto fields = http::parse_query(request.body);
    if (!type.starts_with("application/x-www-form-urlencoded") || !fields) {
        return Refused{{40002, "The request body is not a form."}};
    }
    boost::json::object members;
    for (const auto& [name, value] : *fields) {
        members[name] = value;
    }
    return Parameters{std::move(members)};
}

Answer too_many_login_kit_calls(std::string_view log_id) {
    return api_error(log_id, 429, "rate_limit_exceeded", "The API rate limit was exceeded.");
}

Answer answer_login_kit(Platform& platform, const LoginKitCall& call) {
    if (call.path == token_path) {
        return give_token(platform, call);
    }
    if (call.path == revoke_path) {
        return end_token(platform, call);
    }
    const auto& row = *std::ranges::find(table, call.path, &Row::path);
    const auto grant = platform.creators.find(call.bearer, call.now);
    if (!grant || (*grant)->client != platform.creators.client_key()) {
        return api_error(call.log_id, 401, "access_token_invalid",
                         "The access token is invalid or not found in the request.");
    }
    if (std::ranges::find((*grant)->scopes, row.scope) == (*grant)->scopes.end()) {
        return api_error(call.log_id, 401, "scope_not_authorized",
                         "The user did not authorize the scope required for this request.");
    }
    const auto data = row.read(platform, **grant, call.given);
    if (!data) {
        return api_error(call.log_id, 400, "invalid_params", data.error());
    }
    return document(200, fmt::format(R"({{"data":{},"error":{{"code":"ok","message":"",)"
                                     R"("log_id":{}}}}})",
                                     *data, json_string(call.log_id)));
}

} // namespace bayme::sandbox
