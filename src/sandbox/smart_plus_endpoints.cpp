// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "sandbox/library.hpp"
#include "sandbox/object_filter.hpp"
#include "sandbox/paging.hpp"
#include "sandbox/rules.hpp"
#include "sandbox/smart_plus.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace bayme::sandbox {

namespace {

Shown shown_fields(const Call& call) {
    return {call.parameters.texts("fields"), true};
}

Answer list_level(Platform& platform, const Call& call, Level level) {
    const auto& world = platform.world;
    const ObjectFilter filter{world, level, call.parameters.object("filtering"), call.now};
    std::vector<std::uint32_t> found;
    for (const auto index : world.members(account_of(platform, call), level)) {
        if (world.campaign_of(level, index).smart_plus && filter.passes(index)) {
            found.push_back(index);
        }
    }
    const auto shown = shown_fields(call);
    return paged(call, "list", found, [&](std::string& out, std::uint32_t index) {
        platform.objects.append_smart_plus(out, world, level, index, call.now, shown);
    });
}

std::vector<const Bundle*> bundles_of(const Platform& platform, const Call& call) {
    const auto& world = platform.world;
    const auto& account = account_of(platform, call);
    std::vector<const Bundle*> found;
    for (const auto& bundle : world.bundles) {
        if (&world.accounts[bundle.account] == &account) {
            found.push_back(&bundle);
        }
    }
    std::ranges::sort(found, std::greater{}, &Bundle::id);
    return found;
}

void write_creative(JsonWriter& out, const Ad& ad) {
    out.begin_object()
        .member("ad_material_id", ad_material_id(ad))
        .member("material_operation_status", ad.enabled && !ad.deleted ? "ENABLE" : "DISABLE")
        .key("creative_info")
        .begin_object()
        .member("ad_format", "SINGLE_VIDEO")
        .member("material_name", ad.name)
        .key("video_info")
        .begin_object()
        .member("video_id", first_video_id(ad))
        .member("file_name", fmt::format("video {}.mp4", ad.id))
        .end_object()
        .key("image_info")
        .begin_array()
        .begin_object()
        .member("web_uri", first_image_id(ad))
        .end_object()
        .end_array()
        .end_object()
        .end_object();
}

/// The distinct values of a member of the creatives, each as an object of its own.
std::string each_once(const Platform& platform, const Bundle& bundle, std::string_view member,
                      const std::function<std::string(const Ad&)>& value_of) {
    std::vector<std::string> values;
    for (const auto creative : bundle.creatives) {
        auto value = value_of(platform.world.ads[creative]);
        if (std::ranges::find(values, value) == values.end()) {
            values.push_back(std::move(value));
        }
    }
    JsonWriter out;
    out.begin_array();
    for (const auto& value : values) {
        out.begin_object().member(member, value).end_object();
    }
    return out.end_array().take();
}

MemberTexts bundle_members(const Platform& platform, const Bundle& bundle, Seconds now) {
    const auto& world = platform.world;
    const auto& adgroup = world.adgroups[bundle.adgroup];
    const auto& campaign = world.campaigns[adgroup.parent];
    const auto any = [&](auto test) {
        return std::ranges::any_of(bundle.creatives,
                                   [&](std::uint32_t i) { return test(world.ads[i]); });
    };
    const bool alive = any([](const Ad& ad) { return !ad.deleted; });
    const bool on = any([](const Ad& ad) { return ad.enabled && !ad.deleted; });
    const auto& oldest = world.ads[bundle.creatives.front()];
    Seconds modified = oldest.modified;
    JsonWriter creatives;
    creatives.begin_array();
    for (const auto creative : bundle.creatives) {
        modified = std::max(modified, world.ads[creative].modified);
        write_creative(creatives, world.ads[creative]);
    }
    MemberTexts values;
    values["advertiser_id"] = json_string(world.accounts[bundle.account].id);
    values["campaign_id"] = json_string(campaign.id_text());
    values["campaign_name"] = json_string(campaign.name);
    values["adgroup_id"] = json_string(adgroup.id_text());
    values["adgroup_name"] = json_string(adgroup.name);
    values["smart_plus_ad_id"] = json_string(std::to_string(bundle.id));
    values["ad_name"] = json_string(bundle.name);
    values["operation_status"] = json_string(!alive ? "DELETE" : on ? "ENABLE" : "DISABLE");
    values["secondary_status"] = json_string(bundle_status(world, bundle, now).secondary);
    values["create_time"] = json_string(time_text(oldest.created));
    values["modify_time"] = json_string(time_text(modified));
    values["creative_list"] = creatives.end_array().take();
    values["ad_text_list"] =
        each_once(platform, bundle, "ad_text", [&](const Ad& ad) { return world.ad_text(ad); });
    values["call_to_action_list"] = each_once(
        platform, bundle, "call_to_action", [&](const Ad& ad) { return world.call_to_action(ad); });
    values["landing_page_url_list"] = each_once(
        platform, bundle, "landing_page_url", [&](const Ad& ad) { return world.landing_page(ad); });
    values["ad_configuration"] =
        fmt::format(R"({{"identity_type":"CUSTOMIZED_USER","identity_id":{},"utm_params":[]}})",
                    json_string(first_identity_id(world.accounts[bundle.account])));
    return values;
}

std::string_view review_word(const Ad& ad, Seconds now) {
    return now < ad.approved || ad.denied ? "UNAVAILABLE" : "ALL_AVAILABLE";
}

/// The creatives with their review, as both review calls list them.
void write_material_reviews(JsonWriter& out, const World& world, const Bundle& bundle,
                            const std::vector<std::string>* wanted, Seconds now) {
    for (const auto creative : bundle.creatives) {
        const auto& ad = world.ads[creative];
        const auto id = ad_material_id(ad);
        if (wanted != nullptr && std::ranges::find(*wanted, id) == wanted->end()) {
            continue;
        }
        out.begin_object()
            .member("ad_material_id", id)
            .member("smart_plus_ad_id", std::to_string(bundle.id))
            .member("review_status", review_word(ad, now))
            .key("passed_locations")
            .null()
            .key("reject_info")
            .begin_array();
        if (now >= ad.approved && ad.denied) {
            out.begin_object()
                .key("reasons")
                .begin_array()
                .string(ad.review_note)
                .end_array()
                .end_object();
        }
        out.end_array().end_object();
    }
}

void write_bundle_review(JsonWriter& out, const World& world, const Bundle& bundle, Seconds now) {
    const auto fine = std::ranges::count_if(bundle.creatives, [&](std::uint32_t creative) {
        return review_word(world.ads[creative], now) == "ALL_AVAILABLE";
    });
    const auto all = static_cast<std::ptrdiff_t>(bundle.creatives.size());
    out.begin_object()
        .member("smart_plus_ad_id", std::to_string(bundle.id))
        .member("review_status", fine == all ? "ALL_AVAILABLE"
                                 : fine > 0  ? "PART_AVAILABLE"
                                             : "UNAVAILABLE")
        .member("appeal_status", "NOT_APPEALED")
        .key("appeal_reject_reasons")
        .null()
        .key("passed_locations")
        .null()
        .key("reject_info")
        .begin_array()
        .end_array()
        .end_object();
}

} // namespace

