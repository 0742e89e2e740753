// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/services.hpp"
#include "base/actor.hpp"
#include "base/result.hpp"
#include "http/message.hpp"
#include "staff/sign_in.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace bayme::api {

/// On whose behalf a request is made, and by which proof.
struct Caller {
    Actor actor;
    /// Set when the proof was the session cookie: such a request must also pass check_locks.
    std::optional<staff::Session> session;
};

/// Reads the session's token out of a request: web/ owns the cookie's name and form.
using SessionToken = std::function<std::optional<std::string>(const http::Request&)>;

/// From a request to a caller: an API key (Authorization: Bearer), else the Unix socket's peer when
/// it is this process's own user, else the session cookie, else `anyone`. Safe from any thread.
class Authenticator {
public:
    Authenticator(const Services& services, SessionToken session_token, std::uint32_t own_user);

    /// @return unauthenticated when a proof is given that does not stand; forbidden for another
    ///         user's process on the Unix socket.
    Result<Caller> authenticate(const http::Request& request) const;

    /// The three locks of a state-changing request that a cookie proves [TRUST 4.3]: same origin by
    /// Sec-Fetch-Site or else Origin, the session's X-CSRF-Token, a JSON body. Does nothing for
    /// other callers. @return forbidden with reason "csrf".
    Result<void> check_locks(const http::Request& request, const Caller& caller) const;
    /// The first lock alone: pages send the token in a form field.
    Result<void> check_same_origin(const http::Request& request) const;
    /// The second lock in the form of pages: what form_token gave to the page comes back in it.
    /// @return forbidden with reason "csrf", also for a caller without a session.
    Result<void> check_form_token(const Caller& caller, std::string_view token) const;
    /// @return forbidden for a caller without a session.
    Result<std::string> form_token(const Caller& caller) const;

private:
    Result<Caller> by_key(std::string_view authorization) const;
    Result<Caller> by_session(std::string_view token) const;

    const Services& services_;
    SessionToken session_token_;
    std::uint32_t own_user_;
};

/// Whether a Content-Type says JSON, parameters aside.
bool is_json(const http::Request& request);

} // namespace bayme::api
