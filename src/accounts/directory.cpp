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

/// Which call it was, and what to name to TikTok's support.
std::unexpected<Error> failed_call(std::string_view path, Error error) {
    const auto request =
        error.request_id.empty() ? std::string{} : ", request id " + error.request_id;
    return std::unexpected(std::move(error).in(fmt::format("{}{}", path, request)));
}

std::unexpected<Error> other_app(const storage::Connection& connection, const std::string& app_id) {
    return fail(Error{ErrorCode::conflict,
                      fmt::format("connection {} was made with app {}, and the configuration names "
                                  "app {}: TikTok takes a token from its own app only. Put the "
                                  "app's id and secret back, or connect again",
                                  connection.id, connection.app_id, app_id),
                      "other_app"});
}

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

Result<void> Directory::take_in(storage::Transaction& tx, const storage::Connection& connection,
                                const AdvertiserId& id, DirectoryOutcome& outcome) {
    if (options_.new_accounts == NewAccounts::include &&
        connection.state == storage::ConnectionState::active) {
        BAYME_CHECK(advertisers_.set_included(tx, id, true, clock_.now()));
        outcome.taken_in.push_back(id);
    }
    return {};
}

Result<void> Directory::store_reach(storage::Transaction& tx, const ConnectionId& id,
                                    const std::vector<AdvertiserId>& listed, bool whole,
                                    DirectoryOutcome& outcome) {
    BAYME_TRY(const auto before, advertisers_.reached(tx, id));
    auto reached = listed;
    for (const auto& account : before) {
        if (std::ranges::find(listed, account.id) == listed.end()) {
            (whole ? outcome.lost : reached).push_back(account.id);
        }
    }
    BAYME_CHECK(advertisers_.set_reach(tx, id, reached));
    for (const auto* ids : {&reached, &outcome.lost}) {
        for (const auto& account : *ids) {
            BAYME_CHECK(readers_.settle(tx, account, clock_.now()));
        }
    }
    return {};
}

Result<DirectoryOutcome> Directory::refresh(const tiktok::CallContext& context,
                                            const ConnectionId& id) {
    SecretText token;
    {
        BAYME_TRY(const auto tx, database_.begin_read());
        BAYME_TRY(token, tokens_.open(*tx, id));
    }
    const auto names = client_.advertisers(context, token);
    if (!names) {
        return failed_call("/oauth2/advertiser/get/", names.error());
    }
    std::vector<AdvertiserId> ids;
    for (const auto& name : names->value) {
        ids.push_back(name.id);
    }
    const auto found = tiktok::all_advertiser_info(client_, context, token, ids);
    if (!found) {
        return failed_call("/advertiser/info/", found.error());
    }

    BAYME_TRY(const auto tx, database_.begin_write());
    BAYME_TRY(const auto connection, connections_.find(*tx, id));
    DirectoryOutcome outcome;
    std::vector<AdvertiserId> listed;
    for (const auto& advertiser : *found) {
        if (std::ranges::find(ids, advertiser.id) == ids.end()) {
            continue; // nobody asked about it
        }
        const auto known = advertisers_.find(*tx, advertiser.id);
        if (!known && known.error().code != ErrorCode::not_found) {
            return std::unexpected(known.error());
        }
        BAYME_CHECK(advertisers_.put(*tx, describe(advertiser, id)));
        if (!known) {
            BAYME_CHECK(take_in(*tx, connection, advertiser.id, outcome));
        }
        listed.push_back(advertiser.id);
    }
    // One that is listed and not described this time is there all the same.
    for (const auto& listed_id : ids) {
        if (std::ranges::find(listed, listed_id) == listed.end() &&
            advertisers_.find(*tx, listed_id)) {
            listed.push_back(listed_id);
        }
    }
    BAYME_CHECK(store_reach(*tx, id, listed, !names->facts.partial, outcome));
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
        BAYME_TRY(const auto connection, connections_.find(*tx, id));
        if (!options_.app_id.empty() && connection.app_id != options_.app_id) {
            return other_app(connection, options_.app_id);
        }
        BAYME_TRY(token, tokens_.open(*tx, id));
    }
    const auto answer = client_.user_info(context, token);

    BAYME_TRY(const auto tx, database_.begin_write());
    BAYME_TRY(auto connection, connections_.find(*tx, id));
    if (connection.state == storage::ConnectionState::revoked) {
        return connection.state; // ended while TikTok was asked: what it said is of no interest
    }
    const auto now = clock_.now();
    bool died = false;
    if (answer) {
        connection.problem.clear();
        connection.probed_at = now;
    } else if (!speaks_of_dead_token(answer.error().reason)) {
        return failed_call("/user/info/", answer.error());
    } else if (connection.problem.empty()) {
        connection.problem = failed_call("/user/info/", answer.error()).error().message;
        connection.probed_at = now;
    } else if (connection.probed_at && now - *connection.probed_at >= between_probes) {
        connection.state = storage::ConnectionState::needs_reauthorisation;
        connection.probed_at = now;
        died = true;
    }
    BAYME_CHECK(connections_.update(*tx, connection));
    if (died) {
        BAYME_CHECK(readers_.hand_over(*tx, id, now));
    }
    BAYME_CHECK(tx->commit());
    return connection.state;
}

} // namespace bayme::accounts
