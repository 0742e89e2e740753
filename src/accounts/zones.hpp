// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"

#include <string_view>

namespace bayme::accounts {

/// The account's fixed distance from UTC as TikTok's `timezone` states it: a fixed form such as
/// "Etc/GMT+8", or an IANA name whose clocks did not change since 2015 and are not planned to until
/// 2037 ("Asia/Tokyo").
/// @return invalid_input with reason "zone_not_fixed" for a zone with daylight saving or an unknown
///         one: an administrator states the offset then, nothing is guessed [CONTRACT 6.1].
Result<UtcOffset> fixed_offset(std::string_view timezone);

/// The zone's standard offset, to be suggested to that administrator; never used by itself.
Result<UtcOffset> suggested_offset(std::string_view timezone);

} // namespace bayme::accounts
