// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/rules.hpp"

#include <fmt/format.h>

#include <optional>

namespace bayme::sandbox {

namespace {

using Found = std::optional<Refusal>;

Found named_refusal(const Parameters& creative) {
    std::vector<std::string> names;
    for (const auto* const name : {"ad_name", "ad_format", "identity_type", "identity_id"}) {
        if (!creative.has(name)) {
            names.push_back(std::string{"creatives."} + name);
        }
    }
    if (!names.empty()) {
        return missing_fields(names);
    }
    return name_refusal("ad_name", creative.text("ad_name"));
}

/// The pictures and videos that the format shows.
Found media_refusal(const Parameters& creative, bool post) {
    const auto format = creative.text("ad_format");
    const auto images = creative.texts("image_ids").size();
    if (post) {
        return std::nullopt;
    }
    if (format == "SINGLE_VIDEO" && !creative.has("video_id")) {
        return missing_fields({"creatives.video_id"});
    }
    if (format == "SINGLE_VIDEO" && images == 0) {
        return missing_fields({"creatives.image_ids"});
    }
    if (format == "SINGLE_IMAGE" && images != 1) {
        return invalid("image_ids: exactly one for a single image.");
    }
    if (format == "CAROUSEL_ADS" && (images < 2 || images > 35)) {
        return invalid("image_ids: 2 to 35 for a carousel.");
    }
    if (format == "CAROUSEL_ADS" && !creative.has("music_id")) {
        return missing_fields({"creatives.music_id"});
    }
    return std::nullopt;
}

bool sells_on_a_website(const World& world, const Adgroup& adgroup) {
    const auto& objective = world.objectives[world.campaigns[adgroup.parent].objective];
    return objective.name == "WEB_CONVERSIONS" || objective.name == "TRAFFIC";
}

} // namespace

std::optional<Refusal> creative_refusal(const Platform& platform, const Adgroup& adgroup,
                                        const Parameters& creative, Seconds /*now*/) {
    if (auto found = named_refusal(creative)) {
        return found;
    }
    const bool custom = creative.text("identity_type") == "CUSTOMIZED_USER";
    const bool post = creative.has("tiktok_item_id");
    if (post && custom) {
        return invalid("tiktok_item_id: a CUSTOMIZED_USER has no posts.");
    }
    if (creative.text("identity_type") == "BC_AUTH_TT" &&
        !creative.has("identity_authorized_bc_id")) {
        return missing_fields({"creatives.identity_authorized_bc_id"});
    }
    if (auto found = media_refusal(creative, post)) {
        return found;
    }
    if (!post && creative.text("ad_text").empty()) {
        return missing_fields({"creatives.ad_text"});
    }
    if (!creative.has("call_to_action") && !creative.has("call_to_action_id")) {
        return missing_fields({"creatives.call_to_action"});
    }
    if (sells_on_a_website(platform.world, adgroup) && !creative.has("landing_page_url") &&
        !creative.has("page_id")) {
        return missing_fields({"creatives.landing_page_url"});
    }
    return std::nullopt;
}

} // namespace bayme::sandbox
