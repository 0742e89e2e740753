// SPDX-License-Identifier: LicenseRef-Bayme
#include "jobs/schedules.hpp"

#include "base/failpoint.hpp"

#include <algorithm>
#include <cstdint>

namespace bayme::jobs {
namespace {

using storage::Rhythm;
using storage::Schedule;

constexpr std::chrono::hours day{24};
constexpr std::int64_t hour_seconds = 3600;
constexpr std::int64_t day_seconds = 24 * hour_seconds;
constexpr std::chrono::minutes most_jitter{10};
constexpr int jitter_share = 12;

/// Asks once for every turn that was missed.
Failpoint every_missed{"jobs.every_missed_turn", FailpointKind::defect};

/// FNV-1a: the same everywhere and for ever.
std::uint64_t hash_of(std::string_view name) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char letter : name) {
        hash = (hash ^ static_cast<unsigned char>(letter)) * 1099511628211ULL;
    }
    return hash;
}

std::chrono::seconds jitter_of(const Rhythm& rhythm, std::string_view name) {
    const auto room = std::min<std::chrono::seconds>(rhythm.every / jitter_share, most_jitter);
    return room.count() == 0 ? std::chrono::seconds{0}
                             : std::chrono::seconds{static_cast<std::int64_t>(
                                   hash_of(name) % static_cast<std::uint64_t>(room.count()))};
}

/// Its next turn lies further away than one rhythm, and it had none just now: the clock was ahead
/// when the turn was set.
bool is_out_of_reach(const Schedule& schedule, Instant now) {
    const auto& every = schedule.rhythm.every;
    const bool had_turn =
        schedule.last_at && *schedule.last_at > now && *schedule.last_at - now <= every;
    return schedule.next_at > now + every && !had_turn;
}

std::string plural(std::int64_t count, std::string_view unit) {
    return count == 1 ? fmt::format("every {}", unit) : fmt::format("every {} {}s", count, unit);
}

} // namespace

Instant next_moment(const Rhythm& rhythm, std::string_view name, Instant after) {
    auto phase = std::chrono::seconds{0};
    if (rhythm.daily_at) {
        phase = *rhythm.daily_at - std::chrono::seconds{rhythm.offset.seconds()};
    }
    phase += jitter_of(rhythm, name);
    const auto since = after.time_since_epoch() - phase;
    const auto turns = std::chrono::floor<std::chrono::seconds>(since).count();
    const auto length = rhythm.every.count();
    const auto before = (turns >= 0 ? turns : turns - length + 1) / length;
    return Instant{phase + (before + 1) * rhythm.every};
}

std::string in_words(const Rhythm& rhythm) {
    if (rhythm.daily_at) {
        const auto minute = rhythm.daily_at->count();
        return fmt::format("daily at {:02}:{:02} {}", minute / 60, minute % 60,
                           rhythm.offset.text());
    }
    const auto seconds = rhythm.every.count();
    return seconds % day_seconds == 0    ? plural(seconds / day_seconds, "day")
           : seconds % hour_seconds == 0 ? plural(seconds / hour_seconds, "hour")
           : seconds % 60 == 0           ? plural(seconds / 60, "minute")
                                         : plural(seconds, "second");
}

Rhythm daily_at(std::chrono::minutes minute_of_day, UtcOffset offset) {
    return {.every = day, .daily_at = minute_of_day, .offset = offset};
}

Result<void> put_schedule(storage::Transaction& tx, storage::ScheduleStore& schedules,
                          const Kind<NoArguments>& kind, const std::string& name,
                          const Rhythm& rhythm, Instant now, const AdvertiserId& advertiser) {
    BAYME_TRY(const auto before, schedules.find(tx, name));
    auto schedule = before.value_or(Schedule{.name = name});
    if (!before || schedule.rhythm != rhythm) {
        schedule.next_at = next_moment(rhythm, name, now);
    }
    schedule.kind = kind.name;
    schedule.advertiser_id = advertiser;
    schedule.rhythm = rhythm;
    return schedules.put(tx, schedule);
}

Result<int> ask_for_due(storage::Transaction& tx, storage::ScheduleStore& schedules, Queue& queue,
                        Instant now) {
    BAYME_TRY(const auto all, schedules.list(tx));
    int due = 0;
    for (auto schedule : all) {
        if (is_out_of_reach(schedule, now)) {
            schedule.next_at = next_moment(schedule.rhythm, schedule.name, now);
            BAYME_CHECK(schedules.put(tx, schedule));
        }
        if (schedule.next_at > now) {
            continue;
        }
        BAYME_TRY(schedule.last_job,
                  queue.add_encoded(tx, {ActorKind::schedule, schedule.name}, schedule.kind, {},
                                    {.advertiser_id = schedule.advertiser_id,
                                     .priority = priority_today,
                                     .unique_key = "schedule:" + schedule.name}));
        schedule.last_at = now;
        const auto turn = every_missed.is_planted() ? schedule.next_at : now;
        schedule.next_at = next_moment(schedule.rhythm, schedule.name, turn);
        BAYME_CHECK(schedules.put(tx, schedule));
        ++due;
    }
    return due;
}

} // namespace bayme::jobs
