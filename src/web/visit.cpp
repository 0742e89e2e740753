// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/visit.hpp"

#include "api/errors.hpp"
#include "web/pages/flow_pages.hpp"

namespace bayme::web {
namespace {

std::string_view remedy(const Error& error) {
    if (error.reason == "tiktok.40101") {
        return "An administrator has to check app_id and app_secret in the configuration.";
    }
    if (error.reason == "second_person") {
        return ""; // the error says who may
    }
    if (const auto word = api::code_word(error);
        word == "access_refused" || word == "not_connected") {
        return "Connect the account again on Accounts. Your own sign-in is fine.";
    }
    switch (error.code) {
    case ErrorCode::invalid_input:
        return "Correct what is named above and send it again.";
    case ErrorCode::not_found:
        return "It may have been removed. Go back and choose again.";
    case ErrorCode::conflict:
        return "Somebody was faster, or its state does not allow this now. Read the page again.";
    case ErrorCode::unauthenticated:
        return "Sign in again.";
    case ErrorCode::forbidden:
        return "Ask an administrator for the right to do this.";
    case ErrorCode::rate_limited:
        return "Wait a few minutes and try again.";
    case ErrorCode::unavailable:
        return "Try again in a minute. If it stays, see Jobs.";
    case ErrorCode::uncertain:
        return "It may have happened. Do not repeat it: the plan shows it as uncertain until it is "
               "looked up.";
    case ErrorCode::internal:
        return "Try again once. If it stays, report the request id to an administrator.";
    }
    return "";
}

} // namespace

Result<AnswerView> Visit::call(std::string_view operation, std::string_view json) const {
    BAYME_TRY(const auto answer, shop.registry.call({.actor = caller.actor,
                                                     .request_id = request.request_id,
                                                     .door = api::Door::in_process},
                                                    operation, json));
    return AnswerView::parse(answer);
}

Result<AnswerView> Visit::call_once(std::string_view operation, std::string_view json) const {
    const auto page = form.text("page_id");
    if (page.empty()) {
        return call(operation, json);
    }
    const auto question = std::hash<std::string_view>{}(json);
    BAYME_TRY(const auto answer,
              shop.registry.call({.actor = caller.actor,
                                  .request_id = request.request_id,
                                  .door = api::Door::in_process,
                                  .idempotency_key = fmt::format("{}-{:016x}", page, question)},
                                 operation, json));
    return AnswerView::parse(answer);
}

Result<StaffFrame> Visit::frame() const {
    BAYME_TRY(const auto who, call("system.whoami"));
    BAYME_TRY(auto token, shop.authenticator.form_token(caller));
    StaffFrame frame{.operator_name = shop.settings.operator_name,
                     .person = who["name"].text(),
                     .actor = who["actor"].text(),
                     .sandbox = shop.settings.sandbox,
                     .form_token = std::move(token),
                     .permissions = who["permissions"].texts(),
                     .page_id = request.request_id};
    if (frame.person.empty()) {
        frame.person = frame.actor;
    }
    return frame;
}

http::Response Visit::staff_page(const StaffFrame& frame, const StaffPage& page, int status) const {
    return {status,
            {{"Content-Type", "text/html; charset=utf-8"}},
            staff_document(frame, shop.assets, page),
            nullptr};
}

http::Response Visit::flow_page(PublicPage page, int status) const {
    return shop.site.page(status, std::move(page));
}

http::Response Visit::failure(const Error& error) const {
    auto words = to_trouble(error, "This did not work", request.request_id);
    const auto status = api::http_status(error);
    if (caller.session) {
        if (const auto around = frame()) {
            return staff_page(*around, failure_page(std::move(words), request.path), status);
        }
    }
    return flow_page(trouble_page(std::move(words)), status);
}

http::Response see_other(std::string_view path) {
    return {303, {{"Location", std::string{path}}}, "", nullptr};
}

Trouble to_trouble(const Error& error, std::string_view title, std::string_view request_id) {
    const bool uncertain = error.code == ErrorCode::uncertain;
    std::string failed = error.message;
    for (const auto& field : error.fields) {
        // The message of a single wrong field often is the field's own.
        if (!failed.contains(field.message)) {
            failed += fmt::format("{} {}", failed.ends_with('.') ? "" : ":", field.message);
        }
    }
    return {.title = std::string{title},
            .failed =
                error.code == ErrorCode::internal ? "An unexpected error stopped it." : failed,
            .unchanged = uncertain ? "" : "Nothing was changed here or on TikTok.",
            .remedy = std::string{remedy(error)},
            .request_id = std::string{request_id},
            .http_status = api::http_status(error)};
}

} // namespace bayme::web
