// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "storage/mirror.hpp"
#include "storage/plans.hpp"
#include "tiktok/client.hpp"

namespace bayme::changes {

/// An object as TikTok says it is now, and the two values plans are about.
struct LiveObject {
    storage::MirrorObject object;
    /// A daily ad-group budget that starts at the account's next midnight; nothing when none waits.
    std::optional<Micros> scheduled_budget;

    /// What a step compares with: the value in force, or the one that will be.
    [[nodiscard]] std::string value(storage::StepField field) const;
    /// True when the step's wish holds, now or from the next midnight.
    [[nodiscard]] bool satisfies(const storage::PlanStep& step) const;
};

/// Reads one object. @return not_found when TikTok has none.
Result<LiveObject> read_live(tiktok::Client& client, const tiktok::CallContext& context,
                             const SecretText& token, storage::ObjectLevel level,
                             const std::string& id, Instant seen_at);

/// Sends one step's change.
/// @return the platform's request id; its refusal; uncertain when nobody can say.
Result<std::string> send_step(tiktok::Client& client, const tiktok::CallContext& context,
                              const SecretText& token, const storage::PlanStep& step,
                              const LiveObject& live);

} // namespace bayme::changes
