// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/posts.hpp"

#include "tiktok/calls/families.hpp"
#include "tiktok/calls/filters.hpp"
#include "tiktok/calls/lookups.hpp"
#include "tiktok/decoding/families.hpp"

namespace bayme::tiktok {
namespace calls {
namespace {

// CONTRACT 5.5; PARAMETERS, /identity/video/info/.
constexpr auto post_search_parameters = std::to_array<Parameter<PostSearch>>({
    text<&PostSearch::type>("identity_type").needed(),
    text<&PostSearch::id>("identity_id").needed(),
    text<&PostSearch::authorized_bc_id>("identity_authorized_bc_id"),
    text<&PostSearch::item_type>("item_type"),
    text<&PostSearch::keyword>("keyword"),
    text<&PostSearch::cursor>("cursor"),
    whole<&PostSearch::count>("count").within(1, 20),
});

constexpr auto post_query_parameters = std::to_array<Parameter<PostQuery>>({
    text<&PostQuery::type>("identity_type").needed(),
    text<&PostQuery::id>("identity_id").needed(),
    text<&PostQuery::item_id>("item_id").needed(),
    text<&PostQuery::authorized_bc_id>("identity_authorized_bc_id"),
});

constexpr auto spark_search_parameters = joined(std::to_array<Parameter<SparkSearch>>({
                                                    texts<&SparkSearch::item_types>("item_types"),
                                                    text<&SparkSearch::keyword>("keyword"),
                                                }),
                                                pages<&SparkSearch::page>);

constexpr auto code_parameters = one_text("auth_code");
constexpr char video_detail[] = "video_detail";

using decoding::object_answer;
using decoding::page_answer;

constexpr Declaration<PostSearch, IdentityPosts> of_identity{
    "identity.video.get", post_search_parameters, object_answer<decoding::identity_posts_fields>(),
    Subject::account, &check_identity_owner<PostSearch>};
constexpr Declaration<PostQuery, Post> one_of_identity{
    "identity.video.info", post_query_parameters,
    decoding::member_answer<decoding::post_fields, video_detail>(), Subject::account,
    &check_identity_owner<PostQuery>};
constexpr Declaration<SparkSearch, Page<SparkPost>> authorised{
    "tt_video.list", spark_search_parameters, page_answer<decoding::spark_post_fields>()};
constexpr Declaration<OneText, SparkPost> by_code{"tt_video.info", code_parameters,
                                                  object_answer<decoding::spark_post_fields>()};

} // namespace

std::vector<Declared> post_declarations() {
    return {declared(of_identity), declared(one_of_identity), declared(authorised),
            declared(by_code)};
}

} // namespace calls

Call<IdentityPosts> identity_posts(Platform& platform, const CallContext& context,
                                   const SecretText& token, const PostSearch& search) {
    return calls::run(platform, context, token, calls::of_identity, search);
}

Call<Post> identity_post(Platform& platform, const CallContext& context, const SecretText& token,
                         const PostQuery& query) {
    return calls::run(platform, context, token, calls::one_of_identity, query);
}

Call<Page<SparkPost>> spark_posts(Platform& platform, const CallContext& context,
                                  const SecretText& token, const SparkSearch& search) {
    return calls::run(platform, context, token, calls::authorised, search);
}

Call<SparkPost> spark_post(Platform& platform, const CallContext& context, const SecretText& token,
                           std::string_view auth_code) {
    return calls::run(platform, context, token, calls::by_code,
                      calls::OneText{std::string{auth_code}});
}

} // namespace bayme::tiktok
