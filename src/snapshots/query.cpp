// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/query.hpp"

#include <array>

namespace bayme::snapshots {

std::string_view to_string(Column column) {
    constexpr std::array<std::string_view, 6> names{"advertiser", "day",     "hour",
                                                    "campaign",   "adgroup", "ad"};
    return names.at(static_cast<std::size_t>(column));
}

bool has_column(const Cube& cube, Column column) {
    switch (column) {
    case Column::advertiser:
    case Column::day:
        return true;
    case Column::hour:
        return cube.grain == Grain::hour;
    case Column::campaign:
        return cube.level >= Level::campaign;
    case Column::adgroup:
        return cube.level >= Level::adgroup;
    case Column::ad:
        return cube.level >= Level::ad;
    }
    return false;
}

} // namespace bayme::snapshots
