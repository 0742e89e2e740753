// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/reviews.hpp"

#include "tiktok/calls/families.hpp"
#include "tiktok/calls/lookups.hpp"

namespace bayme::tiktok {
namespace calls {
namespace {

constexpr std::int64_t most_ids = 20; // CONTRACT 4.10

constexpr auto ad_parameters = id_list("ad_ids", most_ids);
constexpr auto adgroup_parameters = id_list("adgroup_ids", most_ids);

constexpr Declaration<IdList, Reviews> ads{"ad.review_info", ad_parameters,
                                           decoding::object_answer<decoding::ad_reviews_fields>()};
constexpr Declaration<IdList, Reviews> adgroups{
    "adgroup.review_info", adgroup_parameters,
    decoding::object_answer<decoding::adgroup_reviews_fields>()};
} // namespace

std::vector<Declared> review_declarations() {
    return {declared(ads), declared(adgroups)};
}

} // namespace calls

Call<Reviews> ad_reviews(Platform& platform, const CallContext& context, const SecretText& token,
                         std::span<const AdId> ids) {
    return calls::run(platform, context, token, calls::ads, calls::IdList{calls::texts_of(ids)});
}

Call<Reviews> adgroup_reviews(Platform& platform, const CallContext& context,
                              const SecretText& token, std::span<const AdgroupId> ids) {
    return calls::run(platform, context, token, calls::adgroups,
                      calls::IdList{calls::texts_of(ids)});
}

} // namespace bayme::tiktok
