// SPDX-License-Identifier: LicenseRef-Bayme
#include "reports/where.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bayme::reports {
namespace {

TEST(Where, ReadsTermsJoinedByAnd) {
    const auto where =
        parse_where(R"(campaign_id = "1" and ad_id in (2, "3") and spend >= 10.5 and clicks < 4)");

    ASSERT_TRUE(where) << where.error();
    ASSERT_EQ(where->objects.size(), 2U);
    EXPECT_EQ(where->objects[0].column, Dimension::campaign);
    EXPECT_THAT(where->objects[1].any_of, testing::ElementsAre(2, 3));
    ASSERT_EQ(where->metrics.size(), 2U);
    EXPECT_EQ(where->metrics[0].comparison, Comparison::at_least);
    EXPECT_EQ(where->metrics[0].value, 10'500'000); // money in millionths
    EXPECT_EQ(where->metrics[1].value, 4);          // counts as they are
}

TEST(Where, ReadsNamesWithQuotesInThem) {
    const auto where = parse_where(R"(campaign_name contains "the ""big"" one" and ad_name=x)");

    ASSERT_TRUE(where) << where.error();
    ASSERT_EQ(where->names.size(), 2U);
    EXPECT_EQ(where->names[0].text, "the \"big\" one");
    EXPECT_FALSE(where->names[0].whole);
    EXPECT_EQ(where->names[1].text, "x");
    EXPECT_TRUE(where->names[1].whole);
}

TEST(Where, ReadsWordsInEitherCaseAndSingleQuotes) {
    const auto where = parse_where("ad_id IN (1, 2) AND campaign_name Contains 'it''s \"on\"'");

    ASSERT_TRUE(where) << where.error();
    EXPECT_THAT(where->objects.at(0).any_of, testing::ElementsAre(1, 2));
    EXPECT_EQ(where->names.at(0).text, "it's \"on\"");
}

TEST(Where, NothingIsNoTerm) {
    EXPECT_TRUE(parse_where("  ")->metrics.empty());
}

TEST(Where, SaysWhatItExpectedAndWhere) {
    const auto message = [](std::string_view text) {
        const auto where = parse_where(text);
        return where ? std::string{"read"} : where.error().fields.at(0).message;
    };
    EXPECT_EQ(message("spend > 10 clicks > 1"), "expected and at \"clicks > 1\"");
    EXPECT_EQ(message("spend > 10 or clicks > 1"),
              "terms are joined by and only; for one of several ids write in (…)");
    EXPECT_EQ(message("spend > ten"), "expected a number, got \"ten\"");
    EXPECT_EQ(message("clicks > 1.5"), "expected a whole number, got \"1.5\"");
    EXPECT_EQ(message("campaign_id = abc"), "expected an id of digits, got \"abc\"");
    EXPECT_EQ(message("campaign_id > 1"), "expected = or in (…) at \"> 1\"");
    EXPECT_EQ(message("campaign_name = \"open"), "expected a closing quote at \"open\"");
    EXPECT_EQ(message("spend > 1 and"),
              "expected a metric, an id such as campaign_id or a name such as campaign_name at "
              "the end");
    EXPECT_EQ(message("day_id = 1"),
              "expected a metric, an id such as campaign_id or a name such as campaign_name at "
              "\"day_id = 1\"");
}

} // namespace
} // namespace bayme::reports
