// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "jobs/queue.hpp"
#include "storage/schedules.hpp"

#include <string_view>

namespace bayme::jobs {

/// The first moment of a schedule after `after`. The moments of a rhythm lie on a fixed grid: a
/// daily one at its time in its zone, another one at multiples of its length since 1970; both are
/// shifted by the jitter of the name, which is always the same, so that not everything starts at
/// once: less than a twelfth of the rhythm and at most ten minutes.
Instant next_moment(const storage::Rhythm& rhythm, std::string_view name, Instant after);

/// "every 15 minutes", "daily at 03:00 UTC+2".
std::string in_words(const storage::Rhythm& rhythm);

/// A rhythm of once a day.
storage::Rhythm daily_at(std::chrono::minutes minute_of_day, UtcOffset offset = {});

/// What is asked for by the clock, put at every start of the program: one that is there with the
/// same rhythm keeps its turn, also one that was missed while nothing ran.
Result<void> put_schedule(storage::Transaction& tx, storage::ScheduleStore& schedules,
                          const Kind<NoArguments>& kind, const std::string& name,
                          const storage::Rhythm& rhythm, Instant now,
                          const AdvertiserId& advertiser = {});

/// Asks for what is due. A schedule asks once however many turns were missed or however far the
/// clock was set forward; when the clock is set back it does not ask again for the turn it had.
/// @return how many were due.
Result<int> ask_for_due(storage::Transaction& tx, storage::ScheduleStore& schedules, Queue& queue,
                        Instant now);

} // namespace bayme::jobs
