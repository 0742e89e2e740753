// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "storage/api_log.hpp"
#include "storage/quota.hpp"
#include "storage/withheld.hpp"
#include "tiktok/governor.hpp"
#include "tiktok/http_client.hpp"

namespace bayme::tiktok {

/// The API log in the state. Each attempt is a transaction of its own, whatever the caller does.
class StoredCallLog final : public CallLog {
public:
    StoredCallLog(storage::Database& database, storage::ApiLog& rows)
        : database_(database), rows_(rows) {}
    void record(const CallRecord& call) override;

private:
    storage::Database& database_;
    storage::ApiLog& rows_;
};

/// Penalties, the day's counts and learned limits in the state, for one app.
class StoredQuota final : public QuotaMemory {
public:
    StoredQuota(storage::Database& database, storage::QuotaStore& rows, std::string app_id,
                const Clock& clock)
        : database_(database), rows_(rows), app_id_(std::move(app_id)), clock_(clock) {}
    Result<std::vector<Penalty>> penalties() override;
    Result<void> keep(const Penalty& penalty) override;
    Result<std::vector<Spent>> spent(Day utc_day) override;
    Result<void> keep(std::span<const Spent> spent) override;
    Result<std::vector<Learned>> learned() override;
    Result<void> keep(const Learned& learned) override;

private:
    storage::Database& database_;
    storage::QuotaStore& rows_;
    std::string app_id_;
    const Clock& clock_;
};

/// What TikTok withheld, in the state, for one app.
class StoredWithheld final : public WithheldMemory {
public:
    StoredWithheld(storage::Database& database, storage::WithheldStore& rows, std::string app_id)
        : database_(database), rows_(rows), app_id_(std::move(app_id)) {}
    Result<std::optional<Instant>> asked_at(std::string_view endpoint,
                                            const AdvertiserId& advertiser) override;
    Result<bool> keep(std::string_view endpoint, const AdvertiserId& advertiser,
                      Instant now) override;
    Result<void> forget(std::string_view endpoint, const AdvertiserId& advertiser) override;

private:
    storage::Database& database_;
    storage::WithheldStore& rows_;
    std::string app_id_;
};

} // namespace bayme::tiktok
