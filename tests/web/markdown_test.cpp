// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/markdown.hpp"

#include <gtest/gtest.h>

namespace bayme::web {
namespace {

std::string rendered(std::string_view source, const Placeholders& placeholders = {}) {
    const auto html = render_markdown(source, placeholders);
    return html ? html->markup() : "error: " + html.error().message;
}

TEST(MarkdownTest, HeadingsGetAnIdThatLinksCanName) {
    EXPECT_EQ(rendered("# Policy\n\n## Legal bases & law\n"),
              "<h1>Policy</h1>\n<h2 id=\"legal-bases-law\">Legal bases &amp; law</h2>\n");
}

TEST(MarkdownTest, ParagraphsListsAndEmphasisAreRendered) {
    EXPECT_EQ(rendered("One *two* **three** `four`\n"),
              "<p>One <em>two</em> <strong>three</strong> <code>four</code></p>\n");
    EXPECT_EQ(rendered("- a\n- b\n"), "<ul><li>a</li>\n<li>b</li>\n</ul>\n");
    EXPECT_EQ(rendered("1. a\n2. b\n"), "<ol><li>a</li>\n<li>b</li>\n</ol>\n");
}

TEST(MarkdownTest, TablesHaveHeadCellsWithAScope) {
    const auto markup = rendered("| a | b |\n|---|---|\n| 1 | 2 |\n");

    EXPECT_NE(markup.find("<tr><th scope=\"col\">a</th><th scope=\"col\">b</th></tr>"),
              std::string::npos)
        << markup;
    EXPECT_NE(markup.find("<tr><td>1</td><td>2</td></tr>"), std::string::npos) << markup;
}

TEST(MarkdownTest, MarkupInTheSourceIsLeftOut) {
    EXPECT_EQ(rendered("a <b>bold</b> <script>alert(1)</script>\n"), "<p>a bold alert(1)</p>\n");
    EXPECT_EQ(rendered("<script>\nalert(1)\n</script>\n"), "");
    EXPECT_EQ(rendered("![x](https://evil.example/pixel.png)\n"), "<p></p>\n");
}

TEST(MarkdownTest, ADangerousLinkLeadsNowhere) {
    EXPECT_EQ(rendered("[x](javascript:alert(1))\n"), "<p><a href=\"#\">x</a></p>\n");
    EXPECT_EQ(rendered("[x](//evil.example)\n"), "<p><a href=\"#\">x</a></p>\n");
}

TEST(MarkdownTest, WordsAreFilledInTextAndAddressesAndEscaped) {
    Placeholders placeholders;
    placeholders.words["operator"] = "A & B <i>";
    placeholders.words["contact"] = "dev@bayme.store";

    EXPECT_EQ(rendered("By {{operator}}: [{{contact}}](mailto:{{contact}})\n", placeholders),
              "<p>By A &amp; B &lt;i&gt;: <a href=\"mailto:dev@bayme.store\">dev@bayme.store</a>"
              "</p>\n");
}

TEST(MarkdownTest, ABlockTakesThePlaceOfItsParagraph) {
    Placeholders placeholders;
    placeholders.blocks["rows_table"] = element("hr", {});

    EXPECT_EQ(rendered("Before\n\n{{rows_table}}\n", placeholders), "<p>Before</p>\n<hr>\n");
}

TEST(MarkdownTest, UnknownAndMisplacedPlaceholdersAreNamed) {
    Placeholders placeholders;
    placeholders.blocks["rows_table"] = element("hr", {});

    EXPECT_EQ(rendered("{{oprator}} and {{rows_table}} here\n", placeholders),
              "error: {{oprator}} is not known; {{rows_table}} must stand alone in its paragraph");
    EXPECT_EQ(rendered("`{{nothing}}`\n"), "error: {{nothing}} is not known");
    EXPECT_EQ(rendered("[x](/{{nothing}})\n"), "error: {{nothing}} is not known");
}

} // namespace
} // namespace bayme::web
