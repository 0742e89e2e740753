// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/families.hpp"
#include "tiktok/decoding/nested.hpp"

namespace bayme::tiktok::decoding {
namespace {

constexpr auto profile_table = std::to_array<Field<Profile>>({
    needed(text<&Profile::open_id>("open_id")),
    text<&Profile::display_name>("display_name"),
});

constexpr auto profile_post_table = std::to_array<Field<ProfilePost>>({
    needed(text<&ProfilePost::id>("id")),
    text<&ProfilePost::title>("title"),
    text<&ProfilePost::description>("video_description"),
    text<&ProfilePost::share_url>("share_url"),
    epoch<&ProfilePost::created>("create_time"),
    count<&ProfilePost::duration>("duration"),
});

const FieldTable<ProfilePost>& profile_post_fields() {
    static const FieldTable<ProfilePost> fields{profile_post_table};
    return fields;
}

constexpr auto profile_posts_table = std::to_array<Field<ProfilePosts>>({
    needed(objects<&ProfilePosts::posts, profile_post_fields>("videos")),
    text<&ProfilePosts::cursor>("cursor"),
    flag<&ProfilePosts::has_more>("has_more"),
});

} // namespace

const FieldTable<Profile>& profile_fields() {
    static const FieldTable<Profile> fields{profile_table};
    return fields;
}

const FieldTable<ProfilePosts>& profile_posts_fields() {
    static const FieldTable<ProfilePosts> fields{profile_posts_table};
    return fields;
}

Result<Profile> read_profile(const JsonNode& data) {
    const auto* user = data.find("user");
    if (user == nullptr) {
        return fail(wrong_shape("data has no user"));
    }
    return profile_fields().read(*user, "user");
}

} // namespace bayme::tiktok::decoding
