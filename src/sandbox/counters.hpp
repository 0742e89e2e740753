// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace bayme::sandbox {

/// What is counted per ad and hour. Everything a report says is a sum of these or a ratio of sums.
/// Money (spend, billed_cost, the two values) is in minor units.
enum class Counter : std::size_t {
    spend,
    billed_cost,
    impressions,
    gross_impressions,
    clicks,
    engagements,
    conversion,
    real_time_conversion,
    result,
    real_time_result,
    video_play_actions,
    video_players,
    video_watched_2s,
    video_watched_6s,
    video_views_p25,
    video_views_p50,
    video_views_p75,
    video_views_p100,
    engaged_view,
    engaged_view_15s,
    play_centiseconds,
    likes,
    comments,
    shares,
    follows,
    profile_visits,
    clicks_on_music_disc,
    total_landing_page_view,
    initiate_checkout,
    complete_payment,
    total_complete_payment_rate,
    total_purchase,
    total_purchase_value,
    app_install,
    registration,
    form,
    reached, ///< impressions whose viewers have been counted: 16 hours later
    count_
};
inline constexpr std::size_t counter_count = static_cast<std::size_t>(Counter::count_);

std::string_view counter_name(std::size_t counter);
std::optional<std::size_t> find_counter(std::string_view name);

/// One value per counter.
template <typename Number>
struct Counts {
    std::array<Number, counter_count> values{};

    Number& operator[](Counter counter) { return values[static_cast<std::size_t>(counter)]; }
    Number operator[](Counter counter) const { return values[static_cast<std::size_t>(counter)]; }

    template <typename Other>
    void add(const Counts<Other>& other) {
        for (std::size_t i = 0; i < counter_count; ++i) {
            values[i] = static_cast<Number>(values[i] + static_cast<Number>(other.values[i]));
        }
    }
    /// Nothing was delivered and nothing happened: the row is left out.
    [[nodiscard]] bool idle() const {
        for (const auto value : values) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }
};
using Sums = Counts<std::int64_t>;
/// Of one ad and day or hour. A day's budget alone may be hundreds of thousands of millions of
/// minor units where they are worth little.
using AdCounts = Counts<std::uint64_t>;

} // namespace bayme::sandbox
