// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/families.hpp"
#include "tiktok/decoding/nested.hpp"

namespace bayme::tiktok::decoding {
namespace {

constexpr auto identity_table = std::to_array<Field<Identity>>({
    needed(text<&Identity::id>("identity_id")),
    text<&Identity::type>("identity_type"),
    text<&Identity::authorized_bc_id>("identity_authorized_bc_id"),
    text<&Identity::authorized_shop_id>("identity_authorized_shop_id"),
    text<&Identity::display_name>("display_name"),
    text<&Identity::user_name>("user_name"),
    text<&Identity::username>("username"),
    text<&Identity::profile_image>("profile_image"),
    text<&Identity::profile_image_url>("profile_image_url"),
    text<&Identity::available_status>("available_status"),
    text<&Identity::unavailable_reason>("unavailable_reason"),
    text<&Identity::shop_id>("shop_id"),
    flag<&Identity::can_push_video>("can_push_video"),
    flag<&Identity::can_pull_video>("can_pull_video"),
    flag<&Identity::can_use_live_ads>("can_use_live_ads"),
    flag<&Identity::can_manage_message>("can_manage_message"),
    flag<&Identity::ads_only_mode>("ads_only_mode"),
    flag<&Identity::is_gpppa>("is_gpppa"),
    flag<&Identity::is_running_custom_shop_ads>("is_running_custom_shop_ads"),
    flag<&Identity::product_gmv_max_available>("product_gmv_max_available"),
    flag<&Identity::live_gmv_max_available>("live_gmv_max_available"),
});

constexpr auto identity_ref_table = std::to_array<Field<IdentityRef>>({
    needed(text<&IdentityRef::id>("identity_id")),
});

} // namespace

const FieldTable<Identity>& identity_fields() {
    static const FieldTable<Identity> fields{identity_table};
    return fields;
}

const FieldTable<IdentityRef>& identity_ref_fields() {
    static const FieldTable<IdentityRef> fields{identity_ref_table};
    return fields;
}

} // namespace bayme::tiktok::decoding
