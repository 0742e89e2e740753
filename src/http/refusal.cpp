// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/refusal.hpp"

#include "base/json_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace bayme::http {

Response problem(const Refusal& refusal, std::string_view request_id) {
    JsonWriter body;
    body.begin_object()
        .member("type", "about:blank")
        .member("title", reason_phrase(refusal.status))
        .member("status", refusal.status)
        .member("detail", refusal.detail)
        .member("code", refusal.code)
        .member("request_id", request_id)
        .end_object();
    Response response;
    response.status = refusal.status;
    response.headers.push_back({"Content-Type", "application/problem+json"});
    response.headers.push_back({"Cache-Control", "no-store"});
    if (refusal.status == 503) {
        response.headers.push_back({"Retry-After", "1"});
    }
    response.body = body.take();
    return response;
}

std::string_view reason_phrase(int status) {
    static constexpr std::array<std::pair<int, std::string_view>, 37> phrases{{
        {200, "OK"},
        {201, "Created"},
        {202, "Accepted"},
        {204, "No Content"},
        {206, "Partial Content"},
        {301, "Moved Permanently"},
        {302, "Found"},
        {303, "See Other"},
        {304, "Not Modified"},
        {307, "Temporary Redirect"},
        {308, "Permanent Redirect"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {406, "Not Acceptable"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {410, "Gone"},
        {411, "Length Required"},
        {412, "Precondition Failed"},
        {413, "Content Too Large"},
        {414, "URI Too Long"},
        {415, "Unsupported Media Type"},
        {416, "Range Not Satisfiable"},
        {417, "Expectation Failed"},
        {421, "Misdirected Request"},
        {422, "Unprocessable Content"},
        {428, "Precondition Required"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {502, "Bad Gateway"},
        {503, "Service Unavailable"},
        {504, "Gateway Timeout"},
    }};
    const auto* const found =
        std::ranges::lower_bound(phrases, status, {}, &std::pair<int, std::string_view>::first);
    return found != phrases.end() && found->first == status ? found->second : "Status";
}

} // namespace bayme::http
