// SPDX-License-Identifier: LicenseRef-Bayme
#include "accounts/directory.hpp"

#include "accounts/zones.hpp"
#include "tiktok/walk.hpp"

#include <algorithm>
#include <array>

namespace bayme::accounts {
namespace {

constexpr std::array<std::string_view, 3> dead_token{"tiktok.40102", "tiktok.40104",
                                                     "tiktok.40105"};

} // namespace

bool speaks_of_dead_token(std::string_view reason) {
    return std::ranges::find(dead_token, reason) != dead_token.end();
}

storage::Advertiser Directory::describe(const tiktok::Advertiser& found,
                                        const ConnectionId& id) const {
    storage::Advertiser account{
        .id = found.id,
        .connection_id = id,
        .name = found.name,
        .status = found.status.value_or(""),
        .currency = found.currency.value_or(""),
        .timezone = found.timezone.value_or(""),
        .display_timezone = found.display_timezone.value_or(""),
        .country = found.contact.country.value_or(""),
        .rejection_reason = found.rejection_reason.value_or(""),
        .balance_micros = found.balance,
        .seen_at = clock_.now(),
    };
    if (const auto offset = fixed_offset(account.timezone)) {
        account.offset_seconds = offset->seconds();
        account.offset_source = "timezone";
    }
    return account;
}

Result<DirectoryOutcome> Directory::refresh(const tiktok::CallContext& context,
                                            const ConnectionId& id) {
    SecretText token;
    {
        BAYME_TRY(const auto tx, database_.begin_read());
        BAYME_TRY(token, tokens_.open(*tx, id));
    }
    BAYME_TRY(const auto names, client_.advertisers(context, token));
    std::vector<AdvertiserId> ids;
    for (const auto& name : names.value) {
        ids.push_back(name.id);
    }
    BAYME_TRY(const auto found, tiktok::all_advertiser_info(client_, context, token, ids));

    BAYME_TRY(const auto tx, database_.begin_write());
    std::vector<AdvertiserId> described;
    for (const auto& advertiser : found) {
        BAYME_CHECK(advertisers_.put(*tx, describe(advertiser, id)));
        described.push_back(advertiser.id);
    }
    BAYME_CHECK(advertisers_.set_reach(*tx, id, described));
    DirectoryOutcome outcome;
    BAYME_TRY(outcome.reached, advertisers_.reached(*tx, id));
    outcome.without_offset = static_cast<int>(std::ranges::count_if(
        outcome.reached, [](const auto& account) { return !account.offset_seconds; }));
    BAYME_CHECK(tx->commit());
    return outcome;
}

Result<storage::ConnectionState> Directory::probe(const tiktok::CallContext& context,
                                                  const ConnectionId& id) {
    SecretText token;
    {
        BAYME_TRY(const auto tx, database_.begin_read());
        BAYME_TRY(token, tokens_.open(*tx, id));
    }
    const auto answer = client_.user_info(context, token);

    BAYME_TRY(const auto tx, database_.begin_write());
    BAYME_TRY(auto connection, connections_.find(*tx, id));
    if (connection.state == storage::ConnectionState::revoked) {
        return connection.state; // ended while TikTok was asked: what it said is of no interest
    }
    const auto now = clock_.now();
    if (answer) {
        connection.problem.clear();
        connection.probed_at = now;
    } else if (!speaks_of_dead_token(answer.error().reason)) {
        return std::unexpected(answer.error());
    } else if (connection.problem.empty()) {
        connection.problem = answer.error().message;
        connection.probed_at = now;
    } else if (connection.probed_at && now - *connection.probed_at >= between_probes) {
        connection.state = storage::ConnectionState::needs_reauthorisation;
        connection.probed_at = now;
    }
    BAYME_CHECK(connections_.update(*tx, connection));
    BAYME_CHECK(tx->commit());
    return connection.state;
}

} // namespace bayme::accounts
