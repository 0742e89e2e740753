// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/operation.hpp"
#include "staff/actor_names.hpp"
#include "storage/jobs.hpp"

namespace bayme::storage {
BOOST_DESCRIBE_ENUM(JobState, queued, running, done, failed, cancelled)
BOOST_DESCRIBE_ENUM(Settlement, retried, dismissed, followed)
BOOST_DESCRIBE_ENUM(PauseScope, kind, account)
BOOST_DESCRIBE_STRUCT(JobProgress, (), (done, total, text))
BOOST_DESCRIBE_STRUCT(JobArgument, (), (name, value))
} // namespace bayme::storage

namespace bayme::api {

struct JobProblem {
    std::string code;
    std::string reason;
    std::string message;
    std::string request_id;
};
BOOST_DESCRIBE_STRUCT(JobProblem, (), (code, reason, message, request_id))
JobProblem problem(const Error& error);

/// Who paused what, when and why.
struct PauseView {
    storage::PauseScope scope = storage::PauseScope::kind;
    std::string subject;
    std::string paused_by;
    std::string paused_by_name;
    std::string reason;
    Instant paused_at;
};
BOOST_DESCRIBE_STRUCT(PauseView, (), (scope, subject, paused_by, paused_by_name, reason, paused_at))
Result<PauseView> view(staff::ActorNames& names, const storage::JobPause& pause);

struct JobFailureView {
    std::int64_t attempt = 0;
    Instant at;
    JobProblem error;
};
BOOST_DESCRIBE_STRUCT(JobFailureView, (), (attempt, at, error))

/// How a job that failed for good was dealt with.
struct SettledView {
    storage::Settlement as = storage::Settlement::dismissed;
    std::string by;
    Instant at;
    std::optional<JobId> job_id = {};
};
BOOST_DESCRIBE_STRUCT(SettledView, (), (as, by, at, job_id))

struct JobView {
    JobId id;
    std::string kind;
    std::string title; ///< of the kind, for people
    storage::JobState state = storage::JobState::queued;
    std::string group;
    std::string requested_by;
    std::optional<AdvertiserId> advertiser_id = {};
    std::vector<storage::JobArgument> arguments;
    std::int64_t priority = 0;
    std::int64_t attempts = 0;
    storage::JobProgress progress;
    bool cancel_asked = false;
    std::optional<JobProblem> error = {};
    /// It failed for good and nobody dealt with that yet.
    bool dead_letter = false;
    std::optional<SettledView> settled = {};
    /// Why it is not started although it could be.
    std::optional<PauseView> paused = {};
    /// The jobs it starts after; those that are done are left out.
    std::vector<JobId> waits_for = {};
    /// The attempts that failed: the first one and the newest; only of one job that is shown.
    std::vector<JobFailureView> failures = {};
    Instant not_before;
    /// When a job that waits to be tried again is tried again.
    std::optional<Instant> next_try_at = {};
    std::optional<std::int64_t> next_try_in_seconds = {};
    /// What keeps it from going on at all, such as a full disk; it goes on by itself afterwards.
    std::optional<JobProblem> blocked = {};
    std::optional<Json> result = {};
    Instant created_at;
    std::optional<Instant> started_at = {};
    std::optional<Instant> finished_at = {};
};
BOOST_DESCRIBE_STRUCT(JobView, (),
                      (id, kind, title, state, group, requested_by, advertiser_id, arguments,
                       priority, attempts, progress, cancel_asked, error, dead_letter, settled,
                       paused, waits_for, failures, not_before, next_try_at, next_try_in_seconds,
                       blocked, result, created_at, started_at, finished_at))

} // namespace bayme::api
