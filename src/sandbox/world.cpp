// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/world.hpp"

#include "sandbox/dice.hpp"
#include "sandbox/parameters.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace bayme::sandbox {

namespace {

constexpr std::array<std::string_view, 4> level_words{"advertiser", "campaign", "adgroup", "ad"};
constexpr std::array<std::string_view, 4> budget_mode_words{"BUDGET_MODE_INFINITE",
                                                            "BUDGET_MODE_TOTAL", "BUDGET_MODE_DAY",
                                                            "BUDGET_MODE_DYNAMIC_DAILY_BUDGET"};

/// A text that was sent with a new or changed ad.
std::optional<std::string> given_text(const Ad& ad, std::string_view member) {
    if (ad.given.empty()) {
        return std::nullopt;
    }
    const Parameters given{parse_json(ad.given).value_or(boost::json::object{}).as_object()};
    return given.text(member);
}

} // namespace

std::string_view automation_type(const Campaign& campaign) {
    return campaign.smart_plus ? "UPGRADED_SMART_PLUS" : "MANUAL";
}

std::string_view level_word(Level level) {
    return level_words.at(static_cast<std::size_t>(level));
}

std::optional<Level> parse_level(std::string_view word) {
    const auto* const found = std::ranges::find(level_words, word);
    return found == level_words.end()
               ? std::nullopt
               : std::optional{static_cast<Level>(found - level_words.begin())};
}

std::string_view budget_mode_word(BudgetMode mode) {
    return budget_mode_words.at(static_cast<std::size_t>(mode));
}

Minor Node::budget_at(Seconds moment) const {
    Minor amount = budgets.empty() ? 0 : budgets.front().amount;
    for (const auto& change : budgets) {
        if (change.at > moment) {
            break;
        }
        amount = change.amount;
    }
    return amount;
}

const Node& World::node(Level level, std::uint32_t index) const {
    switch (level) {
    case Level::campaign:
        return campaigns.at(index);
    case Level::adgroup:
        return adgroups.at(index);
    default:
        return ads.at(index);
    }
}

Node& World::node(Level level, std::uint32_t index) {
    return const_cast<Node&>(std::as_const(*this).node(level, index));
}

const Account* World::find_account(std::string_view id) const {
    const auto found = account_index.find(std::string{id});
    return found == account_index.end() ? nullptr : &accounts[found->second];
}

std::optional<std::uint32_t> World::find(const Account& account, Level level,
                                         std::string_view id) const {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
    if (error != std::errc{} || end != id.data() + id.size()) {
        return std::nullopt;
    }
    const auto found = node_index.find(number);
    if (found == node_index.end() || found->second.first != level) {
        return std::nullopt;
    }
    const auto index = found->second.second;
    return &accounts[node(level, index).account] == &account ? std::optional{index} : std::nullopt;
}

const std::vector<std::uint32_t>& World::members(const Account& account, Level level) const {
    switch (level) {
    case Level::campaign:
        return account.campaigns;
    case Level::adgroup:
        return account.adgroups;
    default:
        return account.ads;
    }
}

const Campaign& World::campaign_of(Level level, std::uint32_t index) const {
    switch (level) {
    case Level::campaign:
        return campaigns.at(index);
    case Level::adgroup:
        return campaigns.at(adgroups.at(index).parent);
    default:
        return campaigns.at(adgroups.at(ads.at(index).parent).parent);
    }
}

std::uint64_t World::ad_id_v2(const Ad& ad) const {
    return ad.bundle ? bundles.at(*ad.bundle).id : ad.id;
}

std::string World::ad_text(const Ad& ad) const {
    return given_text(ad, "ad_text").value_or(ad_texts[mix(ad.id) % ad_texts.size()]);
}

std::string World::call_to_action(const Ad& ad) const {
    return given_text(ad, "call_to_action")
        .value_or(calls_to_action[(mix(ad.id) >> 8U) % calls_to_action.size()]);
}

std::string World::landing_page(const Ad& ad) const {
    return given_text(ad, "landing_page_url")
        .value_or(fmt::format("https://shop.example/p/{}", mix(ad.id) % 10'000));
}

} // namespace bayme::sandbox
