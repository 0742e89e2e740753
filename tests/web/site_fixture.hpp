// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sample_disclosure.hpp"
#include "support/fake_clock.hpp"
#include "web/web.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace bayme::web::test {

/// The whole room with shipped texts and sample rows.
class SiteTest : public testing::Test {
protected:
    static WebSettings settings() {
        return {.public_url = "https://app.bayme.store",
                .authorize_url = "https://business-api.tiktok.com/portal/auth?x=1",
                .operator_name = "Bayme",
                .sandbox = false};
    }
    /// Made once: rendering and compressing everything takes longer than a test may.
    static const Pages& pages() {
        static const auto made =
            render_pages(shipped_sources().value(), sample_disclosure()).value();
        return made;
    }
    static bayme::test::FakeClock& clock() {
        static bayme::test::FakeClock one{"2026-05-27T09:30:00Z"};
        return one;
    }
    static Web& web() {
        static Web one{settings(), pages(), clock()};
        return one;
    }

    static http::Request request(std::string path, http::Method method = http::Method::get,
                                 http::Headers headers = {}) {
        http::Request made;
        made.method = method;
        made.path = std::move(path);
        made.target = made.path;
        made.headers = std::move(headers);
        made.request_id = "req-1";
        return made;
    }
    http::Response get(const std::string& path, http::Headers headers = {}) {
        return web_.answer(request(path, http::Method::get, std::move(headers)));
    }
    std::string body(const std::string& path) { return std::string{get(path).content()}; }

    Web& web_ = web();
};

inline std::string header_of(const http::Response& response, std::string_view name) {
    return std::string{http::find_header(response.headers, name).value_or("(absent)")};
}

} // namespace bayme::web::test
