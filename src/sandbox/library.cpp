// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/library.hpp"

#include "sandbox/dice.hpp"
#include "sandbox/ordering.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bayme::sandbox {

namespace {

std::uint32_t position_of(const World& world, const Account& account) {
    return static_cast<std::uint32_t>(&account - world.accounts.data());
}

std::string digest_of(std::uint64_t luck) {
    return fmt::format("{:016x}{:016x}", mix(luck), mix(luck + 1));
}

std::string material_of(std::uint64_t luck) {
    return fmt::format("7{:018}", mix(luck) % 1'000'000'000'000'000'000);
}

Asset video_of(const Ad& ad) {
    const auto luck = mix(ad.id + 7);
    Asset asset;
    asset.kind = AssetKind::video;
    asset.account = ad.account;
    asset.id = first_video_id(ad);
    asset.material_id = first_video_material_id(ad);
    asset.file_name = fmt::format("video {}.mp4", ad.id);
    asset.signature = digest_of(luck);
    asset.format = "mp4";
    asset.size = static_cast<std::int64_t>(900'000 + luck % 9'000'000);
    asset.width = 720;
    asset.height = 1280;
    asset.duration_ms = static_cast<std::int64_t>(6'000 + luck % 40'000);
    asset.created = asset.modified = asset.ready = ad.created - hour_length;
    return asset;
}

Asset image_of(const Ad& ad) {
    auto asset = video_of(ad);
    asset.kind = AssetKind::image;
    asset.id = first_image_id(ad);
    asset.material_id = material_of(mix(ad.id + 8));
    asset.file_name = fmt::format("cover {}.jpeg", ad.id);
    asset.signature = digest_of(mix(ad.id + 8));
    asset.format = "jpeg";
    asset.size /= 40;
    asset.duration_ms = 0;
    return asset;
}

} // namespace

std::string first_video_id(const Ad& ad) {
    return fmt::format("v10033g50000c{:016x}", mix(ad.id));
}

std::string first_video_material_id(const Ad& ad) {
    return material_of(mix(ad.id + 7));
}

std::string first_image_id(const Ad& ad) {
    return fmt::format("ad-site-i18n-sg/{:016x}", mix(mix(ad.id)));
}

std::string first_identity_id(const Account& account) {
    return fmt::format("7{:018}",
                       mix(static_cast<std::uint64_t>(account.created)) % 1'000'000'000'000'000);
}

std::vector<Asset>& Library::shelf(const World& world, const Account& account) {
    const auto position = position_of(world, account);
    shelves_.resize(std::max<std::size_t>(shelves_.size(), position + 1));
    auto& shelf = shelves_[position];
    if (opened_.insert(position).second) {
        auto uploaded = std::move(shelf);
        shelf.clear();
        for (const auto index : account.ads) {
            const auto& ad = world.ads[index];
            if (ad.given.empty()) {
                shelf.push_back(video_of(ad));
                shelf.push_back(image_of(ad));
            }
        }
        sort_by(shelf, Order::smallest_first,
                [](const Asset& asset) { return static_cast<double>(asset.created); });
        std::ranges::move(uploaded, std::back_inserter(shelf));
    }
    return shelf;
}

const Asset& Library::add(Asset asset, const World& world) {
    const auto luck = roll({world.seed, 50, ++added_});
    asset.id = asset.kind == AssetKind::video ? fmt::format("v10033g50000d{:016x}", luck)
                                              : fmt::format("ad-site-i18n-sg/{:016x}", mix(luck));
    asset.material_id = material_of(luck);
    auto& assets = shelf(world, world.accounts[asset.account]);
    assets.push_back(std::move(asset));
    return assets.back();
}

const Asset* Library::find(const World& world, const Account& account, AssetKind kind,
                           std::string_view id) {
    const auto& assets = shelf(world, account);
    const auto found = std::ranges::find_if(
        assets, [&](const Asset& asset) { return asset.kind == kind && asset.id == id; });
    return found == assets.end() ? nullptr : &*found;
}

std::vector<const Asset*> Library::list(const World& world, const Account& account,
                                        AssetKind kind) {
    std::vector<const Asset*> found;
    const auto& assets = shelf(world, account);
    for (auto asset = assets.rbegin(); asset != assets.rend(); ++asset) {
        if (asset->kind == kind) {
            found.push_back(&*asset);
        }
    }
    return found;
}

bool Library::has_name(const World& world, const Account& account, AssetKind kind,
                       std::string_view name) {
    return std::ranges::any_of(shelf(world, account), [&](const Asset& asset) {
        return asset.kind == kind && asset.file_name == name;
    });
}

void Library::rename(const Asset& asset, std::string_view name, Seconds now) {
    for (auto& one : shelves_[asset.account]) {
        if (one.kind == asset.kind && one.id == asset.id) {
            one.file_name = name;
            one.modified = now;
        }
    }
}

bool Library::remove(const World& world, const Account& account, AssetKind kind,
                     std::string_view id) {
    return std::erase_if(shelf(world, account), [&](const Asset& asset) {
               return asset.kind == kind && asset.id == id;
           }) > 0;
}

} // namespace bayme::sandbox
