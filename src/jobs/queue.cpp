// SPDX-License-Identifier: LicenseRef-Bayme
#include "jobs/queue.hpp"

namespace bayme::jobs {

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
    };
    tx.after_commit([this] { scheduler_.wake(); });
    return store_.add(tx, job, now);
}

Result<void> Queue::cancel(storage::Transaction& tx, const JobId& id) {
    BAYME_CHECK(store_.cancel(tx, id, clock_.now()));
    BAYME_TRY(const auto job, store_.find(tx, id));
    return job.state == storage::JobState::cancelled ? tell_unfinished(tx, job, cancelled_error(id))
                                                     : Result<void>{};
}

void Queue::declare(std::string kind, KindRules rules) {
    kinds_.insert_or_assign(std::move(kind), std::move(rules));
}

Result<void> Queue::tell_unfinished(storage::Transaction& tx, const storage::Job& job,
                                    const Error& error) {
    const auto kind = kinds_.find(job.kind);
    return kind == kinds_.end() || !kind->second.unfinished
               ? Result<void>{}
               : kind->second.unfinished(tx, job, error);
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
