// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/report.hpp"

#include <cstddef>
#include <expected>
#include <string_view>

namespace bayme::sandbox {

/// What is asked for does not go together.
inline constexpr std::string_view no_relation =
    "Conflict occurs. The input params including metrics and dimensions have no relation.";

/// Fills `wanted` from `filtering`: filters add up, and without one of a status the deleted objects
/// are left out. @return 40002 for a field that does not fit, 40011 for too many values.
std::expected<void, Refusal> read_filters(ReportQuery& query, const World& world,
                                          const Parameters& parameters, Seconds now);

/// Only the newest objects are looked at; the rest is left out without an error [CONTRACT 6.1].
void cut_ids(ReportQuery& query, const World& world, std::size_t most);

} // namespace bayme::sandbox
