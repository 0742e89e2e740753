// SPDX-License-Identifier: LicenseRef-Bayme
#include "reports/export_columns.hpp"
#include "reports/export_numbers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bayme::reports {
namespace {

using testing::ElementsAre;
using Rows = std::vector<std::vector<std::string>>;

Sheet sheet(std::string_view bytes) {
    auto read = read_sheet(bytes);
    EXPECT_TRUE(read) << read.error();
    return read.value_or(Sheet{});
}

std::string utf16(std::u16string_view text, bool big_endian) {
    std::string bytes;
    for (const char16_t unit : text) {
        const auto high = static_cast<char>(unit >> 8U);
        const auto low = static_cast<char>(unit & 0xFFU);
        bytes += big_endian ? high : low;
        bytes += big_endian ? low : high;
    }
    return bytes;
}

TEST(Sheet, ReadsQuotedFieldsAndLeavesOutEmptyLines) {
    EXPECT_EQ(sheet("a,\"b, \"\"c\"\"\nd\"\r\n\r\n1,2\r\n").rows,
              (Rows{{"a", "b, \"c\"\nd"}, {"1", "2"}}));
}

TEST(Sheet, KnowsTheLineOfEachRow) {
    EXPECT_THAT(sheet("a,\"b\nc\"\n\n1,2\n").lines, ElementsAre(1, 4));
}

TEST(Sheet, FindsTheDelimiter) {
    EXPECT_EQ(sheet("a;b\n1,5;2\n").delimiter, ';');
    EXPECT_EQ(sheet("a\tb\n1,5\t2\n").delimiter, '\t');
}

TEST(Sheet, ReadsUtf16OfEitherOrderWithAndWithoutAMark) {
    const Rows wanted{{"Körner", "2"}};
    EXPECT_EQ(sheet("\xEF\xBB\xBFK\xC3\xB6rner,2").rows, wanted);
    EXPECT_EQ(sheet("\xFF\xFE" + utf16(u"Körner,2", false)).rows, wanted);
    EXPECT_EQ(sheet("\xFE\xFF" + utf16(u"Körner,2", true)).rows, wanted);
    EXPECT_EQ(sheet(utf16(u"Körner,2", false)).rows, wanted);
    EXPECT_EQ(sheet("\xFF\xFE" + utf16(u"\U0001F600\t2", false)).rows,
              (Rows{{"\xF0\x9F\x98\x80", "2"}}));
}

TEST(Sheet, SaysWhatToDoWithAWorkbook) {
    const auto read = read_sheet(std::string_view{"PK\x03\x04rest", 8});

    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().reason, "workbook");
    EXPECT_THAT(read.error().message, testing::HasSubstr("save it as CSV"));
}

TEST(Sheet, AQuoteWithoutItsEndIsRefused) {
    const auto read = read_sheet("a,b\n1,\"2\n");

    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().reason, "quote");
    EXPECT_THAT(read.error().message, testing::HasSubstr("line 2"));
}

struct Shown {
    std::string_view text;
    DecimalSign sign;
    Micros micros;
    int decimals;
};
class ShownNumbers : public testing::TestWithParam<Shown> {};

