// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/calls/declaration.hpp"

namespace bayme::tiktok::calls {

// The declarations by family.
std::vector<Declared> account_declarations();
std::vector<Declared> listing_declarations();
std::vector<Declared> campaign_declarations();
std::vector<Declared> adgroup_declarations();
std::vector<Declared> ad_declarations();
std::vector<Declared> change_declarations();
std::vector<Declared> review_declarations();
std::vector<Declared> quota_declarations();
std::vector<Declared> file_declarations();
std::vector<Declared> upload_declarations();
std::vector<Declared> chunked_upload_declarations();
std::vector<Declared> identity_declarations();
std::vector<Declared> post_declarations();
std::vector<Declared> portfolio_declarations();
std::vector<Declared> report_declarations();
std::vector<Declared> report_task_declarations();
std::vector<Declared> change_log_declarations();
std::vector<Declared> targeting_declarations();
std::vector<Declared> targeting_search_declarations();
std::vector<Declared> pixel_declarations();
std::vector<Declared> automated_rule_declarations();
std::vector<Declared> business_center_declarations();
std::vector<Declared> smart_plus_declarations();
std::vector<Declared> gmv_max_declarations();
std::vector<Declared> automated_report_declarations();
std::vector<Declared> account_token_declarations();
std::vector<Declared> developer_declarations();

} // namespace bayme::tiktok::calls