Answer list_smart_campaigns(Platform& platform, const Call& call) {
    return list_level(platform, call, Level::campaign);
}

Answer list_smart_adgroups(Platform& platform, const Call& call) {
    return list_level(platform, call, Level::adgroup);
}

Answer list_smart_ads(Platform& platform, const Call& call) {
    const ObjectFilter filter{platform.world, Level::ad, call.parameters.object("filtering"),
                              call.now};
    auto found = bundles_of(platform, call);
    std::erase_if(found, [&](const Bundle* bundle) { return !filter.passes(*bundle); });
    const auto shown = shown_fields(call);
    return paged(call, "list", found, [&](std::string& out, const Bundle* bundle) {
        platform.objects.append_bundle(out, bundle_members(platform, *bundle, call.now), shown);
    });
}

Answer show_smart_ad_reviews(Platform& platform, const Call& call) {
    const auto known = bundles_of(platform, call);
    JsonWriter ads;
    JsonWriter materials;
    ads.begin_array();
    materials.begin_array();
    for (const auto& id : call.parameters.texts("smart_plus_ad_ids")) {
        const auto found = std::ranges::find(
            known, id, [](const Bundle* bundle) { return std::to_string(bundle->id); });
        if (found == known.end()) {
            return unknown(platform, Level::ad, id);
        }
        write_bundle_review(ads, platform.world, **found, call.now);
        write_material_reviews(materials, platform.world, **found, nullptr, call.now);
    }
    return Answer{fmt::format(R"({{"smart_plus_ad_review_infos":{},"material_review_infos":{}}})",
                              ads.end_array().take(), materials.end_array().take())};
}

Answer show_material_reviews(Platform& platform, const Call& call) {
    const auto wanted = call.parameters.texts("ad_material_ids");
    JsonWriter out;
    out.begin_object().key("material_review_infos").begin_array();
    for (const auto* const bundle : bundles_of(platform, call)) {
        write_material_reviews(out, platform.world, *bundle, &wanted, call.now);
    }
    return Answer{out.end_array().end_object().take()};
}

} // namespace bayme::sandbox
