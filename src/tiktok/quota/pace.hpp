// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <chrono>

namespace bayme::tiktok::quota {

/// How much of an allowance is spent, in thousandths. A refusal nobody expected takes away 20, and
/// more when refusals follow one another within a minute: somebody else spends from the same limit,
/// the network bunches calls, or the level is lower than configured. What was lost comes back: a
/// large loss by halves every ten minutes, the last tenth by 10 an hour.
class Pace {
public:
    explicit Pace(int most) : most_(most) {}

    [[nodiscard]] int permille(std::chrono::nanoseconds now) const { return most_ - lost(now); }
    [[nodiscard]] int lost(std::chrono::nanoseconds now) const;
    void slow_down(std::chrono::nanoseconds now);
    /// Takes over what an earlier process had lost at `at`.
    void resume(int lost, std::chrono::nanoseconds at);

private:
    int most_;
    int lost_ = 0;
    int in_a_row_ = 0;
    std::chrono::nanoseconds at_{0};
};

} // namespace bayme::tiktok::quota
