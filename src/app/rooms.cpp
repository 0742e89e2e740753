// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/rooms.hpp"

#include "base/log.hpp"

namespace bayme::app {
namespace {

tiktok::AppFacts app_facts(const Settings& settings) {
    return {.api_url = settings.tiktok.api_url,
            .app_id = settings.tiktok.app_id,
            .app_secret = settings.tiktok.app_secret.clone()};
}

accounts::AppRegistration registration(const Ground& ground) {
    return {.app_id = ground.settings.tiktok.app_id,
            .authorize_url = ground.settings.tiktok.authorize_url,
            .redirect_uri = ground.public_url + "/oauth/tiktok/callback"};
}

std::optional<Instant> secret_since(const Settings& settings) {
    const auto& day = settings.tiktok.app_secret_since;
    return day ? std::optional{UtcOffset{}.start_of(*day)} : std::nullopt;
}

const std::vector<std::string> login_scopes{"user.info.basic", "video.list"};

/// A login without an app of its own stays out: it cannot be begun then.
accounts::Logins make_logins(const Ground& ground, Platform& platform) {
    const auto& tiktok = ground.settings.tiktok;
    accounts::Logins logins;
    const auto add = [&](storage::OwnAccountKind kind, tiktok::LoginTokens& tokens,
                         const std::string& app_id) {
        logins[kind] = {.tokens = &tokens,
                        .app_id = app_id,
                        .authorize_url = tiktok.login_url,
                        .redirect_uri =
                            fmt::format("{}/oauth/{}/callback", ground.public_url, to_string(kind)),
                        .scopes = login_scopes};
    };
    if (tiktok.login_url.empty()) {
        return logins;
    }
    add(storage::OwnAccountKind::tiktok_account, platform.account_tokens(), tiktok.app_id);
    if (auto* developers = platform.developers()) {
        add(storage::OwnAccountKind::tiktok_developers, *developers, tiktok.developers_client_key);
    }
    return logins;
}

} // namespace

Platform::Platform(const Ground& ground, tiktok::Tier tier)
    : log_(*ground.stores.database, log_rows_),
      quota_(*ground.stores.database, quota_rows_, ground.settings.tiktok.app_id, ground.clock),
      withheld_(*ground.stores.database, withheld_rows_, ground.settings.tiktok.app_id),
      refusals_(*ground.stores.database, ground.queue, ground.clock),
      governor_(tier, ground.clock, ground.call_waits, quota_, ground.settings.tiktok.quota_margin),
      client_(app_facts(ground.settings), {.outbound = ground.outbound,
                                           .governor = governor_,
                                           .log = log_,
                                           .clock = ground.clock,
                                           .scheduler = ground.call_waits,
                                           .random = ground.random,
                                           .withheld = &withheld_,
                                           .refusals = &refusals_}),
      account_tokens_(app_facts(ground.settings), {.outbound = ground.outbound,
                                                   .governor = governor_,
                                                   .log = log_,
                                                   .clock = ground.clock,
                                                   .scheduler = ground.call_waits,
                                                   .random = ground.random}) {
    if (const auto& tiktok = ground.settings.tiktok; !tiktok.developers_client_key.empty()) {
        developers_.emplace(
            tiktok::DeveloperApp{.api_url = tiktok.developers_api_url,
                                 .client_key = tiktok.developers_client_key,
                                 .client_secret = tiktok.developers_client_secret.clone()},
            ground.outbound, log_, ground.clock);
    }
}

std::unique_ptr<tiktok::Client> Platform::make_probing_client(const Ground& ground) {
    auto facts = app_facts(ground.settings);
    facts.undisclosed = true;
    return std::make_unique<tiktok::HttpClient>(
        std::move(facts), tiktok::HttpClient::Ports{.outbound = ground.outbound,
                                                    .governor = governor_,
                                                    .log = log_,
                                                    .clock = ground.clock,
                                                    .scheduler = ground.call_waits,
                                                    .random = ground.random});
}

Rooms::Rooms(const Ground& ground, tiktok::Tier tier)
    : ground_(ground), platform_(ground, tier), logins_(make_logins(ground, platform_)),
      flows_(*ground.stores.database, *flow_rows_, ground.random, ground.clock),
      tokens_(*ground.stores.vault, *connection_rows_, *advertisers_),
      directory_(*ground.stores.database, *connection_rows_, *advertisers_, tokens_,
                 platform_.client(), ground.clock,
                 {.new_accounts = ground.settings.accounts.new_accounts,
                  .app_id = ground.settings.tiktok.app_id}),
      watch_(*ground.stores.database, *connection_rows_, *advertisers_, directory_, ground.queue),
      connections_(*ground.stores.database, flows_, *connection_rows_, *advertisers_, tokens_,
                   directory_, watch_, ground.staff, platform_.client(), ground.random,
                   ground.clock, registration(ground)),
      attention_(
          *connection_rows_, *advertisers_, *refused_rows_, ground.clock,
          {.app_id = ground.settings.tiktok.app_id, .secret_since = secret_since(ground.settings)}),
      own_tokens_(*ground.stores.database, *own_account_rows_, *ground.stores.vault, ground.clock,
                  logins_),
      own_posts_(*ground.stores.database, *own_account_rows_, own_tokens_, platform_.developers(),
                 ground.queue, ground.clock),
      own_accounts_(*ground.stores.database, flows_, *own_account_rows_, *connection_rows_,
                    own_tokens_, own_posts_, ground.staff, ground.random, ground.clock, logins_),
      structure_(*ground.stores.database, *advertisers_, *mirror_, tokens_, platform_.client(),
                 ground.clock),
      report_sync_(*ground.stores.database, *advertisers_, *report_memory_, tokens_,
                   platform_.client(), *ground.stores.snapshots, ground.clock, ground.random,
                   ground.overlap),
      sync_(*ground.stores.database, *advertisers_, *connection_rows_, watch_, ground.queue,
            structure_, report_sync_, ground.clock),
      backfill_(*ground.stores.database, *advertisers_, *report_memory_, ground.queue, report_sync_,
                ground.clock),
      object_reviews_(*ground.stores.database, *mirror_, *review_rows_, tokens_, platform_.client(),
                      ground.clock),
      change_logs_(*ground.stores.database, *change_log_rows_, tokens_, platform_.client(),
                   ground.clock),
      upkeep_({.database = *ground.stores.database,
               .sync = sync_,
               .watch = watch_,
               .queue = ground.queue,
               .structure = structure_,
               .reviews = object_reviews_,
               .change_logs = change_logs_,
               .clock = ground.clock}),
      names_(*ground.stores.database, *mirror_, *advertisers_),
      reports_(*ground.stores.snapshots, names_),
      changes_(*plans_, *mirror_, *advertisers_, ground.queue, ground.random, ground.clock,
               changes::SpendingLimits{}),
      apply_(*ground.stores.database, *plans_, *mirror_, tokens_, watch_, platform_.client(),
             ground.staff, ground.clock),
      sweep_(ground.data, ground.staff, ground.clock) {}

Result<std::pair<AdvertiserId, SecretText>> Rooms::open_token(const AdvertiserId& advertiser) {
    BAYME_TRY(const auto transaction, ground_.stores.database->begin_read());
    auto id = advertiser;
    if (id.empty()) {
        BAYME_TRY(auto all, advertisers_->list(*transaction));
        std::erase_if(all, [](const storage::Advertiser& one) { return !one.included; });
        if (all.size() != 1) {
            return fail(ErrorCode::invalid_input,
                        "name the account with --advertiser: {} are in use", all.size());
        }
        id = all.front().id;
    }
    BAYME_TRY(auto token, tokens_.open_for(*transaction, id));
    return std::pair{std::move(id), std::move(token)};
}

void Rooms::offer(api::Services& services) {
    services.connection_store = connection_rows_.get();
    services.advertisers = advertisers_.get();
    services.connections = &connections_;
    services.own_account_store = own_account_rows_.get();
    services.own_accounts = &own_accounts_;
    services.own_posts = &own_posts_;
    services.sync = &sync_;
    services.backfill = &backfill_;
    services.report_memory = report_memory_.get();
    services.changes = &changes_;
    services.mirror = mirror_.get();
    services.reviews = review_rows_.get();
    services.change_log = change_log_rows_.get();
    services.attention = &attention_;
    services.snapshots = ground_.stores.snapshots.get();
    services.reports = &reports_;
    services.governor = &platform_.governor();
    services.api_log = &platform_.log();
    services.withheld = {&platform_.withheld(), ground_.settings.tiktok.app_id};
}

Result<void> Rooms::register_jobs(jobs::Workers& workers) {
    watch_.register_jobs(workers);
    own_posts_.register_jobs(workers);
    BAYME_CHECK(sync_.register_jobs(workers, ground_.schedules));
    BAYME_CHECK(backfill_.register_jobs(workers));
    BAYME_CHECK(upkeep_.register_jobs(workers, ground_.schedules));
    apply_.register_jobs(workers);
    workers.handle(privacy::sweep_job,
                   privacy::sweep_handler(*ground_.stores.database, ground_.staff, sweep_));
    workers.handle(
        privacy::snapshot_sweep_job,
        privacy::snapshot_sweep_handler(ground_.data, *ground_.stores.snapshots, ground_.clock),
        // One call that takes as long as the store is large.
        {.stall = std::chrono::hours{6}});
    BAYME_TRY(const auto transaction, ground_.stores.database->begin_write());
    const auto now = ground_.clock.now();
    BAYME_CHECK(jobs::put_schedule(*transaction, ground_.schedules, privacy::sweep_job,
                                   "privacy.sweep.daily", jobs::daily_at(std::chrono::hours{2}),
                                   now));
    BAYME_CHECK(jobs::put_schedule(*transaction, ground_.schedules, privacy::snapshot_sweep_job,
                                   "privacy.sweep_snapshots.daily",
                                   jobs::daily_at(std::chrono::hours{3}), now));
    return transaction->commit();
}

std::map<std::string, double> Rooms::attention() {
    std::map<std::string, double> counts;
    for (const auto matter : accounts::matters()) {
        counts[std::string{to_string(matter)}] = 0;
    }
    if (const auto transaction = ground_.stores.database->begin_read()) {
        const auto items = attention_.list(**transaction);
        for (const auto& item : items ? *items : std::vector<accounts::Attention>{}) {
            ++counts[std::string{to_string(item.matter)}];
        }
    }
    return counts;
}

Result<void> Rooms::recover(storage::JobStore& jobs) {
    BAYME_TRY(const auto transaction, ground_.stores.database->begin_write());
    BAYME_TRY(const auto released, jobs.release_all(*transaction));
    BAYME_TRY(const auto lost, flow_rows_->mark_lost(*transaction));
    BAYME_CHECK(transaction->commit());
    if (released > 0 || lost > 0) {
        log(LogLevel::info, "program.recovered",
            {{"jobs_released", released}, {"authorisations_lost", lost}});
    }
    return {};
}

} // namespace bayme::app
