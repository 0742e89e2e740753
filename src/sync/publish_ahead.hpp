// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/snapshots.hpp"

#include <future>

namespace bayme::sync {

/// Whether the next call is fetched while the last one is published. One after the other is for
/// simulations that have to run the same way twice.
enum class Overlap { with_next_call, none };

/// Publishes in order, one call's windows at a time, on a thread of its own: what is held in memory
/// is the call being published and the one being fetched. Used by one thread.
class PublishAhead {
public:
    PublishAhead(snapshots::Snapshots& snapshots, Overlap overlap)
        : snapshots_(snapshots), overlap_(overlap) {}

    /// Waits for the publish before it. @return that one's error: this one is not begun then.
    Result<void> submit(snapshots::Publish publish);
    /// Waits for what is under way; before anything is read that was published in this pass.
    Result<void> drain();
    /// What the publishes that ended did, added up.
    [[nodiscard]] const snapshots::PublishOutcome& outcome() const { return outcome_; }

private:
    snapshots::Snapshots& snapshots_;
    Overlap overlap_;
    std::future<Result<snapshots::PublishOutcome>> under_way_; ///< its end is waited for
    snapshots::PublishOutcome outcome_;
};

} // namespace bayme::sync
