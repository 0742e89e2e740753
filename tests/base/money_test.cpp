// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/money.hpp"

#include <gtest/gtest.h>

namespace bayme {
namespace {

TEST(MoneyTest, ReadsPlainDecimalsExactly) {
    EXPECT_EQ(parse_micros("14.68").value(), 14'680'000);
    EXPECT_EQ(parse_micros("20.000").value(), 20'000'000);
    EXPECT_EQ(parse_micros("0.3774").value(), 377'400);
    EXPECT_EQ(parse_micros("-0.000001").value(), -1);
    EXPECT_EQ(parse_micros("9223372036854.775807").value(), 9'223'372'036'854'775'807);
    EXPECT_EQ(parse_micros("1.5000000000").value(), 1'500'000);
}

TEST(MoneyTest, RefusesWhatIsNoPlainDecimalOrDoesNotFit) {
    for (const auto* text :
         {"", "-", ".", "1.", ".5", "1e2", "+1", "1,000", " 1", "0x1", "1.1234567",
          "9223372036854.775808", "99999999999999999999999999999999999999999"}) {
        EXPECT_FALSE(parse_micros(text)) << text;
    }
}

TEST(MoneyTest, ShowsHalfToEven) {
    EXPECT_EQ(format_micros(12'345'000, 2), "12.34");
    EXPECT_EQ(format_micros(12'355'000, 2), "12.36");
    EXPECT_EQ(format_micros(-500'000, 0), "0");
    EXPECT_EQ(format_micros(-1'500'000, 0), "-2");
    EXPECT_EQ(format_micros(12'500'000), "12.5");
    EXPECT_EQ(format_micros(-1), "-0.000001");
    EXPECT_EQ(format_micros(0), "0");
}

TEST(MoneyTest, ShowsTheDigitsOfTheCurrency) {
    EXPECT_EQ(format_money({12'500'000, Currency::parse("EUR").value()}), "12.50 EUR");
    EXPECT_EQ(format_money({12'000'000, Currency::parse("JPY").value()}), "12 JPY");
    EXPECT_EQ(format_money({12'000'000, Currency::parse("KWD").value()}), "12.000 KWD");
}

TEST(MoneyTest, TwoCurrenciesDoNotAdd) {
    const auto sum = add({1, Currency::parse("EUR").value()}, {1, Currency::parse("USD").value()});

    ASSERT_FALSE(sum);
    EXPECT_EQ(sum.error().code, ErrorCode::conflict);
}

TEST(MoneyTest, ACurrencyIsThreeCapitalLetters) {
    for (const auto* text : {"", "EU", "eur", "EURO", "E1R"}) {
        EXPECT_FALSE(Currency::parse(text)) << text;
    }
}

TEST(MoneyTest, RatiosComeFromSums) {
    // 91 / 110 x 100 = 82.727272727... and 5 / 10^7 has its half at the sixth decimal.
    EXPECT_EQ(ratio_micros(91, 110, 100).value(), 82'727'273);
    EXPECT_EQ(ratio_micros(5, 10'000'000).value(), 0);
    EXPECT_EQ(ratio_micros(15, 10'000'000).value(), 2);
    EXPECT_EQ(ratio_micros(-91, 110, 100).value(), -82'727'273);
    EXPECT_FALSE(ratio_micros(1, 0));
}

} // namespace
} // namespace bayme
