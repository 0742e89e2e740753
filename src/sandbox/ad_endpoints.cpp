// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "sandbox/dice.hpp"
#include "sandbox/edits.hpp"
#include "sandbox/review.hpp"
#include "sandbox/rules.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace bayme::sandbox {

namespace {

constexpr std::size_t most_ads = 20;

/// Members that belong to the content: a change of one of them is reviewed again.
constexpr std::array content_members{
    "ad_format",        "ad_text",      "ad_texts",       "call_to_action", "call_to_action_id",
    "card_id",          "display_name", "identity_id",    "identity_type",  "image_ids",
    "landing_page_url", "music_id",     "tiktok_item_id", "video_id"};
/// What a creative with patch_update may bring [CONTRACT 4.10].
constexpr std::array patch_members{"ad_id",         "ad_name",  "identity_id",
                                   "identity_type", "video_id", "identity_authorized_bc_id",
                                   "image_ids",     "music_id", "ad_text",
                                   "tiktok_item_id"};

struct Place {
    std::uint32_t account = 0;
    std::uint32_t adgroup = 0;
};

std::expected<Place, Refusal> place_of(const Platform& platform, const Call& call) {
    const auto& world = platform.world;
    const auto& account = account_of(platform, call);
    const auto id = call.parameters.text("adgroup_id");
    const auto index = world.find(account, Level::adgroup, id);
    if (!index || world.adgroups[*index].deleted ||
        world.campaigns[world.adgroups[*index].parent].deleted) {
        return Refused{unknown(platform, Level::adgroup, id)};
    }
    if (auto refusal = smart_plus_refusal(world.campaigns[world.adgroups[*index].parent])) {
        return Refused{*refusal};
    }
    return Place{static_cast<std::uint32_t>(&account - world.accounts.data()), *index};
}

/// Rates as the maker's, from the ad's own dice. Demand is the market's, whatever the budget.
void give_rates(Ad& ad, const World& world) {
    const auto& account = world.accounts[ad.account];
    const Minor unit = account.ratio * (account.digits == 0 ? 1 : 100);
    Dice dice{roll({world.seed, 42, ad.parent, world.births})};
    const auto within = [&](Range range) {
        return dice.between(range.low, range.high);
    };
    const auto& rates = world.description.ads;
    ad.daily_demand = within(rates.new_demand) * unit;
    ad.cost_per_mille = within(rates.price) * unit / 100;
    ad.click_rate = within(rates.clicks);
    ad.conversion_rate = within(rates.conversions);
    ad.hook_rate = within(rates.hook);
    ad.order_value = within(rates.order) * unit / 100;
}

std::string given_of(const Parameters& creative) {
    auto members = creative.members();
    for (const auto* const name : {"ad_id", "ad_name", "operation_status"}) {
        members.erase(name);
    }
    for (const auto* const name : content_members) {
        members.emplace(name, nullptr);
    }
    if (members.at("image_ids").is_null()) {
        members["image_ids"] = boost::json::array{};
    }
    return boost::json::serialize(members);
}

std::uint32_t make_ad(Platform& platform, const Place& place, const Parameters& creative,
                      Seconds now) {
    auto& world = platform.world;
    Ad ad;
    ad.account = place.account;
    ad.parent = place.adgroup;
    ad.created = ad.modified = now;
    ad.enabled = creative.text("operation_status") != "DISABLE";
    ad.name = creative.text("ad_name");
    if (ad.name.empty()) {
        ad.name = fmt::format("{} {}", creative.text("ad_format"), time_text(now));
    }
    ad.given = given_of(creative);
    give_rates(ad, world);
    const auto index = world.add(std::move(ad));
    send_to_review(platform, index, now);
    return index;
}

std::string listed(const Platform& platform, const std::vector<std::uint32_t>& ads,
                   const std::vector<std::pair<std::size_t, Refusal>>& refused, Seconds now) {
    std::vector<std::string> ids;
    std::string shown;
    for (const auto index : ads) {
        ids.push_back(platform.world.ads[index].id_text());
        shown += shown.empty() ? "" : ",";
        platform.objects.append(shown, platform.world, Level::ad, index, now, {});
    }
    auto out =
        fmt::format(R"({{"ad_ids":{},"creatives":[{}],"need_audit":true)", json_array(ids), shown);
    if (!refused.empty()) {
        std::string errors;
        for (const auto& [position, refusal] : refused) {
            errors +=
                fmt::format(R"({}{{"creative_index":{},"error_message":{}}})",
                            errors.empty() ? "" : ",", position, json_string(refusal.message));
        }
        out += fmt::format(R"(,"error_list":[{}])", errors);
    }
    return out + "}";
}

bool changes_content(const boost::json::object& before, const boost::json::object& after) {
    return std::ranges::any_of(content_members, [&](const char* name) {
        const auto* const one = before.if_contains(name);
        const auto* const other = after.if_contains(name);
        return (one == nullptr ? boost::json::value{} : *one) !=
               (other == nullptr ? boost::json::value{} : *other);
    });
}

/// The members of the ad as a get shows them.
boost::json::object shown_members(const Platform& platform, std::uint32_t ad, Seconds now) {
    std::string text;
    platform.objects.append(text, platform.world, Level::ad, ad, now, {});
    return parse_json(text).value_or(boost::json::object{}).as_object();
}

struct AdChange {
    std::uint32_t ad = 0;
    Parameters creative; ///< as it will be
    bool content = false;
};

std::expected<AdChange, Refusal> plan_change(Platform& platform, const Call& call,
                                             const Place& place, const Parameters& creative) {
    const auto& world = platform.world;
    if (!creative.has("ad_id")) {
        return Refused{missing_fields({"creatives.ad_id"})};
    }
    const auto id = creative.text("ad_id");
    const auto index = world.find(world.accounts[place.account], Level::ad, id);
    if (!index || world.ads[*index].parent != place.adgroup) {
        return Refused{unknown(platform, Level::ad, id)};
    }
    if (world.ads[*index].deleted) {
        return Refused{invalid(fmt::format("The ad {} was deleted and cannot be changed.", id))};
    }
    const auto before = shown_members(platform, *index, call.now);
    auto after = creative.members();
    if (call.parameters.flag("patch_update")) {
        for (const auto& member : creative.members()) {
            if (std::ranges::find(patch_members, std::string_view{member.key()}) ==
                patch_members.end()) {
                return Refused{invalid(
                    fmt::format("{}: not open to patch_update.", std::string_view{member.key()}))};
            }
        }
        for (const auto& member : before) {
            after.emplace(member.key(), member.value());
        }
    }
    AdChange change{*index, Parameters{after}, changes_content(before, after)};
    if (auto refusal =
            creative_refusal(platform, world.adgroups[place.adgroup], change.creative, call.now)) {
        return Refused{*refusal};
    }
    return change;
}

void apply(Platform& platform, const AdChange& change, Answer& answer, Seconds now) {
    auto& ad = platform.world.ads[change.ad];
    const auto name = change.creative.text("ad_name");
    if (!name.empty() && name != ad.name) {
        answer.effects.push_back({"ad", ad.id_text(), "ad_name", ad.name, name});
        ad.name = name;
    }
    ad.given = given_of(change.creative);
    ad.modified = now;
    platform.kept_reports.clear();
    if (change.content) {
        answer.effects.push_back({"ad", ad.id_text(), "creative", "", ""});
        ad.refreshed = now;
        send_to_review(platform, change.ad, now);
        platform.world.adgroups[ad.parent].learning.push_back(now);
    }
}

} // namespace

