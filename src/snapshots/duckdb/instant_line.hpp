// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"

#include <mutex>
#include <optional>

namespace bayme::snapshots {

/// Hands out publish instants that only rise, and keeps "as of" honest: once a moment was read,
/// nothing is published at it or before it. Safe from any thread.
class InstantLine {
public:
    /// `last`: the newest instant in the store.
    InstantLine(const Clock& clock, Instant last) : clock_(clock), last_(last) {}

    /// Under way until it dies, whether the publish was committed or not. One at a time.
    class Publishing {
    public:
        Publishing(InstantLine& line, Instant at) : line_(line), observed_at_(at) {}
        Publishing(const Publishing&) = delete;
        Publishing& operator=(const Publishing&) = delete;
        ~Publishing() {
            const std::scoped_lock lock{line_.mutex_};
            line_.under_way_.reset();
        }
        [[nodiscard]] Instant observed_at() const { return observed_at_; }

    private:
        InstantLine& line_;
        Instant observed_at_;
    };

    /// The clock's now, or just after everything published or read so far when that is later.
    Publishing begin_publish() {
        const std::scoped_lock lock{mutex_};
        last_ = std::max(clock_.now(), last_ + microseconds{1});
        under_way_ = last_;
        return {*this, last_};
    }

    struct Settled {
        Instant moment;         ///< what was asked for, or now when that is earlier
        bool publish_under_way; ///< one that belongs to the moment has not ended yet
    };
    Settled settle(Instant asked) {
        const std::scoped_lock lock{mutex_};
        const auto moment = std::min(asked, std::max(clock_.now(), last_));
        last_ = std::max(last_, moment);
        return {moment, under_way_ && *under_way_ <= moment};
    }

private:
    const Clock& clock_;
    std::mutex mutex_;
    Instant last_;
    std::optional<Instant> under_way_;
};

} // namespace bayme::snapshots
