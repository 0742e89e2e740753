// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "storage/database.hpp"

namespace bayme::storage {

/// A time in which nothing of `scope` is sent to the platform.
struct QuotaPenalty {
    std::string scope = {};
    Instant ends_at = {};
    int strikes = 0;

    bool operator==(const QuotaPenalty&) const = default;
};

/// What of an app's quota outlives the process. Scoped by app: another app has its own limits.
class QuotaStore {
public:
    virtual ~QuotaStore() = default;
    /// Those that end after `now`.
    virtual Result<std::vector<QuotaPenalty>> penalties(Transaction& tx, const std::string& app_id,
                                                        Instant now) = 0;
    /// Replaces the scope's earlier one and drops those that ended before `now`.
    virtual Result<void> put_penalty(Transaction& tx, const std::string& app_id,
                                     const QuotaPenalty& penalty, Instant now) = 0;
    /// Calls counted in a UTC day; 0 when none were.
    virtual Result<std::int64_t> calls(Transaction& tx, const std::string& app_id, Day day) = 0;
    /// Keeps the larger count and drops earlier days.
    virtual Result<void> put_calls(Transaction& tx, const std::string& app_id, Day day,
                                   std::int64_t calls) = 0;
};

class SqlQuotaStore final : public QuotaStore {
public:
    Result<std::vector<QuotaPenalty>> penalties(Transaction& tx, const std::string& app_id,
                                                Instant now) override;
    Result<void> put_penalty(Transaction& tx, const std::string& app_id,
                             const QuotaPenalty& penalty, Instant now) override;
    Result<std::int64_t> calls(Transaction& tx, const std::string& app_id, Day day) override;
    Result<void> put_calls(Transaction& tx, const std::string& app_id, Day day,
                           std::int64_t calls) override;
};

} // namespace bayme::storage