TEST_P(ShownNumbers, AreReadExactly) {
    const auto read = read_shown(GetParam().text, GetParam().sign);

    ASSERT_TRUE(read && *read) << GetParam().text;
    EXPECT_EQ((*read)->micros, GetParam().micros) << GetParam().text;
    EXPECT_EQ((*read)->decimals, GetParam().decimals) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Written, ShownNumbers,
    testing::Values(Shown{"1,234.56", DecimalSign::point, 1'234'560'000, 2},
                    Shown{"1.234,56", DecimalSign::comma, 1'234'560'000, 2},
                    Shown{"1,234", DecimalSign::point, 1'234'000'000, 0},
                    Shown{"1,234", DecimalSign::comma, 1'234'000, 3},
                    Shown{"12,34,567.5", DecimalSign::point, 1'234'567'500'000, 1},
                    Shown{"USD 12.50", DecimalSign::point, 12'500'000, 2},
                    Shown{"12.50 EUR", DecimalSign::point, 12'500'000, 2},
                    Shown{"$ 1 234.5", DecimalSign::point, 1'234'500'000, 1},
                    Shown{"-US$3.00", DecimalSign::point, -3'000'000, 2},
                    Shown{"(3)", DecimalSign::point, -3'000'000, 0},
                    Shown{"1.18%", DecimalSign::point, 1'180'000, 2},
                    Shown{".5", DecimalSign::point, 500'000, 1},
                    // A double has no place for it.
                    Shown{"9007199254740.993", DecimalSign::point, 9'007'199'254'740'993'000, 3}));

TEST(ShownNumber, ADashIsNoValue) {
    for (const auto* text : {"-", "--", "", " ", "N/A", "\xE2\x80\x93"}) {
        const auto read = read_shown(text, DecimalSign::point);
        ASSERT_TRUE(read) << text;
        EXPECT_FALSE(read->has_value()) << text;
    }
}

TEST(ShownNumber, WhatIsNoNumberIsRefused) {
    for (const auto* text : {"twelve", "1,23,4", "1.2.3", "12,3", "1e5", "0x10", "5 apples 3"}) {
        EXPECT_FALSE(read_shown(text, DecimalSign::point)) << text;
    }
}

TEST(ShownNumber, KnowsItsCurrencyAndPercent) {
    EXPECT_EQ(read_shown("USD 12.50", DecimalSign::point).value()->currency, "USD");
    EXPECT_TRUE(read_shown("1.18 %", DecimalSign::point).value()->percent);
}

TEST(DecimalSigns, AreDecidedByTheWholeFile) {
    EXPECT_EQ(decimal_sign_of({"1,234", "0.5"}, ','), DecimalSign::point);
    EXPECT_EQ(decimal_sign_of({"1.234", "0,5"}, ','), DecimalSign::comma);
    EXPECT_EQ(decimal_sign_of({"1.234.567"}, ','), DecimalSign::comma);
    EXPECT_EQ(decimal_sign_of({"1,234"}, ','), DecimalSign::point);
    EXPECT_EQ(decimal_sign_of({"1,234"}, ';'), DecimalSign::comma);
}

TEST(DecimalSigns, ThatContradictEachOtherAreRefused) {
    const auto sign = decimal_sign_of({"0.5", "12", "0,5"}, ',');

    ASSERT_FALSE(sign);
    EXPECT_EQ(sign.error().reason, "two_decimal_signs");
}

TEST(ReadsLike, HalfAUnitOfTheLastDigit) {
    const ShownNumber two_decimals{
        .micros = 12'340'000, .decimals = 2, .percent = false, .currency = {}};
    EXPECT_TRUE(reads_like(12'335'000, two_decimals));
    EXPECT_TRUE(reads_like(12'345'000, two_decimals));
    EXPECT_FALSE(reads_like(12'345'001, two_decimals));
    EXPECT_FALSE(reads_like(12'334'999, two_decimals));
}

TEST(ShownDays, AreReadWhereNobodyCanMisunderstandThem) {
    const auto wanted = Day::parse("2026-03-01").value();
    for (const auto* text : {"2026-03-01", "2026-03-01 00:00:00", "2026/3/1", "20260301"}) {
        EXPECT_EQ(read_shown_day(text).value(), wanted) << text;
    }
    for (const auto* text : {"03/01/2026", "1.3.2026", "2026-02-30", "March 1", ""}) {
        EXPECT_FALSE(read_shown_day(text)) << text;
    }
}

ExportHead head(std::string_view csv) {
    const auto book = ColumnBook::make();
    EXPECT_TRUE(book) << book.error();
    auto found = find_head(sheet(csv), *book);
    EXPECT_TRUE(found) << found.error();
    return found.value_or(ExportHead{});
}

TEST(ExportHeads, AreFoundBelowAPreface) {
    const auto found =
        head("Report of Spring\nCampaign ID,Day,Cost (USD),My column\n1,2026-03-01,2,3\n");

    EXPECT_EQ(found.row, 1U);
    EXPECT_EQ(found.currency, "USD");
    EXPECT_THAT(found.unknown, ElementsAre("My column"));
    ASSERT_EQ(found.columns.size(), 4U);
    EXPECT_EQ(found.columns[0]->object, snapshots::Column::campaign);
    EXPECT_EQ(found.columns[1]->kind, ColumnMeaning::Kind::day);
    EXPECT_EQ(snapshots::metric(found.columns[2]->metric).name, "spend");
}

TEST(ExportHeads, TakeTitlesAsTikTokWritesThem) {
    const auto found =
        head("Ad Group ID,CLICKS (Destination),CTR (destination),Result Rate (%),CPA\n1,2,3,4,5\n");

    std::vector<std::string_view> names;
    for (std::size_t i = 1; i < found.columns.size(); ++i) {
        names.push_back(snapshots::metric(found.columns[i]->metric).name);
    }
    EXPECT_THAT(names, ElementsAre("clicks", "ctr", "result_rate", "cost_per_conversion"));
}

TEST(ExportHeads, AColumnTwiceIsRefused) {
    const auto book = ColumnBook::make().value();

    const auto found = find_head(sheet("Campaign ID,Cost,Spend\n1,2,3\n"), book);

    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().reason, "column_twice");
}

TEST(ColumnBooks, LearnWhatAUserExplains) {
    auto book = ColumnBook::make().value();
    EXPECT_FALSE(book.find("Kosten"));

    ASSERT_TRUE(book.add("column,means\nKosten,spend\nNotiz,-\n"));

    EXPECT_EQ(snapshots::metric(book.find("kosten")->metric).name, "spend");
    EXPECT_EQ(book.find("Notiz")->kind, ColumnMeaning::Kind::left_out);
    const auto wrong = book.add("Kosten,money\n");
    ASSERT_FALSE(wrong);
    EXPECT_THAT(wrong.error().message, testing::HasSubstr("line 1"));
}

} // namespace
} // namespace bayme::reports
