// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/services.hpp"
#include "base/actor.hpp"
#include "base/result.hpp"
#include "staff/authority.hpp"
#include "staff/permissions.hpp"
#include "storage/database.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace bayme::api {

using TransactionRef = std::reference_wrapper<storage::Transaction>;

/// What a handler knows and may do during one call. Lives as long as the call; one thread.
class Context {
public:
    Context(const Services& services, Actor actor, std::string request_id,
            staff::Permission permission)
        : services_(services), actor_(std::move(actor)), request_id_(std::move(request_id)),
          permission_(permission) {}

    [[nodiscard]] const Actor& actor() const { return actor_; }
    [[nodiscard]] const std::string& request_id() const { return request_id_; }
    [[nodiscard]] Instant now() const { return services_.clock.now(); }
    /// The accounts the actor may touch. The AdvertiserIds of the request are already inside;
    /// whatever lists or searches narrows itself to these.
    [[nodiscard]] const staff::AccountScope& scope() const { return scope_; }

    /// The call's writing transaction, begun at the first use; the actor's right is checked again
    /// inside it. The registry commits it. Only for Effect::changes:
    ///     BAYME_TRY(storage::Transaction & transaction, context.writing());
    Result<TransactionRef> writing();
    /// The call's reading transaction; the writing one when that has begun.
    Result<TransactionRef> reading();
    /// What the audit row says beyond actor and operation: "campaign:17…", and JSON texts of the
    /// state before and after. Ids only, never names.
    void audit(std::string object, std::string before = {}, std::string after = {},
               AdvertiserId advertiser = {});

    [[nodiscard]] storage::Database& database() const { return services_.database; }
    [[nodiscard]] staff::Staff& staff() const { return services_.staff; }
    [[nodiscard]] const Clock& clock() const { return services_.clock; }
    [[nodiscard]] Random& random() const { return services_.random; }
    [[nodiscard]] storage::ConnectionStore& connection_store() const;
    [[nodiscard]] storage::AdvertiserStore& advertisers() const;
    [[nodiscard]] accounts::Connections& connections() const;
    [[nodiscard]] storage::OwnAccountStore& own_account_store() const;
    [[nodiscard]] accounts::OwnAccounts& own_accounts() const;
    [[nodiscard]] accounts::OwnPosts& own_posts() const;
    [[nodiscard]] sync::Sync& sync() const;
    [[nodiscard]] sync::Backfill& backfill() const;
    [[nodiscard]] storage::ReportMemory& report_memory() const;
    [[nodiscard]] changes::Changes& changes() const;
    [[nodiscard]] storage::MirrorStore& mirror() const;
    [[nodiscard]] storage::ReviewStore& reviews() const;
    [[nodiscard]] storage::ChangeLogStore& change_log() const;
    [[nodiscard]] accounts::AttentionList& attention() const;
    [[nodiscard]] snapshots::Snapshots& snapshots() const;
    [[nodiscard]] reports::Reports& reports() const;
    [[nodiscard]] tiktok::Governor& governor() const;
    [[nodiscard]] storage::ApiLog& api_log() const;
    [[nodiscard]] const WithheldOfApp& withheld() const { return services_.withheld; }
    [[nodiscard]] const std::string& policy_version() const { return services_.policy_version; }
    [[nodiscard]] const std::string& public_url() const { return services_.public_url; }
    [[nodiscard]] std::vector<HealthLine> health() const;
    [[nodiscard]] std::optional<Error> jobs_blocked(Instant since) const;

    // The rooms; each throws std::logic_error when the program was made without it.
    [[nodiscard]] jobs::Queue& jobs() const;
    [[nodiscard]] storage::ScheduleStore& schedules() const;

private:
    friend class Registry;

    struct AuditNote {
        std::string object;
        std::string before;
        std::string after;
        AdvertiserId advertiser;
    };

    const Services& services_;
    Actor actor_;
    std::string request_id_;
    staff::Permission permission_;
    staff::AccountScope scope_;
    bool may_write_ = false;
    std::unique_ptr<storage::Transaction> transaction_;
    bool is_writing_ = false;
    AuditNote note_;
};

} // namespace bayme::api
