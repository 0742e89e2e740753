// SPDX-License-Identifier: LicenseRef-Bayme
#include "jobs/retry.hpp"

#include <algorithm>
#include <array>

namespace bayme::jobs {
namespace {

using std::chrono::milliseconds;

constexpr std::array<milliseconds, 4> unavailable_delays{
    milliseconds{2'000}, milliseconds{10'000}, milliseconds{60'000}, milliseconds{300'000}};
constexpr int unavailable_attempts = 8;
constexpr milliseconds limited_delay{60'000};
constexpr int jitter_share = 4;

milliseconds with_jitter(milliseconds delay, Random& random) {
    std::array<std::uint8_t, 4> bytes{};
    random.fill(bytes);
    const auto dice = (bytes[0] | bytes[1] << 8 | bytes[2] << 16) & 0xFFFFFF;
    return delay + delay * dice / 0x1000000 / jitter_share;
}

} // namespace

bool is_retried(const Error& error, int attempt) {
    return error.code == ErrorCode::rate_limited ||
           (error.code == ErrorCode::unavailable && attempt < unavailable_attempts);
}

std::optional<milliseconds> retry_delay(const Error& error, int attempt, Random& random) {
    if (!is_retried(error, attempt)) {
        return std::nullopt;
    }
    if (error.code == ErrorCode::rate_limited) {
        // Calls of other kinds end a penalty's growth in between: it grows here all the same.
        const auto doubled = milliseconds{1'000 << std::clamp(attempt - 1, 0, 6)};
        return with_jitter(std::max(error.retry_after.value_or(limited_delay),
                                    std::min<milliseconds>(doubled, limited_delay)),
                           random);
    }
    const auto step = std::min<std::size_t>(static_cast<std::size_t>(std::max(attempt, 1)) - 1,
                                            unavailable_delays.size() - 1);
    return with_jitter(
        std::max(error.retry_after.value_or(milliseconds{0}), unavailable_delays.at(step)), random);
}

} // namespace bayme::jobs
