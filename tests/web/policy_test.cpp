// SPDX-License-Identifier: LicenseRef-Bayme
// The published policy, row by row: what each row promises stands on the page, and what the page
// shows comes from the tables. Rows about behaviour have further tests in their rooms.
#include "site_fixture.hpp"

#include <fmt/format.h>

namespace bayme::web::test {
namespace {

class PolicyTest : public SiteTest {
protected:
    /// The page's words without markup and line breaks, so that a sentence can be looked for.
    std::string words(const std::string& path) {
        std::string out;
        bool inside = false;
        for (const char character : body(path)) {
            inside = inside || character == '<';
            const bool space = inside || character == '\n' || character == ' ';
            if (!space) {
                out += character;
            } else if (!out.ends_with(' ')) {
                out += ' ';
            }
            inside = inside && character != '>';
        }
        return out;
    }
    void expect_words(const std::string& path, std::initializer_list<std::string_view> sentences) {
        const auto page = words(path);
        for (const auto sentence : sentences) {
            EXPECT_NE(page.find(sentence), std::string::npos) << path << ": " << sentence;
        }
    }
};

TEST_F(PolicyTest, Row00OperatorContactAndDateAreShown) {
    expect_words("/privacy",
                 {"Last updated 22 November 2026", "Operator: Bayme", "dev@bayme.store"});
    expect_words("/", {"app.bayme.store", "dev@bayme.store"});
}

TEST_F(PolicyTest, Row01SaysWhoItAppliesTo) {
    expect_words("/privacy",
                 {"employees and contractors of Bayme who are authorised to use our internal "
                  "advertising tools",
                  "Marketing API and related TikTok for Developers products",
                  "There is no public registration", "not a consumer app", "OAuth callbacks"});
    expect_words("/", {"There is no public registration", "not a consumer app"});
}

TEST_F(PolicyTest, Row01PublicRoutesAreAClosedList) {
    std::vector<std::string> open;
    for (const auto& route : Web::routes()) {
        if (route.access != Access::session) {
            open.push_back(fmt::format("{} {}", http::to_string(route.method), route.path));
        }
    }

    EXPECT_THAT(open,
                testing::UnorderedElementsAre(
                    "GET /", "GET /privacy", "GET /privacy/versions/:id", "GET /developers",
                    "GET /assets/:id", "GET /robots.txt", "GET /.well-known/security.txt",
                    "POST /csp-report", "GET /sign-in", "GET /link/:id", "POST /link/:id",
                    "GET /oauth/start/tiktok", "POST /oauth/start/tiktok/link",
                    "GET /oauth/tiktok/callback", "GET /oauth/tiktok/accounts/:id",
                    "POST /oauth/tiktok/accounts/:id", "GET /oauth/start/tiktok-account",
                    "POST /oauth/start/tiktok-account/link", "GET /oauth/tiktok-account/callback",
                    "GET /oauth/tiktok-account/accounts/:id", "GET /oauth/start/tiktok-developers",
                    "POST /oauth/start/tiktok-developers/link",
                    "GET /oauth/tiktok-developers/callback",
                    "GET /oauth/tiktok-developers/accounts/:id"));
}

TEST_F(PolicyTest, Row02NamesTheFiveCategoriesAndStaffData) {
    expect_words("/privacy", {"OAuth tokens", "Business Center ids", "Advertising data",
                              "Creative metadata", "Technical logs", "Staff account data",
                              "We do not fetch comments, leads, audience files or data about "
                              "individual people"});
}

TEST_F(PolicyTest, Row02TheDeveloperPageShowsEveryEndpointWithItsCategory) {
    const auto disclosure = sample_disclosure();
    const auto page = body("/developers");
    for (const auto& endpoint : disclosure.endpoints) {
        EXPECT_NE(page.find(endpoint.path), std::string::npos) << endpoint.path;
    }
}

TEST_F(PolicyTest, Row02AnEndpointOfNoCategoryIsRefused) {
    auto disclosure = sample_disclosure();
    disclosure.endpoints.push_back(
        {"GET", "/comment/list/", "Comments", "comments", "Read comments", ""});

    const auto made = render_pages(shipped_sources().value(), disclosure);

    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::invalid_input);
    EXPECT_NE(made.error().message.find("/comment/list/"), std::string::npos);
}

TEST_F(PolicyTest, Row03SaysThePurpose) {
    expect_words("/privacy", {"only to operate, to report on and to optimise the advertising that "
                              "Bayme itself runs on TikTok",
                              "not combined into a profile of any person"});
}

TEST_F(PolicyTest, Row04SaysWhatIsNotCollected) {
    expect_words("/privacy",
                 {"set no cookies and run no scripts", "no advertising cookies of third parties",
                  "do not sell visitor data", "do not seek sensitive data",
                  "displayed as they are and are not analysed"});
}

TEST_F(PolicyTest, Row05SaysTheLegalBases) {
    expect_words("/privacy", {"legitimate interest", "contracts with the advertising platforms",
                              "the law where it obliges us", "consents on TikTok’s own screens",
                              "which version of this policy was in force"});
}

TEST_F(PolicyTest, Row06SaysHowItIsStoredAndSecured) {
    expect_words("/privacy", {"kept on private servers", "never part of this website",
                              "Only personnel whose job needs it", "served over HTTPS"});
}

TEST_F(PolicyTest, Row07ShowsTheRecipientsThatAreOnAndNoOther) {
    expect_words("/privacy", {"We do not sell data", "bound to confidentiality", "legal rights",
                              "business-api.tiktok.com"});
    EXPECT_EQ(words("/privacy").find("hooks.slack.com"), std::string::npos);
}

TEST_F(PolicyTest, Row08ShowsEveryRetentionClassWithItsTerm) {
    const auto page = words("/privacy");
    for (const auto& row : sample_disclosure().retention) {
        EXPECT_NE(page.find(row.title), std::string::npos) << row.title;
        EXPECT_NE(page.find(row.term), std::string::npos) << row.term;
    }
    expect_words("/privacy", {"deleted or made anonymous"});
}

TEST_F(PolicyTest, Row08ARetentionClassWithoutAnEndIsRefused) {
    auto disclosure = sample_disclosure();
    disclosure.retention.push_back({"diary", "Diary", "staff", ""});

    const auto made = render_pages(shipped_sources().value(), disclosure);

    ASSERT_FALSE(made);
    EXPECT_NE(made.error().message.find("diary"), std::string::npos);
}

TEST_F(PolicyTest, Row09ShowsWhereDataIsProcessed) {
    expect_words("/privacy", {"where our servers and TikTok operate", "Frankfurt, Germany",
                              "reasonable steps"});
}

TEST_F(PolicyTest, Row10SaysTheRights) {
    expect_words("/privacy", {"Depending on where you live", "see, correct or delete",
                              "please turn to TikTok"});
}

TEST_F(PolicyTest, Row11SaysTheAge) {
    expect_words("/privacy", {"under 16"});
}

TEST_F(PolicyTest, Row12KeepsVersionsReachable) {
    expect_words("/privacy", {"the date at its top changes with it", "acknowledges the change"});
    EXPECT_EQ(get("/privacy/versions/2026-11-22").status, 200);
}

TEST_F(PolicyTest, Row13TheShortTableLinksTheDaysInForce) {
    const auto page = body("/privacy");
    for (const auto* link :
         {"<a href=\"#retention-tokens\">until revoked or disconnected, then destroyed within 24 "
          "hours</a>",
          "<a href=\"#retention-day_facts\">37 months</a>",
          "<a href=\"#retention-api_log\">14 days</a>"}) {
        EXPECT_NE(page.find(link), std::string::npos) << link;
    }
    expect_words("/privacy", {"OAuth tokens", "Reporting snapshots", "API logs",
                              "not for unrelated profiling"});
}

TEST_F(PolicyTest, Row13ChangedDaysChangeThePage) {
    auto disclosure = sample_disclosure();
    std::ranges::find(disclosure.retention, "api_log", &Disclosure::Retention::id)->term = "3 days";
    const auto changed = render_pages(shipped_sources().value(), disclosure);

    ASSERT_TRUE(changed) << changed.error();
    EXPECT_NE(changed->privacy.body.markup().find("<a href=\"#retention-api_log\">3 days</a>"),
              std::string::npos);
}

} // namespace
} // namespace bayme::web::test
