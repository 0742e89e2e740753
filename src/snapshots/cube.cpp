// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/cube.hpp"

#include <algorithm>
#include <array>

namespace bayme::snapshots {
namespace {

constexpr std::array<Cube, 8> all_cubes{{
    {"advertiser_day", Level::advertiser, Grain::day},
    {"campaign_day", Level::campaign, Grain::day},
    {"adgroup_day", Level::adgroup, Grain::day},
    {"ad_day", Level::ad, Grain::day},
    {"advertiser_hour", Level::advertiser, Grain::hour},
    {"campaign_hour", Level::campaign, Grain::hour},
    {"adgroup_hour", Level::adgroup, Grain::hour},
    {"ad_hour", Level::ad, Grain::hour},
}};

template <typename Matches>
const Cube* find_if(Matches matches) {
    const auto* const found = std::ranges::find_if(all_cubes, matches);
    return found == all_cubes.end() ? nullptr : found;
}

} // namespace

std::string_view to_string(Level level) {
    constexpr std::array<std::string_view, 4> names{"advertiser", "campaign", "adgroup", "ad"};
    return names.at(static_cast<std::size_t>(level));
}

std::string_view to_string(Grain grain) {
    return grain == Grain::day ? "day" : "hour";
}

std::span<const Cube> cubes() {
    return all_cubes;
}

const Cube* find_cube(std::string_view name) {
    return find_if([&](const Cube& cube) { return cube.name == name; });
}

const Cube* find_cube(Level level, Grain grain) {
    return find_if([&](const Cube& cube) { return cube.level == level && cube.grain == grain; });
}

} // namespace bayme::snapshots
