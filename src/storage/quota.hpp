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

/// Calls of `scope` counted in a UTC day, as of `counted_at`.
struct QuotaDay {
    std::string scope = {};
    Day day = {};
    std::int64_t calls = 0;
    Instant counted_at = {};

    bool operator==(const QuotaDay&) const = default;
};

/// What answers taught about the limit of `scope`. `per_second` 0: no number was named.
struct QuotaLimit {
    std::string scope = {};
    std::int64_t per_second = 0;
    int slower = 0; ///< thousandths of the allowance left unused
    Instant learned_at = {};

    bool operator==(const QuotaLimit&) const = default;
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
    virtual Result<std::vector<QuotaDay>> days(Transaction& tx, const std::string& app_id,
                                               Day day) = 0;
    /// Keeps the larger count and drops earlier days.
    virtual Result<void> put_day(Transaction& tx, const std::string& app_id,
                                 const QuotaDay& day) = 0;
    virtual Result<std::vector<QuotaLimit>> limits(Transaction& tx, const std::string& app_id) = 0;
    /// Replaces the scope's earlier one.
    virtual Result<void> put_limit(Transaction& tx, const std::string& app_id,
                                   const QuotaLimit& limit) = 0;
};

class SqlQuotaStore final : public QuotaStore {
public:
    Result<std::vector<QuotaPenalty>> penalties(Transaction& tx, const std::string& app_id,
                                                Instant now) override;
    Result<void> put_penalty(Transaction& tx, const std::string& app_id,
                             const QuotaPenalty& penalty, Instant now) override;
    Result<std::vector<QuotaDay>> days(Transaction& tx, const std::string& app_id,
                                       Day day) override;
    Result<void> put_day(Transaction& tx, const std::string& app_id, const QuotaDay& day) override;
    Result<std::vector<QuotaLimit>> limits(Transaction& tx, const std::string& app_id) override;
    Result<void> put_limit(Transaction& tx, const std::string& app_id,
                           const QuotaLimit& limit) override;
};

} // namespace bayme::storage
