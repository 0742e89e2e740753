// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/routes/consent.hpp"

#include "web/cookies.hpp"
#include "web/pages/connect_pages.hpp"

namespace bayme::web {
namespace {

constexpr std::chrono::minutes flow_life{10};

ConsentFailure why(const Error& error) {
    if (error.reason == "oauth.refused") {
        return ConsentFailure::refused;
    }
    switch (error.code) {
    case ErrorCode::uncertain:
        return ConsentFailure::lost;
    case ErrorCode::unavailable:
    case ErrorCode::rate_limited:
    case ErrorCode::internal:
        return ConsentFailure::unavailable;
    case ErrorCode::unauthenticated:
        return ConsentFailure::rejected;
    default:
        return error.reason.starts_with("tiktok") ? ConsentFailure::rejected
                                                  : ConsentFailure::not_ours;
    }
}

} // namespace

http::Response to_consent(const Visit& visit, std::string_view login,
                          const Result<AnswerView>& started) {
    if (!started) {
        return started.error().code == ErrorCode::unauthenticated
                   ? visit.flow_page(dead_link_page(LinkUse::connect, login), 401)
                   : visit.failure(started.error());
    }
    http::Response response{303, {{"Location", (*started)["authorize_url"].text()}}, "", nullptr};
    response.headers.push_back(
        set_cookie(flow_cookie, (*started)["browser_cookie"].text(), flow_life));
    return response;
}

http::Response not_connected(const Visit& visit, std::string_view login, const Error& error) {
    auto response =
        visit.flow_page(consent_failure_page(why(error), login, visit.request.request_id), 400);
    response.headers.push_back(clear_cookie(flow_cookie));
    return response;
}

bool is_no_answer(const Visit& visit) {
    return visit.form.text("state").empty() && visit.form.text("error").empty();
}

http::Response no_answer(const Visit& visit, std::string_view login) {
    return visit.flow_page(
        consent_failure_page(ConsentFailure::no_answer, login, visit.request.request_id), 400);
}

http::Response not_shown(const Visit& visit, std::string_view login, const Error& error) {
    if (error.code != ErrorCode::forbidden && error.code != ErrorCode::not_found) {
        return visit.failure(error);
    }
    return visit.flow_page(
        consent_failure_page(ConsentFailure::not_shown, login, visit.request.request_id), 400);
}

std::string browser_cookie(const Visit& visit) {
    return find_cookie(visit.request, flow_cookie).value_or("");
}

} // namespace bayme::web
