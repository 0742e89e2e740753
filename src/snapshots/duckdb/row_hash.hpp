// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/facts.hpp"

#include <cstdint>
#include <vector>

namespace bayme::snapshots {

/// 64 bits over a fact's parents and values, stored beside it, so that an unchanged fact is known
/// without reading its columns. Metrics go in by name and values that are absent do not go in: a
/// new metric leaves the hash of older facts as it was. A collision would hide one restatement
/// (2^-64 each; the decision is docs/adr on row hashes).
class RowHash {
public:
    explicit RowHash(const FactBatch& batch);
    [[nodiscard]] std::uint64_t operator()(std::size_t row) const;

private:
    struct Salt {
        std::uint64_t first;
        std::uint64_t second;
    };
    const FactBatch& batch_;
    std::vector<Salt> salts_;
};

} // namespace bayme::snapshots
