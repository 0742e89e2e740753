// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/quotas.hpp"

#include "tiktok/calls/families.hpp"
#include "tiktok/decoding/families.hpp"

namespace bayme::tiktok {
namespace calls {
namespace {

// CONTRACT 4.0, 7.8.
constexpr auto dedicated_parameters = std::to_array<Parameter<DedicatedQuery>>({
    id<&DedicatedQuery::app_id>("app_id").needed(),
    id<&DedicatedQuery::campaign_id>("campaign_id"),
    id<&DedicatedQuery::adgroup_id>("adgroup_id"),
    flag<&DedicatedQuery::has_advertiser_quota>("has_advertiser_quota"),
});

constexpr Declaration<NoRequest, AdgroupQuota> adgroups{
    "adgroup.quota", {}, decoding::object_answer<decoding::adgroup_quota_fields>()};
constexpr Declaration<DedicatedQuery, DedicatedQuota> dedicated{
    "campaign.quota.info", dedicated_parameters,
    decoding::object_answer<decoding::dedicated_quota_fields>()};

} // namespace

std::vector<Declared> quota_declarations() {
    return {declared(adgroups), declared(dedicated)};
}

} // namespace calls

Call<AdgroupQuota> adgroup_quota(Platform& platform, const CallContext& context,
                                 const SecretText& token) {
    return calls::run(platform, context, token, calls::adgroups, calls::NoRequest{});
}

Call<DedicatedQuota> dedicated_quota(Platform& platform, const CallContext& context,
                                     const SecretText& token, const DedicatedQuery& query) {
    return calls::run(platform, context, token, calls::dedicated, query);
}

} // namespace bayme::tiktok
