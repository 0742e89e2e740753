// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/platform.hpp"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bayme::sandbox {

// What the platform asks of new and changed objects beyond the types of
// data/sandbox/endpoints. Each answers nothing when all is well, else the
// refusal.

Refusal invalid(std::string message);
Refused refused(std::string message); ///< invalid, for functions that give something
Refusal missing_fields(const std::vector<std::string>& names);
/// The code follows the reading unknown_object.
Refusal unknown(const Platform& platform, Level level, std::string_view id);

/// The classic endpoints make and change nothing of Smart+ campaigns but their
/// status.
std::optional<Refusal> smart_plus_refusal(const Campaign& campaign);

/// The days start_date to end_date, which are there: one beside hours, 30
/// beside days, else 365.
std::expected<std::pair<std::int64_t, std::int64_t>, Refusal> days_asked(const Parameters& asked,
                                                                         std::string_view time);

/// Emoji are not allowed in names [CONTRACT 4.2].
std::optional<Refusal> name_refusal(std::string_view member, std::string_view name);

/// Minimum (per day; a lifetime budget: for each of `days`), upper bound and
/// decimals, from the account's currency [CONTRACT 4.6, 4.12].
std::optional<Refusal> amount_refusal(const Account& account, Level level, std::string_view amount,
                                      std::int64_t days);

/// 336 letters 0 or 1, or nothing.
std::optional<Refusal> dayparting_refusal(std::string_view halves);
/// What a sent dayparting comes to: empty for all day, which all 0 and all 1
/// mean as well.
std::string week_of(const std::string& halves);

/// Goal, billing, bids, placement, schedule and targeting of an ad group under
/// this campaign.
std::optional<Refusal> adgroup_refusal(const Platform& platform, const Campaign& campaign,
                                       const Parameters& wanted, Seconds now);

/// Format, identity, assets, text and destination of one creative.
std::optional<Refusal> creative_refusal(Platform& platform, const Adgroup& adgroup,
                                        const Parameters& creative, Seconds now);

/// The JSON text of an object without the members that the world keeps itself.
std::string without(const Parameters& given, const std::vector<std::string_view>& members);

} // namespace bayme::sandbox
