// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/base64.hpp"

#include <gtest/gtest.h>

namespace bayme {
namespace {

TEST(Base64, WritesTheExamplesOfItsStandard) {
    // RFC 4648, section 10.
    EXPECT_EQ(to_base64(""), "");
    EXPECT_EQ(to_base64("f"), "Zg==");
    EXPECT_EQ(to_base64("fo"), "Zm8=");
    EXPECT_EQ(to_base64("foo"), "Zm9v");
    EXPECT_EQ(to_base64("foobar"), "Zm9vYmFy");
}

TEST(Base64, ReadsWhatItWroteWhateverTheBytes) {
    std::string bytes;
    for (int i = 0; i < 256; ++i) {
        bytes += static_cast<char>(i);
        EXPECT_EQ(from_base64(to_base64(bytes)), bytes);
    }
}

TEST(Base64, RefusesEveryOtherWayOfWriting) {
    for (const auto* text :
         {"Zg", "Zg=", "Zh==", "Zg==\n", "Z===", "Zm9=v", "Zm 9", "Zm9-", "===="}) {
        EXPECT_FALSE(from_base64(text)) << text;
    }
}

} // namespace
} // namespace bayme
