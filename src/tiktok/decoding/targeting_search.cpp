// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/families.hpp"
#include "tiktok/decoding/nested.hpp"

namespace bayme::tiktok::decoding {
namespace {

constexpr auto tag_status_table = std::to_array<Field<TagStatus>>({
    text<&TagStatus::status>("status"),
    text<&TagStatus::reason>("reason"),
});

const FieldTable<TagStatus>& tag_status_fields() {
    static const FieldTable<TagStatus> fields{tag_status_table};
    return fields;
}

constexpr auto geo_tag_table = std::to_array<Field<GeoTag>>({
    text<&GeoTag::id>("geo_id"),
    text<&GeoTag::type>("geo_type"),
    text<&GeoTag::parent_id>("parent_id"),
    text<&GeoTag::region_code>("region_code"),
    text<&GeoTag::description>("description"),
});

const FieldTable<GeoTag>& geo_tag_fields() {
    static const FieldTable<GeoTag> fields{geo_tag_table};
    return fields;
}

constexpr auto targeting_tag_table = std::to_array<Field<TargetingTag>>({
    text<&TargetingTag::name>("name"),
    text<&TargetingTag::keyword>("keyword"),
    text<&TargetingTag::type>("targeting_type"),
    object<&TargetingTag::status, tag_status_fields>("status_info"),
    object<&TargetingTag::geo, geo_tag_fields>("geo"),
    json<&TargetingTag::isp>("isp"),
});

const FieldTable<TargetingTag>& targeting_tag_fields() {
    static const FieldTable<TargetingTag> fields{targeting_tag_table};
    return fields;
}

constexpr auto size_range_table = std::to_array<Field<SizeRange>>({
    count<&SizeRange::lower_end>("lower_end"),
    count<&SizeRange::upper_end>("upper_end"),
});

const FieldTable<SizeRange>& size_range_fields() {
    static const FieldTable<SizeRange> fields{size_range_table};
    return fields;
}

constexpr auto targeting_tags_table = std::to_array<Field<TargetingTags>>({
    objects<&TargetingTags::tags, targeting_tag_fields>("targeting_tag_list"),
    objects<&TargetingTags::parents, targeting_tag_fields>("parent_tags"),
});

constexpr auto audience_size_table = std::to_array<Field<AudienceSize>>({
    object<&AudienceSize::users, size_range_fields>("user_count"),
    count<&AudienceSize::stage>("user_count_stage"),
    text<&AudienceSize::purchase_intention_keyword_ids>("purchase_intention_keyword_ids"),
});

} // namespace

const FieldTable<TargetingTags>& targeting_tags_fields() {
    static const FieldTable<TargetingTags> fields{targeting_tags_table};
    return fields;
}

const FieldTable<AudienceSize>& audience_size_fields() {
    static const FieldTable<AudienceSize> fields{audience_size_table};
    return fields;
}

} // namespace bayme::tiktok::decoding
