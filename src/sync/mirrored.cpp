// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/mirrored.hpp"

#include "base/json_text.hpp"
#include "tiktok/shown_members.hpp"

#include <algorithm>
#include <array>

namespace bayme::sync {
namespace {

using storage::MirrorObject;
using storage::ObjectLevel;

/// What a mirrored object has in columns of its own, names of its parents, and what is signed anew
/// with every answer.
constexpr auto left_out = std::to_array<std::string_view>({"advertiser_id",
                                                           "campaign_id",
                                                           "adgroup_id",
                                                           "ad_id",
                                                           "image_id",
                                                           "campaign_name",
                                                           "adgroup_name",
                                                           "ad_name",
                                                           "budget",
                                                           "budget_mode",
                                                           "operation_status",
                                                           "secondary_status",
                                                           "objective_type",
                                                           "create_time",
                                                           "modify_time",
                                                           "profile_image",
                                                           "profile_image_url",
                                                           "video_cover_url",
                                                           "preview_url",
                                                           "preview_url_expire_time",
                                                           "image_url",
                                                           "url"});

template <typename Object>
std::string other_members(const Object& object) {
    JsonWriter writer;
    writer.begin_object();
    for (const auto& member : tiktok::shown_members(object)) {
        if (std::ranges::find(left_out, member.path) == left_out.end()) {
            writer.member(member.path, member.value);
        }
    }
    return writer.end_object().take();
}

std::string unmodelled(const std::vector<tiktok::Unmodelled>& members) {
    JsonWriter writer;
    writer.begin_object();
    for (const auto& member : members) {
        writer.key(member.name).raw(member.json);
    }
    return writer.end_object().take();
}

/// An infinite budget, or one under a campaign that has it, is 0 on the wire: no budget here.
void set_budget(MirrorObject& object, const tiktok::Budget& budget) {
    object.budget_mode = budget.mode;
    if (budget.mode != "BUDGET_MODE_INFINITE") {
        object.budget_micros = budget.amount;
    }
}

void set_times(MirrorObject& object, const std::optional<Instant>& created,
               const std::optional<Instant>& modified, Instant seen_at) {
    object.created_at = created;
    object.modified_at = modified;
    object.seen_at = seen_at;
    // A parent's deletion shows in the child's secondary status as *_DELETE too [CONTRACT 4.0].
    if (object.operation_status == "DELETE" || object.secondary_status.ends_with("_DELETE")) {
        object.deleted_at = modified.value_or(seen_at);
    }
}

} // namespace

MirrorObject mirrored(const tiktok::Campaign& campaign, const AdvertiserId& advertiser,
                      Instant seen_at) {
    MirrorObject object{.advertiser_id = advertiser,
                        .level = ObjectLevel::campaign,
                        .id = campaign.id.text(),
                        .campaign_id = campaign.id,
                        .name = campaign.name,
                        .operation_status = campaign.operation_status.value_or(""),
                        .secondary_status = campaign.secondary_status.value_or(""),
                        .objective_type = campaign.objective_type.value_or(""),
                        .members = other_members(campaign),
                        .unmodelled = unmodelled(campaign.unmodelled)};
    set_budget(object, campaign.budget);
    set_times(object, campaign.created, campaign.modified, seen_at);
    return object;
}

MirrorObject mirrored(const tiktok::Adgroup& adgroup, const AdvertiserId& advertiser,
                      Instant seen_at) {
    MirrorObject object{.advertiser_id = advertiser,
                        .level = ObjectLevel::adgroup,
                        .id = adgroup.id.text(),
                        .campaign_id = adgroup.campaign_id,
                        .adgroup_id = adgroup.id,
                        .name = adgroup.name,
                        .operation_status = adgroup.operation_status.value_or(""),
                        .secondary_status = adgroup.secondary_status.value_or(""),
                        .objective_type = adgroup.bidding.optimization_goal.value_or(""),
                        .members = other_members(adgroup),
                        .unmodelled = unmodelled(adgroup.unmodelled)};
    set_budget(object, adgroup.budget);
    set_times(object, adgroup.created, adgroup.modified, seen_at);
    return object;
}

MirrorObject mirrored(const tiktok::Ad& ad, const AdvertiserId& advertiser, Instant seen_at) {
    MirrorObject object{.advertiser_id = advertiser,
                        .level = ObjectLevel::ad,
                        .id = ad.id.text(),
                        .campaign_id = ad.campaign_id,
                        .adgroup_id = ad.adgroup_id,
                        .name = ad.name,
                        .operation_status = ad.operation_status.value_or(""),
                        .secondary_status = ad.secondary_status.value_or(""),
                        .members = other_members(ad),
                        .unmodelled = unmodelled(ad.unmodelled)};
    set_times(object, ad.created, ad.modified, seen_at);
    return object;
}

MirrorObject mirrored(const tiktok::Video& video, const AdvertiserId& advertiser, Instant seen_at) {
    MirrorObject object{.advertiser_id = advertiser,
                        .level = ObjectLevel::video,
                        .id = video.id,
                        .name = video.file_name.value_or(""),
                        .members = other_members(video),
                        .unmodelled = unmodelled(video.unmodelled)};
    set_times(object, video.created, video.modified, seen_at);
    return object;
}

MirrorObject mirrored(const tiktok::Image& image, const AdvertiserId& advertiser, Instant seen_at) {
    MirrorObject object{.advertiser_id = advertiser,
                        .level = ObjectLevel::image,
                        .id = image.id,
                        .name = image.file_name.value_or(""),
                        .members = other_members(image),
                        .unmodelled = unmodelled(image.unmodelled)};
    set_times(object, image.created, image.modified, seen_at);
    return object;
}

MirrorObject mirrored(const tiktok::Identity& identity, const AdvertiserId& advertiser,
                      Instant seen_at) {
    MirrorObject object{.advertiser_id = advertiser,
                        .level = ObjectLevel::identity,
                        .id = identity.id,
                        .name = identity.display_name.value_or(""),
                        .members = other_members(identity),
                        .unmodelled = unmodelled(identity.unmodelled)};
    set_times(object, std::nullopt, std::nullopt, seen_at);
    return object;
}

} // namespace bayme::sync
