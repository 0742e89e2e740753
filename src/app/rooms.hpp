// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "accounts/attention.hpp"
#include "accounts/connections.hpp"
#include "accounts/own_accounts.hpp"
#include "accounts/refusals.hpp"
#include "api/services.hpp"
#include "app/stores.hpp"
#include "changes/apply.hpp"
#include "changes/changes.hpp"
#include "http/outbound.hpp"
#include "jobs/queue.hpp"
#include "jobs/workers.hpp"
#include "privacy/snapshot_sweep.hpp"
#include "privacy/sweep.hpp"
#include "reports/mirror_names.hpp"
#include "reports/reports.hpp"
#include "sync/backfill.hpp"
#include "sync/sync.hpp"
#include "sync/upkeep.hpp"
#include "tiktok/developers.hpp"
#include "tiktok/http_account_tokens.hpp"
#include "tiktok/stored.hpp"

namespace bayme::app {

/// What the rooms above the stores are made from; all of it outlives them.
struct Ground {
    const Settings& settings;
    Stores& stores;
    staff::Staff& staff;
    http::Outbound& outbound;
    jobs::Queue& queue;
    storage::ScheduleStore& schedules;
    const privacy::DataTable& data;
    Clock& clock;
    /// How calls wait for the quota and between attempts.
    Scheduler& call_waits;
    Random& random;
    std::string public_url;
    /// One after the other where a simulation has to run the same way twice.
    sync::Overlap overlap = sync::Overlap::with_next_call;
};

/// The platform behind its one governor.
class Platform {
public:
    Platform(const Ground& ground, tiktok::Tier tier);
    tiktok::Client& client() { return client_; }
    tiktok::Governor& governor() { return governor_; }
    storage::ApiLog& log() { return log_rows_; }
    /// Sends also to endpoints that no feature calls and the developer page does not name: for
    /// `doctor --probe`, which says what it sends. Shares the governor and the log.
    std::unique_ptr<tiktok::Client> make_probing_client(const Ground& ground);
    storage::WithheldStore& withheld() { return withheld_rows_; }
    tiktok::HttpAccountTokens& account_tokens() { return account_tokens_; }
    /// Null without an app of TikTok for Developers.
    tiktok::HttpDevelopers* developers() { return developers_ ? &*developers_ : nullptr; }

private:
    storage::SqlApiLog log_rows_;
    storage::SqlQuotaStore quota_rows_;
    tiktok::StoredCallLog log_;
    storage::SqlWithheldStore withheld_rows_;
    tiktok::StoredQuota quota_;
    tiktok::StoredWithheld withheld_;
    accounts::Refusals refusals_;
    tiktok::Governor governor_;
    tiktok::HttpClient client_;
    tiktok::HttpAccountTokens account_tokens_;
    std::optional<tiktok::HttpDevelopers> developers_;
};

/// The rooms between the stores and the operations, each made from those before it.
class Rooms {
public:
    Rooms(const Ground& ground, tiktok::Tier tier);

    /// Puts them where operations find them.
    void offer(api::Services& services);
    /// Every job kind and schedule of the program.
    Result<void> register_jobs(jobs::Workers& workers);
    /// Picks up what the last process left when it was killed: its jobs run again, an exchange that
    /// was cut off is marked lost. Only for the one owner of the folder, before anything runs.
    Result<void> recover(storage::JobStore& jobs);
    /// How many things need looking after, by their kind; all kinds are named.
    std::map<std::string, double> attention();
    [[nodiscard]] tiktok::GovernorView quota() { return platform_.governor().view(); }
    std::unique_ptr<tiktok::Client> make_probing_client() {
        return platform_.make_probing_client(ground_);
    }
    /// The account's token; without an account that of the only one in use.
    /// @return invalid_input when it has to be named.
    Result<std::pair<AdvertiserId, SecretText>> open_token(const AdvertiserId& advertiser);

private:
    Ground ground_;
    Platform platform_;
    std::unique_ptr<storage::OAuthFlowStore> flow_rows_ = storage::make_sql_oauth_flow_store();
    std::unique_ptr<storage::ConnectionStore> connection_rows_ =
        storage::make_sql_connection_store();
    std::unique_ptr<storage::AdvertiserStore> advertisers_ = storage::make_sql_advertiser_store();
    std::unique_ptr<storage::MirrorStore> mirror_ = storage::make_sql_mirror_store();
    std::unique_ptr<storage::ReportMemory> report_memory_ = storage::make_sql_report_memory();
    std::unique_ptr<storage::ReviewStore> review_rows_ = storage::make_sql_review_store();
    std::unique_ptr<storage::ChangeLogStore> change_log_rows_ =
        storage::make_sql_change_log_store();
    std::unique_ptr<storage::RefusedCallStore> refused_rows_ =
        storage::make_sql_refused_call_store();
    std::unique_ptr<storage::PlanStore> plans_ = storage::make_sql_plan_store();
    std::unique_ptr<storage::OwnAccountStore> own_account_rows_ =
        storage::make_sql_own_account_store();
    accounts::Logins logins_;
    accounts::Flows flows_;
    accounts::Tokens tokens_;
    accounts::Directory directory_;
    accounts::Watch watch_;
    accounts::Connections connections_;
    accounts::AttentionList attention_;
    accounts::OwnTokens own_tokens_;
    accounts::OwnPosts own_posts_;
    accounts::OwnAccounts own_accounts_;
    sync::Structure structure_;
    sync::Reports report_sync_;
    sync::Sync sync_;
    sync::Backfill backfill_;
    sync::ObjectReviews object_reviews_;
    sync::ChangeLogs change_logs_;
    sync::Upkeep upkeep_;
    reports::MirrorNames names_;
    reports::Reports reports_;
    changes::Changes changes_;
    changes::Apply apply_;
    privacy::Sweep sweep_;
};

} // namespace bayme::app
