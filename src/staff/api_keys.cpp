// SPDX-License-Identifier: LicenseRef-Bayme
#include "staff/api_keys.hpp"

#include "vault/hash.hpp"

#include <algorithm>
#include <chrono>

namespace bayme::staff {
namespace {

constexpr std::chrono::days longest_life{366};
constexpr std::string_view prefix = "bayme_";

} // namespace

Result<MadeApiKey> ApiKeys::create(storage::Transaction& transaction, const Actor& by,
                                   const NewApiKey& key) {
    const auto now = clock_.now();
    if (key.permissions.empty()) {
        return fail(ErrorCode::invalid_input, "a key needs at least one permission");
    }
    if (key.expires_at <= now || key.expires_at > now + longest_life) {
        return fail(ErrorCode::invalid_input, "a key expires within a year, not at {}",
                    format_instant(key.expires_at));
    }
    MadeApiKey made{ApiKeyId{make_id(random_)},
                    SecretText{std::string{prefix} + make_token(random_)}};
    storage::ApiKeyRecord record{.id = made.id,
                                 .hash = made.token.reveal(vault::sha256_hex),
                                 .label = key.label,
                                 .created_by = to_string(by),
                                 .permissions = {},
                                 .accounts = key.accounts,
                                 .created_at = now,
                                 .expires_at = key.expires_at,
                                 .ended_at = {}};
    for (const auto permission : key.permissions) {
        record.permissions.emplace_back(to_string(permission));
    }
    std::ranges::sort(record.permissions);
    BAYME_CHECK(keys_.add(transaction, record));
    return made;
}

Result<Actor> ApiKeys::verify(storage::Transaction& transaction, std::string_view token) {
    const auto key = keys_.find_by_hash(transaction, vault::sha256_hex(token));
    if (!key && key.error().code != ErrorCode::not_found) {
        return fail(key.error());
    }
    if (!key || key->ended_at || key->expires_at <= clock_.now()) {
        return fail(Error{ErrorCode::unauthenticated, "the API key is unknown, revoked or expired",
                          "api_key"});
    }
    return Actor{ActorKind::api_key, key->id.text()};
}

Result<void> ApiKeys::revoke(storage::Transaction& transaction, const ApiKeyId& id) {
    return keys_.end(transaction, id, clock_.now());
}

Result<std::vector<storage::ApiKeyRecord>> ApiKeys::list(storage::Transaction& transaction) {
    return keys_.list(transaction);
}

} // namespace bayme::staff
