// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/families.hpp"
#include "tiktok/decoding/nested.hpp"

namespace bayme::tiktok::decoding {
namespace {

constexpr auto adgroup_quota_table = std::to_array<Field<AdgroupQuota>>({
    count<&AdgroupQuota::total>("total_adgroup_quota"),
    count<&AdgroupQuota::used>("used_adgroup_quota"),
});

constexpr auto campaign_slots_table = std::to_array<Field<CampaignSlots>>({
    count<&CampaignSlots::total>("total_campaign_quota"),
    count<&CampaignSlots::used>("used_campaign_quota"),
    count<&CampaignSlots::releasing>("releasing_campaign_quota"),
    count<&CampaignSlots::available>("available_campaign_quota"),
    text<&CampaignSlots::used_ids>("used_campaign_ids"),
    text<&CampaignSlots::releasing_ids>("releasing_campaign_ids"),
});

const FieldTable<CampaignSlots>& campaign_slots_fields() {
    static const FieldTable<CampaignSlots> fields{campaign_slots_table};
    return fields;
}

constexpr auto network_quota_table = std::to_array<Field<NetworkQuota>>({
    object<&NetworkQuota::campaigns, campaign_slots_fields>("total_campaign_quota_info"),
    json<&NetworkQuota::by_account>("campaign_quota_by_adv"),
});

const FieldTable<NetworkQuota>& network_quota_fields() {
    static const FieldTable<NetworkQuota> fields{network_quota_table};
    return fields;
}

constexpr auto network_quotas_table = std::to_array<Field<NetworkQuotas>>({
    object<&NetworkQuotas::tiktok, network_quota_fields>("tiktok_campaign_quota_info"),
    object<&NetworkQuotas::pangle, network_quota_fields>("pangle_campaign_quota_info"),
});

const FieldTable<NetworkQuotas>& network_quotas_fields() {
    static const FieldTable<NetworkQuotas> fields{network_quotas_table};
    return fields;
}

constexpr auto dedicated_adgroups_table = std::to_array<Field<DedicatedAdgroups>>({
    text<&DedicatedAdgroups::campaign_id>("campaign_id"),
    count<&DedicatedAdgroups::total>("total_adgroup_quota"),
    count<&DedicatedAdgroups::used>("used_adgroup_quota"),
    count<&DedicatedAdgroups::available>("available_adgroup_quota"),
    text<&DedicatedAdgroups::placements>("placements"),
});

const FieldTable<DedicatedAdgroups>& dedicated_adgroups_fields() {
    static const FieldTable<DedicatedAdgroups> fields{dedicated_adgroups_table};
    return fields;
}

constexpr auto dedicated_ads_table = std::to_array<Field<DedicatedAds>>({
    text<&DedicatedAds::adgroup_id>("adgroup_id"),
    count<&DedicatedAds::total>("total_ad_quota"),
    count<&DedicatedAds::used>("used_ad_quota"),
    count<&DedicatedAds::available>("available_ad_quota"),
});

const FieldTable<DedicatedAds>& dedicated_ads_fields() {
    static const FieldTable<DedicatedAds> fields{dedicated_ads_table};
    return fields;
}

constexpr auto dedicated_quota_table = std::to_array<Field<DedicatedQuota>>({
    object<&DedicatedQuota::campaigns, network_quotas_fields>("campaign_quota_info"),
    object<&DedicatedQuota::adgroups, dedicated_adgroups_fields>("adgroup_quota_info"),
    object<&DedicatedQuota::ads, dedicated_ads_fields>("ad_quota_info"),
    json<&DedicatedQuota::split_tests>("split_test_quota"),
});

} // namespace

const FieldTable<AdgroupQuota>& adgroup_quota_fields() {
    static const FieldTable<AdgroupQuota> fields{adgroup_quota_table};
    return fields;
}

const FieldTable<DedicatedQuota>& dedicated_quota_fields() {
    static const FieldTable<DedicatedQuota> fields{dedicated_quota_table};
    return fields;
}

} // namespace bayme::tiktok::decoding
