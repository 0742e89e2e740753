// SPDX-License-Identifier: LicenseRef-Bayme
#include "site_fixture.hpp"
#include "web/security_headers.hpp"

namespace bayme::web::test {
namespace {

constexpr const char* policy =
    "default-src 'none'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; form-action 'self' https://business-api.tiktok.com "
    "https://www.tiktok.com; base-uri 'none'; "
    "object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
    "trusted-types 'none'; report-to csp";

TEST_F(SiteTest, EveryAnswerCarriesTheSecurityHeaders) {
    const http::Response answers[] = {get("/"),
                                      get("/privacy"),
                                      get("/sign-in"),
                                      get("/nowhere"),
                                      get("/robots.txt"),
                                      get("/.well-known/security.txt"),
                                      web_.answer(request("/", http::Method::post)),
                                      web_.answer(request("/csp-report", http::Method::post))};

    for (const auto& answer : answers) {
        EXPECT_EQ(header_of(answer, "Content-Security-Policy"), policy);
        EXPECT_EQ(header_of(answer, "Strict-Transport-Security"),
                  "max-age=63072000; includeSubDomains; preload");
        EXPECT_EQ(header_of(answer, "Referrer-Policy"), "no-referrer");
        EXPECT_EQ(header_of(answer, "X-Content-Type-Options"), "nosniff");
        EXPECT_EQ(header_of(answer, "Cross-Origin-Opener-Policy"), "same-origin");
        EXPECT_EQ(header_of(answer, "Cross-Origin-Resource-Policy"), "same-origin");
        EXPECT_EQ(header_of(answer, "Cross-Origin-Embedder-Policy"), "require-corp");
        EXPECT_TRUE(header_of(answer, "Permissions-Policy")
                        .ends_with("publickey-credentials-get=(self), "
                                   "publickey-credentials-create=(self)"));
        EXPECT_EQ(header_of(answer, "Reporting-Endpoints"), "csp=\"/csp-report\"");
    }
}

TEST_F(SiteTest, NoHeaderIsWrittenTwice) {
    for (const auto* path :
         {"/", "/privacy", "/sign-in", "/nowhere", "/.well-known/security.txt"}) {
        const auto answer = get(path);
        for (const auto& header : answer.headers) {
            EXPECT_EQ(std::ranges::count(answer.headers, header.name, &http::Header::name), 1)
                << path << " " << header.name;
        }
    }
}

TEST_F(SiteTest, APersonalPageIsNotStored) {
    EXPECT_EQ(header_of(get("/sign-in"), "Cache-Control"), "no-store");
    EXPECT_EQ(header_of(get("/nowhere"), "Cache-Control"), "no-store");
    EXPECT_EQ(header_of(get("/"), "Cache-Control"), "public, max-age=300");
}

TEST(SecurityHeadersTest, HttpsIsDemandedOnlyWhereItIsServed) {
    http::Response response;

    SecurityHeaders{false, {}}.add(response, Audience::everyone);

    EXPECT_EQ(header_of(response, "Strict-Transport-Security"), "(absent)");
    EXPECT_NE(header_of(response, "Content-Security-Policy").find("form-action 'self';"),
              std::string::npos);
}

TEST(SecurityHeadersTest, AnOriginIsSchemeHostAndPort) {
    EXPECT_EQ(origin_of("https://a.example/b?c"), "https://a.example");
    EXPECT_EQ(origin_of("http://localhost:8080"), "http://localhost:8080");
    EXPECT_EQ(origin_of("https://a.example?b"), "https://a.example");
    EXPECT_EQ(origin_of("a.example"), "");
}

} // namespace
} // namespace bayme::web::test
