// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/secret.hpp"
#include "base/time.hpp"
#include "tiktok/values.hpp"

namespace bayme::tiktok {

/// What an authorisation code is exchanged for. A Marketing API token has no end of its own
/// [CONTRACT 2.1].
struct TokenGrant {
    SecretText access_token;
    /// Accounts named with the grant; may be left out by the platform.
    std::vector<AdvertiserId> advertiser_ids;
    /// Permission ids, as text: some pass 2^53.
    Texts scopes;
    std::vector<Unmodelled> unmodelled;
};

/// One account a token reaches (/oauth2/advertiser/get/).
struct AdvertiserName {
    AdvertiserId id;
    std::string name;
    std::vector<Unmodelled> unmodelled;
};

/// What /oauth2/revoke_token/ says it did.
struct RevokedToken {
    std::vector<AdvertiserId> advertiser_ids;
    std::vector<Unmodelled> unmodelled;
};

/// Whose token it is. Shown once to the person who connects; not stored.
struct UserInfo {
    OptionalText core_user_id;
    OptionalText display_name;
    OptionalText email; ///< masked by TikTok
    std::optional<Instant> created;
    OptionalText avatar_url;
    std::vector<Unmodelled> unmodelled;
};

/// Who runs the account and where; masked by TikTok where personal.
struct AdvertiserContact {
    OptionalText company, brand, industry, country, address, description, language;
    OptionalText contacter, email, cellphone_number, telephone_number;
    OptionalText license_no, license_url, license_province, license_city;
    OptionalText promotion_area, promotion_center_province, promotion_center_city;
};

/// An ad account (/advertiser/info/) [CONTRACT 3.1]. Days follow `timezone`, never
/// `display_timezone`; both are verbatim.
struct Advertiser {
    AdvertiserId id;
    std::string name;
    OptionalText status, role, rejection_reason;
    OptionalText currency; ///< ISO 4217; Currency::parse reads it
    OptionalText timezone, display_timezone;
    OptionalText account_type; ///< AUCTION, RESERVATION
    OptionalText owner_bc_id;
    std::optional<Micros> balance;
    std::optional<Instant> created;
    std::optional<bool> can_use_custom_identity, ads_only_mode, company_name_editable;
    AdvertiserContact contact;
    std::vector<Unmodelled> unmodelled;
};

} // namespace bayme::tiktok
