// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/platform.hpp"
#include "sandbox/review.hpp"

#include <algorithm>
#include <array>

namespace bayme::sandbox {

namespace {

using Run = Answer (*)(Platform&, const Call&);

template <auto function, Level level>
Answer at_level(Platform& platform, const Call& call) {
    return function(platform, call, level);
}

struct Row {
    std::string_view path;
    Run run;
};

constexpr std::array table{
    Row{"oauth2/access_token", exchange_code},
    Row{"oauth2/advertiser/get", list_granted_advertisers},
    Row{"oauth2/revoke_token", revoke_token},
    Row{"user/info", show_user},
    Row{"advertiser/info", show_advertisers},
    Row{"campaign/get", at_level<list_objects, Level::campaign>},
    Row{"campaign/create", create_campaign},
    Row{"campaign/update", update_campaign},
    Row{"campaign/status/update", at_level<update_statuses, Level::campaign>},
    Row{"adgroup/get", at_level<list_objects, Level::adgroup>},
    Row{"adgroup/create", create_adgroup},
    Row{"adgroup/update", update_adgroup},
    Row{"adgroup/status/update", at_level<update_statuses, Level::adgroup>},
    Row{"adgroup/budget/update", update_adgroup_budgets},
    Row{"adgroup/quota", show_adgroup_quota},
    Row{"adgroup/review_info", show_adgroup_reviews},
    Row{"adgroup/appeal", appeal},
    Row{"ad/get", at_level<list_objects, Level::ad>},
    Row{"ad/create", create_ads},
    Row{"ad/update", update_ads},
    Row{"ad/status/update", at_level<update_statuses, Level::ad>},
    Row{"ad/review_info", show_ad_reviews},
    Row{"report/integrated/get", integrated_report},
};

} // namespace

Answer carry_out(Platform& platform, const Call& call) {
    const auto* const found = std::ranges::find(table, call.endpoint.path, &Row::path);
    return found == table.end() ? Answer{Refusal{40008, "The endpoint is not implemented."}}
                                : found->run(platform, call);
}

} // namespace bayme::sandbox
