// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "accounts/tokens.hpp"
#include "storage/change_log.hpp"
#include "tiktok/client.hpp"

namespace bayme::sync {

/// A log that TikTok is writing.
struct AskedLog {
    std::string task = {};
    Instant until = {};
};

struct ReadLog {
    bool ready = false;
    std::int64_t added = 0;
    std::int64_t others = 0; ///< about what is not mirrored: the account, instant forms
};

/// Reads TikTok's change logs: who changed what and with which tool. A log is asked for, takes its
/// time, and is read when it is ready; no call waits for it.
class ChangeLogs {
public:
    ChangeLogs(storage::Database& database, storage::ChangeLogStore& log, accounts::Tokens& tokens,
               tiktok::Client& client, const Clock& clock)
        : database_(database), log_(log), tokens_(tokens), client_(client), clock_(clock) {}

    /// Asks for what happened since the last reading, an hour of it twice, at most 30 days.
    Result<AskedLog> ask(const tiktok::CallContext& context, const AdvertiserId& advertiser);
    /// Stores it when it is ready. @return unavailable with reason "change_log.failed" when TikTok
    ///         gave it up.
    Result<ReadLog> read(const tiktok::CallContext& context, const AdvertiserId& advertiser,
                         const AskedLog& asked);

private:
    Result<SecretText> token_of(const AdvertiserId& advertiser);

    storage::Database& database_;
    storage::ChangeLogStore& log_;
    accounts::Tokens& tokens_;
    tiktok::Client& client_;
    const Clock& clock_;
};

} // namespace bayme::sync
