// SPDX-License-Identifier: LicenseRef-Bayme
#include "changes/amount.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bayme::changes {
namespace {

const Currency euro = Currency::parse("EUR").value();

TEST(AmountTest, WhatCanBeReadInOneWayIsRead) {
    const std::pair<const char*, Micros> cases[] = {
        {"1000", 1000'000'000},
        {"1000.50", 1000'500'000},
        {" 12.5 ", 12'500'000},
        {"1 000", 1000'000'000},
        {"1\u00A0000", 1000'000'000},
        {"1\u202F000,50", 1000'500'000},
        {"1'000.50", 1000'500'000},
        {"1\u2019000", 1000'000'000},
        {"12 345 678", 12'345'678'000'000},
        {"1,234.50", 1234'500'000},
        {"1.234,50", 1234'500'000},
        {"1.000.000", 1'000'000'000'000},
        {"1,000,000.5", 1'000'000'500'000},
        {"12,5", 12'500'000},
        {"0,75", 750'000},
        {"-5", -5'000'000},
    };
    for (const auto& [typed, micros] : cases) {
        const auto read = read_amount(typed, euro);
        ASSERT_TRUE(read) << typed << ": " << read.error();
        EXPECT_EQ(*read, micros) << typed;
    }
}

TEST(AmountTest, WhatCanBeReadInTwoWaysIsAskedAgain) {
    for (const auto* typed : {"1,000", "1.000", "12,345"}) {
        const auto read = read_amount(typed, euro);
        ASSERT_FALSE(read) << typed;
        EXPECT_EQ(read.error().reason, "value");
    }
    EXPECT_EQ(read_amount("1,000", euro).error().message,
              "\"1,000\" can be read with and without decimals: write 1000 or 1.00");

    // Where prices have three decimals the point parts them.
    const auto dinar = Currency::parse("KWD").value();
    EXPECT_EQ(read_amount("1.500", dinar).value(), 1'500'000);
    EXPECT_FALSE(read_amount("1,500", dinar));
}

TEST(AmountTest, WhatIsNoAmountIsRefusedWithAnExample) {
    for (const auto* typed : {"", "  ", "abc", "1 00", "1 0000", "10 00.5", "1,23,4", "1.23.456",
                              "1,000.000.5", "1e3", "+10%", "1 000 €", ".", ",5", "1,2.3,4"}) {
        const auto read = read_amount(typed, euro);
        ASSERT_FALSE(read) << typed;
        EXPECT_THAT(read.error().message, testing::HasSubstr("write it like 1234.50"));
    }
}

} // namespace
} // namespace bayme::changes
