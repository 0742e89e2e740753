// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/portfolios.hpp"

#include "tiktok/calls/families.hpp"
#include "tiktok/calls/lookups.hpp"
#include "tiktok/decoding/families.hpp"

namespace bayme::tiktok {
namespace calls {
namespace {

// CONTRACT 5.5, 7.1; PARAMETERS, /creative/portfolio/…, /tool/bid/recommend/.
constexpr auto portfolio_part_parameters = std::to_array<Parameter<PortfolioPart>>({
    text<&PortfolioPart::text>("asset_content"),
    texts<&PortfolioPart::asset_ids>("asset_ids"),
    text<&PortfolioPart::card_type>("card_type"),
    text<&PortfolioPart::image_id>("image_id"),
    text<&PortfolioPart::title>("title").within(1, 54),
    text<&PortfolioPart::description>("description"),
    text<&PortfolioPart::call_to_action>("call_to_action"),
    text<&PortfolioPart::call_to_action_text>("call_to_action_text"),
});

constexpr auto portfolio_draft_parameters = std::to_array<Parameter<PortfolioDraft>>({
    text<&PortfolioDraft::type>("creative_portfolio_type"),
    each<&PortfolioDraft::contents, portfolio_part_parameters>("portfolio_content").needed(),
});

constexpr auto portfolio_filter_parameters = std::to_array<Parameter<PortfolioFilter>>({
    ids<&PortfolioFilter::ids>("creative_portfolio_ids"),
    texts<&PortfolioFilter::types>("creative_portfolio_types"),
});

constexpr auto portfolio_search_parameters =
    joined(std::to_array<Parameter<PortfolioSearch>>({
               object<&PortfolioSearch::filtering, portfolio_filter_parameters>("filtering"),
           }),
           pages<&PortfolioSearch::page>);

constexpr auto call_to_action_query_parameters = std::to_array<Parameter<CallToActionQuery>>({
    flag<&CallToActionQuery::new_version>("new_version"),
    text<&CallToActionQuery::asset_type>("asset_type"),
    text<&CallToActionQuery::content_type>("content_type"),
    text<&CallToActionQuery::objective_type>("objective_type"),
    text<&CallToActionQuery::promotion_type>("promotion_type"),
    text<&CallToActionQuery::language>("language"),
    text<&CallToActionQuery::app_id>("app_id"),
    texts<&CallToActionQuery::placements>("placements"),
    texts<&CallToActionQuery::region_codes>("region_codes"),
    text<&CallToActionQuery::optimization_goal>("optimization_goal"),
    texts<&CallToActionQuery::ad_texts>("ad_texts"),
    text<&CallToActionQuery::landing_page_url>("landing_page_url"),
});

constexpr auto bid_query_parameters = std::to_array<Parameter<BidQuery>>({
    text<&BidQuery::objective_type>("objective_type").needed(),
    ids<&BidQuery::location_ids>("location_ids").needed(),
    text<&BidQuery::campaign_id>("campaign_id"),
    text<&BidQuery::external_action>("external_action"),
});

constexpr auto id_parameters = one_id("creative_portfolio_id");

using decoding::list_answer;
using decoding::object_answer;
using decoding::page_answer;

constexpr Declaration<PortfolioDraft, Portfolio> create{
    "creative.portfolio.create", portfolio_draft_parameters,
    object_answer<decoding::portfolio_fields>()};
constexpr Declaration<OneId, Portfolio> get{"creative.portfolio.get", id_parameters,
                                            object_answer<decoding::portfolio_fields>()};
constexpr Declaration<PortfolioSearch, Page<Portfolio>> list{
    "creative.portfolio.list", portfolio_search_parameters,
    page_answer<decoding::portfolio_fields>()};
constexpr Declaration<CallToActionQuery, List<CallToAction>> calls_to_action{
    "creative.cta.recommend", call_to_action_query_parameters,
    list_answer<decoding::call_to_action_fields>()};
constexpr Declaration<BidQuery, BidAdvice> bids{"tool.bid.recommend", bid_query_parameters,
                                                object_answer<decoding::bid_advice_fields>()};

} // namespace

std::vector<Declared> portfolio_declarations() {
    return {declared(create), declared(get), declared(list), declared(calls_to_action),
            declared(bids)};
}

} // namespace calls

Call<Portfolio> create_portfolio(Platform& platform, const CallContext& context,
                                 const SecretText& token, const PortfolioDraft& draft) {
    return calls::run(platform, context, token, calls::create, draft);
}

Call<Portfolio> portfolio(Platform& platform, const CallContext& context, const SecretText& token,
                          std::string_view id) {
    return calls::run(platform, context, token, calls::get, calls::OneId{std::string{id}});
}

Call<Page<Portfolio>> portfolios(Platform& platform, const CallContext& context,
                                 const SecretText& token, const PortfolioSearch& search) {
    return calls::run(platform, context, token, calls::list, search);
}

Call<List<CallToAction>> recommend_calls_to_action(Platform& platform, const CallContext& context,
                                                   const SecretText& token,
                                                   const CallToActionQuery& query) {
    return calls::run(platform, context, token, calls::calls_to_action, query);
}

Call<BidAdvice> recommend_bid(Platform& platform, const CallContext& context,
                              const SecretText& token, const BidQuery& query) {
    return calls::run(platform, context, token, calls::bids, query);
}

} // namespace bayme::tiktok
