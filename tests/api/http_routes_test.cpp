// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/http_routes.hpp"

#include "api_fixture.hpp"

namespace bayme::api {
namespace {

constexpr std::uint32_t own_user = 1000;

class HttpRoutesTest : public test::ApiFixture {
protected:
    HttpRoutesTest() {
        const auto tx = state_.database->begin_write().value();
        key_ = staff_.api_keys()
                   .create(*tx, operator_,
                           {.label = "robot",
                            .permissions = {Permission::read_reports, Permission::run_sync},
                            .expires_at = state_.clock.now() + std::chrono::hours{24}})
                   .value()
                   .token.reveal([](auto text) { return std::string{text}; });
        cookie_ =
            staff_.sign_in().open_session(*tx, PersonId{buyer_.id}).value().reveal([](auto text) {
                return std::string{text};
            });
        csrf_ = staff_.sign_in()
                    .csrf_token(staff_.sign_in().find_session(*tx, cookie_).value())
                    .value();
        tx->commit().value();
    }

    http::Request request(http::Method method, std::string path, http::Headers headers = {},
                          std::string body = {}) {
        http::Request request;
        request.method = method;
        request.path = std::move(path);
        request.headers = std::move(headers);
        request.body = std::move(body);
        request.request_id = "r1";
        return request;
    }
    http::Request with_key(http::Method method, std::string path, std::string body = "{}") {
        return request(method, std::move(path),
                       {{"Authorization", "Bearer " + key_}, {"Content-Type", "application/json"}},
                       std::move(body));
    }
    http::Request with_cookie(http::Headers headers) {
        headers.push_back({"Cookie", cookie_});
        return request(http::Method::post, "/api/v1/system/version", std::move(headers), "{}");
    }
    http::Response answer(const http::Request& asked) { return routes_.answer(asked).value(); }

