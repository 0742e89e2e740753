// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/creators.hpp"

#include "sandbox/dice.hpp"

#include <fmt/format.h>

#include <utility>

namespace bayme::sandbox {

namespace {

constexpr Seconds code_life = hour_length;
constexpr std::uint64_t key_kind = 14;
constexpr std::uint64_t text_kind = 15;
constexpr std::uint64_t open_id_kind = 16;

} // namespace

Creators::Creators(std::uint64_t seed)
    : seed_(seed), client_key_(fmt::format("aw{:016x}", roll({seed, key_kind, 0}))),
      client_secret_(
          fmt::format("{:016x}{:016x}", roll({seed, key_kind, 1}), roll({seed, key_kind, 2}))) {}

std::string Creators::text_of(std::string_view kind) {
    const auto number = ++issued_;
    return fmt::format("{}.{:016x}{:016x}", kind, roll({seed_, text_kind, number, 0}),
                       roll({seed_, text_kind, number, 1}));
}

std::string Creators::issue_code(std::string_view client, std::uint32_t account,
                                 std::vector<std::string> scopes, CodeTerms terms, Seconds now) {
    auto code = text_of("cod") + "*1!2";
    codes_[code] = {grants_.size(), std::move(terms), now + code_life, false};
    grants_.push_back(
        {std::string{client}, account,
         fmt::format("-000{:016x}{:08x}", roll({seed_, open_id_kind, account, roll_text(client)}),
                     roll({seed_, open_id_kind, account}) >> 32U),
         std::move(scopes), false});
    return code;
}

CreatorPair Creators::issue(std::size_t grant, std::string_view refresh, Seconds refresh_ends,
                            Seconds now) {
    CreatorPair pair;
    pair.grant = &grants_[grant];
    pair.access_token = text_of("act");
    pair.refresh_token = refresh.empty() ? text_of("rft") : std::string{refresh};
    pair.access_life = access_life;
    pair.refresh_life = refresh_ends - now;
    access_[pair.access_token] = {grant, now + access_life, false};
    refresh_[pair.refresh_token] = {grant, refresh_ends, false};
    return pair;
}

std::expected<CreatorPair, CreatorFault> Creators::exchange(std::string_view client,
                                                            std::string_view code,
                                                            const CodeTerms& shown, Seconds now) {
    const auto found = codes_.find(code);
    if (found == codes_.end() || found->second.used || now >= found->second.expires ||
        grants_[found->second.grant].client != client) {
        return CreatorRefused{CreatorFault::wrong_code};
    }
    // An attempt with the wrong address or verifier spends the code as well.
    found->second.used = true;
    const auto& terms = found->second.terms;
    if (terms.redirect_uri != shown.redirect_uri) {
        return CreatorRefused{CreatorFault::wrong_redirect};
    }
    if (!terms.challenge.empty() && terms.challenge != shown.challenge) {
        return CreatorRefused{CreatorFault::wrong_verifier};
    }
    return issue(found->second.grant, {}, now + refresh_life, now);
}

std::expected<CreatorPair, CreatorFault>
Creators::refresh(std::string_view client, std::string_view token, Refreshing how, Seconds now) {
    const auto found = refresh_.find(token);
    if (found == refresh_.end() || found->second.replaced || grants_[found->second.grant].revoked ||
        grants_[found->second.grant].client != client) {
        return CreatorRefused{CreatorFault::wrong_refresh};
    }
    if (now >= found->second.expires) {
        return CreatorRefused{CreatorFault::expired_refresh};
    }
    found->second.replaced = how.rotates;
    return issue(found->second.grant, how.rotates ? std::string_view{} : token,
                 how.begins_anew ? now + refresh_life : found->second.expires, now);
}

std::expected<const CreatorGrant*, CreatorFault> Creators::find(std::string_view access,
                                                                Seconds now) const {
    const auto found = access_.find(access);
    if (found == access_.end() || grants_[found->second.grant].revoked) {
        return CreatorRefused{CreatorFault::wrong_access};
    }
    if (now >= found->second.expires) {
        return CreatorRefused{CreatorFault::expired_access};
    }
    return &grants_[found->second.grant];
}

std::expected<void, CreatorFault> Creators::revoke(std::string_view client,
                                                   std::string_view access) {
    const auto found = access_.find(access);
    if (found == access_.end() || grants_[found->second.grant].revoked ||
        grants_[found->second.grant].client != client) {
        return CreatorRefused{CreatorFault::wrong_access};
    }
    grants_[found->second.grant].revoked = true;
    return {};
}

} // namespace bayme::sandbox
