// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/content.hpp"

#include "sample_disclosure.hpp"
#include "support/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace bayme::web {
namespace {

using test::sample_disclosure;

class ContentFolderTest : public testing::Test {
protected:
    void write(const std::string& name, std::string_view text) {
        const auto path = folder_ / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream{path} << text;
    }
    Result<Sources> load() { return load_sources(files_, folder_.path()); }
    Result<Pages> pages() {
        BAYME_TRY(const auto sources, load());
        return render_pages(sources, sample_disclosure());
    }

    bayme::test::ScratchFolder folder_;
    SystemFiles files_;
};

constexpr const char* short_policy =
    "---\ntitle: Policy\nupdated: 2026-06-01\n---\n# New\n\n{{versions}}\n";

TEST(SourceTest, AHeadAndATextAreRead) {
    const auto source =
        parse_source("---\ntitle: A: b\ndescription: c\nupdated: 2026-05-26\n---\n# Text\n");

    ASSERT_TRUE(source) << source.error();
    EXPECT_EQ(source->title, "A: b");
    EXPECT_EQ(source->description, "c");
    EXPECT_EQ(source->updated->text(), "2026-05-26");
    EXPECT_EQ(source->markdown, "# Text\n");
}

TEST(SourceTest, AWrongHeadIsRefused) {
    for (const auto* file : {"", "# Text", "---\ntitle: a\n", "---\nauthor: b\ntitle: a\n---\n",
                             "---\ntitle: a\nupdated: May\n---\n", "---\ndescription: a\n---\n",
                             "---\njust words\n---\n"}) {
        const auto source = parse_source(file);
        ASSERT_FALSE(source) << file;
        EXPECT_EQ(source.error().code, ErrorCode::invalid_input) << file;
    }
}

TEST(ShippedContentTest, AllShippedPagesRender) {
    const auto pages = render_pages(shipped_sources().value(), sample_disclosure());

    ASSERT_TRUE(pages) << pages.error();
    EXPECT_EQ(pages->policy_updated.text(), "2026-11-22");
    EXPECT_EQ(pages->policy_versions.size(), 1U);
}

TEST_F(ContentFolderTest, APageOfTheFolderReplacesTheShippedOne) {
    write("home.md", "---\ntitle: Ours\n---\n# Hello from {{operator}}\n");

    const auto made = pages();

    ASSERT_TRUE(made) << made.error();
    EXPECT_EQ(made->home.title, "Ours");
    EXPECT_EQ(made->home.body.markup(), "<h1>Hello from Bayme</h1>\n");
    EXPECT_EQ(made->privacy.title, "Privacy policy");
}

TEST_F(ContentFolderTest, AnUnknownPlaceholderIsRefusedWithItsFile) {
    write("home.md", "---\ntitle: Ours\n---\n# Hello {{oprator}}\n");

    const auto made = pages();

    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().message, "home.md: {{oprator}} is not known");
}

TEST_F(ContentFolderTest, AMisspeltFileIsRefused) {
    write("hmoe.md", "---\ntitle: Ours\n---\n");

    const auto sources = load();

    ASSERT_FALSE(sources);
    EXPECT_EQ(sources.error().code, ErrorCode::invalid_input);
}

TEST_F(ContentFolderTest, AMissingFolderIsRefused) {
    const auto sources = load_sources(files_, folder_ / "missing");

    ASSERT_FALSE(sources);
    EXPECT_EQ(sources.error().code, ErrorCode::not_found);
}

TEST_F(ContentFolderTest, EarlierVersionsOfThePolicyStayReachableNewestFirst) {
    write("privacy.md", short_policy);
    write("versions/privacy-2026-05-26.md",
          "---\ntitle: Policy\nupdated: 2026-05-26\n---\n# Old\n");

    const auto made = pages();

    ASSERT_TRUE(made) << made.error();
    EXPECT_EQ(made->policy_updated.text(), "2026-06-01");
    ASSERT_EQ(made->policy_versions.size(), 2U);
    EXPECT_EQ(made->privacy.body.markup(),
              "<h1>New</h1>\n"
              "<ul><li><a href=\"/privacy/versions/2026-06-01\">1 June 2026</a></li>\n"
              "<li><a href=\"/privacy/versions/2026-05-26\">26 May 2026</a></li>\n</ul>\n");
    EXPECT_EQ(made->policy_versions.begin()->second.body.markup(), "<h1>Old</h1>\n");
}

TEST_F(ContentFolderTest, AnEarlierVersionMustBeEarlier) {
    write("privacy.md", short_policy);
    write("versions/privacy-2026-06-01.md",
          "---\ntitle: Policy\nupdated: 2026-06-01\n---\n# Same day\n");

    const auto made = pages();

    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::invalid_input);
}

TEST_F(ContentFolderTest, APolicyWithoutADateIsRefused) {
    write("privacy.md", "---\ntitle: Policy\n---\n# New\n");

    const auto made = pages();

    ASSERT_FALSE(made);
    EXPECT_NE(made.error().message.find("updated: YYYY-MM-DD"), std::string::npos);
}

} // namespace
} // namespace bayme::web
