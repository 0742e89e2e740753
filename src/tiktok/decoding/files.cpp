// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/families.hpp"
#include "tiktok/decoding/nested.hpp"

namespace bayme::tiktok::decoding {
namespace {

constexpr auto video_table = std::to_array<Field<Video>>({
    needed(text<&Video::id>("video_id")),
    text<&Video::material_id>("material_id"),
    text<&Video::file_name>("file_name"),
    text<&Video::format>("format"),
    text<&Video::signature>("signature"),
    text<&Video::definition>("definition"),
    text<&Video::video_cover_url>("video_cover_url"),
    text<&Video::preview_url>("preview_url"),
    utc<&Video::preview_url_expires>("preview_url_expire_time"),
    utc<&Video::created>("create_time"),
    utc<&Video::modified>("modify_time"),
    text<&Video::fix_task_id>("fix_task_id"),
    text<&Video::allowed_placements>("allowed_placements"),
    text<&Video::flaw_types>("flaw_types"),
    amount<&Video::duration>("duration"),
    count<&Video::width>("width"),
    count<&Video::height>("height"),
    count<&Video::size>("size"),
    count<&Video::bit_rate>("bit_rate"),
    count<&Video::fps>("fps"),
    flag<&Video::displayable>("displayable"),
    flag<&Video::allow_download>("allow_download"),
});

constexpr auto image_table = std::to_array<Field<Image>>({
    needed(text<&Image::id>("image_id")),
    text<&Image::material_id>("material_id"),
    text<&Image::file_name>("file_name"),
    text<&Image::format>("format"),
    text<&Image::signature>("signature"),
    text<&Image::image_url>("image_url"),
    text<&Image::url>("url"),
    utc<&Image::created>("create_time"),
    utc<&Image::modified>("modify_time"),
    count<&Image::width>("width"),
    count<&Image::height>("height"),
    count<&Image::size>("size"),
    flag<&Image::displayable>("displayable"),
    flag<&Image::is_carousel_usable>("is_carousel_usable"),
});

constexpr auto cover_table = std::to_array<Field<Cover>>({
    needed(text<&Cover::id>("id")),
    text<&Cover::url>("url"),
    count<&Cover::width>("width"),
    count<&Cover::height>("height"),
});

constexpr auto name_check_table = std::to_array<Field<NameCheck>>({
    text<&NameCheck::file_name>("file_name"),
    flag<&NameCheck::duplicate>("duplicate"),
    text<&NameCheck::duplicate_material_id>("duplicate_material_id"),
});

const FieldTable<NameCheck>& name_check_fields() {
    static const FieldTable<NameCheck> fields{name_check_table};
    return fields;
}

constexpr auto name_checks_table = std::to_array<Field<NameChecks>>({
    objects<&NameChecks::results, name_check_fields>("batch_results"),
});

// The one example of a started upload writes its members in another case; both are read.
constexpr auto upload_span_table = std::to_array<Field<UploadSpan>>({
    text<&UploadSpan::upload_id>("upload_id"),
    text<&UploadSpan::upload_id>("UploadId"),
    text<&UploadSpan::file_name>("file_name"),
    text<&UploadSpan::file_name>("FileName"),
    count<&UploadSpan::start>("start_offset"),
    count<&UploadSpan::start>("StartOffset"),
    count<&UploadSpan::end>("end_offset"),
    count<&UploadSpan::end>("EndOffset"),
});

constexpr auto stored_file_table = std::to_array<Field<StoredFile>>({
    needed(text<&StoredFile::id>("file_id")),
    text<&StoredFile::name>("file_name"),
    text<&StoredFile::signature>("signature"),
    utc<&StoredFile::created>("create_time"),
    count<&StoredFile::size>("size"),
});

} // namespace

const FieldTable<UploadSpan>& upload_span_fields() {
    static const FieldTable<UploadSpan> fields{upload_span_table};
    return fields;
}

const FieldTable<StoredFile>& stored_file_fields() {
    static const FieldTable<StoredFile> fields{stored_file_table};
    return fields;
}

const FieldTable<Video>& video_fields() {
    static const FieldTable<Video> fields{video_table};
    return fields;
}

const FieldTable<Image>& image_fields() {
    static const FieldTable<Image> fields{image_table};
    return fields;
}

const FieldTable<Cover>& cover_fields() {
    static const FieldTable<Cover> fields{cover_table};
    return fields;
}

const FieldTable<NameChecks>& name_checks_fields() {
    static const FieldTable<NameChecks> fields{name_checks_table};
    return fields;
}

} // namespace bayme::tiktok::decoding
