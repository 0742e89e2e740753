// SPDX-License-Identifier: LicenseRef-Bayme
#include "jobs/queue.hpp"

namespace bayme::jobs {

Error cancelled_error(const JobId& id) {
    return Error{ErrorCode::conflict, fmt::format("job {} was cancelled", id)}.because("cancelled");
}

Queue::Queue(storage::JobStore& store, const Clock& clock, Random& random, Scheduler& scheduler)
    : store_(store), clock_(clock), random_(random), scheduler_(scheduler) {}

Result<JobId> Queue::add(storage::Transaction& tx, const Actor& actor, const JobRequest& request) {
    const JobId id{make_id(random_)};
    const auto now = clock_.now();
    const storage::NewJob job{
        .id = id,
        .kind = request.kind,
        .arguments = request.arguments,
        .requested_by = actor,
        .advertiser_id = request.advertiser_id,
        .priority = request.priority,
        .unique_key = request.unique_key,
        .group = request.group.empty() ? id.text() : request.group,
        .not_before = now + request.delay,
    };
    tx.after_commit([this] { scheduler_.wake(); });
    return store_.add(tx, job, now);
}

Result<void> Queue::cancel(storage::Transaction& tx, const JobId& id) {
    BAYME_CHECK(store_.cancel(tx, id, clock_.now()));
    BAYME_TRY(const auto job, store_.find(tx, id));
    const auto told = unfinished_.find(job.kind);
    if (told == unfinished_.end() || job.state != storage::JobState::cancelled) {
        return {};
    }
    return told->second(tx, job, cancelled_error(id));
}

void Queue::on_cancelled(std::string kind, Unfinished told) {
    unfinished_.insert_or_assign(std::move(kind), std::move(told));
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
