// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

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

/// What the creative refers to must be the account's.
Found reference_refusal(Platform& platform, const Account& account, const Parameters& creative,
                        Seconds now) {
    auto& library = platform.library;
    const auto& world = platform.world;
    const auto* const identity = platform.identities.find(
        world, account, creative.text("identity_type"), creative.text("identity_id"));
    if (identity == nullptr) {
        return invalid("identity_id: the account has no such identity.");
    }
    const auto& posts = identity->posts;
    if (creative.has("tiktok_item_id") &&
        std::ranges::find(posts, creative.text("tiktok_item_id"), &Post::item_id) == posts.end()) {
        return invalid("tiktok_item_id: not a post of this identity.");
    }
    if (creative.has("video_id")) {
        const auto* const video =
            library.find(world, account, AssetKind::video, creative.text("video_id"));
        if (video == nullptr) {
            return Refusal{40053, "The video id is invalid."};
        }
        if (now < video->ready) {
            return Refusal{40901, "The video is being transcoded."};
        }
    }
    for (const auto& id : creative.texts("image_ids")) {
        if (library.find(world, account, AssetKind::image, id) == nullptr) {
            return Refusal{40905, "The file does not exist."};
        }
    }
    for (const auto& [member, type] :
         {std::pair{"call_to_action_id", "CTA"}, std::pair{"card_id", "CARD"}}) {
        const auto id = creative.text(member);
        if (!id.empty() && std::ranges::none_of(platform.portfolios, [&](const Portfolio& one) {
                return one.id == id && one.account == account.id && one.type == type;
            })) {
            return invalid(fmt::format("{}: the account has no such portfolio.", member));
        }
    }
    return std::nullopt;
}

bool sells_on_a_website(const World& world, const Adgroup& adgroup) {
    const auto& objective = world.objectives[world.campaigns[adgroup.parent].objective];
    return objective.name == "WEB_CONVERSIONS" || objective.name == "TRAFFIC";
}

} // namespace

std::optional<Refusal> creative_refusal(Platform& platform, const Adgroup& adgroup,
                                        const Parameters& creative, Seconds now) {
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
    return reference_refusal(platform, platform.world.accounts[adgroup.account], creative, now);
}

} // namespace bayme::sandbox
