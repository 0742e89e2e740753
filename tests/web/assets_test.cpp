// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/assets.hpp"

#include "site_fixture.hpp"

#include <array>

namespace bayme::web::test {
namespace {

constexpr std::array<EmbeddedFile, 1> one_sheet{
    {{"site.css", "a{color:red}a{color:red}a{color:red}a{color:red}a{color:red}a{color:red}"}}};

http::Request asking(http::Headers headers = {}) {
    http::Request request;
    request.headers = std::move(headers);
    return request;
}

TEST(AssetsTest, AnAddressNamesTheContent) {
    const Assets assets{one_sheet};
    constexpr std::array<EmbeddedFile, 1> other{{{"site.css", "a{color:blue}"}}};

    EXPECT_THAT(assets.address("site.css"),
                testing::MatchesRegex("/assets/site\\.[0-9a-f]+\\.css"));
    EXPECT_NE(assets.address("site.css"), Assets{other}.address("site.css"));
}

TEST(AssetsTest, ABrowserMayKeepAnAssetForEver) {
    const Assets assets{one_sheet};
    const auto* asset = assets.find(assets.address("site.css"));
    ASSERT_NE(asset, nullptr);

    const auto plain = asset->answer(asking());

    EXPECT_EQ(plain.status, 200);
    EXPECT_EQ(plain.content(), one_sheet[0].text);
    EXPECT_EQ(header_of(plain, "Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(header_of(plain, "Content-Type"), "text/css; charset=utf-8");
    EXPECT_EQ(header_of(plain, "Content-Encoding"), "(absent)");
    EXPECT_EQ(header_of(plain, "Vary"), "Accept-Encoding");
}

TEST(AssetsTest, EachEncodingHasItsOwnTag) {
    const Assets assets{one_sheet};
    const auto* asset = assets.find(assets.address("site.css"));

    const auto plain = asset->answer(asking());
    const auto gzip = asset->answer(asking({{"Accept-Encoding", "gzip"}}));
    const auto brotli = asset->answer(asking({{"Accept-Encoding", "gzip, br"}}));

    EXPECT_EQ(header_of(gzip, "Content-Encoding"), "gzip");
    EXPECT_EQ(header_of(brotli, "Content-Encoding"), "br");
    EXPECT_LT(gzip.content().size(), plain.content().size());
    EXPECT_LT(brotli.content().size(), plain.content().size());
    EXPECT_EQ(gzip.content().substr(0, 2), "\x1F\x8B");
    EXPECT_NE(header_of(gzip, "ETag"), header_of(plain, "ETag"));
    EXPECT_NE(header_of(gzip, "ETag"), header_of(brotli, "ETag"));
}

TEST(AssetsTest, ANamedTagIsAnsweredWithoutABody) {
    const Assets assets{one_sheet};
    const auto* asset = assets.find(assets.address("site.css"));
    const auto tag = header_of(asset->answer(asking()), "ETag");

    for (const auto& header : {tag, "W/" + tag, "\"other\" , " + tag, std::string{"*"}}) {
        const auto answer = asset->answer(asking({{"If-None-Match", header}}));
        EXPECT_EQ(answer.status, 304) << header;
        EXPECT_EQ(answer.content(), "") << header;
        EXPECT_EQ(header_of(answer, "ETag"), tag) << header;
    }
    EXPECT_EQ(asset->answer(asking({{"If-None-Match", "\"other\""}})).status, 200);
}

TEST(AssetsTest, ShortContentIsNotMadeLonger) {
    constexpr std::array<EmbeddedFile, 1> tiny{{{"a.css", "a{}"}}};
    const Assets assets{tiny};

    const auto answer =
        assets.find(assets.address("a.css"))->answer(asking({{"Accept-Encoding", "gzip"}}));

    EXPECT_EQ(answer.content(), "a{}");
    EXPECT_EQ(header_of(answer, "Content-Encoding"), "(absent)");
}

TEST(AssetsTest, AStyleSheetNamesOtherFilesByTheirAddress) {
    constexpr std::array<EmbeddedFile, 2> files{
        {{"a.css", "x{src:url(\"b.woff2\") format(\"woff2\")}"}, {"b.woff2", "font"}}};
    const Assets assets{files};

    const auto sheet = assets.find(assets.address("a.css"))->answer(asking());

    EXPECT_EQ(sheet.content(),
              "x{src:url(\"" + assets.address("b.woff2") + "\") format(\"woff2\")}");
}

TEST_F(SiteTest, AnAssetThatIsNotThereIsAPageNotFound) {
    EXPECT_EQ(get("/assets/site.css").status, 404);
    EXPECT_EQ(get("/assets/../assets/site.css").status, 404);
    EXPECT_EQ(get("/assets/").status, 404);
}

} // namespace
} // namespace bayme::web::test
