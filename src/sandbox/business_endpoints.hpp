// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/platform.hpp"

#include <string>
#include <vector>

namespace bayme::sandbox {

// Business Center, pixels and automated rules [CONTRACT 3.3, 7.3, 7.6].

Answer list_business_centers(Platform& platform, const Call& call);
Answer list_business_assets(Platform& platform, const Call& call);
Answer show_business_balance(Platform& platform, const Call& call);
Answer list_balances(Platform& platform, const Call& call);

Answer list_pixels(Platform& platform, const Call& call);

Answer create_rules(Platform& platform, const Call& call);
Answer update_rules(Platform& platform, const Call& call);
Answer update_rule_status(Platform& platform, const Call& call);
Answer show_rules(Platform& platform, const Call& call);
Answer list_rules(Platform& platform, const Call& call);
Answer list_rule_results(Platform& platform, const Call& call);

} // namespace bayme::sandbox