Answer create_ads(Platform& platform, const Call& call) {
    const auto place = place_of(platform, call);
    if (!place) {
        return place.error();
    }
    const auto& world = platform.world;
    const auto creatives = call.parameters.objects("creatives");
    const auto alive = std::ranges::count_if(world.adgroups[place->adgroup].children,
                                             [&](auto i) { return !world.ads[i].deleted; });
    if (static_cast<std::size_t>(alive) + creatives.size() > most_ads) {
        return Refusal{40502, fmt::format("At most {} ads in an ad group.", most_ads)};
    }
    const bool whole = platform.readings.is("ad_create", "whole");
    std::vector<std::pair<std::size_t, Refusal>> refused;
    std::vector<Parameters> fine;
    for (std::size_t i = 0; i < creatives.size(); ++i) {
        auto refusal =
            creative_refusal(platform, world.adgroups[place->adgroup], creatives[i], call.now);
        if (refusal && (whole || creatives.size() == 1)) {
            return *refusal;
        }
        if (refusal) {
            refused.emplace_back(i, std::move(*refusal));
        } else {
            fine.push_back(creatives[i]);
        }
    }
    if (fine.empty()) {
        return refused.front().second;
    }
    Answer answer;
    std::vector<std::uint32_t> ads;
    for (const auto& creative : fine) {
        ads.push_back(make_ad(platform, *place, creative, call.now));
        const auto& ad = world.ads[ads.back()];
        answer.effects.push_back({"ad", ad.id_text(), "created", "", ad.name});
    }
    platform.world.adgroups[place->adgroup].learning.push_back(call.now);
    answer.code = refused.empty() ? 0 : 20001;
    answer.message = refused.empty() ? "OK" : "Partially successful.";
    answer.data = listed(platform, ads, refused, call.now);
    return answer;
}

Answer update_ads(Platform& platform, const Call& call) {
    const auto place = place_of(platform, call);
    if (!place) {
        return place.error();
    }
    std::vector<AdChange> changes;
    for (const auto& creative : call.parameters.objects("creatives")) {
        auto change = plan_change(platform, call, *place, creative);
        if (!change) {
            return change.error();
        }
        changes.push_back(std::move(*change));
    }
    Answer answer;
    std::vector<std::uint32_t> ads;
    for (const auto& change : changes) {
        apply(platform, change, answer, call.now);
        ads.push_back(change.ad);
    }
    answer.data = listed(platform, ads, {}, call.now);
    return answer;
}

Answer show_adgroup_quota(Platform& platform, const Call& call) {
    constexpr std::int64_t quota = 5000;
    const auto& world = platform.world;
    const auto& account = account_of(platform, call);
    const auto used = std::ranges::count_if(account.adgroups, [&](std::uint32_t index) {
        const auto& adgroup = world.adgroups[index];
        return adgroup.enabled && !adgroup.deleted && !world.campaigns[adgroup.parent].deleted;
    });
    return Answer{
        fmt::format(R"({{"total_adgroup_quota":{},"used_adgroup_quota":{}}})", quota - used, used)};
}

} // namespace bayme::sandbox
