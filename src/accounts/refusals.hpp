// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "jobs/queue.hpp"
#include "storage/connections.hpp"
#include "storage/refused_calls.hpp"
#include "tiktok/refusals.hpp"

#include <mutex>
#include <set>

namespace bayme::accounts {

/// Keeps what a connection was refused in use. TikTok's 40001 means either that the permission is
/// missing or that the account is: the account list, asked for at the first refusal, tells them
/// apart, never the message.
class Refusals final : public tiktok::RefusalMemory {
public:
    Refusals(storage::Database& database, jobs::Queue& queue, const Clock& clock)
        : database_(database), queue_(queue), clock_(clock) {}

    void refused(std::string_view endpoint, const AdvertiserId& advertiser,
                 const std::string& request_id) override;
    void answered(std::string_view endpoint, const AdvertiserId& advertiser) override;

private:
    using Key = std::pair<std::string, AdvertiserId>;

    Result<void> keep(const Key& key, const std::string& request_id);
    Result<void> forget(const Key& key);
    Result<void> load();

    storage::Database& database_;
    jobs::Queue& queue_;
    const Clock& clock_;
    std::unique_ptr<storage::RefusedCallStore> rows_ = storage::make_sql_refused_call_store();
    std::unique_ptr<storage::ConnectionStore> connections_ = storage::make_sql_connection_store();
    std::unique_ptr<storage::AdvertiserStore> advertisers_ = storage::make_sql_advertiser_store();
    std::mutex mutex_;
    bool loaded_ = false;
    std::set<Key> known_; ///< so that a call that goes through reads no row
};

} // namespace bayme::accounts
