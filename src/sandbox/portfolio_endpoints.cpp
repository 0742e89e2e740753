// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "sandbox/asset_endpoints.hpp"
#include "sandbox/dice.hpp"
#include "sandbox/paging.hpp"
#include "sandbox/rules.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace bayme::sandbox {

namespace {

/// What its first part shows, as the list of portfolios has it.
std::string first_member(const Portfolio& portfolio, std::string_view name) {
    const auto content = parse_json(portfolio.content);
    if (!content || !content->is_array() || content->get_array().empty()) {
        return "null";
    }
    const auto* const part = content->get_array().front().if_object();
    const auto* const value = part == nullptr ? nullptr : part->if_contains(name);
    return value == nullptr ? "null" : boost::json::serialize(*value);
}

std::string listed(const Portfolio& portfolio) {
    return fmt::format(R"({{"creative_portfolio_id":{},"creative_portfolio_type":{},)"
                       R"("creative_portfolio_preview_url":{},"card_type":{},"image_id":{}}})",
                       json_string(portfolio.id), json_string(portfolio.type),
                       json_string("https://files.sandbox.example/portfolio/" + portfolio.id),
                       first_member(portfolio, "card_type"), first_member(portfolio, "image_id"));
}

bool wanted(const Portfolio& portfolio, const Parameters& filtering) {
    const auto holds = [&](std::string_view name, const std::string& value) {
        const auto values = filtering.texts(name);
        return !filtering.has(name) || std::ranges::find(values, value) != values.end();
    };
    return holds("creative_portfolio_ids", portfolio.id) &&
           holds("creative_portfolio_types", portfolio.type);
}

} // namespace

Answer create_portfolio(Platform& platform, const Call& call) {
    Portfolio portfolio;
    portfolio.account = call.parameters.text("advertiser_id");
    portfolio.type = call.parameters.text("creative_portfolio_type");
    portfolio.content = call.parameters.json("portfolio_content");
    portfolio.created = call.now;
    portfolio.id =
        fmt::format("7{:018}", roll({platform.world.seed, 70, platform.portfolios.size()}) %
                                   1'000'000'000'000'000'000);
    const auto parts = call.parameters.objects("portfolio_content");
    const bool calls = portfolio.type == "CTA";
    if (calls && std::ranges::any_of(parts, [](const Parameters& part) {
            return !part.has("asset_content") || part.texts("asset_ids").empty();
        })) {
        return missing_fields({"portfolio_content.asset_content", "portfolio_content.asset_ids"});
    }
    if (portfolio.type == "CARD" && !parts.front().has("card_type")) {
        return missing_fields({"portfolio_content.card_type"});
    }
    platform.portfolios.push_back(portfolio);
    Answer answer{fmt::format(R"({{"creative_portfolio_id":{}}})", json_string(portfolio.id))};
    answer.effects.push_back({"portfolio", portfolio.id, "created", "", portfolio.type});
    return answer;
}

Answer show_portfolio(Platform& platform, const Call& call) {
    const auto id = call.parameters.text("creative_portfolio_id");
    const auto account = call.parameters.text("advertiser_id");
    const auto found = std::ranges::find_if(platform.portfolios, [&](const Portfolio& one) {
        return one.id == id && one.account == account;
    });
    if (found == platform.portfolios.end()) {
        return Refusal{40007, fmt::format("The portfolio {} does not exist.", id)};
    }
    return Answer{fmt::format(R"({{"creative_portfolio_id":{},"creative_portfolio_type":{},)"
                              R"("creative_portfolio_preview_url":{},"portfolio_content":{}}})",
                              json_string(found->id), json_string(found->type),
                              json_string("https://files.sandbox.example/portfolio/" + found->id),
                              found->content)};
}

Answer list_portfolios(Platform& platform, const Call& call) {
    const auto account = call.parameters.text("advertiser_id");
    const auto filtering = call.parameters.object("filtering");
    std::vector<const Portfolio*> found;
    for (auto one = platform.portfolios.rbegin(); one != platform.portfolios.rend(); ++one) {
        if (one->account == account && wanted(*one, filtering)) {
            found.push_back(&*one);
        }
    }
    return paged(call, "creative_portfolios", found,
                 [](std::string& out, const Portfolio* one) { out += listed(*one); });
}

Answer delete_portfolios(Platform& platform, const Call& call) {
    const auto ids = call.parameters.texts("creative_portfolio_ids");
    const auto account = call.parameters.text("advertiser_id");
    Answer answer;
    std::erase_if(platform.portfolios, [&](const Portfolio& one) {
        const bool doomed = one.account == account && std::ranges::find(ids, one.id) != ids.end();
        if (doomed) {
            answer.effects.push_back({"portfolio", one.id, "deleted", "", ""});
        }
        return doomed;
    });
    if (answer.effects.empty()) {
        return Refusal{40007, "The portfolios do not exist."};
    }
    return answer;
}

Answer recommend_calls_to_action(Platform& platform, const Call& /*call*/) {
    std::string out = R"({"recommend_assets":[)";
    std::uint64_t number = 200'000;
    for (const auto& text : platform.world.calls_to_action) {
        number += 7;
        out += fmt::format(R"({}{{"asset_content":{},"asset_ids":["{}","{}"]}})",
                           out.back() == '[' ? "" : ",", json_string(text), number, number + 3);
    }
    return Answer{out + "]}"};
}

} // namespace bayme::sandbox
