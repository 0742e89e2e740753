// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/counters.hpp"

#include <algorithm>

namespace bayme::sandbox {

namespace {

constexpr std::array<std::string_view, counter_count> names{
    "spend",
    "billed_cost",
    "impressions",
    "gross_impressions",
    "clicks",
    "engagements",
    "conversion",
    "real_time_conversion",
    "result",
    "real_time_result",
    "video_play_actions",
    "video_players",
    "video_watched_2s",
    "video_watched_6s",
    "video_views_p25",
    "video_views_p50",
    "video_views_p75",
    "video_views_p100",
    "engaged_view",
    "engaged_view_15s",
    "play_centiseconds",
    "likes",
    "comments",
    "shares",
    "follows",
    "profile_visits",
    "clicks_on_music_disc",
    "total_landing_page_view",
    "initiate_checkout",
    "complete_payment",
    "total_complete_payment_rate",
    "total_purchase",
    "total_purchase_value",
    "app_install",
    "registration",
    "form",
    "reached",
};

} // namespace

std::string_view counter_name(std::size_t counter) {
    return names.at(counter);
}

std::optional<std::size_t> find_counter(std::string_view name) {
    const auto* const found = std::ranges::find(names, name);
    return found == names.end() ? std::nullopt
                                : std::optional{static_cast<std::size_t>(found - names.begin())};
}

} // namespace bayme::sandbox
