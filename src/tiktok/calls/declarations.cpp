// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/calls/families.hpp"

#include <algorithm>

namespace bayme::tiktok::calls {

const std::vector<Declared>& declarations() {
    static const std::vector<Declared> all = [] {
        std::vector<Declared> joined;
        for (const auto family : {account_declarations,
                                  listing_declarations,
                                  campaign_declarations,
                                  adgroup_declarations,
                                  ad_declarations,
                                  change_declarations,
                                  review_declarations,
                                  quota_declarations,
                                  file_declarations,
                                  upload_declarations,
                                  chunked_upload_declarations,
                                  identity_declarations,
                                  post_declarations,
                                  portfolio_declarations,
                                  report_declarations,
                                  report_task_declarations,
                                  change_log_declarations,
                                  targeting_declarations,
                                  targeting_search_declarations,
                                  pixel_declarations,
                                  automated_rule_declarations,
                                  business_center_declarations,
                                  smart_plus_declarations,
                                  gmv_max_declarations,
                                  automated_report_declarations,
                                  account_token_declarations,
                                  developer_declarations}) {
            auto some = family();
            std::ranges::move(some, std::back_inserter(joined));
        }
        return joined;
    }();
    return all;
}

const Declared* find_declaration(std::string_view endpoint_name) {
    const auto& all = declarations();
    const auto found = std::ranges::find(all, endpoint_name, &Declared::endpoint);
    return found == all.end() ? nullptr : &*found;
}

} // namespace bayme::tiktok::calls
