// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/review.hpp"

#include "base/json_text.hpp"
#include "sandbox/dice.hpp"
#include "sandbox/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace bayme::sandbox {

namespace {

constexpr std::array notes{"Exaggerated claim in the text", "Landing page does not open",
                           "Video of poor quality", "Prohibited industry"};

/// The switch of the review that is not over yet gives way to the next.
void forget_decision(Ad& ad, Seconds now) {
    std::erase_if(ad.switches, [&](const Switch& change) { return change.at > now; });
}

void write_review(JsonWriter& out, const Ad& ad, Seconds now) {
    const bool waits = now < ad.approved;
    const bool refused = !waits && ad.denied;
    out.begin_object().key("is_approved").boolean(!waits && !ad.denied);
    out.member("review_status", waits || refused ? "UNAVAILABLE" : "ALL_AVAILABLE");
    for (const auto* const name : {"forbidden_placements", "forbidden_ages", "forbidden_locations",
                                   "forbidden_operating_systems"}) {
        out.key(name).begin_array().end_array();
    }
    out.key("reject_info").begin_array();
    if (refused) {
        out.begin_object()
            .member("suggestion", "Change what the reasons name and send the ad again.")
            .key("reasons")
            .begin_array()
            .string(ad.review_note.empty() ? notes.front() : ad.review_note)
            .end_array()
            .key("content_info")
            .begin_object()
            .member("content_type", "MODE_STRING")
            .end_object()
            .end_object();
    }
    out.end_array().end_object();
}

void write_adgroup(JsonWriter& out, const World& world, const Adgroup& adgroup, Seconds now) {
    const auto count = [&](auto test) {
        return std::ranges::count_if(adgroup.children, [&](std::uint32_t index) {
            return !world.ads[index].deleted && test(world.ads[index]);
        });
    };
    const auto all = count([](const Ad&) { return true; });
    const auto refused = count([&](const Ad& ad) { return now >= ad.approved && ad.denied; });
    const auto fine = count([&](const Ad& ad) { return now >= ad.approved && !ad.denied; });
    out.begin_object()
        .key("is_approved")
        .boolean(fine == all)
        .member("review_status", fine == all ? "ALL_AVAILABLE"
                                 : fine > 0  ? "PART_AVAILABLE"
                                             : "UNAVAILABLE")
        .key("contains_rejected_ads")
        .boolean(refused > 0)
        .member("appeal_status", "NOT_APPEALED")
        .key("reject_info")
        .begin_array()
        .end_array()
        .end_object();
}

} // namespace

void send_to_review(Platform& platform, std::uint32_t index, Seconds now) {
    auto& ad = platform.world.ads[index];
    const auto luck = roll({platform.world.seed, 41, ad.id, static_cast<std::uint64_t>(now)});
    Dice dice{luck};
    ad.changed = ad.approved != 0;
    const auto& [minutes, refused] = platform.world.description.review;
    ad.approved = now + dice.between(minutes.low * 60, minutes.high * 60);
    ad.denied = dice.chance(refused);
    ad.review_note = notes.at(dice.below(notes.size()));
    forget_decision(ad, now);
    ad.switches.push_back({now, false});
    ad.switches.push_back({ad.approved, ad.enabled && !ad.denied});
    platform.delivery.forget(ad.unit, now);
    platform.kept_reports.clear();
}

void end_review(Platform& platform, std::uint32_t index, bool approved, std::string_view note,
                Seconds now) {
    auto& ad = platform.world.ads[index];
    ad.approved = now;
    ad.denied = !approved;
    ad.review_note = note;
    forget_decision(ad, now);
    ad.switches.push_back({now, ad.enabled && approved});
    platform.delivery.forget(ad.unit, now);
    platform.kept_reports.clear();
}

Answer show_ad_reviews(Platform& platform, const Call& call) {
    const auto& account = account_of(platform, call);
    JsonWriter out;
    out.begin_object().key("ad_review_map").begin_object();
    for (const auto& id : call.parameters.texts("ad_ids")) {
        const auto index = platform.world.find(account, Level::ad, id);
        if (!index) {
            return unknown(platform, Level::ad, id);
        }
        out.key(id);
        write_review(out, platform.world.ads[*index], call.now);
    }
    return Answer{out.end_object().end_object().take()};
}

Answer show_adgroup_reviews(Platform& platform, const Call& call) {
    const auto& world = platform.world;
    const auto& account = account_of(platform, call);
    JsonWriter groups;
    JsonWriter ads;
    groups.begin_object();
    ads.begin_object();
    for (const auto& id : call.parameters.texts("adgroup_ids")) {
        const auto index = world.find(account, Level::adgroup, id);
        if (!index) {
            return unknown(platform, Level::adgroup, id);
        }
        const auto& adgroup = world.adgroups[*index];
        groups.key(id);
        write_adgroup(groups, world, adgroup, call.now);
        ads.key(id).begin_object();
        for (const auto ad : adgroup.children) {
            if (!world.ads[ad].deleted) {
                ads.key(world.ads[ad].id_text());
                write_review(ads, world.ads[ad], call.now);
            }
        }
        ads.end_object();
    }
    return Answer{fmt::format(R"({{"ad_group_review_map":{},"ad_review_map":{}}})",
                              groups.end_object().take(), ads.end_object().take())};
}

Answer appeal(Platform& platform, const Call& call) {
    const auto id = call.parameters.text("adgroup_id");
    const auto index = platform.world.find(account_of(platform, call), Level::adgroup, id);
    if (!index) {
        return unknown(platform, Level::adgroup, id);
    }
    Answer answer;
    for (const auto ad : platform.world.adgroups[*index].children) {
        auto& one = platform.world.ads[ad];
        if (!one.deleted && one.denied && call.now >= one.approved) {
            send_to_review(platform, ad, call.now);
            answer.effects.push_back({"ad", one.id_text(), "review", "refused", "appealed"});
        }
    }
    if (answer.effects.empty()) {
        return invalid(fmt::format("The ad group {} has no rejected ads.", id));
    }
    return answer;
}

} // namespace bayme::sandbox
