// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "accounts/tokens.hpp"
#include "accounts/watch.hpp"
#include "changes/platform.hpp"
#include "jobs/workers.hpp"
#include "staff/staff.hpp"

#include <map>
#include <mutex>

namespace bayme::changes {

/// Applies approved plans, step by step, so that each change happens once [TRUST 3.3].
///
/// Before a call its attempt is committed; before that the object is read and compared with what
/// the person saw. After the call the object is read back: only that proves a step. When nobody can
/// say whether a call was taken, the object is read again before anything is sent again; values are
/// absolute, so sending one twice does no harm as long as nobody else wrote between. What is still
/// open after three calls is `uncertain` and a person decides. When the job itself is given up or
/// cancelled, its plan is `stopped`.
class Apply {
public:
    Apply(storage::Database& database, storage::PlanStore& plans, storage::MirrorStore& mirror,
          accounts::Tokens& tokens, accounts::Watch& watch, tiktok::Client& client,
          staff::Staff& staff, const Clock& clock)
        : database_(database), plans_(plans), mirror_(mirror), tokens_(tokens), watch_(watch),
          client_(client), staff_(staff), clock_(clock) {}

    void register_jobs(jobs::Workers& workers);

private:
    struct Work;
    Result<std::string> run(jobs::Run& run, const PlanId& id);
    Result<void> apply_step(Work& work, storage::PlanStep& step);
    /// Settles a step whose last try failed for good.
    Result<void> give_up(Work& work, storage::PlanStep& step, const Error& error);
    Result<void> send(Work& work, storage::PlanStep& step, const LiveObject& live);
    Result<void> settle(Work& work, storage::PlanStep& step, storage::StepState state,
                        const LiveObject* live);
    Result<void> refuse(Work& work, storage::PlanStep& step, const Error& error);
    Result<LiveObject> read(const Work& work, const storage::PlanStep& step);
    Result<std::vector<storage::Attempt>> attempts(const storage::PlanStep& step);
    Result<void> finish(Work& work);
    /// The job ended before its plan did: the plan says why, and waits for a person.
    Result<void> stop(storage::Transaction& tx, const storage::Job& job, const Error& error);
    std::mutex& writer_of(const AdvertiserId& advertiser);

    storage::Database& database_;
    storage::PlanStore& plans_;
    storage::MirrorStore& mirror_;
    accounts::Tokens& tokens_;
    accounts::Watch& watch_;
    tiktok::Client& client_;
    staff::Staff& staff_;
    const Clock& clock_;
    std::mutex mutex_;
    /// One writer per account: changes reach TikTok in the order they were approved.
    std::map<AdvertiserId, std::mutex> writers_;
};

} // namespace bayme::changes
