// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"
#include "tiktok/business_center.hpp"
#include "tiktok/client.hpp"

namespace bayme::tiktok {

/// One page of the Business Centers a token reaches.
struct BcQuery {
    BcId bc_id = {};
    PageRequest page = {1, 50};
};

/// Whose assets, or how they are called.
struct AssetFilter {
    OptionalText user_id = {};
    OptionalText user_email = {};
    OptionalText keyword = {};
};

/// One page of the assets of a kind: ADVERTISER, CATALOG, TIKTOK_SHOP, PIXEL, TT_ACCOUNT, …
struct AssetQuery {
    BcId bc_id = {};
    std::string asset_type = {};
    BcId child_bc_id = {};
    AssetFilter filtering = {};
    PageRequest page = {1, 50};
};

/// Whose money.
struct BcBalanceQuery {
    BcId bc_id = {};
    BcId child_bc_id = {};
};

/// Which accounts.
struct AccountBalanceFilter {
    OptionalText keyword = {};
    Texts advertiser_status = {};
};

/// One page of the accounts of a Business Center with their money.
struct AccountBalanceQuery {
    BcId bc_id = {};
    BcId child_bc_id = {};
    AccountBalanceFilter filtering = {};
    PageRequest page = {1, 50};
};

/// Days of UTC.
struct BudgetChangeFilter {
    std::optional<Day> first = {};
    std::optional<Day> last = {};
};

/// One page of the budget's history of the context's account.
struct BudgetChangeQuery {
    BcId bc_id = {};
    BudgetChangeFilter filtering = {};
    PageRequest page = {1, 50};
};

/// None of these is about one account of the token but the last.
Call<Page<BusinessCenter>> business_centers(Platform& platform, const CallContext& context,
                                            const SecretText& token, const BcQuery& query);
Call<Page<BcAsset>> assets(Platform& platform, const CallContext& context, const SecretText& token,
                           const AssetQuery& query);
Call<BcBalance> balance(Platform& platform, const CallContext& context, const SecretText& token,
                        const BcBalanceQuery& query);
Call<Page<AccountBalance>> account_balances(Platform& platform, const CallContext& context,
                                            const SecretText& token,
                                            const AccountBalanceQuery& query);
Call<Page<BudgetChange>> budget_changes(Platform& platform, const CallContext& context,
                                        const SecretText& token, const BudgetChangeQuery& query);

} // namespace bayme::tiktok
