// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "sandbox/asset_endpoints.hpp"
#include "sandbox/asset_text.hpp"
#include "sandbox/dice.hpp"
#include "sandbox/file_facts.hpp"
#include "sandbox/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace bayme::sandbox {

namespace {

constexpr std::int64_t most_video_bytes = std::int64_t{500} << 20U;
constexpr std::int64_t most_image_bytes = std::int64_t{50} << 20U;
constexpr std::int64_t most_pixels = 3'686'400;
constexpr std::size_t most_name = 100;
constexpr Seconds image_delay = 10;

using Found = std::expected<Asset, Refusal>;

std::string_view word_of(AssetKind kind) {
    return kind == AssetKind::video ? "video" : "image";
}

/// The limits that hold however a file comes.
std::optional<Refusal> file_refusal(const Asset& asset, bool is_video) {
    if (asset.size == 0) {
        return Refusal{40906, "The file is empty."};
    }
    const bool video = asset.kind == AssetKind::video;
    if (asset.size > (video ? most_video_bytes : most_image_bytes)) {
        return Refusal{40907, "The file is too large."};
    }
    if (asset.format.empty() || is_video != video || asset.format == "gif") {
        return video ? Refusal{40908, "The file type is not supported."}
                     : Refusal{40904, "The image's format is not supported."};
    }
    if (!video && asset.width * asset.height > most_pixels) {
        return Refusal{40915, "The image has too many pixels."};
    }
    return std::nullopt;
}

Found from_file(AssetKind kind, const Parameters& sent) {
    const auto word = word_of(kind);
    std::vector<std::string> names;
    for (const auto* const member : {"file", "signature"}) {
        if (!sent.has(fmt::format("{}_{}", word, member))) {
            names.push_back(fmt::format("{}_{}", word, member));
        }
    }
    if (!names.empty()) {
        return Refused{missing_fields(names)};
    }
    const auto file = sent.object(fmt::format("{}_file", word));
    Asset asset;
    asset.kind = kind;
    asset.file_name = file.text("file_name");
    asset.signature = file.text("md5");
    asset.format = file.text("format");
    asset.size = file.integer("size");
    asset.width = file.integer("width");
    asset.height = file.integer("height");
    asset.duration_ms = file.integer("duration_ms");
    if (asset.signature != sent.text(fmt::format("{}_signature", word))) {
        return Refused{{40900, "The signature does not match the file."}};
    }
    if (auto refusal = file_refusal(asset, file.flag("video"))) {
        return Refused{*refusal};
    }
    return asset;
}

/// Nothing is fetched: what lies behind an address follows from its text. Hosts that end in
/// .invalid do not answer; .html and .txt are text, not a file to be used.
Found from_address(AssetKind kind, const Parameters& sent) {
    const bool video = kind == AssetKind::video;
    const auto member = fmt::format("{}_url", word_of(kind));
    const auto address = sent.text(member);
    if (address.empty()) {
        return Refused{missing_fields({member})};
    }
    if (!address.starts_with("http://") && !address.starts_with("https://")) {
        return Refused{invalid(fmt::format("{}: not an http address.", member))};
    }
    const auto path = address.substr(0, address.find_first_of("?#"));
    if (path.contains(".invalid")) {
        return Refused{video ? Refusal{40902, "The URL could not be fetched."}
                             : Refusal{40913, "The image could not be fetched."}};
    }
    if (path.ends_with(".html") || path.ends_with(".txt")) {
        return Refused{{40914, "The file is not valid."}};
    }
    Asset asset;
    asset.kind = kind;
    asset.signature = md5_text(address);
    asset.file_name = path.substr(path.find_last_of('/') + 1);
    const auto luck = roll_text(address);
    asset.format = video ? "mp4" : "jpeg";
    asset.size =
        static_cast<std::int64_t>(video ? 900'000 + luck % 9'000'000 : 20'000 + luck % 200'000);
    asset.width = 720;
    asset.height = 1280;
    asset.duration_ms = video ? static_cast<std::int64_t>(5'000 + luck % 50'000) : 0;
    return asset;
}

Found from_library(Platform& platform, const Account& account, const Parameters& sent) {
    if (!sent.has("video_id")) {
        return Refused{missing_fields({"video_id"})};
    }
    const auto* const known =
        platform.library.find(platform.world, account, AssetKind::video, sent.text("video_id"));
    if (known == nullptr) {
        return Refused{{40053, "The video id is invalid."}};
    }
    auto asset = *known;
    asset.file_name.clear();
    return asset;
}

Found asset_sent(Platform& platform, const Account& account, AssetKind kind,
                 const Parameters& sent) {
    const auto how = sent.text("upload_type");
    if (how == "UPLOAD_BY_URL") {
        return from_address(kind, sent);
    }
    if (how == "UPLOAD_BY_VIDEO_ID") {
        return from_library(platform, account, sent);
    }
    if (how == "UPLOAD_BY_FILE_ID") {
        return Refused{{40905, "The file does not exist."}};
    }
    return from_file(kind, sent);
}

/// Bytes, not letters, count for the length of a name; a letter is not cut in two.
std::string shortened(std::string name) {
    if (name.size() > most_name) {
        auto end = most_name;
        while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) {
            --end;
        }
        name.resize(end);
    }
    return name;
}

std::expected<const Asset*, Refusal> upload(Platform& platform, const Call& call, AssetKind kind) {
    const auto& world = platform.world;
    const auto& account = account_of(platform, call);
    auto asset = asset_sent(platform, account, kind, call.parameters);
    if (!asset) {
        return Refused{asset.error()};
    }
    if (call.parameters.has("file_name")) {
        asset->file_name = call.parameters.text("file_name");
    }
    asset->file_name = shortened(std::move(asset->file_name));
    if (asset->file_name.empty()) {
        asset->file_name = fmt::format("{} {}", word_of(kind), time_text(call.now));
    }
    if (platform.library.has_name(world, account, kind, asset->file_name)) {
        return Refused{{40911, "The material name duplicates an existing one."}};
    }
    asset->account = static_cast<std::uint32_t>(&account - world.accounts.data());
    asset->created = asset->modified = call.now;
    // Half a minute to five minutes, longer for larger files.
    asset->ready = call.now + (kind == AssetKind::image
                                   ? image_delay
                                   : std::clamp<Seconds>(30 + asset->size / 40'000, 30, 300));
    return &platform.library.add(std::move(*asset), world);
}

Effect effect_of(const Asset& asset) {
    return {std::string{word_of(asset.kind)}, asset.id, "created", "", asset.file_name};
}

} // namespace

Answer upload_video(Platform& platform, const Call& call) {
    const auto made = upload(platform, call, AssetKind::video);
    if (!made) {
        return made.error();
    }
    // One object in an array, for compatibility [CONTRACT 5.1].
    Answer answer{"[" + asset_text(**made, call.now) + "]"};
    answer.effects.push_back(effect_of(**made));
    return answer;
}

Answer upload_image(Platform& platform, const Call& call) {
    const auto made = upload(platform, call, AssetKind::image);
    if (!made) {
        return made.error();
    }
    Answer answer{asset_text(**made, call.now)};
    answer.effects.push_back(effect_of(**made));
    return answer;
}

} // namespace bayme::sandbox
