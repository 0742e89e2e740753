// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/calls/requests.hpp"

namespace bayme::tiktok::calls {

/// invalid_input, reason "tiktok.limit".
std::unexpected<Error> over_limit(std::string message);

Result<void> check_advertiser(const AdvertiserId& advertiser);
/// 1 to the endpoint's number of ids, each of them an id.
Result<void> check_batch(const Endpoint& endpoint, const Texts& ids);
/// As check_batch, but none at all is fine: a filter.
Result<void> check_filter(const Endpoint& endpoint, std::string_view name, const Texts& ids);
Result<void> check_page(const Endpoint& endpoint, PageRequest page);
/// 1 to 512, a CJK character counting two [CONTRACT 4.2].
Result<void> check_name(std::string_view name);
/// At least one metric, at most 100 with the attributes; the span the grain allows.
Result<void> check_report(const Endpoint& endpoint, const ReportRequest& request);

} // namespace bayme::tiktok::calls
