// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/message.hpp"

#include "http/text.hpp"

#include <gtest/gtest.h>

namespace bayme::http {
namespace {

TEST(MessageTest, HeaderNamesAreComparedWithoutCase) {
    const Headers headers{{"Content-Type", "text/html"}, {"content-type", "text/plain"}};

    EXPECT_EQ(find_header(headers, "CONTENT-TYPE"), "text/html");
    EXPECT_FALSE(find_header(headers, "Content"));
}

TEST(MessageTest, PercentCodingRoundTripsEveryByteButNul) {
    std::string all;
    for (int byte = 1; byte < 256; ++byte) {
        all += static_cast<char>(byte);
    }

    EXPECT_EQ(percent_decode(percent_encode(all), false), all);
    EXPECT_EQ(percent_encode("a b/ü~"), "a%20b%2F%C3%BC~");
}

TEST(MessageTest, BrokenEscapesAndNulAreRefused) {
    for (const auto* text : {"%", "%4", "%g0", "%0g", "a%", "%00", "%-1", "% 1"}) {
        EXPECT_FALSE(percent_decode(text, false)) << text;
    }
}

TEST(MessageTest, PlusIsASpaceInQueriesOnly) {
    EXPECT_EQ(percent_decode("a+b%2B", true), "a b+");
    EXPECT_EQ(percent_decode("a+b%2B", false), "a+b+");
}

TEST(MessageTest, QueriesKeepOrderAndRepeatedNames) {
    const auto parameters = parse_query("b=2&a=1+1&&b=%26&flag&=x");

    ASSERT_TRUE(parameters);
    ASSERT_EQ(parameters->size(), 5U);
    EXPECT_EQ(parameters->at(0).value, "2");
    EXPECT_EQ(parameters->at(1).value, "1 1");
    EXPECT_EQ(parameters->at(2).name, "b");
    EXPECT_EQ(parameters->at(2).value, "&");
    EXPECT_EQ(parameters->at(3).name, "flag");
    EXPECT_EQ(parameters->at(3).value, "");
    EXPECT_EQ(parameters->at(4).name, "");
    EXPECT_EQ(format_query(*parameters), "b=2&a=1%201&b=%26&flag=&=x");
    EXPECT_FALSE(parse_query("a=1&b=%zz"));
    EXPECT_TRUE(parse_query("")->empty());
}

TEST(MessageTest, PathsAreDecodedAndFreeOfDotSegments) {
    struct Case {
        const char* raw;
        const char* path;
    };
    for (const auto& [raw, path] :
         {Case{"/", "/"}, Case{"/a/b", "/a/b"}, Case{"/a/b/", "/a/b/"}, Case{"/a/../b", "/b"},
          Case{"/../../b", "/b"}, Case{"/a/./b/.", "/a/b/"}, Case{"/a/b/..", "/a/"},
          Case{"/%2e%2e/%2E/x", "/x"}, Case{"//evil//x", "/evil/x"},
          Case{"/%252e%252e/x", "/%2e%2e/x"}, Case{"/a%20b", "/a b"}, Case{"/...", "/..."},
          Case{"/%C3%BC", "/ü"}}) {
        EXPECT_EQ(normalise_path(raw), path) << raw;
    }
}

TEST(MessageTest, PathsThatCouldBeReadInTwoWaysAreRefused) {
    for (const auto* raw :
         {"", "a", "*", "/a%2fb", "/a%2Fb", "/a\\b", "/a%5cb", "/%00", "/%0a", "/%7f",
          "/%c0%ae%c0%ae/x", "/%ff", "/%ed%a0%80", "/%f4%90%80%80", "/%e2%82", "/%zz"}) {
        EXPECT_FALSE(normalise_path(raw)) << raw;
    }
}

TEST(MessageTest, HeaderNamesAndValuesCannotCarryALineEnd) {
    EXPECT_TRUE(is_token("X-Request-Id"));
    EXPECT_FALSE(is_token(""));
    EXPECT_FALSE(is_token("X Request"));
    EXPECT_FALSE(is_token("X\r\nY"));
    EXPECT_TRUE(is_header_value("a\tb; é"));
    EXPECT_FALSE(is_header_value("a\r\nSet-Cookie: x"));
    EXPECT_FALSE(is_header_value(std::string_view{"a\0b", 3}));
}

} // namespace
} // namespace bayme::http
