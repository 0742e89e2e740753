// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/actor.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bayme::storage {

enum class JobState { queued, running, done, failed, cancelled };
std::string_view to_string(JobState state);

/// A named argument; a name may come more than once.
struct JobArgument {
    std::string name = {};
    std::string value = {};

    bool operator==(const JobArgument&) const = default;
};

/// How far a job is. `total` 0 means unknown.
struct JobProgress {
    std::int64_t done = 0;
    std::int64_t total = 0;
    std::string text = {};

    bool operator==(const JobProgress&) const = default;
};

/// A job that is asked for. `unique_key`: while a job with the same key is queued or running, no
/// second one is made. `group` ties jobs that somebody waits for together.
struct NewJob {
    JobId id = {};
    std::string kind = {};
    std::vector<JobArgument> arguments = {};
    Actor requested_by = {};
    AdvertiserId advertiser_id = {};
    int priority = 0; ///< higher runs first
    std::string unique_key = {};
    std::string group = {};
    Instant not_before = {};
    /// It starts when all of these are done, and ends when one of them ends otherwise.
    std::vector<JobId> waits_for = {};
};

/// How somebody or something dealt with a job that failed for good: it was tried again as `job`,
/// dismissed, or followed by `job`, a later one with the same unique key that ended.
enum class Settlement { retried, dismissed, followed };
std::string_view to_string(Settlement settlement);

struct Settled {
    Settlement as = Settlement::dismissed;
    Actor by = {}; ///< of `followed`: whoever asked for the later job
    Instant at = {};
    JobId job = {};
};

/// An attempt that failed.
struct JobFailure {
    int attempt = 0;
    Instant at = {};
    Error error = {};
};

struct Job {
    JobId id = {};
    std::string kind = {};
    std::vector<JobArgument> arguments = {};
    Actor requested_by = {};
    AdvertiserId advertiser_id = {};
    JobState state = JobState::queued;
    int priority = 0;
    std::string unique_key = {};
    std::string group = {};
    Instant not_before = {};
    int attempts = 0;
    JobProgress progress = {};
    bool cancel_asked = false;
    /// Of the last attempt that failed; kept while a retry waits.
    std::optional<Error> error = {};
    /// What the job says it did, JSON text; empty until done.
    std::string result = {};
    Instant created_at = {};
    std::optional<Instant> started_at = {};
    std::optional<Instant> finished_at = {};
    std::optional<Settled> settled = {};
    /// Grows with every lease: a worker that lost its lease cannot write (fencing number).
    std::int64_t fence = 0;

    /// First value of an argument; empty when absent.
    [[nodiscard]] std::string_view argument(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> argument_list(std::string_view name) const;
    [[nodiscard]] bool ended() const { return state >= JobState::done; }
    /// It failed for good and nobody dealt with that yet.
    [[nodiscard]] bool is_dead_letter() const { return state == JobState::failed && !settled; }
};

struct JobFilter {
    std::optional<JobState> state = {};
    std::string kind = {};
    std::string group = {};
    int limit = 100;
    bool dead_letters = false; ///< only these
};

/// How many jobs have not ended, and how many failed for good.
struct JobCounts {
    std::int64_t queued = 0;
    std::int64_t running = 0;
    std::int64_t dead_letters = 0;
    /// Of the queued ones.
    std::int64_t paused = 0;

    bool operator==(const JobCounts&) const = default;
};

enum class PauseScope { kind, account };
std::string_view to_string(PauseScope scope);

/// Jobs of a kind or of an account are not started while it stands; those that run end as ever.
struct JobPause {
    PauseScope scope = PauseScope::kind;
    std::string subject = {}; ///< the kind's name or the account's id
    Actor by = {};
    std::string reason = {};
    Instant at = {};
};

} // namespace bayme::storage
