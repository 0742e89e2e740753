// SPDX-License-Identifier: LicenseRef-Bayme
#include "accounts/zones.hpp"

#include <gtest/gtest.h>

namespace bayme::accounts {
namespace {

constexpr int hour = 3600;

TEST(ZonesTest, FixedZonesAreReadAsTheyStandWithThePosixSign) {
    EXPECT_EQ(fixed_offset("Etc/GMT+8").value().seconds(), -8 * hour);
    EXPECT_EQ(fixed_offset("UTC").value().seconds(), 0);
}

TEST(ZonesTest, ANamedZoneWhoseClocksStandStillIsFixed) {
    EXPECT_EQ(fixed_offset("Asia/Tokyo").value().seconds(), 9 * hour);
    EXPECT_EQ(fixed_offset("Asia/Kolkata").value().seconds(), 5 * hour + hour / 2);
}

TEST(ZonesTest, AZoneWithDaylightSavingIsNotGuessed) {
    for (const auto* zone : {"America/Los_Angeles", "Europe/Berlin", "Mars/Olympus", ""}) {
        const auto offset = fixed_offset(zone);
        ASSERT_FALSE(offset) << zone;
        EXPECT_EQ(offset.error().reason, "zone_not_fixed");
    }
}

TEST(ZonesTest, TheStandardOffsetIsSuggestedToTheAdministrator) {
    EXPECT_EQ(suggested_offset("America/Los_Angeles").value().seconds(), -8 * hour);
    EXPECT_EQ(suggested_offset("Europe/Berlin").value().seconds(), hour);
    EXPECT_FALSE(suggested_offset("Mars/Olympus"));
}

} // namespace
} // namespace bayme::accounts
