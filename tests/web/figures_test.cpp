// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/figures.hpp"

#include "web/pages/campaigns_page.hpp"

#include <gtest/gtest.h>

namespace bayme::web {
namespace {

UtcOffset offset(int count) {
    return UtcOffset::from_seconds(count).value();
}

Instant at(const char* text) {
    return parse_instant(text).value();
}

TEST(FiguresTest, ThousandsAreSeparated) {
    EXPECT_EQ(format_count(0), "0");
    EXPECT_EQ(format_count(999), "999");
    EXPECT_EQ(format_count(1000), "1,000");
    EXPECT_EQ(format_count(97322956), "97,322,956");
    EXPECT_EQ(format_count(-1234567), "-1,234,567");
}

TEST(FiguresTest, MoneyHasTheDigitsOfItsCurrency) {
    EXPECT_EQ(format_amount(780'631'270'000, Currency::parse("EUR").value()), "780,631.27");
    EXPECT_EQ(format_amount(780'631'270'000, Currency::parse("JPY").value()), "780,631");
    EXPECT_EQ(format_amount(-1'500'000, Currency::parse("KWD").value()), "-1.500");
}

TEST(FiguresTest, ANumberThatIsNotSetIsADashWithAName) {
    const auto markup = number_cell(std::nullopt).markup();

    EXPECT_NE(markup.find("–"), std::string::npos);
    EXPECT_NE(markup.find("aria-label=\"not set\""), std::string::npos);
}

TEST(FiguresTest, CostPerActionComesFromTheSums) {
    EXPECT_EQ((DayFigures{10'000'000, 0, 0, 3}.cost_per_action()), 3'333'333);
    EXPECT_EQ((DayFigures{10'000'000, 0, 0, 0}.cost_per_action()), std::nullopt);
    EXPECT_EQ((DayFigures{9'000'000'000'000, 0, 0, 1'000'000}.cost_per_action()), 9'000'000);
}

TEST(FiguresTest, DataAgeIsSaidInTheAccountsTime) {
    EXPECT_EQ(
        format_freshness({at("2026-11-22T13:20:00Z"), offset(3600), at("2026-11-22T13:58:00Z")}),
        "Data as of 14:20 account time (UTC+1), 38 min behind");
    EXPECT_EQ(format_freshness(
                  {at("2026-11-22T06:30:00Z"), offset(-8 * 3600), at("2026-11-22T08:35:00Z")}),
              "Data as of 21 Nov 22:30 account time (UTC-8), 2 h 05 min behind");
    EXPECT_EQ(format_freshness({std::nullopt, offset(0), at("2026-11-22T08:35:00Z")}),
              "No data fetched yet");
}

TEST(FiguresTest, AnAgeIsShort) {
    using namespace std::chrono_literals;
    EXPECT_EQ(format_age(20s), "under 1 min");
    EXPECT_EQ(format_age(59min), "59 min");
    EXPECT_EQ(format_age(60min), "1 h 00 min");
    EXPECT_EQ(format_age(50h), "2 days");
}

TEST(FiguresTest, OnlyAnUnfinishedCellIsMarked) {
    EXPECT_TRUE(cell_mark(CellState::complete).empty());
    for (const auto state : {CellState::provisional, CellState::partial, CellState::stale,
                             CellState::failed, CellState::never}) {
        const auto markup = cell_mark(state).markup();
        EXPECT_NE(markup.find(to_words(state)), std::string::npos);
        EXPECT_NE(markup.find("title="), std::string::npos) << markup;
    }
}

} // namespace
} // namespace bayme::web
