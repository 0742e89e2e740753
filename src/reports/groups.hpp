// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "reports/plan.hpp"
#include "snapshots/query.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace bayme::reports {

/// A row of an answer before it has text: keys by dimension, sums by plan.sums.
struct Group {
    Currency currency;
    std::vector<std::uint64_t> keys;
    std::vector<std::int64_t> sums;
};

/// The columns to read by: the plan's dimensions, and the account behind them where rows of
/// several accounts must be told apart by currency.
std::vector<Dimension> read_columns(const Plan& plan, std::size_t accounts);

/// Folds what was read into rows by key and currency, in that order.
/// @return invalid_input "mixed_currencies" when an account's facts are in two currencies; internal
///         "overflow" when a sum passes 64 bits.
Result<std::vector<Group>> group(const Plan& plan, const snapshots::Table& table,
                                 const std::vector<AdvertiserId>& accounts);

/// Adds up groups of one currency. @return internal "overflow".
Result<Group> total(const std::vector<Group>& groups, Currency currency);

/// A metric's value as its Unit says. @return nothing for an absent value and a ratio over nothing.
std::optional<std::int64_t> value_of(const Plan& plan, const Group& group,
                                     snapshots::MetricIndex index);

} // namespace bayme::reports
