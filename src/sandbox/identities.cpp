// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/identities.hpp"

#include "sandbox/dice.hpp"
#include "sandbox/library.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bayme::sandbox {

namespace {

constexpr std::size_t first_posts = 25;

std::string long_id(std::uint64_t luck) {
    return fmt::format("7{:018}", mix(luck) % 1'000'000'000'000'000'000);
}

Post post_of(const World& world, std::uint64_t luck, Seconds created) {
    return {long_id(luck), world.ad_texts[luck % world.ad_texts.size()],
            static_cast<std::int64_t>(5'000 + luck % 55'000), created};
}

Identity with_posts(const World& world, std::uint32_t account, std::string type,
                    std::uint64_t luck) {
    Identity identity;
    identity.account = account;
    identity.type = std::move(type);
    identity.id = fmt::format("{:08x}-{:04x}-5{:03x}-8{:03x}-{:012x}", mix(luck) >> 32U,
                              mix(luck + 1) & 0xFFFFU, mix(luck + 2) & 0xFFFU,
                              mix(luck + 3) & 0xFFFU, mix(luck + 4) & 0xFFFFFFFFFFFFU);
    identity.display_name = world.accounts[account].name;
    identity.user_name = fmt::format("user{}", mix(luck) % 1'000'000);
    auto created = world.born + 690 * day_length;
    for (std::uint64_t i = 0; i < first_posts; ++i) {
        identity.posts.push_back(post_of(world, roll({luck, i}), created));
        created -= static_cast<Seconds>(1 + roll({luck, i, 1}) % 9) * day_length;
    }
    return identity;
}

} // namespace

std::string business_center_id(const World& world) {
    return long_id(roll({world.seed, 60}));
}

std::vector<Identity>& Identities::of(const World& world, const Account& account) {
    const auto position = static_cast<std::uint32_t>(&account - world.accounts.data());
    identities_.resize(std::max<std::size_t>(identities_.size(), position + 1));
    auto& own = identities_[position];
    if (own.empty()) {
        Identity custom;
        custom.account = position;
        custom.id = first_identity_id(account);
        custom.type = "CUSTOMIZED_USER";
        custom.display_name = account.name;
        own.push_back(std::move(custom));
        own.push_back(with_posts(world, position, "TT_USER", roll({world.seed, 61, position})));
        auto lent = with_posts(world, position, "BC_AUTH_TT", roll({world.seed, 62, position}));
        lent.bc_id = business_center_id(world);
        own.push_back(std::move(lent));
    }
    return own;
}

std::vector<const Identity*> Identities::list(const World& world, const Account& account) {
    std::vector<const Identity*> found;
    for (const auto& identity : of(world, account)) {
        found.push_back(&identity);
    }
    return found;
}

const Identity* Identities::find(const World& world, const Account& account, std::string_view type,
                                 std::string_view id) {
    const auto& own = of(world, account);
    const auto found = std::ranges::find_if(own, [&](const Identity& identity) {
        return identity.id == id && (type.empty() || identity.type == type);
    });
    return found == own.end() ? nullptr : &*found;
}

const Identity& Identities::tiktok_account(const World& world, const Account& account) {
    return *std::ranges::find(of(world, account), "TT_USER", &Identity::type);
}

const Identity& Identities::create(const World& world, const Account& account,
                                   std::string_view name) {
    auto& own = of(world, account);
    Identity identity;
    identity.account = own.front().account;
    identity.id = long_id(roll({world.seed, 63, ++created_}));
    identity.type = "CUSTOMIZED_USER";
    identity.display_name = name;
    return own.emplace_back(std::move(identity));
}

bool Identities::remove(const World& world, const Account& account, std::string_view id) {
    auto& own = of(world, account);
    const auto found = std::ranges::find_if(own, [&](const Identity& identity) {
        return identity.id == id && identity.type == "CUSTOMIZED_USER";
    });
    if (found == own.end() || found == own.begin()) {
        return false; // the first one is what the account's first ads show
    }
    own.erase(found);
    return true;
}

const Identity& Identities::authorize(const World& world, const Account& account,
                                      std::string_view code, Seconds now) {
    auto& own = of(world, account);
    const auto luck = roll_text(code);
    auto identity = with_posts(world, own.front().account, "AUTH_CODE", luck);
    if (const auto* const known = find(world, account, "AUTH_CODE", identity.id)) {
        return *known;
    }
    identity.posts = {post_of(world, luck, now - 3 * day_length)};
    identity.display_name = identity.user_name;
    return own.emplace_back(std::move(identity));
}

} // namespace bayme::sandbox
