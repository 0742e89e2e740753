// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/calls/changes.hpp"

#include "tiktok/calls/families.hpp"

namespace bayme::tiktok::calls {
namespace {

constexpr std::int64_t most_objects = 20; // CONTRACT 4.4, 4.8, 4.9, 4.10

struct NewStatus {
    Texts ids;
    std::string status;
};

constexpr char campaign_ids[] = "campaign_ids";
constexpr char adgroup_ids[] = "adgroup_ids";
constexpr char ad_ids[] = "ad_ids";

template <const char* key>
constexpr auto status_parameters = std::to_array<Parameter<NewStatus>>({
    ids<&NewStatus::ids>(key).needed().within(1, most_objects),
    text<&NewStatus::status>("operation_status").needed(),
});

template <const char* key>
constexpr Declaration<NewStatus, StatusUpdate> status_update(std::string_view endpoint) {
    return {endpoint, status_parameters<key>, decoding::status_answer<key>()};
}

constexpr auto campaign_status = status_update<campaign_ids>("campaign.status.update");
constexpr auto adgroup_status = status_update<adgroup_ids>("adgroup.status.update");
constexpr auto ad_status = status_update<ad_ids>("ad.status.update");

/// Both ways of /adgroup/budget/update/; one of them is filled.
struct NewBudgets {
    std::vector<AdgroupBudget> now;
    std::vector<AdgroupBudget> tomorrow;
};

constexpr auto budget_now = std::to_array<Parameter<AdgroupBudget>>({
    text<&AdgroupBudget::id>("adgroup_id").needed(),
    amount<&AdgroupBudget::budget>("budget"),
});
constexpr auto budget_tomorrow = std::to_array<Parameter<AdgroupBudget>>({
    text<&AdgroupBudget::id>("adgroup_id").needed(),
    amount<&AdgroupBudget::budget>("scheduled_budget"),
});
constexpr auto budget_parameters = std::to_array<Parameter<NewBudgets>>({
    each<&NewBudgets::now, budget_now>("budget").within(1, most_objects),
    each<&NewBudgets::tomorrow, budget_tomorrow>("scheduled_budget").within(1, most_objects),
});

Result<void> check_budgets(const NewBudgets& budgets) {
    if (budgets.now.empty() && budgets.tomorrow.empty()) {
        return over_limit("budget", "is missing");
    }
    return {};
}

constexpr Declaration<NewBudgets, Acknowledged> budget_update{
    "adgroup.budget.update", budget_parameters, decoding::acknowledged_answer(), Subject::account,
    &check_budgets};

} // namespace

Call<StatusUpdate> update_status(Platform& platform, const CallContext& context,
                                 const SecretText& token, ReportLevel level, const Texts& ids,
                                 OperationStatus status) {
    const auto& declaration = level == ReportLevel::campaign  ? campaign_status
                              : level == ReportLevel::adgroup ? adgroup_status
                                                              : ad_status;
    return run(platform, context, token, declaration,
               NewStatus{ids, std::string{to_string(status)}});
}

Call<Acknowledged> update_budgets(Platform& platform, const CallContext& context,
                                  const SecretText& token, std::span<const AdgroupBudget> budgets,
                                  BudgetEffect effect) {
    NewBudgets request;
    auto& list = effect == BudgetEffect::now ? request.now : request.tomorrow;
    list.assign(budgets.begin(), budgets.end());
    return run(platform, context, token, budget_update, request);
}

std::vector<Declared> change_declarations() {
    return {declared(campaign_status), declared(adgroup_status), declared(ad_status),
            declared(budget_update)};
}

} // namespace bayme::tiktok::calls
