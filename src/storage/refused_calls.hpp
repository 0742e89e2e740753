// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/id.hpp"
#include "storage/database.hpp"

#include <memory>

namespace bayme::storage {

/// A call the platform refused a connection for want of a permission.
struct RefusedCall {
    ConnectionId connection_id = {};
    std::string endpoint = {};
    AdvertiserId advertiser_id = {};
    Instant since = {};      ///< first refused
    Instant refused_at = {}; ///< last refused
    std::string request_id = {};

    bool operator==(const RefusedCall&) const = default;
};

/// What connections were refused in use, until a call goes through.
class RefusedCallStore {
public:
    virtual ~RefusedCallStore() = default;
    /// Adds it, or notes that it was refused again; `since` of an earlier row stays.
    virtual Result<void> put(Transaction& tx, const RefusedCall& call) = 0;
    virtual Result<void> erase(Transaction& tx, const AdvertiserId& advertiser,
                               const std::string& endpoint) = 0;
    /// By endpoint, then account; of every connection when `connection` is empty.
    virtual Result<std::vector<RefusedCall>> list(Transaction& tx,
                                                  const ConnectionId& connection) = 0;
};

std::unique_ptr<RefusedCallStore> make_sql_refused_call_store();

} // namespace bayme::storage
