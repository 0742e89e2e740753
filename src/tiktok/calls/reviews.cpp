// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/reviews.hpp"

#include "tiktok/calls/families.hpp"

namespace bayme::tiktok {
namespace calls {
namespace {

constexpr std::int64_t most_ids = 20; // CONTRACT 4.10

struct AdIds {
    std::vector<AdId> ids;
};
struct AdgroupIds {
    std::vector<AdgroupId> ids;
};

constexpr auto ad_parameters = std::to_array<Parameter<AdIds>>({
    texts<&AdIds::ids>("ad_ids").needed().within(1, most_ids),
});
constexpr auto adgroup_parameters = std::to_array<Parameter<AdgroupIds>>({
    texts<&AdgroupIds::ids>("adgroup_ids").needed().within(1, most_ids),
});

constexpr Declaration<AdIds, Reviews> ads{"ad.review_info", ad_parameters,
                                          decoding::object_answer<decoding::ad_reviews_fields>()};
constexpr Declaration<AdgroupIds, Reviews> adgroups{
    "adgroup.review_info", adgroup_parameters,
    decoding::object_answer<decoding::adgroup_reviews_fields>()};
constexpr Declaration<NoRequest, AdgroupQuota> quota{
    "adgroup.quota", {}, decoding::object_answer<decoding::adgroup_quota_fields>()};

} // namespace

std::vector<Declared> review_declarations() {
    return {declared(quota), declared(ads), declared(adgroups)};
}

} // namespace calls

Call<AdgroupQuota> adgroup_quota(Platform& platform, const CallContext& context,
                                 const SecretText& token) {
    return calls::run(platform, context, token, calls::quota, calls::NoRequest{});
}

Call<Reviews> ad_reviews(Platform& platform, const CallContext& context, const SecretText& token,
                         std::span<const AdId> ids) {
    return calls::run(platform, context, token, calls::ads, calls::AdIds{{ids.begin(), ids.end()}});
}

Call<Reviews> adgroup_reviews(Platform& platform, const CallContext& context,
                              const SecretText& token, std::span<const AdgroupId> ids) {
    return calls::run(platform, context, token, calls::adgroups,
                      calls::AdgroupIds{{ids.begin(), ids.end()}});
}

} // namespace bayme::tiktok
