// SPDX-License-Identifier: LicenseRef-Bayme
#include "reports/request.hpp"

namespace bayme::reports {

std::optional<Dimension> parse_dimension(std::string_view text) {
    for (const auto dimension : {Dimension::day, Dimension::hour, Dimension::advertiser,
                                 Dimension::campaign, Dimension::adgroup, Dimension::ad}) {
        if (to_string(dimension) == text) {
            return dimension;
        }
    }
    return std::nullopt;
}

} // namespace bayme::reports
