// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/scalars.hpp"

#include <gtest/gtest.h>

namespace bayme::tiktok::decoding {
namespace {

JsonTree tree(std::string_view text) {
    return JsonTree::parse(text).value();
}

struct Number {
    const char* token;
    Read outcome;
    Micros value;
};

TEST(ScalarsTest, ReadNumbersExactlyOrNotAtAll) {
    const std::vector<Number> cases{
        {"\"20.000\"", Read::value, 20'000'000},
        {"\"0.3774\"", Read::value, 377'400},
        {"50.0", Read::value, 50'000'000},
        {"1.0E7", Read::value, 10'000'000'000'000},
        {"5e-6", Read::value, 5},
        {"5e-7", Read::unreadable, 0},
        {"-3", Read::value, -3'000'000},
        {"0", Read::value, 0},
        {"\"0.000000000\"", Read::value, 0},
        {"0e999", Read::value, 0},
        {"\"1.500000000\"", Read::value, 1'500'000},
        {"\"1.0000001\"", Read::unreadable, 0},
        {"9223372036854.775807", Read::unreadable, 0}, // 19 digits: past what we count exactly
        {"922337203685.477580", Read::value, 922'337'203'685'477'580},
        {"9223372036855", Read::unreadable, 0},
        {"1e400", Read::unreadable, 0},
        {"12345678901234567890123", Read::unreadable, 0},
        {"\"-\"", Read::nothing, 0},
        {"\"\"", Read::nothing, 0},
        {"null", Read::nothing, 0},
        {"\"<5\"", Read::unreadable, 0},
        {"\"1,000\"", Read::unreadable, 0},
        {"\"1\\u0030\"", Read::unreadable, 0},
        {"true", Read::unreadable, 0},
        {"[1]", Read::unreadable, 0},
        {"\"1.\"", Read::unreadable, 0},
        {"\".5\"", Read::unreadable, 0},
        {"\"NaN\"", Read::unreadable, 0},
        {"1e", Read::unreadable, 0},
        {"7  \n", Read::value, 7'000'000},
        {"999999999999", Read::value, 999'999'999'999'000'000},
        {"\"12345.678901\"", Read::value, 12'345'678'901},
        {"\"1234567.89012\"", Read::value, 1'234'567'890'120},
        {"\"000012\"", Read::value, 12'000'000},
        {"\"1.2.3\"", Read::unreadable, 0},
        {"\"1 2\"", Read::unreadable, 0},
    };

    for (const auto& one : cases) {
        Micros value = 0;
        EXPECT_EQ(read_metric(one.token, value), one.outcome) << one.token;
        if (one.outcome == Read::value) {
            EXPECT_EQ(value, one.value) << one.token;
        }
    }
}

TEST(ScalarsTest, TakeIdsAsTextOrNumberWithoutLosingADigit) {
    const auto numbers = tree(R"([12345678901234567890123, "00123", 1e3, true, {"a":1}])");
    std::string text;

    EXPECT_EQ(read(numbers.root().children[0], text), Read::value);
    EXPECT_EQ(text, "12345678901234567890123");
    EXPECT_EQ(read(numbers.root().children[1], text), Read::value);
    EXPECT_EQ(text, "00123");
    EXPECT_EQ(read(numbers.root().children[3], text), Read::unreadable);
    EXPECT_EQ(read(numbers.root().children[4], text), Read::unreadable);
    EXPECT_FALSE(is_id(std::string_view{"1\0", 2}));
    EXPECT_FALSE(is_id(""));
    EXPECT_FALSE(is_id("1 2"));
    EXPECT_TRUE(is_id("1714125042508817"));
}

TEST(ScalarsTest, ReadFlagsCountsAndTimesInEverySpellingSeen) {
    const auto values = tree(R"([true, 0, "1", "yes", 7, "8", 9.0, 9.5, "2022-03-28 12:09:09", "",
                                 1630055520, "x", -1])");
    const auto& at = values.root().children;
    std::optional<bool> flag;
    std::optional<std::int64_t> count;
    std::optional<Instant> instant;

    EXPECT_EQ(read_flag(at[0], flag), Read::value);
    EXPECT_TRUE(*flag);
    EXPECT_EQ(read_flag(at[1], flag), Read::value);
    EXPECT_FALSE(*flag);
    EXPECT_EQ(read_flag(at[2], flag), Read::value);
    EXPECT_EQ(read_flag(at[3], flag), Read::unreadable);
    EXPECT_EQ(read_count(at[4], count), Read::value);
    EXPECT_EQ(*count, 7);
    EXPECT_EQ(read_count(at[5], count), Read::value);
    EXPECT_EQ(*count, 8);
    EXPECT_EQ(read_count(at[6], count), Read::value);
    EXPECT_EQ(*count, 9);
    EXPECT_EQ(read_count(at[7], count), Read::unreadable);
    EXPECT_EQ(read_utc(at[8], instant), Read::value);
    EXPECT_EQ(format_instant(*instant), "2022-03-28T12:09:09Z");
    EXPECT_EQ(read_utc(at[9], instant), Read::nothing);
    EXPECT_EQ(read_utc(at[10], instant), Read::unreadable);
    EXPECT_EQ(read_epoch(at[10], instant), Read::value);
    EXPECT_EQ(format_instant(*instant), "2021-08-27T09:12:00Z");
    EXPECT_EQ(read_epoch(at[11], instant), Read::unreadable);
    EXPECT_EQ(read_epoch(at[12], instant), Read::unreadable);
}

} // namespace
} // namespace bayme::tiktok::decoding
