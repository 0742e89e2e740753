// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/platform.hpp"

#include <expected>
#include <string>

namespace bayme::sandbox {

// What the control port tells and the API never does. Each answers JSON text, or what was wrong
// with the question.
using Told = std::expected<std::string, std::string>;

/// Exact whole numbers by object and day, deleted objects included: advertiser_id, level, from, to
/// and, for one of them, id.
Told tell_figures(Platform& platform, const Parameters& asked, Seconds now);

/// How ad groups or ads really work at this moment: curves, demand, rates, what they have learned
/// and how tired they are. advertiser_id, level (adgroup or ad) and, for one of them, id.
Told tell_curves(Platform& platform, const Parameters& asked, Seconds now);

/// What is to be expected of an object and its campaign between two days, as it is and with another
/// budget or status from the first of them on: advertiser_id, level, id, budget or operation_status
/// (ENABLE, DISABLE), from, to. The world stays as it is.
Told tell_what_if(Platform& platform, const Parameters& asked);

} // namespace bayme::sandbox
