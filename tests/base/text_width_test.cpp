// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/text_width.hpp"

#include <gtest/gtest.h>

namespace bayme {
namespace {

TEST(TextWidthTest, ANameCannotTurnItsNeighboursRound) {
    // Override, isolates, embedding's end, the two marks and the Arabic one.
    const std::string spoof = "Sale \u202Efdp.exe\u202C \u2066a\u2069\u200E\u200F\u061C";

    EXPECT_EQ(printable(spoof), "Sale fdp.exe a");
    EXPECT_EQ(fit(spoof, 40), "Sale fdp.exe a");
    EXPECT_EQ(display_width(spoof), display_width(printable(spoof)));
}

TEST(TextWidthTest, ANameCannotSteerTheTerminal) {
    EXPECT_EQ(printable("a\x1b[2Jb\u009B1mc\nd\u2028e"), "a?[2Jb?1mc?d?e");
    EXPECT_EQ(printable("a\xFF"
                        "b"),
              "a\uFFFD"
              "b");
}

TEST(TextWidthTest, LettersOfEveryScriptStay) {
    for (const auto* name :
         {"\u05E9\u05DC\u05D5\u05DD", "\u65E5\u672C", "e\u0301", "\U0001F469\u200D\U0001F4BB"}) {
        EXPECT_EQ(printable(name), name);
    }
}

} // namespace
} // namespace bayme
