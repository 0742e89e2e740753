// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/asset_text.hpp"

#include "base/json_text.hpp"

#include <fmt/format.h>

namespace bayme::sandbox {

namespace {

constexpr Seconds link_life = 6 * hour_length;

std::string seconds_text(std::int64_t milliseconds) {
    return fmt::format("{}.{:03}", milliseconds / 1000, milliseconds % 1000);
}

std::string link_to(std::string_view kind, std::string_view id, Seconds now) {
    return fmt::format("https://files.sandbox.example/{}/{}?expires={}", kind, id, now + link_life);
}

void write_video(JsonWriter& out, const Asset& asset, Seconds now) {
    const bool ready = now >= asset.ready;
    out.key("displayable").boolean(ready).key("allow_download").boolean(true);
    out.key("allowed_placements").begin_array();
    if (ready) {
        out.string("PLACEMENT_TIKTOK").string("PLACEMENT_PANGLE");
    }
    out.end_array();
    out.member("format", asset.format);
    out.key("duration").number(seconds_text(ready ? asset.duration_ms : 0));
    out.member("bit_rate", ready && asset.duration_ms > 0 ? asset.size * 8000 / asset.duration_ms
                                                          : std::int64_t{0});
    if (ready) {
        out.member("video_cover_url", link_to("cover", asset.id, now))
            .member("preview_url", link_to("video", asset.id, now))
            .member("preview_url_expire_time", time_text(now + link_life));
    } else {
        out.key("video_cover_url").null().key("preview_url").null();
        out.key("preview_url_expire_time").null();
    }
    out.key("fix_task_id").null().key("flaw_types").null();
}

} // namespace

std::string file_time_text(Seconds moment) {
    auto text = time_text(moment);
    text[10] = 'T';
    return text + "Z";
}

std::string asset_text(const Asset& asset, Seconds now) {
    const bool video = asset.kind == AssetKind::video;
    const bool ready = now >= asset.ready;
    JsonWriter out;
    out.begin_object()
        .member(video ? "video_id" : "image_id", asset.id)
        .member("material_id", asset.material_id)
        .member("file_name", asset.file_name)
        .member("signature", asset.signature)
        .member("size", asset.size)
        .member("width", ready || !video ? asset.width : 0)
        .member("height", ready || !video ? asset.height : 0);
    if (video) {
        write_video(out, asset, now);
    } else {
        out.member("format", asset.format)
            .key("displayable")
            .boolean(true)
            .member("image_url", link_to("image", asset.id, now));
    }
    if (!video && ready) {
        out.key("is_carousel_usable").boolean(true);
    }
    if (video || ready) {
        out.member("create_time", file_time_text(asset.created))
            .member("modify_time", file_time_text(asset.modified));
    }
    return out.end_object().take();
}

std::string identity_text(const Identity& identity) {
    const bool posts = !identity.posts.empty();
    JsonWriter out;
    out.begin_object()
        .member("identity_id", identity.id)
        .member("identity_type", identity.type)
        .member("display_name", identity.display_name)
        .member("user_name", identity.user_name)
        .member("username", identity.user_name)
        .member("profile_image", "https://files.sandbox.example/profile/" + identity.id)
        .member("profile_image_url", "https://files.sandbox.example/profile/" + identity.id)
        .member("available_status", "AVAILABLE");
    for (const auto* const name :
         {"can_push_video", "can_pull_video", "can_use_live_ads", "can_manage_message"}) {
        out.key(name).boolean(posts && identity.type != "AUTH_CODE");
    }
    out.key("is_gpppa").boolean(false).key("identity_authorized_bc_id");
    if (identity.bc_id.empty()) {
        out.null();
    } else {
        out.string(identity.bc_id);
    }
    return out.end_object().take();
}

std::string post_text(const Identity& identity, const Post& post) {
    JsonWriter out;
    out.begin_object()
        .member("item_id", post.item_id)
        .member("text", post.text)
        .member("status", "ITEM_STATUS_HESITATE_RECOMMEND")
        .key("auth_info");
    if (identity.type == "AUTH_CODE") {
        out.begin_object()
            .member("ad_auth_status", "AUTHORIZED")
            .member("auth_start_time", time_text(post.created))
            .member("auth_end_time", time_text(post.created + 365 * day_length))
            .end_object();
    } else {
        out.null();
    }
    out.key("anchor_list").null().key("video_info").begin_object();
    out.member("format", "mp4").key("duration").number(seconds_text(post.duration_ms));
    out.member("width", std::int64_t{720})
        .member("height", std::int64_t{1280})
        .member("bit_rate", std::int64_t{1'200'000})
        .member("size", post.duration_ms * 150)
        .member("signature", post.item_id)
        .member("url", "https://files.sandbox.example/post/" + post.item_id)
        .member("poster_url", "https://files.sandbox.example/poster/" + post.item_id)
        .end_object();
    return out.end_object().take();
}

} // namespace bayme::sandbox
