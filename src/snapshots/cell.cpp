// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/cell.hpp"

#include <algorithm>
#include <array>

namespace bayme::snapshots {
namespace {

constexpr std::array<std::string_view, 6> state_names{"complete", "provisional", "stale",
                                                      "partial",  "failed",      "never_fetched"};
constexpr std::array<std::string_view, 4> proof_names{"none", "row_count", "total_metrics",
                                                      "day_sum"};

template <typename Enum, std::size_t size>
std::optional<Enum> parse(const std::array<std::string_view, size>& names, std::string_view text) {
    const auto* const found = std::ranges::find(names, text);
    if (found == names.end()) {
        return std::nullopt;
    }
    return static_cast<Enum>(found - names.begin());
}

} // namespace

std::string_view to_string(CellState state) {
    return state_names.at(static_cast<std::size_t>(state));
}

std::string_view to_string(Proof proof) {
    return proof_names.at(static_cast<std::size_t>(proof));
}

Instant settled_at(Day day, UtcOffset offset) {
    constexpr std::chrono::hours noon{12};
    return std::max(offset.end_of(day), Instant{day.plus(1).sys()} + noon);
}

std::optional<CellState> parse_cell_state(std::string_view text) {
    return parse<CellState>(state_names, text);
}

std::optional<Proof> parse_proof(std::string_view text) {
    return parse<Proof>(proof_names, text);
}

} // namespace bayme::snapshots
