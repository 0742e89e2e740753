// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/calls/changes.hpp"
#include "tiktok/calls/families.hpp"
#include "tiktok/campaign_writes.hpp"

namespace bayme::tiktok {
namespace calls {
namespace {

using C = CampaignDraft;

constexpr char disabled[] = "DISABLE";

// Names, types and required marks: PARAMETERS, /campaign/create/.
constexpr auto create_parameters = std::to_array<Parameter<C>>({
    text<&C::name>("campaign_name").needed().as_name(1, true),
    text<&C::objective_type>("objective_type").needed(),
    text<&C::budget, &Budget::mode>("budget_mode"),
    amount<&C::budget, &Budget::amount>("budget"),
    flag<&C::budget_optimize_on>("budget_optimize_on"),
    text<&C::request_id>("request_id"),
    text<&C::virtual_objective_type>("virtual_objective_type"),
    text<&C::sales_destination>("sales_destination"),
    text<&C::app_promotion_type>("app_promotion_type"),
    text<&C::campaign_type>("campaign_type"),
    text<&C::product_source>("campaign_product_source"),
    text<&C::app_id>("app_id"),
    text<&C::rf_campaign_type>("rf_campaign_type"),
    text<&C::bid_type>("bid_type"),
    text<&C::deep_bid_type>("deep_bid_type"),
    text<&C::optimization_goal>("optimization_goal"),
    amount<&C::roas_bid>("roas_bid"),
    text<&C::postback_window_mode>("postback_window_mode"),
    text<&C::app_profile_page_state>("campaign_app_profile_page_state"),
    text<&C::rta_id>("rta_id"),
    text<&C::po_number>("po_number"),
    flag<&C::is_search_campaign>("is_search_campaign"),
    flag<&C::catalog_enabled>("catalog_enabled"),
    flag<&C::disable_skan_campaign>("disable_skan_campaign"),
    flag<&C::is_advanced_dedicated_campaign>("is_advanced_dedicated_campaign"),
    flag<&C::rta_bid_enabled>("rta_bid_enabled"),
    flag<&C::rta_product_selection_enabled>("rta_product_selection_enabled"),
    texts<&C::special_industries>("special_industries"),
    always<C, disabled>("operation_status"),
});

Result<void> check_draft(const C& draft) {
    if (draft.request_id) {
        BAYME_CHECK(check_digits(*draft.request_id, "request_id"));
    }
    if (draft.budget.mode.empty() && draft.objective_type != "RF_REACH") {
        return over_limit("budget_mode", "is missing");
    }
    const bool limited = !draft.budget.mode.empty() && draft.budget.mode != "BUDGET_MODE_INFINITE";
    if (limited && !draft.budget.amount) {
        return over_limit("budget", fmt::format("is missing for {}", draft.budget.mode));
    }
    return {};
}

constexpr Declaration<CampaignDraft, Campaign> create{
    "campaign.create", create_parameters, decoding::object_answer<decoding::campaign_fields>(),
    Subject::account, &check_draft};

using U = CampaignUpdate;

// PARAMETERS, /campaign/update/. A member that is left out stays as it is [CONTRACT 4.3].
constexpr auto update_parameters = std::to_array<Parameter<U>>({
    text<&U::id>("campaign_id").needed(),
    text<&U::name>("campaign_name").as_name(1, true),
    amount<&U::budget>("budget"),
    text<&U::po_number>("po_number"),
    texts<&U::special_industries>("special_industries"),
});

Result<void> check_update(const U& update) {
    if (!update.name && !update.budget && !update.po_number && update.special_industries.empty()) {
        return over_limit("campaign_id", "a campaign update that changes nothing");
    }
    return {};
}

constexpr Declaration<CampaignUpdate, Campaign> update{
    "campaign.update", update_parameters, decoding::object_answer<decoding::campaign_fields>(),
    Subject::account, &check_update};

} // namespace

Call<Campaign> update_campaign(Platform& platform, const CallContext& context,
                               const SecretText& token, const CampaignUpdate& change) {
    return run(platform, context, token, update, change);
}

std::vector<Declared> campaign_declarations() {
    return {declared(create), declared(update)};
}

} // namespace calls

Call<Campaign> create_campaign(Platform& platform, const CallContext& context,
                               const SecretText& token, const CampaignDraft& draft) {
    return calls::run(platform, context, token, calls::create, draft);
}

} // namespace bayme::tiktok
