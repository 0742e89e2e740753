// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/html.hpp"

#include "hostile_names.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace bayme::web {
namespace {

/// What a browser reads back from text that holds only the five entities text() writes.
std::string read_back(std::string_view markup) {
    constexpr std::pair<std::string_view, char> entities[] = {
        {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
    std::string out;
    while (!markup.empty()) {
        const auto* found = std::ranges::find_if(
            entities, [&](const auto& entity) { return markup.starts_with(entity.first); });
        const bool is_entity = found != std::end(entities);
        out += is_entity ? found->second : markup.front();
        markup.remove_prefix(is_entity ? found->first.size() : 1);
    }
    return out;
}

TEST(HtmlTest, EveryHostileNameComesBackAsTheTextItWas) {
    const auto names = test::hostile_names();
    ASSERT_GE(names.size(), 200U);

    for (const auto& name : names) {
        const auto markup = text(name).markup();

        EXPECT_EQ(markup.find_first_of("<>\"'"), std::string::npos) << name;
        EXPECT_EQ(read_back(markup), name);
    }
}

TEST(HtmlTest, AHostileNameDoesNotLeaveAnAttribute) {
    for (const auto& name : test::hostile_names()) {
        const auto markup = element("input", {attribute("value", name)}).markup();

        EXPECT_EQ(std::ranges::count(markup, '"'), 2) << name;
        EXPECT_EQ(std::ranges::count(markup, '<'), 1) << name;
        EXPECT_EQ(std::ranges::count(markup, '>'), 1) << name;
    }
}

TEST(HtmlTest, AttributesComeFirstAndContentsKeepTheirOrder) {
    const auto markup =
        element("p", {"one ", classes("a b"), element("strong", {"two"}), " & three"}).markup();

    EXPECT_EQ(markup, "<p class=\"a b\">one <strong>two</strong> &amp; three</p>\n");
}

TEST(HtmlTest, AFlagThatIsOffIsNotWritten) {
    EXPECT_EQ(element("option", {flag("selected", false), "x"}).markup(), "<option>x</option>");
    EXPECT_EQ(element("option", {flag("selected"), "x"}).markup(), "<option selected>x</option>");
}

TEST(HtmlTest, OnlyHarmlessAddressesBecomeLinks) {
    for (const auto* good : {"/privacy", "?day=1", "#top", "https://a.example/x",
                             "http://a.example", "mailto:dev@bayme.store"}) {
        EXPECT_TRUE(is_safe_address(good)) << good;
    }
    for (const auto* bad :
         {"javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:x",
          "//evil.example", "/\\evil.example", "\\\\evil.example", "data:text/html,x", "vbscript:x",
          "file:///etc/passwd", "blob:x", "", "evil.example", "/a b", "/\x01"}) {
        EXPECT_FALSE(is_safe_address(bad)) << bad;
        EXPECT_EQ(element("a", {href(bad), "x"}).markup(), "<a href=\"#\">x</a>") << bad;
    }
}

TEST(HtmlTest, BytesThatAreNotUtf8BecomeTheReplacementCharacter) {
    const std::string lost = "\xEF\xBF\xBD";
    EXPECT_EQ(text("a\xFFz").markup(), "a" + lost + "z");
    EXPECT_EQ(text("\xC0\xAF").markup(), lost + lost);            // an overlong slash
    EXPECT_EQ(text("\xED\xA0\x80").markup(), lost + lost + lost); // half a surrogate pair
    EXPECT_EQ(text("\xF5\x80\x80\x80").markup(), lost + lost + lost + lost);
    EXPECT_EQ(text("\xE2\x82").markup(), lost + lost); // cut in the middle
    EXPECT_EQ(text("é€😀").markup(), "é€😀");
}

TEST(HtmlTest, ControlCharactersAreMadeVisible) {
    const std::string lost = "\xEF\xBF\xBD";
    EXPECT_EQ(text(std::string_view{"a\0z", 3}).markup(), "a" + lost + "z");
    EXPECT_EQ(text("a\x1B[2Jz").markup(), "a" + lost + "[2Jz");
    EXPECT_EQ(text("a\xC2\x85z").markup(), "a" + lost + "z");
    EXPECT_EQ(text("a\tb\nc").markup(), "a\tb\nc");
}

TEST(HtmlTest, ANameThatTurnsDirectionStaysInItsOwnIsland) {
    EXPECT_EQ(foreign("\u202Egnp.exe").markup(), "<bdi>\u202Egnp.exe</bdi>");
}

} // namespace
} // namespace bayme::web
