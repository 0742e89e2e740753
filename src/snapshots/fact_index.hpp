// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/facts.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace bayme::snapshots {

/// Finds a row of a batch by day, hour and object. Refers to the batch, which must outlive it.
class FactIndex {
public:
    using RowNumber = std::uint32_t;

    FactIndex(const FactBatch& batch, Level level);

    /// Puts every row in. @return the row of a key that came before, when one comes twice.
    std::optional<RowNumber> fill();
    [[nodiscard]] std::optional<RowNumber> find(int day, int hour, ObjectNumber object) const;

private:
    [[nodiscard]] std::size_t slot(int day, int hour, ObjectNumber object) const;
    [[nodiscard]] bool holds(RowNumber row, int day, int hour, ObjectNumber object) const;

    const FactBatch& batch_;
    Level level_;
    std::vector<RowNumber> slots_; ///< row + 1, 0 for free; its size is a power of two
};

} // namespace bayme::snapshots
