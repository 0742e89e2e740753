// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/world.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::sandbox {

enum class AssetKind { image, video };

/// A picture or a video of an account's library. A video is usable once it is transcoded.
struct Asset {
    AssetKind kind = AssetKind::image;
    std::uint32_t account = 0;
    std::string id;
    std::string material_id;
    std::string file_name;
    std::string signature; ///< MD5 of the bytes
    std::string format;
    std::int64_t size = 0;
    std::int64_t width = 0;
    std::int64_t height = 0;
    std::int64_t duration_ms = 0;
    Seconds created = 0;
    Seconds modified = 0;
    Seconds ready = 0;
};

/// All accounts' files: those of the ads the world began with, and what was uploaded since.
class Library {
public:
    /// Gives it an id and a place; names are the caller's business.
    const Asset& add(Asset asset, const World& world);
    /// Nothing unless the account has it.
    [[nodiscard]] const Asset* find(const World& world, const Account& account, AssetKind kind,
                                    std::string_view id);
    /// Newest first.
    std::vector<const Asset*> list(const World& world, const Account& account, AssetKind kind);
    [[nodiscard]] bool has_name(const World& world, const Account& account, AssetKind kind,
                                std::string_view name);
    void rename(const Asset& asset, std::string_view name, Seconds now);
    /// False when the account has it not.
    bool remove(const World& world, const Account& account, AssetKind kind, std::string_view id);

private:
    /// The first look at an account brings in what its ads show.
    std::vector<Asset>& shelf(const World& world, const Account& account);

    std::vector<std::vector<Asset>> shelves_; ///< by account, in order of arrival
    std::set<std::uint32_t> opened_;
    std::uint64_t added_ = 0;
};

/// The ids that an ad of the first hour shows.
std::string first_video_id(const Ad& ad);
std::string first_image_id(const Ad& ad);
std::string first_video_material_id(const Ad& ad);
std::string first_identity_id(const Account& account);

} // namespace bayme::sandbox
