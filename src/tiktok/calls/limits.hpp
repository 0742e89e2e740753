// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/calls/requests.hpp"

namespace bayme::tiktok::calls {

/// Of campaigns, ad groups and ads, in characters as TikTok counts them [CONTRACT 4.2].
constexpr std::int64_t longest_name = 512;

/// invalid_input, reason "tiktok.limit", the parameter named in Error::fields.
std::unexpected<Error> over_limit(std::string path, std::string message);
/// Characters as TikTok counts names: a CJK character counts two [CONTRACT 4.2].
std::size_t weigh(std::string_view name);
/// Characters one by one.
std::size_t count_characters(std::string_view text);
/// Pictures of the blocks U+1F000 to U+1FAFF.
bool has_emoji(std::string_view text);

/// forbidden with reason "tiktok.undisclosed" for an endpoint the developer page does not name.
Result<void> check_disclosed(const Endpoint& endpoint, bool undisclosed_too);
Result<void> check_advertiser(const AdvertiserId& advertiser);
/// 1 to the endpoint's number of ids, each of them an id.
Result<void> check_batch(const Endpoint& endpoint, const Texts& ids);
/// As check_batch, but none at all is fine: a filter.
Result<void> check_filter(const Endpoint& endpoint, std::string_view name, const Texts& ids);
Result<void> check_page(const Endpoint& endpoint, PageRequest page);
/// At least one metric, at most 100 with the attributes; the span the grain allows.
Result<void> check_report(const Endpoint& endpoint, const ReportRequest& request);

} // namespace bayme::tiktok::calls
