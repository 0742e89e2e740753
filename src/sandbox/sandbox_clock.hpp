// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"

#include <optional>

namespace bayme::sandbox {

/// The simulated platform's time: stands still where it was put, or follows the wall at a
/// distance. Never goes back.
class SandboxClock {
public:
    SandboxClock(const Clock& wall, std::optional<Instant> frozen) : wall_(wall), frozen_(frozen) {}

    [[nodiscard]] Instant now() const { return frozen_ ? *frozen_ : wall_.now() + ahead_; }
    void advance(microseconds by) {
        if (frozen_) {
            *frozen_ += by;
        } else {
            ahead_ += by;
        }
    }

private:
    const Clock& wall_;
    std::optional<Instant> frozen_;
    microseconds ahead_{0};
};

} // namespace bayme::sandbox
