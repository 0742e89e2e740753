// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"
#include "tiktok/client.hpp"

namespace bayme::tiktok {

/// One entry of a portfolio; what it may hold depends on the type.
struct PortfolioContent {
    OptionalText text; ///< a call to action in words
    Texts asset_ids;
    OptionalText card_type, image_id, title, description, call_to_action;
    OptionalText call_to_action_text;
    std::vector<Unmodelled> unmodelled;
};

/// A set of reusable creative parts: the id of a CTA portfolio is what `call_to_action_id` of an
/// ad takes, that of a card `card_id`.
struct Portfolio {
    OptionalText id, type, preview_url, card_type, image_id;
    std::vector<PortfolioContent> contents;
    std::vector<Unmodelled> unmodelled;
};

/// A call to action TikTok recommends, ready for a portfolio.
struct CallToAction {
    OptionalText text;
    Texts asset_ids;
    std::vector<Unmodelled> unmodelled;
};

/// The bid TikTok suggests, in the account's currency.
struct BidAdvice {
    std::optional<Micros> bid;
    std::vector<Unmodelled> unmodelled;
};

/// What a new portfolio holds, by type; CTA takes `text` and `asset_ids` as
/// recommend_call_to_actions() answers them.
struct PortfolioPart {
    OptionalText text = {};
    Texts asset_ids = {};
    OptionalText card_type = {};
    OptionalText image_id = {};
    OptionalText title = {};
    OptionalText description = {};
    OptionalText call_to_action = {};
    OptionalText call_to_action_text = {};
};

/// A portfolio to be created.
struct PortfolioDraft {
    OptionalText type = {};
    std::vector<PortfolioPart> contents = {};
};

/// Which portfolios.
struct PortfolioFilter {
    Texts ids = {};
    Texts types = {};
};

/// One page of the account's portfolios.
struct PortfolioSearch {
    PortfolioFilter filtering = {};
    PageRequest page = {1, 100};
};

/// What the recommendation is for; either the ad's own words or the kind of asset.
struct CallToActionQuery {
    std::optional<bool> new_version = {};
    OptionalText asset_type = {};
    OptionalText content_type = {};
    OptionalText objective_type = {};
    OptionalText promotion_type = {};
    OptionalText language = {};
    OptionalText app_id = {};
    Texts placements = {};
    Texts region_codes = {};
    OptionalText optimization_goal = {};
    Texts ad_texts = {};
    OptionalText landing_page_url = {};
};

/// What is to be bid for.
struct BidQuery {
    std::string objective_type = {};
    Texts location_ids = {};
    OptionalText campaign_id = {};
    OptionalText external_action = {};
};

/// Answers no more than the id. Sent once.
Call<Portfolio> create_portfolio(Platform& platform, const CallContext& context,
                                 const SecretText& token, const PortfolioDraft& draft);
Call<Portfolio> portfolio(Platform& platform, const CallContext& context, const SecretText& token,
                          std::string_view id);
Call<Page<Portfolio>> portfolios(Platform& platform, const CallContext& context,
                                 const SecretText& token, const PortfolioSearch& search);
Call<List<CallToAction>> recommend_calls_to_action(Platform& platform, const CallContext& context,
                                                   const SecretText& token,
                                                   const CallToActionQuery& query);
Call<BidAdvice> recommend_bid(Platform& platform, const CallContext& context,
                              const SecretText& token, const BidQuery& query);

} // namespace bayme::tiktok
