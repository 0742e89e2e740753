// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"

#include <random>
#include <string>

namespace bayme::simulation {

/// The rules of POST /faults for one stretch of time: each kind of fault of TRUST 3.2 at its share
/// of about 5 % of calls, and bursts of throttling and of failing servers.
std::string fault_script(Instant from, Instant until, std::mt19937_64& dice);

} // namespace bayme::simulation
