// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/families.hpp"
#include "tiktok/decoding/nested.hpp"

namespace bayme::tiktok::decoding {
namespace {

constexpr auto post_video_table = std::to_array<Field<PostVideo>>({
    text<&PostVideo::video_id>("video_id"),
    text<&PostVideo::file_name>("file_name"),
    text<&PostVideo::format>("format"),
    text<&PostVideo::signature>("signature"),
    text<&PostVideo::url>("url"),
    text<&PostVideo::preview_url>("preview_url"),
    text<&PostVideo::poster_url>("poster_url"),
    text<&PostVideo::video_cover_url>("video_cover_url"),
    text<&PostVideo::definition>("definition"),
    amount<&PostVideo::duration>("duration"),
    count<&PostVideo::width>("width"),
    count<&PostVideo::height>("height"),
    count<&PostVideo::size>("size"),
    count<&PostVideo::bit_rate>("bit_rate"),
    count<&PostVideo::fps>("fps"),
});

const FieldTable<PostVideo>& post_video_fields() {
    static const FieldTable<PostVideo> fields{post_video_table};
    return fields;
}

constexpr auto post_authorisation_table = std::to_array<Field<PostAuthorisation>>({
    text<&PostAuthorisation::status>("ad_auth_status"),
    utc<&PostAuthorisation::starts>("auth_start_time"),
    utc<&PostAuthorisation::ends>("auth_end_time"),
    utc<&PostAuthorisation::invited>("invite_start_time"),
});

const FieldTable<PostAuthorisation>& post_authorisation_fields() {
    static const FieldTable<PostAuthorisation> fields{post_authorisation_table};
    return fields;
}

constexpr auto post_owner_table = std::to_array<Field<PostOwner>>({
    text<&PostOwner::identity_id>("identity_id"),
    text<&PostOwner::identity_type>("identity_type"),
    text<&PostOwner::name>("tiktok_name"),
});

const FieldTable<PostOwner>& post_owner_fields() {
    static const FieldTable<PostOwner> fields{post_owner_table};
    return fields;
}

constexpr auto post_table = std::to_array<Field<Post>>({
    needed(text<&Post::item_id>("item_id")),
    text<&Post::type>("item_type"),
    text<&Post::text>("text"),
    text<&Post::status>("status"),
    text<&Post::auth_code>("auth_code"),
    object<&Post::authorisation, post_authorisation_fields>("auth_info"),
    object<&Post::video, post_video_fields>("video_info"),
    json<&Post::anchors>("anchor_list"),
    json<&Post::carousel>("carousel_info"),
    text<&Post::duet_original_item_id>("duet_original_item_id"),
    text<&Post::stitch_original_item_id>("stitch_original_item_id"),
    text<&Post::mentioned_item_ids>("mentioned_item_ids"),
    flag<&Post::is_multi_duet_stitch>("is_multi_duet_stitch"),
    flag<&Post::exclude_adsonly>("exclude_adsonly"),
});

constexpr auto spark_post_table = std::to_array<Field<SparkPost>>({
    object<&SparkPost::post, post_fields>("item_info"),
    object<&SparkPost::owner, post_owner_fields>("user_info"),
    object<&SparkPost::authorisation, post_authorisation_fields>("auth_info"),
    object<&SparkPost::video, post_video_fields>("video_info"),
});

constexpr auto identity_posts_table = std::to_array<Field<IdentityPosts>>({
    objects<&IdentityPosts::posts, post_fields>("video_list"),
    text<&IdentityPosts::cursor>("cursor"),
    flag<&IdentityPosts::has_more>("has_more"),
});

} // namespace

const FieldTable<Post>& post_fields() {
    static const FieldTable<Post> fields{post_table};
    return fields;
}

const FieldTable<SparkPost>& spark_post_fields() {
    static const FieldTable<SparkPost> fields{spark_post_table};
    return fields;
}

const FieldTable<IdentityPosts>& identity_posts_fields() {
    static const FieldTable<IdentityPosts> fields{identity_posts_table};
    return fields;
}

} // namespace bayme::tiktok::decoding
