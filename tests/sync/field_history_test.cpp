// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/field_history.hpp"

#include <gtest/gtest.h>

namespace bayme::sync {
namespace {

using storage::FieldChange;
using storage::LoggedChange;
using storage::ObjectLevel;

Instant at(const char* time) {
    return parse_instant(fmt::format("2026-03-01T{}:00Z", time)).value();
}

/// Seen between 12:00 and 13:00.
FieldChange seen(const char* field, const char* before, const char* after) {
    return {ObjectLevel::campaign, "1", field, before, after, at("13:00"), at("12:00")};
}

LoggedChange logged(const char* time, const char* subject, const char* author, const char* after) {
    return {.changed_at = at(time),
            .level = ObjectLevel::campaign,
            .id = "1",
            .subject = subject,
            .author = author,
            .tool = "TikTok Ads Manager",
            .details = fmt::format(R"([{{"action":"Change ","name":"Campaign","before_after":)"
                                   R"([{{"before":"b'x'","after":"b'{}'"}}]}}])",
                                   after)};
}

TEST(FieldHistoryTest, AChangeIsAuthoredByTheEntryBetweenTheTwoLooks) {
    const auto lines = join_history({seen("budget", "20", "50")},
                                    {logged("12:34", "Budget", "a***@x", "50.00 EUR")});

    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].authorship, Authorship::known);
    EXPECT_EQ(lines[0].author, "a***@x");
    EXPECT_EQ(lines[0].tool, "TikTok Ads Manager");
    EXPECT_EQ(lines[0].changed_at, at("12:34"));
}

TEST(FieldHistoryTest, AnEntryOutsideTheTwoLooksOrAboutAnotherFieldExplainsNothing) {
    const auto lines =
        join_history({seen("budget", "20", "50")}, {logged("11:30", "Budget", "a***@x", "50"),
                                                    logged("12:30", "Name", "b***@x", "50")});

    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[0].field, "budget");
    EXPECT_EQ(lines[0].authorship, Authorship::not_known);
    EXPECT_EQ(lines[0].author, "");
    EXPECT_TRUE(lines[1].only_logged);
    EXPECT_TRUE(lines[2].only_logged);
}

TEST(FieldHistoryTest, OfSeveralAuthorsTheOneWhoLeftTheValueIsNamed) {
    const auto lines = join_history({seen("operation_status", "ENABLE", "DISABLE")},
                                    {logged("12:10", "On/Off Status", "a***@x", "Paused"),
                                     logged("12:20", "On/Off Status", "b***@x", "Enabled"),
                                     logged("12:30", "On/Off Status", "b***@x", "Deleted")});

    EXPECT_EQ(lines.at(2).field, "operation_status");
    EXPECT_EQ(lines.at(2).author, "a***@x");
}

TEST(FieldHistoryTest, AnAuthorIsNeverGuessed) {
    const auto lines =
        join_history({seen("name", "a", "b")}, {logged("12:10", "Name", "a***@x", "b"),
                                                logged("12:20", "Name", "b***@x", "b")});

    EXPECT_EQ(lines.at(0).field, "name");
    EXPECT_EQ(lines.at(0).authorship, Authorship::not_known);
    EXPECT_EQ(lines.at(0).author, "");
}

TEST(FieldHistoryTest, WhatTikTokWorksOutItselfHasNoAuthor) {
    const auto lines = join_history(
        {seen("secondary_status", "CAMPAIGN_STATUS_ENABLE", "CAMPAIGN_STATUS_DISABLE")},
        {logged("12:10", "On/Off Status", "a***@x", "Paused")});

    EXPECT_EQ(lines.at(0).authorship, Authorship::computed);
}

TEST(FieldHistoryTest, AChangeThatWasTakenBackBetweenTwoLooksIsToldFromTheLog) {
    const auto lines = join_history(
        {}, {logged("12:10", "Name", "a***@x", "b"), logged("12:20", "Name", "a***@x", "a")});

    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].after, "a");
    EXPECT_EQ(lines[1].after, "b");
    EXPECT_TRUE(lines[0].only_logged);
}

} // namespace
} // namespace bayme::sync
