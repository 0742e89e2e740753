// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/quota/pace.hpp"

#include <algorithm>

namespace bayme::tiktok::quota {
namespace {

using std::chrono::nanoseconds;

constexpr int step = 20;
constexpr int least_spent = 50;
constexpr int small_loss = 100;
constexpr int back_in_an_hour = 10;
constexpr int most_doublings = 5;
constexpr nanoseconds half_life = std::chrono::minutes{10};
constexpr nanoseconds one_row = std::chrono::minutes{1};

} // namespace

int Pace::lost(nanoseconds now) const {
    auto lost = lost_;
    auto since = now - at_;
    while (lost > small_loss && since >= half_life) {
        lost /= 2;
        since -= half_life;
    }
    if (lost == 0 || lost > small_loss) {
        return lost;
    }
    const auto back = since * back_in_an_hour / std::chrono::hours{1};
    return static_cast<int>(std::max<std::int64_t>(lost - back, 0));
}

void Pace::slow_down(nanoseconds now) {
    const auto left = lost(now);
    in_a_row_ = in_a_row_ > 0 && now - at_ < one_row ? in_a_row_ + 1 : 1;
    const auto doublings = std::clamp(in_a_row_ - 2, 0, most_doublings);
    lost_ = std::min(left + step * (1 << doublings), most_ - least_spent);
    at_ = now;
}

void Pace::resume(int lost, nanoseconds at) {
    lost_ = std::clamp(lost, 0, most_ - least_spent);
    at_ = at;
}

} // namespace bayme::tiktok::quota
