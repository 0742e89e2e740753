// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/families.hpp"
#include "tiktok/decoding/nested.hpp"

namespace bayme::tiktok::decoding {
namespace {

constexpr auto business_center_info_table = std::to_array<Field<BusinessCenterInfo>>({
    id<&BusinessCenterInfo::id>("bc_id", true),
    text<&BusinessCenterInfo::name>("name"),
    text<&BusinessCenterInfo::company>("company"),
    text<&BusinessCenterInfo::currency>("currency"),
    text<&BusinessCenterInfo::registered_area>("registered_area"),
    text<&BusinessCenterInfo::status>("status"),
    text<&BusinessCenterInfo::timezone>("timezone"),
    text<&BusinessCenterInfo::type>("type"),
    text<&BusinessCenterInfo::verification_status>("verification_status"),
});

const FieldTable<BusinessCenterInfo>& business_center_info_fields() {
    static const FieldTable<BusinessCenterInfo> fields{business_center_info_table};
    return fields;
}

constexpr auto finance_role_table = std::to_array<Field<FinanceRole>>({
    text<&FinanceRole::role>("finance_role"),
});

const FieldTable<FinanceRole>& finance_role_fields() {
    static const FieldTable<FinanceRole> fields{finance_role_table};
    return fields;
}

constexpr auto budget_changes_table = std::to_array<Field<BudgetChanges>>({
    count<&BudgetChanges::total_count>("total_count"),
    count<&BudgetChanges::used_count>("used_count"),
    count<&BudgetChanges::remaining_count>("remaining_count"),
    utc<&BudgetChanges::starts>("effective_start_time"),
    utc<&BudgetChanges::ends>("effective_end_time"),
});

const FieldTable<BudgetChanges>& budget_changes_fields() {
    static const FieldTable<BudgetChanges> fields{budget_changes_table};
    return fields;
}

constexpr auto business_center_table = std::to_array<Field<BusinessCenter>>({
    object<&BusinessCenter::center, business_center_info_fields>("bc_info"),
    text<&BusinessCenter::user_role>("user_role"),
    object<&BusinessCenter::finance, finance_role_fields>("ext_user_role"),
});

constexpr auto bc_asset_table = std::to_array<Field<BcAsset>>({
    needed(text<&BcAsset::id>("asset_id")),
    text<&BcAsset::type>("asset_type"),
    text<&BcAsset::name>("asset_name"),
    text<&BcAsset::relation_type>("relation_type"),
    text<&BcAsset::relation_status>("relation_status"),
    text<&BcAsset::advertiser_status>("advertiser_status"),
    text<&BcAsset::advertiser_account_type>("advertiser_account_type"),
    text<&BcAsset::advertiser_role>("advertiser_role"),
    text<&BcAsset::catalog_role>("catalog_role"),
    text<&BcAsset::ad_creation_eligible>("ad_creation_eligible"),
    text<&BcAsset::store_role>("store_role"),
    text<&BcAsset::pixel_code>("pixel_code"),
    text<&BcAsset::business_account_role>("business_account_role"),
    text<&BcAsset::owner_bc_name>("owner_bc_name"),
    text<&BcAsset::operating_region_code>("operating_region_code"),
    text<&BcAsset::tt_asset_handle>("tt_asset_handle"),
    text<&BcAsset::tt_asset_profile_image>("tt_asset_profile_image"),
    text<&BcAsset::tt_account_roles>("tt_account_roles"),
    flag<&BcAsset::is_business_verified>("is_business_verified"),
});

constexpr auto bc_balance_table = std::to_array<Field<BcBalance>>({
    id<&BcBalance::bc_id>("bc_id"),
    text<&BcBalance::currency>("currency"),
    text<&BcBalance::payment_portfolio_type>("payment_portfolio_type"),
    amount<&BcBalance::account_balance>("account_balance"),
    amount<&BcBalance::valid_account_balance>("valid_account_balance"),
    amount<&BcBalance::frozen_balance>("frozen_balance"),
    amount<&BcBalance::tax>("tax"),
    amount<&BcBalance::cash_balance>("cash_balance"),
    amount<&BcBalance::valid_cash_balance>("valid_cash_balance"),
    amount<&BcBalance::grant_balance>("grant_balance"),
    amount<&BcBalance::valid_grant_balance>("valid_grant_balance"),
});

constexpr auto account_balance_table = std::to_array<Field<AccountBalance>>({
    id<&AccountBalance::advertiser_id>("advertiser_id", true),
    text<&AccountBalance::name>("advertiser_name"),
    text<&AccountBalance::status>("advertiser_status"),
    text<&AccountBalance::type>("advertiser_type"),
    text<&AccountBalance::timezone>("timezone"),
    text<&AccountBalance::currency>("currency"),
    text<&AccountBalance::company>("company"),
    text<&AccountBalance::contact_name>("contact_name"),
    text<&AccountBalance::contact_email>("contact_email"),
    text<&AccountBalance::payment_portfolio_id>("payment_portfolio_id"),
    text<&AccountBalance::payment_portfolio_name>("payment_portfolio_name"),
    text<&AccountBalance::budget_mode>("budget_mode"),
    count<&AccountBalance::account_open_days>("account_open_days"),
    flag<&AccountBalance::balance_reminder>("balance_reminder"),
    utc<&AccountBalance::created>("create_time"),
    amount<&AccountBalance::account_balance>("account_balance"),
    amount<&AccountBalance::valid_account_balance>("valid_account_balance"),
    amount<&AccountBalance::frozen_balance>("frozen_balance"),
    amount<&AccountBalance::tax>("tax"),
    amount<&AccountBalance::cash_balance>("cash_balance"),
    amount<&AccountBalance::valid_cash_balance>("valid_cash_balance"),
    amount<&AccountBalance::grant_balance>("grant_balance"),
    amount<&AccountBalance::valid_grant_balance>("valid_grant_balance"),
    amount<&AccountBalance::transferable_amount>("transferable_amount"),
    amount<&AccountBalance::budget>("budget"),
    amount<&AccountBalance::budget_cost>("budget_cost"),
    amount<&AccountBalance::budget_remaining>("budget_remaining"),
    object<&AccountBalance::budget_changes, budget_changes_fields>("budget_frequency_restriction"),
    json<&AccountBalance::balance_info>("balance_info"),
    json<&AccountBalance::max_transferable_amount>("max_transferable_amount"),
    json<&AccountBalance::min_transferable_amount>("min_transferable_amount"),
    json<&AccountBalance::budget_amount_restriction>("budget_amount_restriction"),
});

constexpr auto budget_change_table = std::to_array<Field<BudgetChange>>({
    text<&BudgetChange::activity_type>("activity_type"),
    text<&BudgetChange::currency>("currency"),
    amount<&BudgetChange::previous_budget>("previous_budget"),
    text<&BudgetChange::previous_budget_mode>("previous_budget_mode"),
    amount<&BudgetChange::current_budget>("current_budget"),
    text<&BudgetChange::current_budget_mode>("current_budget_mode"),
    utc<&BudgetChange::operated>("operation_time"),
    text<&BudgetChange::operator_id>("operator_id"),
    text<&BudgetChange::operator_name>("operator_name"),
});

} // namespace

const FieldTable<BusinessCenter>& business_center_fields() {
    static const FieldTable<BusinessCenter> fields{business_center_table};
    return fields;
}

const FieldTable<BcAsset>& bc_asset_fields() {
    static const FieldTable<BcAsset> fields{bc_asset_table};
    return fields;
}

const FieldTable<BcBalance>& bc_balance_fields() {
    static const FieldTable<BcBalance> fields{bc_balance_table};
    return fields;
}

const FieldTable<AccountBalance>& account_balance_fields() {
    static const FieldTable<AccountBalance> fields{account_balance_table};
    return fields;
}

const FieldTable<BudgetChange>& budget_change_fields() {
    static const FieldTable<BudgetChange> fields{budget_change_table};
    return fields;
}

} // namespace bayme::tiktok::decoding
