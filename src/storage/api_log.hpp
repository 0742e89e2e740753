// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/id.hpp"
#include "storage/database.hpp"

#include <chrono>

namespace bayme::storage {

/// One attempt of a call to the platform: enough to find a fault together with its support, nothing
/// of what was sent or answered.
struct ApiCall {
    std::int64_t id = 0; ///< given by add
    Instant at = {};
    std::string endpoint = {};
    AdvertiserId advertiser_id = {}; ///< empty for the calls about a token
    int http_status = 0;             ///< 0: no answer came
    std::optional<std::int64_t> code = {};
    std::string reason = {}; ///< Error::reason; empty when it went well
    std::string request_id = {};
    std::string log_id = {};
    std::chrono::microseconds duration{0};
    std::int64_t bytes = 0;
    int attempt = 1;
    std::string actor = {};
    std::string job = {};
};

struct ApiCallFilter {
    std::optional<AdvertiserId> advertiser_id = {}; ///< none: every account
    bool failed_only = false;
    std::int64_t before_id = 0; ///< 0: from the newest
    int limit = 100;
};

/// What the jobs of one kind cost in calls: to be read as an average, because no two jobs are
/// alike.
struct CallPrice {
    std::string kind = {};
    std::int64_t waiting = 0; ///< jobs in the queue now
    std::int64_t ended = 0;   ///< jobs that ended since, and
    std::int64_t calls = 0;   ///< how many calls those made

    bool operator==(const CallPrice&) const = default;
};

/// The API log. Rows leave with retention class api_log.
class ApiLog {
public:
    virtual ~ApiLog() = default;
    virtual Result<void> add(Transaction& tx, const ApiCall& call) = 0;
    /// Newest first.
    virtual Result<std::vector<ApiCall>> list(Transaction& tx, const ApiCallFilter& filter) = 0;
    /// By kind of job, of those that wait or ended since.
    virtual Result<std::vector<CallPrice>> prices(Transaction& tx, Instant since) = 0;
};

class SqlApiLog final : public ApiLog {
public:
    Result<void> add(Transaction& tx, const ApiCall& call) override;
    Result<std::vector<ApiCall>> list(Transaction& tx, const ApiCallFilter& filter) override;
    Result<std::vector<CallPrice>> prices(Transaction& tx, Instant since) override;
};

} // namespace bayme::storage
