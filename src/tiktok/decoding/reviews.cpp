// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/nested.hpp"
#include "tiktok/decoding/objects.hpp"

namespace bayme::tiktok::decoding {
namespace {

constexpr auto rejection_table = std::to_array<Field<Rejection>>({
    text<&Rejection::suggestion>("suggestion"),
    text<&Rejection::reasons>("reasons"),
    text<&Rejection::forbidden_placements>("forbidden_placements"),
    text<&Rejection::forbidden_ages>("forbidden_ages"),
    text<&Rejection::forbidden_locations>("forbidden_locations"),
    json<&Rejection::content_info>("content_info"),
});

const FieldTable<Rejection>& rejection_fields() {
    static const FieldTable<Rejection> fields{rejection_table};
    return fields;
}

/// Ads and ad groups are reviewed in the same words; only the id differs.
template <const char* id_name, const char* parent_name>
const FieldTable<Review>& review_fields() {
    static constexpr auto table = std::to_array<Field<Review>>({
        text<&Review::id>(id_name),
        text<&Review::adgroup_id>(parent_name),
        flag<&Review::is_approved>("is_approved"),
        flag<&Review::contains_rejected_ads>("contain_rejected_ads"),
        text<&Review::status>("review_status"),
        text<&Review::appeal_status>("appeal_status"),
        text<&Review::forbidden_placements>("forbidden_placements"),
        text<&Review::forbidden_ages>("forbidden_ages"),
        text<&Review::forbidden_locations>("forbidden_locations"),
        text<&Review::forbidden_operation_systems>("forbidden_operation_systems"),
        utc<&Review::audited>("last_audit_time"),
        objects<&Review::rejections, rejection_fields>("reject_info"),
    });
    static const FieldTable<Review> fields{table};
    return fields;
}

constexpr char ad_id[] = "ad_id";
constexpr char adgroup_id[] = "adgroup_id";
constexpr char campaign_id[] = "campaign_id";
constexpr auto ad_review = review_fields<ad_id, adgroup_id>;
constexpr auto adgroup_review = review_fields<adgroup_id, campaign_id>;

// /ad/review_info/ has one map of ads; /adgroup/review_info/ maps ad groups to ads [CONTRACT 4.10].
constexpr auto ads_table = std::to_array<Field<Reviews>>({
    keyed<&Reviews::ads, &Review::id, ad_review>("ad_review_map"),
});
constexpr auto adgroups_table = std::to_array<Field<Reviews>>({
    keyed_twice<&Reviews::ads, &Review::adgroup_id, &Review::id, ad_review>("ad_review_map"),
    keyed<&Reviews::adgroups, &Review::id, adgroup_review>("ad_group_review_map"),
});

} // namespace

const FieldTable<Reviews>& ad_reviews_fields() {
    static const FieldTable<Reviews> fields{ads_table};
    return fields;
}

const FieldTable<Reviews>& adgroup_reviews_fields() {
    static const FieldTable<Reviews> fields{adgroups_table};
    return fields;
}

} // namespace bayme::tiktok::decoding
