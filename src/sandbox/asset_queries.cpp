// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "sandbox/asset_endpoints.hpp"
#include "sandbox/asset_text.hpp"
#include "sandbox/dice.hpp"
#include "sandbox/paging.hpp"
#include "sandbox/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace bayme::sandbox {

namespace {

/// What the account has of the ids asked for; the rest is left out without a word.
Answer show(Platform& platform, const Call& call, AssetKind kind, std::string_view ids) {
    std::string out = R"({"list":[)";
    for (const auto& id : call.parameters.texts(ids)) {
        const auto* const asset =
            platform.library.find(platform.world, account_of(platform, call), kind, id);
        const bool hidden =
            asset == nullptr || (kind == AssetKind::video && call.now < asset->ready);
        if (!hidden) {
            out += fmt::format("{}{}", out.back() == '[' ? "" : ",", asset_text(*asset, call.now));
        }
    }
    return Answer{out + "]}"};
}

bool holds(const Parameters& filtering, std::string_view name, std::string_view value) {
    const auto wanted = filtering.texts(name);
    return !filtering.has(name) || std::ranges::find(wanted, value) != wanted.end();
}

bool passes(const Parameters& filtering, const Asset& asset, Seconds now) {
    const bool video = asset.kind == AssetKind::video;
    const auto equal = [&](std::string_view name, std::int64_t value) {
        return !filtering.has(name) || filtering.integer(name) == value;
    };
    return holds(filtering, video ? "video_ids" : "image_ids", asset.id) &&
           holds(filtering, "material_ids", asset.material_id) && equal("width", asset.width) &&
           equal("height", asset.height) &&
           (!filtering.has("displayable") ||
            filtering.flag("displayable") == (!video || now >= asset.ready)) &&
           asset.file_name.contains(filtering.text("video_name"));
}

Answer search(Platform& platform, const Call& call, AssetKind kind) {
    const auto filtering = call.parameters.object("filtering");
    auto found = platform.library.list(platform.world, account_of(platform, call), kind);
    std::erase_if(found, [&](const Asset* asset) { return !passes(filtering, *asset, call.now); });
    if (call.parameters.text("sort_field") == "MODIFY_TIME") {
        std::ranges::sort(found, std::greater{}, [](const Asset* asset) {
            return std::pair{asset->modified, std::string_view{asset->id}};
        });
    }
    if (call.parameters.text("sort_type") == "ASC") {
        std::ranges::reverse(found);
    }
    return paged(call, "list", found, [&](std::string& out, const Asset* asset) {
        out += asset_text(*asset, call.now);
    });
}

Answer rename_asset(Platform& platform, const Call& call, AssetKind kind, std::string_view member) {
    const auto& account = account_of(platform, call);
    const auto* const asset =
        platform.library.find(platform.world, account, kind, call.parameters.text(member));
    if (asset == nullptr) {
        return Refusal{40905, "The file does not exist."};
    }
    auto name = call.parameters.text("file_name");
    if (platform.library.has_name(platform.world, account, kind, name)) {
        name += fmt::format("_{}", call.now * 1000);
    }
    Answer answer;
    answer.effects.push_back({kind == AssetKind::video ? "video" : "image", asset->id, "file_name",
                              asset->file_name, name});
    platform.library.rename(*asset, name, call.now);
    return answer;
}

} // namespace

Answer show_videos(Platform& platform, const Call& call) {
    return show(platform, call, AssetKind::video, "video_ids");
}

Answer show_images(Platform& platform, const Call& call) {
    return show(platform, call, AssetKind::image, "image_ids");
}

Answer search_videos(Platform& platform, const Call& call) {
    return search(platform, call, AssetKind::video);
}

Answer search_images(Platform& platform, const Call& call) {
    return search(platform, call, AssetKind::image);
}

Answer rename_video(Platform& platform, const Call& call) {
    return rename_asset(platform, call, AssetKind::video, "video_id");
}

Answer rename_image(Platform& platform, const Call& call) {
    return rename_asset(platform, call, AssetKind::image, "image_id");
}

Answer check_file_names(Platform& platform, const Call& call) {
    const auto& account = account_of(platform, call);
    const auto taken = [&](const Parameters& file) {
        const auto kind = file.text("file_type") == "VIDEO" ? AssetKind::video : AssetKind::image;
        return platform.library.has_name(platform.world, account, kind, file.text("file_name"));
    };
    if (!call.parameters.has("files")) {
        if (!call.parameters.has("file_name") || !call.parameters.has("file_type")) {
            return missing_fields({"file_name", "file_type"});
        }
        return Answer{fmt::format(R"({{"duplicate":{}}})", taken(call.parameters))};
    }
    std::string out = R"({"batch_results":[)";
    for (const auto& file : call.parameters.objects("files")) {
        out += fmt::format(R"({}{{"file_name":{},"file_type":{},"duplicate":{}}})",
                           out.back() == '[' ? "" : ",", json_string(file.text("file_name")),
                           json_string(file.text("file_type")), taken(file));
    }
    return Answer{out + "]}"};
}

/// The pictures are the account's to use at once, as covers.
Answer suggest_covers(Platform& platform, const Call& call) {
    const auto& account = account_of(platform, call);
    const auto id = call.parameters.text("video_id");
    const auto* const video = platform.library.find(platform.world, account, AssetKind::video, id);
    if (video == nullptr) {
        return Refusal{40053, "The video id is invalid."};
    }
    if (call.now < video->ready) {
        return Refusal{40901, "The video is being transcoded."};
    }
    Asset cover = *video;
    cover.kind = AssetKind::image;
    cover.format = "jpeg";
    cover.size /= 40;
    cover.duration_ms = 0;
    cover.created = cover.modified = cover.ready = call.now;
    std::string out = R"({"list":[)";
    for (std::int64_t i = 0; i < call.parameters.integer("poster_number", 10); ++i) {
        cover.file_name = fmt::format("cover {} of {} {}", i + 1, id, call.now);
        const auto& made = platform.library.add(cover, platform.world);
        out += fmt::format(R"({}{{"id":{},"url":{},"width":{},"height":{}}})",
                           out.back() == '[' ? "" : ",", json_string(made.id),
                           json_string("https://files.sandbox.example/image/" + made.id),
                           made.width, made.height);
    }
    return Answer{out + "]}"};
}

Answer delete_assets(Platform& platform, const Call& call) {
    const auto& account = account_of(platform, call);
    Answer answer;
    const auto remove = [&](AssetKind kind, std::string_view member) {
        std::vector<std::string> failed;
        for (const auto& id : call.parameters.texts(member)) {
            if (platform.library.remove(platform.world, account, kind, id)) {
                answer.effects.push_back(
                    {kind == AssetKind::video ? "video" : "image", id, "deleted", "", ""});
            } else {
                failed.push_back(id);
            }
        }
        return failed;
    };
    const auto videos = remove(AssetKind::video, "video_ids");
    const auto images = remove(AssetKind::image, "image_ids");
    answer.data = fmt::format(R"({{"failed_video_ids":{},"failed_image_ids":{}}})",
                              json_array(videos), json_array(images));
    return answer;
}

} // namespace bayme::sandbox
