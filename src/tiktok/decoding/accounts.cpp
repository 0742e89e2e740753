// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/objects.hpp"

#include <algorithm>

namespace bayme::tiktok::decoding {
namespace {

constexpr auto advertiser_name_table = std::to_array<Field<AdvertiserName>>({
    id<&AdvertiserName::id>("advertiser_id", true),
    text<&AdvertiserName::name>("advertiser_name"),
});

constexpr auto user_info_table = std::to_array<Field<UserInfo>>({
    text<&UserInfo::core_user_id>("core_user_id"),
    text<&UserInfo::display_name>("display_name"),
    text<&UserInfo::email>("email"),
    text<&UserInfo::avatar_url>("avatar_url"),
    epoch<&UserInfo::created>("create_time"),
});

constexpr auto advertiser_table = std::to_array<Field<Advertiser>>({
    id<&Advertiser::id>("advertiser_id", true),
    text<&Advertiser::name>("name"),
    text<&Advertiser::status>("status"),
    text<&Advertiser::role>("role"),
    text<&Advertiser::rejection_reason>("rejection_reason"),
    text<&Advertiser::currency>("currency"),
    text<&Advertiser::timezone>("timezone"),
    text<&Advertiser::display_timezone>("display_timezone"),
    text<&Advertiser::account_type>("advertiser_account_type"),
    text<&Advertiser::owner_bc_id>("owner_bc_id"),
    amount<&Advertiser::balance>("balance"),
    epoch<&Advertiser::created>("create_time"),
    flag<&Advertiser::can_use_custom_identity>("can_use_custom_identity"),
    flag<&Advertiser::ads_only_mode>("ads_only_mode"),
    flag<&Advertiser::company_name_editable>("company_name_editable"),
    text<&Advertiser::contact, &AdvertiserContact::company>("company"),
    text<&Advertiser::contact, &AdvertiserContact::brand>("brand"),
    text<&Advertiser::contact, &AdvertiserContact::industry>("industry"),
    text<&Advertiser::contact, &AdvertiserContact::country>("country"),
    text<&Advertiser::contact, &AdvertiserContact::address>("address"),
    text<&Advertiser::contact, &AdvertiserContact::description>("description"),
    text<&Advertiser::contact, &AdvertiserContact::language>("language"),
    text<&Advertiser::contact, &AdvertiserContact::contacter>("contacter"),
    text<&Advertiser::contact, &AdvertiserContact::email>("email"),
    text<&Advertiser::contact, &AdvertiserContact::cellphone_number>("cellphone_number"),
    text<&Advertiser::contact, &AdvertiserContact::telephone_number>("telephone_number"),
    text<&Advertiser::contact, &AdvertiserContact::license_no>("license_no"),
    text<&Advertiser::contact, &AdvertiserContact::license_url>("license_url"),
    text<&Advertiser::contact, &AdvertiserContact::license_province>("license_province"),
    text<&Advertiser::contact, &AdvertiserContact::license_city>("license_city"),
    text<&Advertiser::contact, &AdvertiserContact::promotion_area>("promotion_area"),
    text<&Advertiser::contact, &AdvertiserContact::promotion_center_province>(
        "promotion_center_province"),
    text<&Advertiser::contact, &AdvertiserContact::promotion_center_city>("promotion_center_city"),
});

/// Ids from an array; false when it is no array of ids.
bool read_ids(const JsonNode& node, std::vector<AdvertiserId>& out) {
    Texts texts;
    if (read(node, texts) == Read::unreadable || !std::ranges::all_of(texts, is_id)) {
        return false;
    }
    out.clear();
    for (auto& text : texts) {
        out.emplace_back(std::move(text));
    }
    return true;
}

} // namespace

const FieldTable<AdvertiserName>& advertiser_name_fields() {
    static const FieldTable<AdvertiserName> fields{advertiser_name_table};
    return fields;
}

const FieldTable<UserInfo>& user_info_fields() {
    static const FieldTable<UserInfo> fields{user_info_table};
    return fields;
}

const FieldTable<Advertiser>& advertiser_fields() {
    static const FieldTable<Advertiser> fields{advertiser_table};
    return fields;
}

Result<TokenGrant> read_grant(const JsonNode& data) {
    TokenGrant grant;
    for (const auto& member : data.children) {
        const bool known =
            (member.key == "advertiser_ids" && read_ids(member, grant.advertiser_ids)) ||
            (member.key == "scope" && read(member, grant.scopes) != Read::unreadable);
        if (member.key == "access_token" && member.kind == JsonKind::text) {
            if (!grant.access_token.empty()) {
                return fail(duplicate_member("data", "access_token"));
            }
            grant.access_token = SecretText{member.text};
        } else if (!known && !member.key.contains("token")) {
            // Members named like a token stay out: what is kept here may be shown.
            grant.unmodelled.push_back({member.key, std::string{member.raw}});
        }
    }
    if (grant.access_token.empty()) {
        return fail(wrong_shape("data has no access_token"));
    }
    return grant;
}

Result<RevokedToken> read_revoked(const JsonNode& data) {
    RevokedToken revoked;
    for (const auto& member : data.children) {
        const bool known = member.key == "app_id" || (member.key == "advertiser_ids" &&
                                                      read_ids(member, revoked.advertiser_ids));
        if (!known) {
            revoked.unmodelled.push_back({member.key, std::string{member.raw}});
        }
    }
    return revoked;
}

} // namespace bayme::tiktok::decoding
