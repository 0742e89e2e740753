// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/id.hpp"
#include "base/money.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bayme::tiktok {

/// JSON text exactly as it came: kept, not read.
struct RawJson {
    std::string text;

    bool operator==(const RawJson&) const = default;
};

/// A member of an answer that no field holds: unknown to us, or of a type or size we do not read.
/// Nothing is lost and nothing is guessed.
struct Unmodelled {
    std::string name;
    std::string json;

    bool operator==(const Unmodelled&) const = default;
};

/// `mode` is BUDGET_MODE_…, verbatim; an amount of 0 under BUDGET_MODE_INFINITE means no limit.
struct Budget {
    std::string mode;
    std::optional<Micros> amount;

    bool operator==(const Budget&) const = default;
};

/// [CONTRACT 1.6] The totals may move between two pages of one walk.
struct PageInfo {
    std::int64_t page = 0;
    std::int64_t page_size = 0;
    std::int64_t total_number = 0;
    std::int64_t total_page = 0;

    bool operator==(const PageInfo&) const = default;
};

/// One page of objects, in the order of the answer.
template <typename T>
struct Page {
    std::vector<T> items;
    PageInfo info;
    std::vector<Unmodelled> unmodelled; ///< members of `data` besides the list and page_info
};

/// A list that comes whole.
template <typename T>
struct List {
    std::vector<T> items;
    std::vector<Unmodelled> unmodelled; ///< members of `data` besides the list
};

/// An answer that tells nothing but that it was done.
struct Acknowledged {
    std::vector<Unmodelled> unmodelled;
};

using Texts = std::vector<std::string>;
using OptionalText = std::optional<std::string>;

} // namespace bayme::tiktok
