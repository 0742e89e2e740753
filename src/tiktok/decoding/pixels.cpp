// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/families.hpp"
#include "tiktok/decoding/nested.hpp"

namespace bayme::tiktok::decoding {
namespace {

constexpr auto pixel_event_table = std::to_array<Field<PixelEvent>>({
    text<&PixelEvent::id>("event_id"),
    text<&PixelEvent::code>("event_code"),
    text<&PixelEvent::type>("event_type"),
    text<&PixelEvent::custom_event_type>("custom_event_type"),
    text<&PixelEvent::optimization_event>("optimization_event"),
    text<&PixelEvent::name>("name"),
    text<&PixelEvent::statistic_type>("statistic_type"),
    text<&PixelEvent::currency>("currency"),
    text<&PixelEvent::currency_value>("currency_value"),
    flag<&PixelEvent::deprecated>("deprecated"),
    json<&PixelEvent::rules>("rules"),
});

const FieldTable<PixelEvent>& pixel_event_fields() {
    static const FieldTable<PixelEvent> fields{pixel_event_table};
    return fields;
}

constexpr auto pixel_table = std::to_array<Field<Pixel>>({
    needed(text<&Pixel::id>("pixel_id")),
    text<&Pixel::code>("pixel_code"),
    text<&Pixel::name>("pixel_name"),
    text<&Pixel::category>("pixel_category"),
    text<&Pixel::setup_mode>("pixel_setup_mode"),
    text<&Pixel::partner_name>("partner_name"),
    text<&Pixel::script>("pixel_script"),
    utc<&Pixel::created>("create_time"),
    flag<&Pixel::enable_first_party_cookies>("enable_first_party_cookies"),
    flag<&Pixel::enable_expanded_data_sharing>("enable_expanded_data_sharing"),
    objects<&Pixel::events, pixel_event_fields>("events"),
    json<&Pixel::advanced_matching_fields>("advanced_matching_fields"),
    json<&Pixel::automatic_advanced_matching_fields>("automatic_advanced_matching_fields"),
    json<&Pixel::asset_ownership>("asset_ownership"),
});

} // namespace

const FieldTable<Pixel>& pixel_fields() {
    static const FieldTable<Pixel> fields{pixel_table};
    return fields;
}

} // namespace bayme::tiktok::decoding
