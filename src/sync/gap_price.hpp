// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/ledger_map.hpp"

#include <cstdint>

namespace bayme::sync {

/// What fetching costs before anything goes wrong.
struct GapPrice {
    std::int64_t calls = 0;
    std::int64_t rows = 0;
    bool rows_known =
        true; ///< false: nothing of its kind is held, and each call is taken as one page
};

/// One call spans as many days as TikTok allows; each 1,000 rows are a page, and a page is a call.
GapPrice price_of(const snapshots::Gap& gap);

} // namespace bayme::sync
