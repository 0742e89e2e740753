// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/authenticator.hpp"
#include "api/registry.hpp"
#include "http/message.hpp"

#include <optional>
#include <string>

namespace bayme::api {

/// The API over HTTP: POST /api/v1/<noun>/<verb> with a JSON body for every operation that this
/// door shows, GET as well for those that only read, and /api/openapi.json. Everything but a
/// correct call is an RFC 9457 problem. Safe from any thread.
class HttpRoutes {
public:
    HttpRoutes(const Registry& registry, const Authenticator& authenticator, std::string version);

    /// Nothing when the path is not below /api/.
    [[nodiscard]] std::optional<http::Response> answer(const http::Request& request) const;

private:
    Result<http::Response> route(const http::Request& request) const;
    Result<http::Response> call(const http::Request& request, const Caller& caller,
                                std::string_view name) const;

    const Registry& registry_;
    const Authenticator& authenticator_;
    std::string version_;
};

/// A failure as an answer: the problem's body, its status, Retry-After, WWW-Authenticate.
http::Response problem_response(const Error& error, std::string_view request_id);
/// JSON that nobody may store.
http::Response json_response(std::string body, std::string_view request_id);

} // namespace bayme::api
