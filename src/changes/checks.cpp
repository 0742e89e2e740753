// SPDX-License-Identifier: LicenseRef-Bayme
#include "changes/checks.hpp"

#include "changes/amount.hpp"

#include <algorithm>

namespace bayme::changes {
namespace {

using storage::Agreement;
using storage::StepField;

std::unexpected<Error> senseless(std::string_view reason, std::string text) {
    return fail(Error{ErrorCode::invalid_input, std::move(text)}.because(reason));
}

Result<std::string> checked_budget(const Wish& wish, const storage::MirrorObject& object,
                                   const storage::Advertiser& account) {
    if (wish.level == storage::ObjectLevel::ad || !object.budget_micros) {
        return senseless("no_budget", fmt::format("{} \"{}\" has no budget of its own",
                                                  to_string(wish.level), object.name));
    }
    BAYME_TRY(const auto currency, Currency::parse(account.currency));
    BAYME_TRY(const auto budget, read_amount(wish.value, currency));
    if (budget <= 0) {
        return senseless("value",
                         fmt::format("a budget of {} is not more than nothing", wish.value));
    }
    Micros smallest = micros_per_unit;
    for (int digit = 0; digit < currency.digits(); ++digit) {
        smallest /= 10;
    }
    if (budget % smallest != 0) {
        return senseless("currency_digits",
                         fmt::format("{} has {} digits after the point, not as "
                                     "many as in {}",
                                     currency.text(), currency.digits(), wish.value));
    }
    return format_micros(budget);
}

Result<std::string> checked_status(const Wish& wish) {
    if (wish.value != "ENABLE" && wish.value != "DISABLE") {
        return senseless("value", fmt::format("\"{}\" is not ENABLE or DISABLE", wish.value));
    }
    return wish.value;
}

bool takes_effect_tomorrow(const Wish& wish, const storage::MirrorObject& object) {
    return wish.field == StepField::budget && wish.level == storage::ObjectLevel::adgroup &&
           object.budget_mode != "BUDGET_MODE_TOTAL";
}

Agreement agreement_of(const storage::PlanStep& step, const SpendingLimits& limits) {
    const auto before = parse_micros(step.before);
    const auto after = parse_micros(step.after);
    if (step.field != StepField::budget || !before || !after || *before <= 0) {
        return Agreement::one;
    }
    const auto larger = std::max(*before, *after);
    const auto smaller = std::min(*before, *after);
    if (larger / limits.second_person_from_factor >= smaller) {
        return Agreement::second_person;
    }
    return larger / limits.confirm_from_factor >= smaller ? Agreement::confirmation
                                                          : Agreement::one;
}

} // namespace

Result<storage::PlanStep> check_wish(const Wish& wish, const storage::MirrorObject& object,
                                     const storage::Advertiser& account) {
    if (object.deleted_at) {
        return senseless("deleted",
                         fmt::format("{} \"{}\" was deleted", to_string(wish.level), object.name));
    }
    storage::PlanStep step{
        .level = wish.level,
        .object_id = object.id,
        .object_name = object.name,
        .field = wish.field,
    };
    if (wish.field == StepField::budget) {
        BAYME_TRY(step.after, checked_budget(wish, object, account));
        step.before = format_micros(*object.budget_micros);
    } else {
        BAYME_TRY(step.after, checked_status(wish));
        step.before = object.operation_status;
    }
    if (step.before == step.after) {
        return senseless("no_change", fmt::format("{} \"{}\" is {} already", to_string(wish.level),
                                                  object.name, step.after));
    }
    if (takes_effect_tomorrow(wish, object)) {
        step.note = "takes effect at the account's next midnight";
    }
    return step;
}

Agreement agreement_for(const std::vector<storage::PlanStep>& steps, const SpendingLimits& limits) {
    auto strictest = Agreement::one;
    for (const auto& step : steps) {
        strictest = std::max(strictest, agreement_of(step, limits));
    }
    return strictest;
}

} // namespace bayme::changes
