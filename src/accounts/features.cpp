// SPDX-License-Identifier: LicenseRef-Bayme
#include "accounts/features.hpp"

#include "tiktok/endpoints.hpp"

#include <algorithm>
#include <array>

namespace bayme::accounts {
namespace {

using Names = std::string_view;

constexpr auto accounts = std::to_array<Names>({"oauth2.advertiser.get", "advertiser.info"});
constexpr auto structure = std::to_array<Names>({"campaign.get", "adgroup.get", "ad.get"});
constexpr auto reviews = std::to_array<Names>({"adgroup.review_info", "ad.review_info"});
constexpr auto change_log = std::to_array<Names>(
    {"changelog.task.create", "changelog.task.check", "changelog.task.download"});
constexpr auto changes =
    std::to_array<Names>({"campaign.update", "campaign.status.update", "adgroup.budget.update",
                          "adgroup.status.update", "ad.status.update"});
constexpr auto reports = std::to_array<Names>({"report.integrated.get"});
constexpr auto files = std::to_array<Names>({"file.video.ad.search", "file.image.ad.search"});
constexpr auto identities = std::to_array<Names>({"identity.get"});

// The boxes of the consent page [CONTRACT 2.1].
const std::array<Feature, 8> table{{
    {"Accounts", "Accounts cannot be listed, and none can be read",
     "Ad Account Management › Ad account information", accounts},
    {"Campaigns, ad groups and ads", "Nothing is mirrored, and figures have no names",
     "Ads Management › Campaign, Ad group and Ad › Read", structure},
    {"Changes", "Plans cannot be applied: nothing can be paused, enabled or given a budget",
     "Ads Management › Campaign, Ad group and Ad › Write", changes},
    {"Reviews", "Why TikTok refused an ad is not known", "Ads Management › Ad › Read", reviews},
    {"Who changed what", "The history has no authors", "Ads Management › Change log", change_log},
    {"Reports", "There are no figures", "Reporting › Consolidated report", reports},
    {"Videos and images", "Files are not listed",
     "Creative Management › Image › Read and Video › Read", files},
    {"Identities", "The names ads appear under are not listed",
     "Creative Management › TikTok posts › Query identity", identities},
}};

bool is_granted(std::string_view name, const std::vector<std::string>& scopes) {
    const auto& wanted = tiktok::endpoint(name).scopes;
    const bool needs_one = wanted.front() != 0;
    return !needs_one || std::ranges::any_of(wanted, [&](std::int64_t scope) {
        return scope != 0 && std::ranges::find(scopes, fmt::to_string(scope)) != scopes.end();
    });
}

} // namespace

std::span<const Feature> features() {
    return table;
}

std::string_view to_string(FeatureState state) {
    switch (state) {
    case FeatureState::granted:
        return "granted";
    case FeatureState::missing:
        return "missing";
    case FeatureState::refused:
        return "refused";
    case FeatureState::unknown:
        break;
    }
    return "unknown";
}

std::vector<GrantedFeature> granted_features(const std::vector<std::string>& scopes,
                                             const std::vector<storage::RefusedCall>& refused) {
    std::vector<GrantedFeature> found;
    for (const auto& feature : features()) {
        GrantedFeature granted{.feature = &feature};
        const bool all = std::ranges::all_of(
            feature.endpoints, [&](std::string_view name) { return is_granted(name, scopes); });
        granted.state = scopes.empty() ? FeatureState::unknown
                        : all          ? FeatureState::granted
                                       : FeatureState::missing;
        for (const auto& call : refused) {
            const bool ours =
                std::ranges::find(feature.endpoints, call.endpoint) != feature.endpoints.end();
            if (ours && (!granted.refused_since || call.since < *granted.refused_since)) {
                granted.refused_since = call.since;
                granted.endpoint = call.endpoint;
                granted.request_id = call.request_id;
            }
        }
        if (granted.refused_since && granted.state != FeatureState::missing) {
            granted.state = FeatureState::refused;
        }
        found.push_back(std::move(granted));
    }
    return found;
}

} // namespace bayme::accounts
