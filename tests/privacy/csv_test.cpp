// SPDX-License-Identifier: LicenseRef-Bayme
#include "privacy/csv.hpp"

#include <gtest/gtest.h>

namespace bayme::privacy {
namespace {

TEST(CsvTest, ReadsQuotesCommasAndBothLineEnds) {
    const auto rows = parse_csv("a,b\n1,\"x, \"\"y\"\"\"\r\n,2", "a,b");

    ASSERT_TRUE(rows) << rows.error();
    EXPECT_EQ(*rows, (std::vector<CsvRow>{{"1", "x, \"y\""}, {"", "2"}}));
}

TEST(CsvTest, RefusesAnotherHeaderAnotherCountAndABrokenQuote) {
    for (const auto* text : {"b,a\n1,2\n", "a,b\n1\n", "a,b\n1,2,3\n", "a,b\n\"1,2\n",
                             "a,b\n1,2\"\n", "a,b\n1,2\n\n", "a\n"}) {
        const auto rows = parse_csv(text, "a,b");
        ASSERT_FALSE(rows) << text;
        EXPECT_EQ(rows.error().code, ErrorCode::invalid_input);
    }
}

} // namespace
} // namespace bayme::privacy
