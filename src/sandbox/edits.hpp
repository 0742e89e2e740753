// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/ledger.hpp"
#include "sandbox/platform.hpp"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::sandbox {

// Changes to the world, by whomever. Each takes effect from `now` on and says what changed.

/// 40002 when the object is deleted: nothing changes it again.
std::optional<Refusal> deleted_refusal(const Platform& platform, Level level, std::uint32_t index);

/// @return what deleted_refusal says.
std::expected<Effect, Refusal> set_status(Platform& platform, Level level, std::uint32_t index,
                                          std::string_view operation, Seconds now);

/// Why a budget may not be set: 40002 below the currency's minimum, below 105 % of what was spent,
/// in the lock window of 23:55 to 00:00 account time, or for an object without a budget of its own.
std::optional<Refusal> budget_refusal(Platform& platform, Level level, std::uint32_t index,
                                      std::string_view amount, Seconds now);

/// `amount` as the text of a JSON number. In force from `from` on, which may lie ahead.
/// @return what budget_refusal says.
std::expected<Effect, Refusal> set_budget(Platform& platform, Level level, std::uint32_t index,
                                          std::string_view amount, Seconds now, Seconds from);

/// Why a name may not be given: 40002 for emoji, or a campaign's that another one has.
std::optional<Refusal> rename_refusal(const Platform& platform, Level level, std::uint32_t index,
                                      std::string_view name);
std::expected<Effect, Refusal> rename(Platform& platform, Level level, std::uint32_t index,
                                      std::string_view name, Seconds now);

/// The object as a get would show it.
Answer shown(Platform& platform, const Call& call, Level level, std::uint32_t index);

/// Spent today, for a lifetime budget ever, as far as it is published.
Minor spent(Platform& platform, std::uint32_t unit, Seconds now, bool ever);

} // namespace bayme::sandbox
