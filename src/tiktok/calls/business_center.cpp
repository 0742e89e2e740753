// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/business_center_calls.hpp"
#include "tiktok/calls/families.hpp"
#include "tiktok/decoding/families.hpp"

namespace bayme::tiktok {
namespace calls {
namespace {

// CONTRACT 3.3; PARAMETERS, /bc/… and /advertiser/balance/get/.
constexpr auto bc_query_parameters = joined(std::to_array<Parameter<BcQuery>>({
                                                text<&BcQuery::bc_id>("bc_id"),
                                            }),
                                            pages<&BcQuery::page>);

constexpr auto asset_filter_parameters = std::to_array<Parameter<AssetFilter>>({
    text<&AssetFilter::user_id>("user_id"),
    text<&AssetFilter::user_email>("user_email"),
    text<&AssetFilter::keyword>("keyword"),
});

constexpr auto asset_query_parameters =
    joined(std::to_array<Parameter<AssetQuery>>({
               text<&AssetQuery::bc_id>("bc_id").needed(),
               text<&AssetQuery::asset_type>("asset_type").needed(),
               text<&AssetQuery::child_bc_id>("child_bc_id"),
               object<&AssetQuery::filtering, asset_filter_parameters>("filtering"),
           }),
           pages<&AssetQuery::page>);

constexpr auto bc_balance_query_parameters = std::to_array<Parameter<BcBalanceQuery>>({
    text<&BcBalanceQuery::bc_id>("bc_id").needed(),
    text<&BcBalanceQuery::child_bc_id>("child_bc_id"),
});

constexpr auto account_balance_filter_parameters = std::to_array<Parameter<AccountBalanceFilter>>({
    text<&AccountBalanceFilter::keyword>("keyword"),
    texts<&AccountBalanceFilter::advertiser_status>("advertiser_status"),
});

constexpr auto account_balance_query_parameters = joined(
    std::to_array<Parameter<AccountBalanceQuery>>({
        text<&AccountBalanceQuery::bc_id>("bc_id").needed(),
        text<&AccountBalanceQuery::child_bc_id>("child_bc_id"),
        object<&AccountBalanceQuery::filtering, account_balance_filter_parameters>("filtering"),
    }),
    pages<&AccountBalanceQuery::page>);

constexpr auto budget_change_filter_parameters = std::to_array<Parameter<BudgetChangeFilter>>({
    text<&BudgetChangeFilter::first>("start_date"),
    text<&BudgetChangeFilter::last>("end_date"),
});

constexpr auto budget_change_query_parameters =
    joined(std::to_array<Parameter<BudgetChangeQuery>>({
               text<&BudgetChangeQuery::bc_id>("bc_id").needed(),
               object<&BudgetChangeQuery::filtering, budget_change_filter_parameters>("filtering"),
           }),
           pages<&BudgetChangeQuery::page>);

using decoding::object_answer;
using decoding::page_answer;

constexpr Declaration<BcQuery, Page<BusinessCenter>> centers{
    "bc.get", bc_query_parameters, page_answer<decoding::business_center_fields>(), Subject::none};
constexpr Declaration<AssetQuery, Page<BcAsset>> all_assets{
    "bc.asset.get", asset_query_parameters, page_answer<decoding::bc_asset_fields>(),
    Subject::none};
constexpr Declaration<BcBalanceQuery, BcBalance> money{
    "bc.balance.get", bc_balance_query_parameters, object_answer<decoding::bc_balance_fields>(),
    Subject::none};
constexpr Declaration<AccountBalanceQuery, Page<AccountBalance>> accounts{
    "advertiser.balance.get", account_balance_query_parameters,
    page_answer<decoding::account_balance_fields>(), Subject::none};
constexpr Declaration<BudgetChangeQuery, Page<BudgetChange>> changes{
    "bc.account.budget.changelog.get", budget_change_query_parameters,
    page_answer<decoding::budget_change_fields>()};

} // namespace

std::vector<Declared> business_center_declarations() {
    return {declared(centers), declared(all_assets), declared(money), declared(accounts),
            declared(changes)};
}

} // namespace calls

Call<Page<BusinessCenter>> business_centers(Platform& platform, const CallContext& context,
                                            const SecretText& token, const BcQuery& query) {
    return calls::run(platform, context, token, calls::centers, query);
}

Call<Page<BcAsset>> assets(Platform& platform, const CallContext& context, const SecretText& token,
                           const AssetQuery& query) {
    return calls::run(platform, context, token, calls::all_assets, query);
}

Call<BcBalance> balance(Platform& platform, const CallContext& context, const SecretText& token,
                        const BcBalanceQuery& query) {
    return calls::run(platform, context, token, calls::money, query);
}

Call<Page<AccountBalance>> account_balances(Platform& platform, const CallContext& context,
                                            const SecretText& token,
                                            const AccountBalanceQuery& query) {
    return calls::run(platform, context, token, calls::accounts, query);
}

Call<Page<BudgetChange>> budget_changes(Platform& platform, const CallContext& context,
                                        const SecretText& token, const BudgetChangeQuery& query) {
    return calls::run(platform, context, token, calls::changes, query);
}

} // namespace bayme::tiktok
