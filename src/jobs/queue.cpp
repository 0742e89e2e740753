// SPDX-License-Identifier: LicenseRef-Bayme
#include "jobs/queue.hpp"

#include <utility>

namespace bayme::jobs {
namespace {

/// What a job is told whose awaited one ended.
Error awaited_error(const storage::Job& ended, const Error& cause) {
    const bool cancelled = ended.state == storage::JobState::cancelled;
    return {cause.code,
            cancelled ? fmt::format("job {} ({}), which it waited for, was cancelled", ended.id,
                                    ended.kind)
                      : fmt::format("job {} ({}), which it waited for, failed: {}", ended.id,
                                    ended.kind, cause.message),
            cancelled ? "awaited_cancelled" : "awaited_failed", cause.request_id};
}

} // namespace

Error cancelled_error(const JobId& id) {
    return Error{ErrorCode::conflict, fmt::format("job {} was cancelled", id)}.because("cancelled");
}

Queue::Queue(storage::JobStore& store, const Clock& clock, Random& random, Scheduler& scheduler)
    : store_(store), clock_(clock), random_(random), scheduler_(scheduler) {}

Result<JobId> Queue::add_encoded(storage::Transaction& tx, const Actor& actor,
                                 const std::string& kind,
                                 std::vector<storage::JobArgument> arguments,
                                 const JobTerms& terms) {
    const JobId id{make_id(random_)};
    const auto now = clock_.now();
    const storage::NewJob job{
        .id = id,
        .kind = kind,
        .arguments = std::move(arguments),
        .requested_by = actor,
        .advertiser_id = terms.advertiser_id,
        .priority = terms.priority,
        .unique_key = terms.unique_key,
        .group = terms.group.empty() ? id.text() : terms.group,
        .not_before = now + terms.delay,
        .waits_for = terms.waits_for,
    };
    tx.after_commit([this] { scheduler_.wake(); });
    return store_.add(tx, job, now);
}

Result<void> Queue::cancel(storage::Transaction& tx, const JobId& id) {
    BAYME_CHECK(store_.cancel(tx, id, clock_.now()));
    BAYME_TRY(const auto job, store_.find(tx, id));
    return job.state == storage::JobState::cancelled ? spread(tx, job, cancelled_error(id))
                                                     : Result<void>{};
}

Result<void> Queue::fail(storage::Transaction& tx, const storage::Job& job, const Error& error) {
    BAYME_CHECK(store_.fail(tx, job, error, clock_.now()));
    BAYME_TRY(const auto ended, store_.find(tx, job.id));
    return spread(tx, ended, error);
}

Result<void> Queue::mark_cancelled(storage::Transaction& tx, const storage::Job& job) {
    BAYME_CHECK(store_.mark_cancelled(tx, job, clock_.now()));
    BAYME_TRY(const auto ended, store_.find(tx, job.id));
    return spread(tx, ended, cancelled_error(job.id));
}

Result<void> Queue::spread(storage::Transaction& tx, const storage::Job& ended,
                           const Error& cause) {
    std::vector<std::pair<storage::Job, Error>> left{{ended, cause}};
    while (!left.empty()) {
        const auto [job, error] = std::move(left.back());
        left.pop_back();
        const auto kind = kinds_.find(job.kind);
        if (kind != kinds_.end() && kind->second.unfinished) {
            BAYME_CHECK(kind->second.unfinished(tx, job, error));
        }
        auto why = awaited_error(job, error);
        BAYME_TRY(const auto waiting, store_.end_waiting(tx, job, why, clock_.now()));
        for (const auto& one : waiting) {
            left.emplace_back(one, why);
        }
    }
    return {};
}

Result<JobId> Queue::retry(storage::Transaction& tx, const Actor& actor, const JobId& id) {
    BAYME_TRY(const auto dead, store_.find(tx, id));
    const auto kind = kinds_.find(dead.kind);
    if (kind != kinds_.end() && !kind->second.instead_of_retry.empty()) {
        return bayme::fail(
            Error{ErrorCode::conflict, fmt::format("job {} is not tried again by itself: {}", id,
                                                   kind->second.instead_of_retry)}
                .because("not_retried"));
    }
    JobTerms terms{.advertiser_id = dead.advertiser_id,
                   .priority = dead.priority,
                   .unique_key = dead.unique_key};
    BAYME_TRY(const auto waits, store_.waits(tx, id));
    for (const auto& awaited : waits) {
        BAYME_TRY(const auto job, store_.find(tx, awaited));
        const bool retried = job.settled && !job.settled->job.empty();
        terms.waits_for.push_back(retried ? job.settled->job : awaited);
    }
    storage::Settled settled{.as = storage::Settlement::retried, .by = actor, .at = clock_.now()};
    BAYME_TRY(settled.job, add_encoded(tx, actor, dead.kind, dead.arguments, terms));
    BAYME_CHECK(store_.settle(tx, id, settled));
    return settled.job;
}

Result<void> Queue::dismiss(storage::Transaction& tx, const Actor& actor, const JobId& id) {
    return store_.settle(tx, id,
                         {.as = storage::Settlement::dismissed, .by = actor, .at = clock_.now()});
}

Result<void> Queue::pause(storage::Transaction& tx, const Actor& actor, storage::PauseScope scope,
                          const std::string& subject, const std::string& reason) {
    if (scope == storage::PauseScope::kind && !kinds_.contains(subject)) {
        return bayme::fail(ErrorCode::not_found, "there is no kind of job called \"{}\"", subject);
    }
    return store_.pause(
        tx,
        {.scope = scope, .subject = subject, .by = actor, .reason = reason, .at = clock_.now()});
}

Result<void> Queue::resume(storage::Transaction& tx, storage::PauseScope scope,
                           const std::string& subject) {
    tx.after_commit([this] { scheduler_.wake(); });
    return store_.resume(tx, scope, subject);
}

void Queue::declare(std::string kind, KindRules rules) {
    kinds_.insert_or_assign(std::move(kind), std::move(rules));
}

Result<storage::Job> Queue::find(storage::Transaction& tx, const JobId& id) {
    return store_.find(tx, id);
}

Result<std::vector<storage::Job>> Queue::list(storage::Transaction& tx,
                                              const storage::JobFilter& filter) {
    return store_.list(tx, filter);
}

Result<storage::JobCounts> Queue::counts(storage::Transaction& tx) {
    return store_.counts(tx);
}

std::string Queue::new_group() {
    return make_id(random_);
}

} // namespace bayme::jobs
