// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/random.hpp"
#include "base/result.hpp"

#include <chrono>
#include <optional>

namespace bayme::jobs {

/// The one retry table of jobs: what is tried again, how often, and when.
///
/// unavailable: 2 s, 10 s, 1 min, 5 min, then 5 min; eight attempts. rate_limited: what the error
/// itself says (retry_after), but after n attempts at least 2^(n-1) s up to a minute; a minute when
/// it says nothing; no limit, because waiting is all it takes. Everything else ends the job: trying
/// again would not change the answer, and `uncertain` must be looked at. Delays get up to a quarter
/// of jitter on top.
///
/// @param attempt counts from 1: the one that failed with `error`.
/// @return nothing when the job has failed for good.
std::optional<std::chrono::milliseconds> retry_delay(const Error& error, int attempt,
                                                     Random& random);

/// Whether retry_delay would give a delay.
bool is_retried(const Error& error, int attempt);

/// A job whose process died this often is not started again: it may be what kills the process.
inline constexpr int most_attempts = 20;

} // namespace bayme::jobs
