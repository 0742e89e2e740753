// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/world.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::sandbox {

/// A post of a TikTok account: what a Spark Ad shows.
struct Post {
    std::string item_id;
    std::string text;
    std::int64_t duration_ms = 0;
    Seconds created = 0;
};

/// On whose behalf an ad appears.
struct Identity {
    std::uint32_t account = 0;
    std::string id;
    std::string type; ///< CUSTOMIZED_USER, TT_USER, BC_AUTH_TT or AUTH_CODE
    std::string display_name;
    std::string user_name;
    std::string bc_id;       ///< of BC_AUTH_TT
    std::vector<Post> posts; ///< newest first
};

/// Every account has one of its own making, one TikTok account, and one that its Business Center
/// lends; more are created, or come with a post that somebody authorised by a code.
class Identities {
public:
    std::vector<const Identity*> list(const World& world, const Account& account);
    [[nodiscard]] const Identity* find(const World& world, const Account& account,
                                       std::string_view type, std::string_view id);
    /// The account's own TikTok account.
    [[nodiscard]] const Identity& tiktok_account(const World& world, const Account& account);
    const Identity& create(const World& world, const Account& account, std::string_view name);
    bool remove(const World& world, const Account& account, std::string_view id);
    /// The post that a code stands for becomes usable in this account.
    const Identity& authorize(const World& world, const Account& account, std::string_view code,
                              Seconds now);

private:
    std::vector<Identity>& of(const World& world, const Account& account);

    std::vector<std::vector<Identity>> identities_; ///< by account
    std::uint64_t created_ = 0;
};

/// The one Business Center of this world.
std::string business_center_id(const World& world);

} // namespace bayme::sandbox
