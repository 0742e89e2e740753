// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"

#include <gtest/gtest.h>

namespace bayme {
namespace {

TEST(JsonTextTest, EscapesWhatJsonAsksFor) {
    EXPECT_EQ(json_string("a\"b\\c\n\t\x01"), R"("a\"b\\c\n\t\u0001")");
    EXPECT_EQ(json_string("Größe 日本"), "\"Größe 日本\"");
}

TEST(JsonTextTest, ReplacesBytesThatAreNoUtf8) {
    EXPECT_EQ(json_string("a\xFF"), "\"a\xEF\xBF\xBD\"");
    EXPECT_EQ(json_string("\xC0\xAF"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
    EXPECT_EQ(json_string("\xED\xA0\x80").size(), 2U + 9U);
}

TEST(JsonTextTest, WritesMembersInOrder) {
    JsonWriter writer;

    writer.begin_object().member("id", "1").key("list").begin_array().number("12.50").null();
    writer.end_array().key("on").boolean(true).end_object();

    EXPECT_EQ(writer.text(), R"({"id":"1","list":[12.50,null],"on":true})");
    EXPECT_EQ(json_array({"a", "b"}), R"(["a","b"])");
    EXPECT_EQ(json_array({}), "[]");
}

} // namespace
} // namespace bayme
