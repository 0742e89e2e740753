// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/id.hpp"
#include "storage/database.hpp"

namespace bayme::storage {

/// An endpoint the platform did not give to an app, or to an account of it.
struct WithheldEndpoint {
    std::string endpoint = {};
    AdvertiserId advertiser_id = {};
    Instant since = {};    ///< first said
    Instant asked_at = {}; ///< last said

    bool operator==(const WithheldEndpoint&) const = default;
};

/// Scoped by app: another app is given other endpoints.
class WithheldStore {
public:
    virtual ~WithheldStore() = default;
    /// By endpoint, then account.
    virtual Result<std::vector<WithheldEndpoint>> list(Transaction& tx,
                                                       const std::string& app_id) = 0;
    virtual Result<std::optional<WithheldEndpoint>> find(Transaction& tx, const std::string& app_id,
                                                         const std::string& endpoint,
                                                         const AdvertiserId& advertiser) = 0;
    /// Adds it, or notes that it was said again.
    virtual Result<void> put(Transaction& tx, const std::string& app_id,
                             const std::string& endpoint, const AdvertiserId& advertiser,
                             Instant now) = 0;
    virtual Result<void> erase(Transaction& tx, const std::string& app_id,
                               const std::string& endpoint, const AdvertiserId& advertiser) = 0;
};

class SqlWithheldStore final : public WithheldStore {
public:
    Result<std::vector<WithheldEndpoint>> list(Transaction& tx, const std::string& app_id) override;
    Result<std::optional<WithheldEndpoint>> find(Transaction& tx, const std::string& app_id,
                                                 const std::string& endpoint,
                                                 const AdvertiserId& advertiser) override;
    Result<void> put(Transaction& tx, const std::string& app_id, const std::string& endpoint,
                     const AdvertiserId& advertiser, Instant now) override;
    Result<void> erase(Transaction& tx, const std::string& app_id, const std::string& endpoint,
                       const AdvertiserId& advertiser) override;
};

} // namespace bayme::storage
