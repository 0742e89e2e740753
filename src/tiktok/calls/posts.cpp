// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/posts.hpp"

#include "tiktok/calls/families.hpp"
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

constexpr auto spark_search_parameters = std::to_array<Parameter<SparkSearch>>({
    texts<&SparkSearch::item_types>("item_types"),
    text<&SparkSearch::keyword>("keyword"),
    whole<&SparkSearch::page, &PageRequest::page>("page").within(1, 0),
    whole<&SparkSearch::page, &PageRequest::page_size>("page_size").within(1, 50),
});

struct Code {
    std::string text;
};
constexpr auto code_parameters = std::to_array<Parameter<Code>>({
    text<&Code::text>("auth_code").needed(),
});

/// The post stands in an object of its own.
constexpr decoding::AnswerReader<Post> inner_post() {
    return {[](const Endpoint&, const decoding::JsonNode& data) -> Result<Post> {
                const auto* inner = data.find("video_detail");
                if (inner == nullptr) {
                    return fail(decoding::wrong_shape("data has no video_detail"));
                }
                return decoding::post_fields().read(*inner, "video_detail");
            },
            [](const Endpoint&, const Post& one, DecodedAnswer& answer) {
                decoding::post_fields().show_to(one, "video_detail.", answer);
            }};
}

using decoding::object_answer;
using decoding::page_answer;

constexpr Declaration<PostSearch, IdentityPosts> of_identity{
    "identity.video.get", post_search_parameters, object_answer<decoding::identity_posts_fields>()};
constexpr Declaration<PostQuery, Post> one_of_identity{"identity.video.info", post_query_parameters,
                                                       inner_post()};
constexpr Declaration<SparkSearch, Page<SparkPost>> authorised{
    "tt_video.list", spark_search_parameters, page_answer<decoding::spark_post_fields>()};
constexpr Declaration<Code, SparkPost> by_code{"tt_video.info", code_parameters,
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
                      calls::Code{std::string{auth_code}});
}

} // namespace bayme::tiktok
