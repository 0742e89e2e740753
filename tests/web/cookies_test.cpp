// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/cookies.hpp"

#include "web/form.hpp"
#include "web/routes/routes.hpp"

#include <gtest/gtest.h>

namespace bayme::web {
namespace {

http::Request with(http::Headers headers) {
    http::Request request;
    request.headers = std::move(headers);
    return request;
}

TEST(CookiesTest, AValueIsFoundBesideOthers) {
    EXPECT_EQ(find_cookie(with({{"cookie", "a=1; __Host-bayme=xyz;b=2"}}), session_cookie), "xyz");
    EXPECT_EQ(
        find_cookie(with({{"Cookie", "a=1"}, {"Cookie", "__Host-bayme=xyz"}}), session_cookie),
        "xyz");
    EXPECT_EQ(find_cookie(with({{"Cookie", "x__Host-bayme=xyz; __Host-baymex=1"}}), session_cookie),
              std::nullopt);
    EXPECT_EQ(find_cookie(with({}), session_cookie), std::nullopt);
}

TEST(CookiesTest, ACookieThatComesTwiceIsNone) {
    EXPECT_EQ(find_cookie(with({{"Cookie", "__Host-bayme=a; __Host-bayme=b"}}), session_cookie),
              std::nullopt);
    EXPECT_EQ(find_cookie(with({{"Cookie", "__Host-bayme=a"}, {"Cookie", "__Host-bayme=a"}}),
                          session_cookie),
              std::nullopt);
}

TEST(CookiesTest, BothCookiesCarryEveryAttribute) {
    EXPECT_EQ(set_cookie(session_cookie, "t").value,
              "__Host-bayme=t; Path=/; Secure; HttpOnly; SameSite=Lax");
    EXPECT_EQ(set_cookie(flow_cookie, "t", std::chrono::minutes{10}).value,
              "__Host-oauthtx=t; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=600");
    EXPECT_EQ(clear_cookie(flow_cookie).value,
              "__Host-oauthtx=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0");
}

TEST(FormTest, FieldsAreReadAsTheyWereTyped) {
    auto request = with({{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}});
    request.body = "a=1+2&b=%3Cb%3E&keep=7&keep=8&empty=";
    const auto form = Form::of_body(request);

    ASSERT_TRUE(form) << form.error();
    EXPECT_EQ(form->text("a"), "1 2");
    EXPECT_EQ(form->text("b"), "<b>");
    EXPECT_EQ(form->text("empty"), "");
    EXPECT_EQ(form->text("missing"), "");
    EXPECT_EQ(form->all("keep"), (std::vector<std::string>{"7", "8"}));
}

TEST(FormTest, WhatIsNoFormIsRefused) {
    auto request = with({{"Content-Type", "text/plain"}});
    EXPECT_FALSE(Form::of_body(request));
    EXPECT_FALSE(Form::of_body(with({})));

    request = with({{"Content-Type", "application/x-www-form-urlencoded"}});
    request.body = "a=%zz";
    EXPECT_FALSE(Form::of_body(request));
    request.body = std::string(65537, 'a');
    EXPECT_FALSE(Form::of_body(request));
    request.body.clear();
    for (int count = 0; count < 501; ++count) {
        request.body += "a=1&";
    }
    EXPECT_FALSE(Form::of_body(request));
}

TEST(RoutesTest, APatternsHoleIsOneSegment) {
    std::string found;
    EXPECT_TRUE(matches("/app/plans/:id/approve", "/app/plans/p1/approve", found));
    EXPECT_EQ(found, "p1");
    EXPECT_TRUE(matches("/link/:id", "/link/abc", found));
    EXPECT_EQ(found, "abc");
    EXPECT_FALSE(matches("/link/:id", "/link/", found));
    EXPECT_FALSE(matches("/link/:id", "/link/a/b", found));
    EXPECT_FALSE(matches("/app/plans/:id/approve", "/app/plans/approve", found));
    EXPECT_FALSE(matches("/app/plans/:id/approve", "/app/plans//approve", found));
    EXPECT_TRUE(matches("/app", "/app", found));
    EXPECT_FALSE(matches("/app", "/app/", found));
}

} // namespace
} // namespace bayme::web
