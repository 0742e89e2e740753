// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"
#include "tiktok/values.hpp"

namespace bayme::tiktok {

/// A Business Center.
struct BusinessCenterInfo {
    BcId id;
    OptionalText name, company, currency, registered_area;
    OptionalText status; ///< ENABLE, REVIEWING, DENY, PUNISH
    OptionalText timezone, type, verification_status;
    std::vector<Unmodelled> unmodelled;
};

/// What the person may do with money.
struct FinanceRole {
    OptionalText role;
    std::vector<Unmodelled> unmodelled;
};

/// A Business Center and what the person behind the token is in it.
struct BusinessCenter {
    std::optional<BusinessCenterInfo> center;
    OptionalText user_role; ///< ADMIN, STANDARD
    std::optional<FinanceRole> finance;
    std::vector<Unmodelled> unmodelled;
};

/// Something a Business Center owns or was given: accounts above all.
struct BcAsset {
    std::string id;
    OptionalText type, name, relation_type, relation_status, advertiser_status;
    OptionalText advertiser_account_type, advertiser_role, catalog_role;
    OptionalText ad_creation_eligible, store_role, pixel_code, business_account_role;
    OptionalText owner_bc_name, operating_region_code, tt_asset_handle;
    OptionalText tt_asset_profile_image;
    Texts tt_account_roles;
    std::optional<bool> is_business_verified;
    std::vector<Unmodelled> unmodelled;
};

/// The money of a Business Center.
struct BcBalance {
    BcId bc_id;
    OptionalText currency, payment_portfolio_type;
    std::optional<Micros> account_balance, valid_account_balance, frozen_balance;
    std::optional<Micros> tax, cash_balance, valid_cash_balance, grant_balance;
    std::optional<Micros> valid_grant_balance;
    std::vector<Unmodelled> unmodelled;
};

/// How often the account's budget may still be changed.
struct BudgetChanges {
    std::optional<std::int64_t> total_count; ///< ten a day
    std::optional<std::int64_t> used_count, remaining_count;
    std::optional<Instant> starts, ends;
    std::vector<Unmodelled> unmodelled;
};

/// The money and the budget of one account of a Business Center.
struct AccountBalance {
    AdvertiserId advertiser_id;
    OptionalText name;
    OptionalText status; ///< SHOW_ACCOUNT_STATUS_…
    OptionalText type, timezone, currency, company, contact_name, contact_email;
    OptionalText payment_portfolio_id, payment_portfolio_name, budget_mode;
    std::optional<std::int64_t> account_open_days;
    std::optional<bool> balance_reminder;
    std::optional<Instant> created;
    std::optional<Micros> account_balance, valid_account_balance, frozen_balance;
    std::optional<Micros> tax, cash_balance, valid_cash_balance, grant_balance;
    std::optional<Micros> valid_grant_balance, transferable_amount, budget;
    std::optional<Micros> budget_cost, budget_remaining;
    std::optional<BudgetChanges> budget_changes;
    RawJson balance_info, max_transferable_amount, min_transferable_amount;
    RawJson budget_amount_restriction;
    std::vector<Unmodelled> unmodelled;
};

/// One change of an account's budget, by whomever. Amounts may come as text.
struct BudgetChange {
    OptionalText activity_type, currency;
    std::optional<Micros> previous_budget;
    OptionalText previous_budget_mode;
    std::optional<Micros> current_budget;
    OptionalText current_budget_mode;
    std::optional<Instant> operated;
    OptionalText operator_id, operator_name;
    std::vector<Unmodelled> unmodelled;
};

} // namespace bayme::tiktok
