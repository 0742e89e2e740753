// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/authenticator.hpp"

#include "http/text.hpp"
#include "staff/staff.hpp"
#include "storage/database.hpp"

namespace bayme::api {
namespace {

constexpr std::string_view bearer = "bearer ";

std::unexpected<Error> refuse_lock(std::string_view why) {
    return fail(Error{ErrorCode::forbidden, std::string{why}, "csrf"});
}

} // namespace

bool is_json(const http::Request& request) {
    const auto type = request.header("Content-Type").value_or("");
    auto bare = type.substr(0, type.find(';'));
    while (bare.ends_with(' ')) {
        bare.remove_suffix(1);
    }
    return http::equals_without_case(bare, "application/json");
}

Authenticator::Authenticator(const Services& services, SessionToken session_token,
                             std::uint32_t own_user)
    : services_(services), session_token_(std::move(session_token)), own_user_(own_user) {}

Result<Caller> Authenticator::authenticate(const http::Request& request) const {
    if (const auto authorization = request.header("Authorization")) {
        return by_key(*authorization);
    }
    if (request.peer.kind == http::PeerKind::unix_socket) {
        if (request.peer.user_id != own_user_) {
            return fail(ErrorCode::forbidden,
                        "only the user who runs Bayme may use its socket without a key");
        }
        return Caller{{ActorKind::local_operator, {}}, {}};
    }
    const auto token = session_token_ ? session_token_(request) : std::nullopt;
    return token ? by_session(*token) : Caller{};
}

Result<Caller> Authenticator::by_key(std::string_view authorization) const {
    if (!http::equals_without_case(authorization.substr(0, bearer.size()), bearer)) {
        return fail(ErrorCode::unauthenticated,
                    "Authorization takes a Bearer key and nothing else");
    }
    BAYME_TRY(const auto transaction, services_.database.begin_read());
    BAYME_TRY(auto actor,
              services_.staff.api_keys().verify(*transaction, authorization.substr(bearer.size())));
    return Caller{std::move(actor), {}};
}

Result<Caller> Authenticator::by_session(std::string_view token) const {
    auto& sign_in = services_.staff.sign_in();
    BAYME_TRY(auto reading, services_.database.begin_read());
    BAYME_TRY(auto session, sign_in.find_session(*reading, token));
    reading.reset();
    if (session.seen_due) {
        BAYME_TRY(const auto writing, services_.database.begin_write());
        BAYME_CHECK(sign_in.seen(*writing, session));
        BAYME_CHECK(writing->commit());
    }
    return Caller{session.actor(), std::move(session)};
}

Result<void> Authenticator::check_same_origin(const http::Request& request) const {
    if (const auto site = request.header("Sec-Fetch-Site")) {
        return *site == "same-origin" ? Result<void>{}
                                      : refuse_lock("the request comes from another site");
    }
    const auto origin = request.header("Origin");
    return origin && *origin == services_.public_url
               ? Result<void>{}
               : refuse_lock("the request does not say that it comes from this site");
}

Result<void> Authenticator::check_form_token(const Caller& caller, std::string_view token) const {
    return caller.session ? services_.staff.sign_in().check_csrf(*caller.session, token)
                          : refuse_lock("a form needs a session");
}

Result<std::string> Authenticator::form_token(const Caller& caller) const {
    if (!caller.session) {
        return refuse_lock("a form needs a session");
    }
    return services_.staff.sign_in().csrf_token(*caller.session);
}

Result<void> Authenticator::check_locks(const http::Request& request, const Caller& caller) const {
    const bool is_safe =
        request.method == http::Method::get || request.method == http::Method::head;
    if (!caller.session || is_safe) {
        return {};
    }
    BAYME_CHECK(check_same_origin(request));
    BAYME_CHECK(services_.staff.sign_in().check_csrf(*caller.session,
                                                     request.header("X-CSRF-Token").value_or("")));
    return is_json(request) ? Result<void>{} : refuse_lock("the body is not declared as JSON");
}

} // namespace bayme::api
