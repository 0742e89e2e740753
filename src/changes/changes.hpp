// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "changes/checks.hpp"
#include "jobs/queue.hpp"

namespace bayme::changes {

struct ApplyArguments {
    PlanId plan;
};
inline constexpr auto apply_job = jobs::declare_kind<ApplyArguments>(
    "changes.apply", "Applying a plan", jobs::Argument{"plan", &ApplyArguments::plan});
inline constexpr std::size_t most_steps = 200;

/// Drafting and agreeing. Nothing here calls TikTok: applying is the job of changes/apply.hpp.
/// Callers have checked the permission and the account, and audit in the same transaction.
class Changes {
public:
    Changes(storage::PlanStore& plans, storage::MirrorStore& mirror,
            storage::AdvertiserStore& advertisers, jobs::Queue& queue, Random& random,
            const Clock& clock, SpendingLimits limits)
        : plans_(plans), mirror_(mirror), advertisers_(advertisers), queue_(queue), random_(random),
          clock_(clock), limits_(limits) {}

    /// @return every wish's problem at once as fields "changes[2]"; nothing is stored then.
    Result<storage::Plan> draft(storage::Transaction& tx, const Actor& actor,
                                const AdvertiserId& advertiser, const std::string& title,
                                const std::vector<Wish>& wishes);
    /// Sends it off. @return conflict when it is no draft any more; forbidden with reason
    /// "second_person"; invalid_input with reason "confirmation" when `confirmed` was needed.
    Result<storage::Plan> approve(storage::Transaction& tx, const Actor& actor, const PlanId& id,
                                  bool confirmed);
    /// Sends off what a stopped plan has left, where it was: what may have been sent already is
    /// looked up first. @return conflict with reason "not_stopped" for any other plan.
    Result<storage::Plan> resume(storage::Transaction& tx, const Actor& actor, const PlanId& id);
    /// Drops a draft, or what a stopped plan has left: what was not sent never is, what may have
    /// been sent is uncertain. @return conflict with reason "no_draft" for any other plan.
    Result<storage::Plan> discard(storage::Transaction& tx, const PlanId& id);
    /// Drafts the opposite of what was applied.
    Result<storage::Plan> undo(storage::Transaction& tx, const Actor& actor, const PlanId& id);
    Result<storage::Plan> find(storage::Transaction& tx, const PlanId& id) {
        return plans_.find(tx, id);
    }
    /// Which other open plans want the same field of the same object. Nothing is refused for it:
    /// whoever reviews the plan should know.
    Result<std::vector<storage::RivalStep>> rivals(storage::Transaction& tx, const PlanId& id) {
        return plans_.rivals(tx, id);
    }
    Result<std::vector<storage::Plan>> list(storage::Transaction& tx,
                                            const AdvertiserId& advertiser, int limit) {
        return plans_.list(tx, advertiser, limit);
    }

private:
    Result<storage::Plan> find_draft(storage::Transaction& tx, const PlanId& id);
    Result<JobId> ask_to_apply(storage::Transaction& tx, const Actor& actor,
                               const storage::Plan& plan);
    Result<void> drop_step(storage::Transaction& tx, storage::PlanStep& step);

    storage::PlanStore& plans_;
    storage::MirrorStore& mirror_;
    storage::AdvertiserStore& advertisers_;
    jobs::Queue& queue_;
    Random& random_;
    const Clock& clock_;
    SpendingLimits limits_;
};

/// What the plan's approval takes, as a sentence; empty when anybody who may approve may do so at
/// once. The one wording for pages, terminals and errors.
std::string approval_words(const storage::Plan& plan);

/// The steps of a plan as JSON text, for audit rows.
std::string steps_json(const storage::Plan& plan);

} // namespace bayme::changes
