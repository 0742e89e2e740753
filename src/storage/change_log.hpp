// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "storage/mirror.hpp"

namespace bayme::storage {

/// One change as the platform's change log tells it. `changed_at` is exact to the minute; `author`
/// is masked by the platform; `details` is its JSON list.
struct LoggedChange {
    AdvertiserId advertiser_id = {};
    Instant changed_at = {};
    ObjectLevel level = ObjectLevel::campaign;
    std::string id = {};
    std::string subject = {};
    std::string author = {};
    std::string tool = {};
    std::string app_id = {};
    std::string details = {};

    bool operator==(const LoggedChange&) const = default;
};

/// What was read of the platform's change logs.
class ChangeLogStore {
public:
    virtual ~ChangeLogStore() = default;
    /// Adds what is not there yet. @return how many were.
    virtual Result<std::int64_t> add(Transaction& tx, const std::vector<LoggedChange>& changes) = 0;
    /// Oldest first.
    virtual Result<std::vector<LoggedChange>> of_object(Transaction& tx,
                                                        const AdvertiserId& advertiser,
                                                        ObjectLevel level,
                                                        const std::string& id) = 0;
    /// Up to when the account's log was read; nothing when it never was.
    virtual Result<std::optional<Instant>> read_until(Transaction& tx,
                                                      const AdvertiserId& advertiser) = 0;
    virtual Result<void> set_read_until(Transaction& tx, const AdvertiserId& advertiser,
                                        Instant until) = 0;
};

std::unique_ptr<ChangeLogStore> make_sql_change_log_store();

} // namespace bayme::storage
