// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/allowance.hpp"

#include <algorithm>
#include <array>

namespace bayme::tiktok {
namespace {

constexpr auto tiers = std::to_array<std::pair<std::string_view, Tier>>({
    {"none", Tier::none},
    {"sandbox", Tier::sandbox},
    {"basic", Tier::basic},
    {"advanced", Tier::advanced},
    {"premium", Tier::premium},
    {"ultimate", Tier::ultimate},
});

Allowance gmv_max_allowance(Tier tier) {
    switch (tier) {
    case Tier::advanced:
        return {12, 360, 30'000};
    case Tier::premium:
    case Tier::ultimate:
        return {20, 600, 50'000};
    default:
        return {8, 240, 20'000};
    }
}

} // namespace

Result<Tier> parse_tier(std::string_view text) {
    const auto found = std::ranges::find(tiers, text, &std::pair<std::string_view, Tier>::first);
    if (found == tiers.end()) {
        return fail(ErrorCode::invalid_input,
                    "\"{}\" is no tier: none, sandbox, basic, advanced, premium, ultimate", text);
    }
    return found->second;
}

std::string_view to_string(Tier tier) {
    return std::ranges::find(tiers, tier, &std::pair<std::string_view, Tier>::second)->first;
}

Allowance app_allowance(Tier tier) {
    switch (tier) {
    case Tier::none:
    case Tier::sandbox:
        return {};
    case Tier::basic:
        return {10, 600, 864'000};
    case Tier::advanced:
        return {20, 1'200, 1'728'000};
    case Tier::premium:
        return {30, 1'800, 2'592'000};
    case Tier::ultimate:
        return {50, 3'000, 4'320'000};
    }
    return {10, 600, 864'000};
}

Allowance allowance_of_rate(std::int64_t per_second) {
    return {per_second, per_second * 60, per_second * 86'400};
}

bool is_rate_of_a_tier(std::int64_t per_second) {
    return per_second != 0 && std::ranges::any_of(tiers, [&](const auto& named) {
               return app_allowance(named.second).second == per_second;
           });
}

Allowance class_allowance(QuotaClass quota, Tier tier) {
    if (tier == Tier::sandbox) {
        return {1, 30, 1'000};
    }
    if (tier == Tier::none || quota == QuotaClass::app_only) {
        return {};
    }
    if (quota == QuotaClass::report_task) {
        return {2, 60, 4'500};
    }
    if (quota == QuotaClass::gmv_max_report) {
        return gmv_max_allowance(tier);
    }
    switch (tier) {
    case Tier::advanced:
        return {10, 200, 86'400};
    case Tier::premium:
        return {10, 300, 86'400};
    case Tier::ultimate:
        return {15, 300, 86'400};
    default:
        return {5, 150, 86'400};
    }
}

} // namespace bayme::tiktok
