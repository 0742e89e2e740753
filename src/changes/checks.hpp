// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "storage/connections.hpp"
#include "storage/plans.hpp"

#include <string>

namespace bayme::changes {

/// One wish: what a field of an object should become. A budget is an amount in the account's
/// currency, as read_amount reads it; a status is "ENABLE" or "DISABLE".
struct Wish {
    storage::ObjectLevel level = storage::ObjectLevel::campaign;
    std::string object_id;
    storage::StepField field = storage::StepField::operation_status;
    std::string value;
};

/// From how large a budget change on whom a plan needs. Factors apply both ways: 5 is five times as
/// much, or a fifth.
struct SpendingLimits {
    int confirm_from_factor = 2;
    int second_person_from_factor = 5;
};

/// Turns a wish into a step, or says why it makes no sense.
/// @return invalid_input with reason "no_change", "deleted", "no_budget" (the object has none of
///         its own), "currency_digits", "value".
Result<storage::PlanStep> check_wish(const Wish& wish, const storage::MirrorObject& object,
                                     const storage::Advertiser& account);

/// The strictest agreement any of the steps needs.
storage::Agreement agreement_for(const std::vector<storage::PlanStep>& steps,
                                 const SpendingLimits& limits);

} // namespace bayme::changes
