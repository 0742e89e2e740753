// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"
#include "tiktok/client.hpp"

namespace bayme::tiktok {

/// The video of a post.
struct PostVideo {
    OptionalText video_id, file_name, format, signature;
    OptionalText url; ///< for hours
    OptionalText preview_url, poster_url, video_cover_url, definition;
    std::optional<Micros> duration;
    std::optional<std::int64_t> width, height, size, bit_rate, fps;
    std::vector<Unmodelled> unmodelled;
};

/// Whether and how long a post may be used in ads.
struct PostAuthorisation {
    OptionalText status;
    std::optional<Instant> starts, ends, invited;
    std::vector<Unmodelled> unmodelled;
};

/// A TikTok post that can become a Spark ad.
struct Post {
    std::string item_id;
    OptionalText type, text, status, auth_code;
    std::optional<PostAuthorisation> authorisation;
    std::optional<PostVideo> video;
    RawJson anchors, carousel;
    OptionalText duet_original_item_id, stitch_original_item_id;
    Texts mentioned_item_ids;
    std::optional<bool> is_multi_duet_stitch, exclude_adsonly;
    std::vector<Unmodelled> unmodelled;
};

/// Whose post it is.
struct PostOwner {
    OptionalText identity_id, identity_type, name;
    std::vector<Unmodelled> unmodelled;
};

/// A post the account was authorised to advertise with.
struct SparkPost {
    std::optional<Post> post;
    std::optional<PostOwner> owner;
    std::optional<PostAuthorisation> authorisation;
    std::optional<PostVideo> video;
    std::vector<Unmodelled> unmodelled;
};

/// Posts of an identity; `cursor` asks for the next ones.
struct IdentityPosts {
    std::vector<Post> posts;
    OptionalText cursor;
    std::optional<bool> has_more;
    std::vector<Unmodelled> unmodelled;
};

/// Posts of one identity, a handful at a time [CONTRACT 1.6].
struct PostSearch {
    std::string type = {};
    std::string id = {};
    OptionalText authorized_bc_id = {};
    OptionalText item_type = {}; ///< VIDEO or CAROUSEL
    OptionalText keyword = {};   ///< with AUTH_CODE only
    OptionalText cursor = {};    ///< of the answer before
    std::optional<std::int64_t> count = {};
};

/// One post of an identity.
struct PostQuery {
    std::string type = {};
    std::string id = {};
    std::string item_id = {};
    OptionalText authorized_bc_id = {};
};

/// One page of the posts the account was authorised for.
struct SparkSearch {
    Texts item_types = {};
    OptionalText keyword = {};
    PageRequest page = {1, 50};
};

Call<IdentityPosts> identity_posts(Platform& platform, const CallContext& context,
                                   const SecretText& token, const PostSearch& search);
Call<Post> identity_post(Platform& platform, const CallContext& context, const SecretText& token,
                         const PostQuery& query);
Call<Page<SparkPost>> spark_posts(Platform& platform, const CallContext& context,
                                  const SecretText& token, const SparkSearch& search);
/// Of a post whose owner gave a code.
Call<SparkPost> spark_post(Platform& platform, const CallContext& context, const SecretText& token,
                           std::string_view auth_code);

} // namespace bayme::tiktok
