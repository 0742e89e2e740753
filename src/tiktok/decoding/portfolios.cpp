// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/families.hpp"
#include "tiktok/decoding/nested.hpp"

namespace bayme::tiktok::decoding {
namespace {

constexpr auto portfolio_content_table = std::to_array<Field<PortfolioContent>>({
    text<&PortfolioContent::text>("asset_content"),
    text<&PortfolioContent::asset_ids>("asset_ids"),
    text<&PortfolioContent::card_type>("card_type"),
    text<&PortfolioContent::image_id>("image_id"),
    text<&PortfolioContent::title>("title"),
    text<&PortfolioContent::description>("description"),
    text<&PortfolioContent::call_to_action>("call_to_action"),
    text<&PortfolioContent::call_to_action_text>("call_to_action_text"),
});

const FieldTable<PortfolioContent>& portfolio_content_fields() {
    static const FieldTable<PortfolioContent> fields{portfolio_content_table};
    return fields;
}

constexpr auto portfolio_table = std::to_array<Field<Portfolio>>({
    text<&Portfolio::id>("creative_portfolio_id"),
    text<&Portfolio::type>("creative_portfolio_type"),
    text<&Portfolio::preview_url>("creative_portfolio_preview_url"),
    text<&Portfolio::card_type>("card_type"),
    text<&Portfolio::image_id>("image_id"),
    objects<&Portfolio::contents, portfolio_content_fields>("portfolio_content"),
});

constexpr auto call_to_action_table = std::to_array<Field<CallToAction>>({
    text<&CallToAction::text>("asset_content"),
    text<&CallToAction::asset_ids>("asset_ids"),
});

constexpr auto bid_advice_table = std::to_array<Field<BidAdvice>>({
    amount<&BidAdvice::bid>("bid"),
});

} // namespace

const FieldTable<Portfolio>& portfolio_fields() {
    static const FieldTable<Portfolio> fields{portfolio_table};
    return fields;
}

const FieldTable<CallToAction>& call_to_action_fields() {
    static const FieldTable<CallToAction> fields{call_to_action_table};
    return fields;
}

const FieldTable<BidAdvice>& bid_advice_fields() {
    static const FieldTable<BidAdvice> fields{bid_advice_table};
    return fields;
}

} // namespace bayme::tiktok::decoding
