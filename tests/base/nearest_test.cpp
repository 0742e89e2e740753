// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/nearest.hpp"

#include <gtest/gtest.h>

#include <array>

namespace bayme {
namespace {

constexpr std::array<std::string_view, 3> known{"limit", "advertiser_id", "name"};

TEST(NearestNameTest, FindsAMisspeltName) {
    EXPECT_EQ(nearest_name("limt", known), "limit");
    EXPECT_EQ(nearest_name("advertiserid", known), "advertiser_id");
    EXPECT_EQ(nearest_name("nmae", known), std::nullopt);
}

TEST(NearestNameTest, NamesNothingFarAway) {
    EXPECT_EQ(nearest_name("spend", known), std::nullopt);
    EXPECT_EQ(nearest_name("", known), std::nullopt);
    EXPECT_EQ(nearest_name(std::string(1000, 'a'), known), std::nullopt);
}

} // namespace
} // namespace bayme
