// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "storage/connections.hpp"
#include "storage/refused_calls.hpp"

#include <span>

namespace bayme::accounts {

/// What people use, the endpoints it calls, and the box of TikTok's consent page that allows it.
struct Feature {
    std::string_view name;
    std::string_view without; ///< what does not work when it is missing
    std::string_view box;     ///< in the order of the page: "Ads Management › Change log"
    std::span<const std::string_view> endpoints;
};
std::span<const Feature> features();

enum class FeatureState {
    granted,
    missing, ///< the exchange did not name its permission
    refused, ///< named, and TikTok refuses it in use all the same
    unknown, ///< the exchange named no permission at all
};
std::string_view to_string(FeatureState state);

struct GrantedFeature {
    const Feature* feature = nullptr;
    FeatureState state = FeatureState::unknown;
    /// Of what was refused in use: since when, on which call, and what to tell TikTok's support.
    std::optional<Instant> refused_since = {};
    std::string endpoint = {};
    std::string request_id = {};
};

/// Feature by feature, from the permissions of the exchange and from the refusals met in use; a
/// refusal of an account that is lost says nothing about permissions.
std::vector<GrantedFeature> granted_features(const std::vector<std::string>& scopes,
                                             const std::vector<storage::RefusedCall>& refused);

} // namespace bayme::accounts
