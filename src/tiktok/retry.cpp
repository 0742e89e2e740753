// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/retry.hpp"

#include <algorithm>
#include <array>

namespace bayme::tiktok {
namespace {

using std::chrono::milliseconds;

constexpr RetryRule once{};
constexpr RetryRule few{
    .attempts = 2, .first = milliseconds{2'000}, .longest = milliseconds{2'000}};
constexpr RetryRule usual{
    .attempts = 3, .first = milliseconds{1'000}, .longest = milliseconds{30'000}};
// The governor waits out the penalty, so nothing is added here.
constexpr RetryRule after_penalty{.attempts = 4};

/// By reason; what is not named is sent once.
struct Row {
    std::string_view reason;
    RetryRule rule;
};
constexpr auto by_reason = std::to_array<Row>({
    {"http.not_sent", usual},
    {"http.reset", usual},
    {"http.stalled", usual},
    {"http.tls", few},
    // A report that timed out is to be narrowed, not repeated [CONTRACT 6.1].
    {"http.timeout", few},
    {"http.truncated", usual},
    {"tiktok.http_5xx", usual},
    {"tiktok.http_429", usual},
    {"tiktok.empty", usual},
    {"tiktok.html", usual},
    {"tiktok.not_json", few},
    {"tiktok.not_utf8", few},
    {"tiktok.truncated", usual},
    {"tiktok.too_deep", few},
    {"tiktok.duplicate_member", few},
    {"tiktok.shape", few},
});

} // namespace

RetryRule retry_rule(CodeClass code_class) {
    switch (code_class) {
    case CodeClass::retry:
        return usual;
    case CodeClass::retry_few:
    case CodeClass::conflict:
        return few;
    case CodeClass::throttled:
        return after_penalty;
    default:
        return once;
    }
}

RetryRule retry_rule(std::string_view reason) {
    const auto found = std::ranges::find(by_reason, reason, &Row::reason);
    return found == by_reason.end() ? once : found->rule;
}

milliseconds retry_delay(const RetryRule& rule, int repeat, Random& random) {
    auto ceiling = rule.first;
    for (int i = 1; i < repeat && ceiling < rule.longest; ++i) {
        ceiling *= 2;
    }
    ceiling = std::min(ceiling, rule.longest);
    std::array<std::uint8_t, 4> bytes{};
    random.fill(bytes);
    const auto drawn = (static_cast<std::uint32_t>(bytes[0]) << 24U) |
                       (static_cast<std::uint32_t>(bytes[1]) << 16U) |
                       (static_cast<std::uint32_t>(bytes[2]) << 8U) | bytes[3];
    return milliseconds{static_cast<std::int64_t>(drawn) % (ceiling.count() + 1)};
}

} // namespace bayme::tiktok
