// SPDX-License-Identifier: LicenseRef-Bayme
#include "accounts/readers.hpp"

#include "base/log.hpp"

#include <algorithm>

namespace bayme::accounts {

Result<void> Readers::settle(storage::Transaction& tx, const AdvertiserId& advertiser,
                             Instant now) {
    BAYME_TRY(const auto account, advertisers_.find(tx, advertiser));
    BAYME_TRY(const auto reader, connections_.find(tx, account.connection_id));
    BAYME_TRY(const auto reaching, advertisers_.reaching(tx, advertiser));
    std::vector<storage::Connection> able;
    for (const auto& id : reaching) {
        BAYME_TRY(auto connection, connections_.find(tx, id));
        // Nobody chose yet what a new connection may read.
        const bool takes_over = connection.state == storage::ConnectionState::active;
        if (takes_over || (connection.id == reader.id && connection.is_open())) {
            able.push_back(std::move(connection));
        }
    }
    if (able.empty()) {
        // A dead connection says nothing about what the business still shares.
        return reader.is_open() && !account.lost_at ? advertisers_.set_lost(tx, advertiser, now)
                                                    : Result<void>{};
    }
    const bool keeps_reader =
        std::ranges::find(able, reader.id, &storage::Connection::id) != able.end();
    if (!keeps_reader) {
        const auto first = std::ranges::min_element(able, {}, [](const auto& connection) {
            return std::pair{connection.connected_at, connection.id};
        });
        BAYME_CHECK(advertisers_.set_reader(tx, advertiser, first->id));
        log(LogLevel::info, "accounts.handed_over",
            {{"advertiser", advertiser.text()}, {"connection", first->id.text()}});
    }
    return account.lost_at ? advertisers_.set_lost(tx, advertiser, std::nullopt) : Result<void>{};
}

Result<void> Readers::hand_over(storage::Transaction& tx, const ConnectionId& ended, Instant now) {
    BAYME_TRY(const auto accounts, advertisers_.list(tx));
    for (const auto& account : accounts) {
        if (account.connection_id == ended) {
            BAYME_CHECK(settle(tx, account.id, now));
        }
    }
    return {};
}

} // namespace bayme::accounts
