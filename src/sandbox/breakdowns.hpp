// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"
#include "sandbox/counters.hpp"
#include "sandbox/world.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bayme::sandbox {

/// One row of data/sandbox/breakdowns.json: a dimension of AUDIENCE reports.
struct Breakdown {
    std::string name;
    Seconds latency = 0;   ///< known so much later than other figures
    bool unsteady = false; ///< small rows come and go between two readings
    std::vector<std::pair<std::string, std::uint64_t>> values; ///< with their usual share
};

class Breakdowns {
public:
    /// @return internal for broken embedded data.
    static Result<Breakdowns> load();
    [[nodiscard]] const Breakdown* find(std::string_view name) const;

private:
    std::vector<Breakdown> rows_;
};

/// The values of a breakdown in an account: its own country stands for country_code.
std::vector<std::pair<std::string, std::uint64_t>> values_of(const Breakdown& breakdown,
                                                             const Account& account);

/// An ad's figures in as many parts as there are weights; the parts add up exactly, for every
/// counter. Who buys is spread otherwise than who watches.
std::vector<AdCounts> split(const AdCounts& counts, std::uint64_t ad,
                            const std::vector<std::uint64_t>& weights);

} // namespace bayme::sandbox
