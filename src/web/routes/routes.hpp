// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "web/security_headers.hpp"
#include "web/visit.hpp"

#include <span>
#include <string_view>

namespace bayme::web {

/// What a route asks of its visitor. A POST of `session` passes the three locks of a form: same
/// origin, a session, and the session's token in the form. A POST of `flow` has no session yet:
/// the origin is checked, the one-time token in it does the rest.
enum class Access { anyone, flow, session };

/// What a POST carries: the fields of a form, or a file besides them.
enum class Body { fields, file };

/// One row of the closed list of everything this room answers.
struct Route {
    http::Method method;   ///< get answers HEAD as well
    std::string_view path; ///< ":id" stands for one segment, "*" at the end for the rest
    Access access;
    http::Response (*run)(const Visit& visit);
    Body body = Body::fields;
};

// One table per file of src/web/routes.
std::span<const Route> public_routes();
std::span<const Route> session_routes();
std::span<const Route> connect_routes();
std::span<const Route> own_account_routes();
std::span<const Route> ledger_routes();
std::span<const Route> staff_routes();
std::span<const Route> upkeep_routes();

/// Fills `parameter` with what stood for ":id".
bool matches(std::string_view pattern, std::string_view path, std::string& parameter);

} // namespace bayme::web
