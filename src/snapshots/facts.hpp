// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"
#include "snapshots/metrics.hpp"

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::snapshots {

/// TikTok's ids are decimal digits [CONTRACT 1.7]; facts hold them as numbers, 0 is none.
using ObjectNumber = std::uint64_t;

/// @return invalid_input unless the text is digits without a leading zero that fit 64 bits.
Result<ObjectNumber> object_number(std::string_view id);
std::string object_text(ObjectNumber number);

/// "-" or null on the wire.
inline constexpr std::int64_t no_value = std::numeric_limits<std::int64_t>::min();

/// Which fact a row is. Ids below the cube's level are 0, ids above it are its parents; the id of
/// the cube's level is part of the key, its parents are not.
struct FactKey {
    Day day;
    std::int8_t hour = -1; ///< 0 to 23 in cubes by hour, -1 in cubes by day
    ObjectNumber campaign = 0;
    ObjectNumber adgroup = 0;
    ObjectNumber ad = 0;

    [[nodiscard]] ObjectNumber object(Level level) const {
        return level == Level::ad         ? ad
               : level == Level::adgroup  ? adgroup
               : level == Level::campaign ? campaign
                                          : 0;
    }
    auto operator<=>(const FactKey&) const = default;
};

/// The rows of one account and one cube, flat: row i has keys[i] and the values from i x width.
struct FactBatch {
    std::vector<MetricIndex> metrics; ///< what each value of a row is; fetched metrics only
    std::vector<FactKey> keys;
    std::vector<std::int64_t> values; ///< as Unit says, or no_value

    [[nodiscard]] std::size_t rows() const { return keys.size(); }
    [[nodiscard]] std::span<const std::int64_t> row(std::size_t index) const {
        return std::span{values}.subspan(index * metrics.size(), metrics.size());
    }
    void reserve(std::size_t count) {
        keys.reserve(count);
        values.reserve(count * metrics.size());
    }
    void add(const FactKey& key, std::span<const std::int64_t> row_values) {
        keys.push_back(key);
        values.insert(values.end(), row_values.begin(), row_values.end());
    }
};

} // namespace bayme::snapshots
