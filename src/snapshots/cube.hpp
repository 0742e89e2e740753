// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/id.hpp"
#include "base/time.hpp"

#include <compare>
#include <cstdint>
#include <span>
#include <string_view>

namespace bayme::snapshots {

/// TikTok's data levels, widest first.
enum class Level : std::uint8_t { advertiser, campaign, adgroup, ad };
/// How finely time is cut.
enum class Grain : std::uint8_t { day, hour };

std::string_view to_string(Level level);
std::string_view to_string(Grain grain);

/// What is fetched: level x grain. Every cube holds all fetched metrics of its level and grain.
struct Cube {
    std::string_view name; ///< "ad_day": also the name of its tables
    Level level;
    Grain grain;

    bool operator==(const Cube& other) const { return name == other.name; }
};

/// Every cube, advertiser_day first. A cube lives for ever: hold it by pointer or by value.
std::span<const Cube> cubes();
/// @return nothing when there is no such cube.
const Cube* find_cube(std::string_view name);
const Cube* find_cube(Level level, Grain grain);

/// Account x cube x account day: what is fetched, published, proven and expired as a whole.
struct Window {
    AdvertiserId advertiser;
    Cube cube;
    Day day;
};

} // namespace bayme::snapshots