    std::string key_;
    std::string cookie_;
    std::string csrf_;
    Registry registry_ = make_registry(operation_tables());
    Authenticator authenticator_{services_,
                                 [](const http::Request& request) -> std::optional<std::string> {
                                     const auto cookie = request.header("Cookie");
                                     return cookie ? std::optional{std::string{*cookie}}
                                                   : std::nullopt;
                                 },
                                 own_user};
    HttpRoutes routes_{registry_, authenticator_, "0.1.0"};
};

TEST_F(HttpRoutesTest, LeavesOtherPathsToOthers) {
    EXPECT_FALSE(routes_.answer(request(http::Method::get, "/privacy")));
}

TEST_F(HttpRoutesTest, RefusesVisitorsEverywhere) {
    for (const auto* path : {"/api/openapi.json", "/api/v1/system/version", "/api/v1/no/such",
                             "/api/", "/api/v1/sessions/open_link"}) {
        const auto refused = answer(request(http::Method::get, path));
        EXPECT_EQ(refused.status, 401) << path;
        EXPECT_EQ(http::find_header(refused.headers, "WWW-Authenticate"), "Bearer");
    }
}

TEST_F(HttpRoutesTest, AnswersPostAndGetOfARead) {
    const auto posted = answer(with_key(http::Method::post, "/api/v1/system/version"));
    const auto got = answer(with_key(http::Method::get, "/api/v1/system/version"));

    EXPECT_EQ(posted.status, 200);
    EXPECT_EQ(posted.body, got.body);
    EXPECT_EQ(http::find_header(posted.headers, "Content-Type"), "application/json");
    EXPECT_EQ(http::find_header(posted.headers, "Cache-Control"), "no-store");
}

TEST_F(HttpRoutesTest, MapsTheParametersOfAGet) {
    auto wrong = with_key(http::Method::get, "/api/v1/jobs/list");
    wrong.query = "limit=0&state=slow";

    const auto refused = answer(wrong);

    EXPECT_EQ(refused.status, 400);
    EXPECT_NE(refused.body.find(R"({"path":"limit","message":"0 is not between 1 and 1000"})"),
              std::string::npos)
        << refused.body;
    EXPECT_NE(refused.body.find(R"("path":"state")"), std::string::npos);
}

TEST_F(HttpRoutesTest, WritesProblemsAsRfc9457) {
    const auto refused =
        answer(with_key(http::Method::post, "/api/v1/system/version", R"({"x":1})"));

    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(http::find_header(refused.headers, "Content-Type"), "application/problem+json");
    EXPECT_EQ(refused.body, R"({"type":"urn:bayme:problem:invalid_input",)"
                            R"("title":"The request is wrong","status":400,)"
                            R"("detail":"x is not known","code":"invalid_input",)"
                            R"("reason":"request.fields",)"
                            R"("fields":[{"path":"x","message":"is not known"}],)"
                            R"("request_id":"r1"})");
}

TEST_F(HttpRoutesTest, KnowsNotFoundMethodAndMediaType) {
    EXPECT_EQ(answer(with_key(http::Method::get, "/api/v1/no/such")).status, 404);
    EXPECT_EQ(answer(with_key(http::Method::get, "/api/v2")).status, 404);

    const auto deleted = answer(with_key(http::Method::delete_, "/api/v1/system/version"));
    EXPECT_EQ(deleted.status, 405);
    EXPECT_EQ(http::find_header(deleted.headers, "Allow"), "GET, POST");
    const auto got_change = answer(with_key(http::Method::get, "/api/v1/jobs/cancel"));
    EXPECT_EQ(got_change.status, 405);
    EXPECT_EQ(http::find_header(got_change.headers, "Allow"), "POST");

    auto form = with_key(http::Method::post, "/api/v1/system/version");
    form.headers[1].value = "application/x-www-form-urlencoded";
    EXPECT_EQ(answer(form).status, 415);
    form.headers[1].value = "Application/JSON; charset=utf-8";
    EXPECT_EQ(answer(form).status, 200);

    auto mixed = with_key(http::Method::post, "/api/v1/system/version");
    mixed.query = "a=b";
    EXPECT_EQ(answer(mixed).status, 400);
    EXPECT_EQ(
        answer(with_key(http::Method::post, "/api/v1/system/version", std::string(2U << 20U, ' ')))
            .status,
        413);
}

TEST_F(HttpRoutesTest, RefusesProofsThatDoNotStand) {
    auto wrong = with_key(http::Method::get, "/api/v1/system/version");
    wrong.headers[0].value = "Bearer bayme_0000";
    EXPECT_EQ(answer(wrong).status, 401);
    wrong.headers[0].value = "Basic abc";
    EXPECT_EQ(answer(wrong).status, 401);

    auto stale = with_cookie({});
    stale.headers.back().value = "nonsense";
    EXPECT_EQ(answer(stale).status, 401);
}

TEST_F(HttpRoutesTest, TellsPermissionFromSignIn) {
    EXPECT_EQ(answer(with_key(http::Method::get, "/api/v1/audit/list")).status, 403);
}

TEST_F(HttpRoutesTest, TakesTheSocketsOwnerAsLocalOperator) {
    auto local = request(http::Method::get, "/api/v1/audit/list");
    local.peer = {http::PeerKind::unix_socket, {}, own_user};
    EXPECT_EQ(answer(local).status, 200);

    local.peer.user_id = own_user + 1;
    EXPECT_EQ(answer(local).status, 403);
    local.peer.user_id.reset();
    EXPECT_EQ(answer(local).status, 403);
}

TEST_F(HttpRoutesTest, ShowsOperationsOfTheCommandLineOnTheSocketAlone) {
    auto local = request(http::Method::post, "/api/v1/staff/link",
                         {{"Content-Type", "application/json"}}, "{}");
    local.peer = {http::PeerKind::unix_socket, {}, own_user};

    const auto linked = answer(local);

    EXPECT_EQ(linked.status, 200);
    EXPECT_TRUE(linked.body.starts_with(R"({"url":"http://localhost:8080/link/)")) << linked.body;
    EXPECT_EQ(answer(with_key(http::Method::post, "/api/v1/staff/link")).status, 404);
    // Written by make_owner_link for itself and by the registry for the operation.
    EXPECT_EQ(audit().front().action, "staff.link");
}

TEST_F(HttpRoutesTest, AsksCookiesForThreeLocks) {
    const http::Header json{"Content-Type", "application/json"};
    const http::Header same{"Sec-Fetch-Site", "same-origin"};
    const http::Header token{"X-CSRF-Token", csrf_};

    EXPECT_EQ(answer(with_cookie({json, same, token})).status, 200);
    EXPECT_EQ(answer(with_cookie({json, {"Origin", "http://localhost:8080"}, token})).status, 200);

    EXPECT_EQ(answer(with_cookie({json, token})).status, 403) << "neither header";
    EXPECT_EQ(answer(with_cookie({json, {"Sec-Fetch-Site", "same-site"}, token})).status, 403);
    EXPECT_EQ(answer(with_cookie({json,
                                  {"Sec-Fetch-Site", "cross-site"},
                                  {"Origin", "http://localhost:8080"},
                                  token}))
                  .status,
              403)
        << "Sec-Fetch-Site outranks Origin";
    EXPECT_EQ(answer(with_cookie({json, {"Origin", "http://localhost:8081"}, token})).status, 403);
    EXPECT_EQ(answer(with_cookie({json, same})).status, 403) << "no token";
    EXPECT_EQ(answer(with_cookie({json, same, {"X-CSRF-Token", "0"}})).status, 403);
    EXPECT_EQ(answer(with_cookie({{"Content-Type", "text/plain"}, same, token})).status, 403);
}

TEST_F(HttpRoutesTest, ReadsWithACookieNeedNoLock) {
    auto read = with_cookie({});
    read.method = http::Method::get;
    EXPECT_EQ(answer(read).status, 200);
}

TEST_F(HttpRoutesTest, ShowsTheDocumentToWhoIsSignedIn) {
    const auto document = answer(with_key(http::Method::get, "/api/openapi.json"));
    EXPECT_EQ(document.status, 200);
    EXPECT_TRUE(document.body.starts_with(R"({"openapi":"3.1.0")"));
}

} // namespace
} // namespace bayme::api
