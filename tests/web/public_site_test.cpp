// SPDX-License-Identifier: LicenseRef-Bayme
#include "site_fixture.hpp"

#include <regex>

namespace bayme::web::test {
namespace {

constexpr const char* public_pages[] = {"/", "/privacy", "/developers",
                                        "/privacy/versions/2026-11-22"};

std::vector<std::smatch> all_matches(const std::string& text, const std::regex& pattern) {
    return {std::sregex_iterator{text.begin(), text.end(), pattern}, std::sregex_iterator{}};
}

TEST_F(SiteTest, PublicPagesSetNoCookieAndRunNoScript) {
    const std::regex event_attribute{R"rx(<[^>]* on[a-z]+=)rx"};
    for (const auto* path : public_pages) {
        const auto answer = get(path);
        const std::string page{answer.content()};

        EXPECT_EQ(answer.status, 200) << path;
        EXPECT_EQ(header_of(answer, "Set-Cookie"), "(absent)") << path;
        EXPECT_EQ(page.find("<script"), std::string::npos) << path;
        EXPECT_FALSE(std::regex_search(page, event_attribute)) << path;
        EXPECT_EQ(page.find("style="), std::string::npos) << path;
        EXPECT_EQ(page.find("http-equiv"), std::string::npos) << path;
    }
}

TEST_F(SiteTest, PublicPagesLoadNothingFromElsewhere) {
    const std::regex loads{R"rx(<(?:link|img)[^>]*(?:href|src)="([^"]*)")rx"};
    for (const auto* path : public_pages) {
        const auto page = body(path);
        EXPECT_EQ(page.find("https://"), std::string::npos) << path;
        EXPECT_EQ(page.find("http://"), std::string::npos) << path;
        EXPECT_GE(all_matches(page, loads).size(), 3U) << path;
        for (const auto& hit : all_matches(page, loads)) {
            EXPECT_TRUE(hit[1].str().starts_with("/assets/")) << path << " " << hit[1];
            EXPECT_EQ(get(hit[1]).status, 200) << hit[1];
        }
    }
}

TEST_F(SiteTest, EveryLinkOfThePublicPagesLeadsSomewhere) {
    const std::regex link{R"rx(<a [^>]*href="(/[^"#]*)?(#[^"]*)?")rx"};
    for (const auto* path : public_pages) {
        const auto page = body(path);
        for (const auto& hit : all_matches(page, link)) {
            const auto target = get(hit[1].matched ? hit[1].str() : path);
            EXPECT_EQ(target.status, 200) << path << " -> " << hit.str();
            if (hit[2].matched) {
                EXPECT_NE(target.content().find("id=\"" + hit[2].str().substr(1) + "\""),
                          std::string::npos)
                    << path << " -> " << hit.str();
            }
        }
    }
}

TEST_F(SiteTest, TheFooterLinksHomeDeveloperPageAndPolicy) {
    for (const auto* path : {"/", "/privacy", "/developers", "/nowhere", "/sign-in"}) {
        const auto page = body(path);
        const auto footer = page.substr(page.find("<footer"));
        for (const auto* link : {"href=\"/\"", "href=\"/developers\"", "href=\"/privacy\""}) {
            EXPECT_NE(footer.find(link), std::string::npos) << path << " " << link;
        }
    }
}

TEST_F(SiteTest, APageIsCompressedAndCachedByItsTag) {
    const auto brotli = get("/privacy", {{"Accept-Encoding", "br"}});
    const auto plain = get("/privacy");

    EXPECT_EQ(header_of(brotli, "Content-Encoding"), "br");
    EXPECT_LT(brotli.content().size() * 2, plain.content().size());
    EXPECT_EQ(get("/privacy", {{"If-None-Match", header_of(plain, "ETag")}}).status, 304);
}

TEST_F(SiteTest, AnUnknownAddressIsAPageThatSaysSo) {
    for (const auto* path : {"/nowhere", "/privacy/", "/privacy/versions/2020-01-01", "/app.css",
                             "/index.html", "/privacy/versions/"}) {
        const auto answer = get(path);
        EXPECT_EQ(answer.status, 404) << path;
        EXPECT_NE(answer.content().find("There is no page at this address"),
                  std::string_view::npos);
    }
}

TEST_F(SiteTest, AWrongMethodNamesThePossibleOnes) {
    const auto posted = web_.answer(request("/privacy", http::Method::post));
    EXPECT_EQ(posted.status, 405);
    EXPECT_EQ(header_of(posted, "Allow"), "GET, HEAD");

    const auto read = get("/csp-report");
    EXPECT_EQ(read.status, 405);
    EXPECT_EQ(header_of(read, "Allow"), "POST");
}

TEST_F(SiteTest, HeadIsAnsweredLikeGet) {
    const auto head = web_.answer(request("/privacy", http::Method::head));

    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(header_of(head, "ETag"), header_of(get("/privacy"), "ETag"));
}

TEST_F(SiteTest, SecurityTxtNamesTheContactAndAnEnd) {
    EXPECT_EQ(body("/.well-known/security.txt"),
              "Contact: mailto:dev@bayme.store\n"
              "Expires: 2026-11-23T00:00:00Z\n" // 180 days after 27 May 2026
              "Preferred-Languages: en\n"
              "Canonical: https://app.bayme.store/.well-known/security.txt\n"
              "Policy: https://app.bayme.store/privacy\n");
}

TEST_F(SiteTest, RobotsStayOutOfWhatIsNotPublic) {
    const auto robots = body("/robots.txt");
    for (const auto* line : {"Disallow: /app/\n", "Disallow: /link/\n", "Disallow: /oauth/\n"}) {
        EXPECT_NE(robots.find(line), std::string::npos) << line;
    }
}

TEST_F(SiteTest, ReportsOfViolationsAreCountedAndBounded) {
    auto report = request("/csp-report", http::Method::post);
    const auto before = web_.csp_reports();
    report.body = "{}";
    EXPECT_EQ(web_.answer(report).status, 204);
    EXPECT_EQ(web_.csp_reports(), before + 1);

    report.body.assign(16385, 'x');
    EXPECT_EQ(web_.answer(report).status, 413);
    EXPECT_EQ(web_.csp_reports(), before + 1);
}

TEST_F(SiteTest, ASimulatedPlatformIsUnmistakable) {
    auto simulated = settings();
    simulated.sandbox = true;
    Web sandbox{simulated, pages(), world_.registry, world_.authenticator, world_.state.clock};

    const auto home = sandbox.answer(request("/"));
    EXPECT_NE(home.content().find("SANDBOX"), std::string_view::npos);
    EXPECT_EQ(body("/").find("SANDBOX"), std::string::npos);
}

} // namespace
} // namespace bayme::web::test
