// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/operations.hpp"
#include "fake_operations.hpp"
#include "sample_disclosure.hpp"
#include "staff/staff.hpp"
#include "support/test_vault.hpp"
#include "web/cookies.hpp"
#include "web/web.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace bayme::web::test {

/// The whole room over a real registry with real people and sessions; operations of rooms that
/// would call TikTok are stood in for by fake_operations.hpp. Made once per program: rendering and
/// compressing everything takes longer than a test may.
struct World {
    static World& one() {
        static World world;
        return world;
    }

    static const Pages& pages() {
        static const auto made =
            render_pages(shipped_sources().value(), sample_disclosure()).value();
        return made;
    }
    static WebSettings settings() {
        return {.public_url = "https://app.bayme.store",
                .authorize_url = "https://business-api.tiktok.com/portal/auth?x=1",
                .login_url = "https://www.tiktok.com/v2/auth/authorize/",
                .operator_name = "Bayme",
                .sandbox = false};
    }

    bayme::test::TestState state;
    staff::Staff staff{*state.vault, state.random, state.clock};
    storage::SqlIdempotencyKeys keys;
    api::Services services{.database = *state.database,
                           .staff = staff,
                           .clock = state.clock,
                           .random = state.random,
                           .public_url = settings().public_url};
    api::Registry registry =
        api::Registry::make(services, keys,
                            {api::session_operations(), api::system_operations(), fake_operations(),
                             fake_own_account_operations(), fake_plan_operations(),
                             fake_ledger_operations(), fake_report_operations()})
            .value();
    api::Authenticator authenticator{services, session_token, 1000};
    Web web{settings(), pages(), registry, authenticator, state.clock};
    PersonId owner = add(staff::Role::owner, "Ada Lindqvist");
    PersonId analyst = add(staff::Role::analyst, "Grace Okafor");

private:
    World() { state.clock.set("2026-05-27T09:30:00Z"); }
    PersonId add(staff::Role role, const std::string& name) {
        const auto tx = state.database->begin_write().value();
        auto id = staff.people().add(*tx, {name, "", role}).value();
        tx->commit().value();
        return id;
    }
};

class SiteTest : public testing::Test {
protected:
    static WebSettings settings() { return World::settings(); }
    static const Pages& pages() { return World::pages(); }

    static http::Request request(const std::string& path, http::Method method = http::Method::get,
                                 http::Headers headers = {}) {
        http::Request made;
        made.method = method;
        const auto question = path.find('?');
        if (question != std::string::npos) {
            made.query = path.substr(question + 1);
        }
        made.target = path;
        made.path = path.substr(0, question);
        made.headers = std::move(headers);
        made.request_id = "req-1";
        return made;
    }
    http::Response get(const std::string& path, http::Headers headers = {}) {
        return web_.answer(request(path, http::Method::get, std::move(headers)));
    }
    http::Response post(const std::string& path, std::string form, http::Headers headers = {}) {
        headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
        auto made = request(path, http::Method::post, std::move(headers));
        made.body = std::move(form);
        return web_.answer(made);
    }
    std::string body(const std::string& path, http::Headers headers = {}) {
        return std::string{get(path, std::move(headers)).content()};
    }

    /// A fresh sign-in link's token.
    std::string make_link(const PersonId& person) {
        const auto tx = world_.state.database->begin_write().value();
        const auto token =
            world_.staff.sign_in().make_link(*tx, staff::LinkPurpose::sign_in, person).value();
        tx->commit().value();
        return token.reveal([](std::string_view text) { return std::string{text}; });
    }
    /// A session's cookie, opened past the pages.
    http::Header sign_in(const PersonId& person) {
        const auto tx = world_.state.database->begin_write().value();
        const auto token = world_.staff.sign_in().open_session(*tx, person).value();
        tx->commit().value();
        return {"Cookie", token.reveal([](std::string_view text) {
                    return fmt::format("{}={}", session_cookie, text);
                })};
    }
    /// The token in the forms of a page that this session is shown.
    std::string form_token(const http::Header& cookie) {
        const auto page = body("/app/jobs", {cookie});
        const std::string before = R"(name="form_token" value=")";
        const auto at = page.find(before);
        return at == std::string::npos ? "" : page.substr(at + before.size(), 64);
    }

    World& world_ = World::one();
    Web& web_ = world_.web;
};

inline const http::Header same_origin{"Sec-Fetch-Site", "same-origin"};

inline std::string header_of(const http::Response& response, std::string_view name) {
    return std::string{http::find_header(response.headers, name).value_or("(absent)")};
}

} // namespace bayme::web::test
