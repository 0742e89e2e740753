// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/gap_price.hpp"

#include "sync/report_fetch.hpp"

#include <algorithm>

namespace bayme::sync {
namespace {

constexpr std::int64_t rows_per_page = 1000;

std::optional<std::int64_t> rows_a_day(const snapshots::Gap& gap) {
    if (!gap.rows_a_day && gap.cube->level == snapshots::Level::advertiser) {
        return gap.cube->grain == snapshots::Grain::hour ? 24 : 1;
    }
    return gap.rows_a_day;
}

} // namespace

GapPrice price_of(const snapshots::Gap& gap) {
    const auto rows = rows_a_day(gap);
    GapPrice price{.calls = 0, .rows = 0, .rows_known = rows.has_value()};
    const int longest = longest_call(gap.cube->grain);
    for (int left = gap.days.size(); left > 0; left -= longest) {
        const auto of_call = rows.value_or(0) * std::min(left, longest);
        price.rows += of_call;
        price.calls += std::max<std::int64_t>(1, (of_call + rows_per_page - 1) / rows_per_page);
    }
    return price;
}

} // namespace bayme::sync
