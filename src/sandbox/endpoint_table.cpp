// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/asset_endpoints.hpp"
#include "sandbox/business_endpoints.hpp"
#include "sandbox/creator_endpoints.hpp"
#include "sandbox/gmv_max.hpp"
#include "sandbox/platform.hpp"
#include "sandbox/review.hpp"
#include "sandbox/smart_plus.hpp"
#include "sandbox/task_endpoints.hpp"
#include "sandbox/tool_endpoints.hpp"

#include <algorithm>
#include <array>

namespace bayme::sandbox {

namespace {

template <auto function, Level level>
Answer at_level(Platform& platform, const Call& call) {
    return function(platform, call, level);
}

struct Row {
    std::string_view path;
    Handler handler;
};

constexpr std::array table{
    Row{"oauth2/access_token", exchange_code},
    Row{"oauth2/advertiser/get", list_granted_advertisers},
    Row{"oauth2/revoke_token", revoke_token},
    Row{"tt_user/oauth2/token", exchange_account_code},
    Row{"tt_user/oauth2/refresh_token", refresh_account_token},
    Row{"tt_user/oauth2/revoke", revoke_account_token},
    Row{"tt_user/token_info/get", show_account_token},
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
    Row{"ad/audience_size/estimate", estimate_audience},
    Row{"smart_plus/campaign/get", list_smart_campaigns},
    Row{"smart_plus/adgroup/get", list_smart_adgroups},
    Row{"smart_plus/ad/get", list_smart_ads},
    Row{"smart_plus/ad/review_info", show_smart_ad_reviews},
    Row{"smart_plus/material/review_info", show_material_reviews},
    Row{"smart_plus/material_report/overview", material_overview},
    Row{"smart_plus/material_report/breakdown", material_breakdown},
    Row{"gmv_max/campaign/get", list_gmv_max_campaigns},
    Row{"campaign/gmv_max/info", show_gmv_max_campaign},
    Row{"gmv_max/store/list", list_gmv_max_stores},
    Row{"gmv_max/report/get", gmv_max_report},
    Row{"report/integrated/get", integrated_report},
    Row{"report/task/create", create_report_task},
    Row{"report/task/check", check_report_task},
    Row{"report/task/cancel", cancel_report_task},
    Row{"report/task/download", download_report_task},
    Row{"changelog/task/create", create_change_task},
    Row{"changelog/task/check", check_change_task},
    Row{"changelog/task/download", download_change_task},
    Row{"file/video/ad/upload", upload_video},
    Row{"file/video/ad/info", show_videos},
    Row{"file/video/ad/search", search_videos},
    Row{"file/video/ad/update", rename_video},
    Row{"file/video/suggestcover", suggest_covers},
    Row{"file/image/ad/upload", upload_image},
    Row{"file/image/ad/info", show_images},
    Row{"file/image/ad/search", search_images},
    Row{"file/image/ad/update", rename_image},
    Row{"file/name/check", check_file_names},
    Row{"creative/asset/delete", delete_assets},
    Row{"creative/portfolio/create", create_portfolio},
    Row{"creative/portfolio/get", show_portfolio},
    Row{"creative/portfolio/list", list_portfolios},
    Row{"creative/portfolio/delete", delete_portfolios},
    Row{"creative/cta/recommend", recommend_calls_to_action},
    Row{"identity/get", list_identities},
    Row{"identity/info", show_identity},
    Row{"identity/create", create_identity},
    Row{"identity/delete", delete_identity},
    Row{"identity/video/get", list_posts},
    Row{"identity/video/info", show_post},
    Row{"tt_video/authorize", authorize_post},
    Row{"tt_video/list", list_authorized_posts},
    Row{"tt_video/info", show_authorized_post},
    Row{"tool/region", list_regions},
    Row{"search/region", search_regions},
    Row{"tool/targeting/search", search_targeting},
    Row{"tool/targeting/info", show_targeting},
    Row{"tool/language", list_languages},
    Row{"tool/interest_category", list_interests},
    Row{"tool/interest_keyword/recommend", recommend_keywords},
    Row{"tool/interest_keyword/get", show_keywords},
    Row{"tool/action_category", list_actions},
    Row{"tool/hashtag/recommend", recommend_hashtags},
    Row{"tool/hashtag/get", show_hashtags},
    Row{"tool/carrier", list_carriers},
    Row{"tool/device_model", list_devices},
    Row{"tool/os_version", list_os_versions},
    Row{"tool/phone_region_code", list_phone_codes},
    Row{"tool/timezone", list_timezones},
    Row{"tool/url_validate", validate_url},
    Row{"tool/bid/recommend", recommend_bid},
    Row{"bc/get", list_business_centers},
    Row{"bc/asset/get", list_business_assets},
    Row{"bc/balance/get", show_business_balance},
    Row{"advertiser/balance/get", list_balances},
    Row{"pixel/list", list_pixels},
    Row{"optimizer/rule/create", create_rules},
    Row{"optimizer/rule/update", update_rules},
    Row{"optimizer/rule/update/status", update_rule_status},
    Row{"optimizer/rule/get", show_rules},
    Row{"optimizer/rule/list", list_rules},
    Row{"optimizer/rule/result/list", list_rule_results},
};

} // namespace

Result<void> bind_handlers(std::vector<Endpoint>& endpoints) {
    for (auto& endpoint : endpoints) {
        const auto* const row = std::ranges::find(table, endpoint.path, &Row::path);
        if (row == table.end()) {
            return fail(ErrorCode::internal, "nothing carries out {}", endpoint.path);
        }
        endpoint.handler = row->handler;
    }
    for (const auto& row : table) {
        if (std::ranges::find(endpoints, row.path, &Endpoint::path) == endpoints.end()) {
            return fail(ErrorCode::internal, "data/sandbox/endpoints does not declare {}",
                        row.path);
        }
    }
    return {};
}

} // namespace bayme::sandbox
