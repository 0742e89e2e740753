// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"
#include "tiktok/client.hpp"

namespace bayme::tiktok {

/// Under whose name an ad appears [CONTRACT 5.5].
struct Identity {
    std::string id;
    OptionalText type; ///< CUSTOMIZED_USER, AUTH_CODE, TT_USER, BC_AUTH_TT
    OptionalText authorized_bc_id, authorized_shop_id, display_name, user_name;
    OptionalText username, profile_image, profile_image_url, available_status;
    OptionalText unavailable_reason, shop_id;
    std::optional<bool> can_push_video, can_pull_video, can_use_live_ads;
    std::optional<bool> can_manage_message, ads_only_mode, is_gpppa;
    std::optional<bool> is_running_custom_shop_ads, product_gmv_max_available;
    std::optional<bool> live_gmv_max_available;
    std::vector<Unmodelled> unmodelled;
};

/// The identity that was made.
struct IdentityRef {
    std::string id;
    std::vector<Unmodelled> unmodelled;
};

/// Which identities.
struct IdentityFilter {
    OptionalText keyword = {};
};

/// One page of the identities the account may use.
struct IdentitySearch {
    OptionalText type = {};
    OptionalText authorized_bc_id = {}; ///< needed for BC_AUTH_TT
    IdentityFilter filtering = {};
    PageRequest page = {1, 100};
};

/// One identity, by what an ad says of it.
struct IdentityQuery {
    std::string type = {};
    std::string id = {};
    OptionalText authorized_bc_id = {}; ///< needed for BC_AUTH_TT
};

/// An identity of the account's own, without a TikTok account.
struct IdentityDraft {
    std::string display_name = {};
    std::string image_uri = {}; ///< a square image of the account
};

Call<Page<Identity>> identities(Platform& platform, const CallContext& context,
                                const SecretText& token, const IdentitySearch& search);
Call<Identity> identity(Platform& platform, const CallContext& context, const SecretText& token,
                        const IdentityQuery& query);
/// Sent once; what is unclear is `uncertain`.
Call<IdentityRef> create_identity(Platform& platform, const CallContext& context,
                                  const SecretText& token, const IdentityDraft& draft);

} // namespace bayme::tiktok
