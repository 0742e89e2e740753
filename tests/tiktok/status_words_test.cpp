// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/status_words.hpp"

#include <gtest/gtest.h>

namespace bayme::tiktok {
namespace {

TEST(StatusWordsTest, AreTheSameForEveryLevel) {
    EXPECT_EQ(status_words("AD_STATUS_AUDIT_DENY"), "Refused by TikTok's review");
    EXPECT_EQ(status_words("ADGROUP_STATUS_AUDIT_DENY"), "Refused by TikTok's review");
    EXPECT_EQ(status_words("CAMPAIGN_STATUS_BUDGET_EXCEED"), "The budget is used up");
    EXPECT_EQ(status_words("ADVERTISER_ACCOUNT_PUNISH"), "TikTok suspended the account");
    EXPECT_EQ(status_words("AD_STAUS_PIXEL_UNBIND"), "Its pixel is no longer connected");
}

TEST(StatusWordsTest, AStatusNobodyKnowsIsTikToksOwn) {
    EXPECT_EQ(status_words("AD_STATUS_BRAND_NEW_STATE"), "brand new state");
    EXPECT_EQ(status_words(""), "");
}

} // namespace
} // namespace bayme::tiktok
