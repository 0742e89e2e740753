// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/families.hpp"
#include "tiktok/decoding/nested.hpp"

namespace bayme::tiktok::decoding {
namespace {

constexpr auto region_table = std::to_array<Field<Region>>({
    needed(text<&Region::id>("location_id")),
    text<&Region::name>("name"),
    text<&Region::parent_id>("parent_id"),
    text<&Region::region_code>("region_code"),
    text<&Region::country_code>("country_code"),
    text<&Region::level>("level"),
    text<&Region::area_type>("area_type"),
    text<&Region::next_level_ids>("next_level_ids"),
    flag<&Region::support_below_18>("support_below_18"),
});

const FieldTable<Region>& region_fields() {
    static const FieldTable<Region> fields{region_table};
    return fields;
}

constexpr auto carrier_network_table = std::to_array<Field<CarrierNetwork>>({
    text<&CarrierNetwork::id>("hni_id"),
    flag<&CarrierNetwork::in_use>("in_use"),
});

const FieldTable<CarrierNetwork>& carrier_network_fields() {
    static const FieldTable<CarrierNetwork> fields{carrier_network_table};
    return fields;
}

constexpr auto carrier_table = std::to_array<Field<Carrier>>({
    needed(text<&Carrier::id>("carrier_id")),
    text<&Carrier::name>("name"),
    flag<&Carrier::in_use>("in_use"),
    objects<&Carrier::networks, carrier_network_fields>("value"),
});

const FieldTable<Carrier>& carrier_fields() {
    static const FieldTable<Carrier> fields{carrier_table};
    return fields;
}

constexpr auto regions_table = std::to_array<Field<Regions>>({
    text<&Regions::codes>("region_list"),
    objects<&Regions::regions, region_fields>("region_info"),
});

constexpr auto language_table = std::to_array<Field<Language>>({
    needed(text<&Language::code>("code")),
    text<&Language::name>("name"),
});

constexpr auto interest_category_table = std::to_array<Field<InterestCategory>>({
    needed(text<&InterestCategory::id>("interest_category_id")),
    text<&InterestCategory::name>("interest_category_name"),
    count<&InterestCategory::level>("level"),
    text<&InterestCategory::sub_category_ids>("sub_category_ids"),
    text<&InterestCategory::placements>("placements"),
    text<&InterestCategory::special_industries>("special_industries"),
});

constexpr auto action_category_table = std::to_array<Field<ActionCategory>>({
    needed(text<&ActionCategory::id>("action_category_id")),
    text<&ActionCategory::name>("name"),
    text<&ActionCategory::description>("description"),
    text<&ActionCategory::scene>("action_scene"),
    text<&ActionCategory::misspelt_scene>("actiotn_scene"),
    count<&ActionCategory::level>("level"),
    text<&ActionCategory::sub_category_ids>("sub_category_ids"),
    text<&ActionCategory::special_industries>("special_industries"),
});

constexpr auto keyword_table = std::to_array<Field<Keyword>>({
    text<&Keyword::id>("keyword_id"),
    text<&Keyword::keyword>("keyword"),
    text<&Keyword::language>("language"),
    text<&Keyword::status>("status"),
    text<&Keyword::keyword_status>("keyword_status"),
    text<&Keyword::input_keyword>("input_keyword"),
});

constexpr auto os_version_table = std::to_array<Field<OsVersion>>({
    text<&OsVersion::id>("os_id"),
    text<&OsVersion::type>("os_type"),
    text<&OsVersion::version>("version"),
    text<&OsVersion::name>("name"),
});

constexpr auto country_carriers_table = std::to_array<Field<CountryCarriers>>({
    needed(text<&CountryCarriers::country_code>("country_code")),
    objects<&CountryCarriers::carriers, carrier_fields>("carriers"),
});

} // namespace

const FieldTable<Regions>& regions_fields() {
    static const FieldTable<Regions> fields{regions_table};
    return fields;
}

const FieldTable<Language>& language_fields() {
    static const FieldTable<Language> fields{language_table};
    return fields;
}

const FieldTable<InterestCategory>& interest_category_fields() {
    static const FieldTable<InterestCategory> fields{interest_category_table};
    return fields;
}

const FieldTable<ActionCategory>& action_category_fields() {
    static const FieldTable<ActionCategory> fields{action_category_table};
    return fields;
}

const FieldTable<Keyword>& keyword_fields() {
    static const FieldTable<Keyword> fields{keyword_table};
    return fields;
}

const FieldTable<OsVersion>& os_version_fields() {
    static const FieldTable<OsVersion> fields{os_version_table};
    return fields;
}

const FieldTable<CountryCarriers>& country_carriers_fields() {
    static const FieldTable<CountryCarriers> fields{country_carriers_table};
    return fields;
}

} // namespace bayme::tiktok::decoding
