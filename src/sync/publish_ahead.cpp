// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/publish_ahead.hpp"

#include "base/failpoint.hpp"

namespace bayme::sync {
namespace {

Failpoint published{"sync.reports.published"};

Result<snapshots::PublishOutcome> publish_one(snapshots::Snapshots& snapshots,
                                              const snapshots::Publish& publish) {
    BAYME_TRY(const auto done, snapshots.publish(publish));
    BAYME_CHECK(published.reach());
    return done;
}

} // namespace

Result<void> PublishAhead::submit(snapshots::Publish publish) {
    BAYME_CHECK(drain());
    const auto policy = overlap_ == Overlap::none ? std::launch::deferred : std::launch::async;
    under_way_ = std::async(
        policy, [this, one = std::move(publish)] { return publish_one(snapshots_, one); });
    return overlap_ == Overlap::none ? drain() : Result<void>{};
}

Result<void> PublishAhead::drain() {
    if (!under_way_.valid()) {
        return {};
    }
    BAYME_TRY(const auto done, under_way_.get());
    outcome_.rows += done.rows;
    outcome_.inserted += done.inserted;
    outcome_.superseded += done.superseded;
    outcome_.ended += done.ended;
    return {};
}

} // namespace bayme::sync
