// SPDX-License-Identifier: LicenseRef-Bayme
#include "simulation/life.hpp"

#include <algorithm>

namespace bayme::simulation {
namespace {

SystemFiles files;

constexpr std::chrono::seconds longest_nap{60};
constexpr std::chrono::seconds between_ticks{30};

} // namespace

Result<app::Settings> settings_for(const std::filesystem::path& folder, const std::string& app_id,
                                   const std::string& app_secret) {
    BAYME_TRY(auto settings, app::load_settings({}, files,
                                                {.config_file = {},
                                                 .values = {{"data.dir", folder.string()},
                                                            {"server.listen", "127.0.0.1:0"}}}));
    settings.tiktok.app_id = app_id;
    settings.tiktok.app_secret = SecretText{app_secret};
    settings.tiktok.api_url = "https://sandbox.test/open_api/v1.3/";
    settings.tiktok.tier = "basic";
    settings.limits.snapshot_threads = 1;
    return settings;
}

Result<std::unique_ptr<Life>> Life::open(const Ingredients& ingredients) {
    const auto& settings = ingredients.settings;
    BAYME_TRY(auto data, privacy::DataTable::shipped(settings.retention));
    BAYME_TRY(auto stores, app::open_stores(settings, files, ingredients.random, ingredients.time));
    BAYME_TRY(const auto tier, tiktok::parse_tier(settings.tiktok.tier));
    std::unique_ptr<Life> life{new Life(ingredients, std::move(stores), std::move(data))};
    life->rooms_.emplace(app::Ground{.settings = settings,
                                     .stores = life->stores_,
                                     .staff = life->staff_,
                                     .outbound = ingredients.wire,
                                     .queue = life->queue_,
                                     .schedules = *life->schedules_,
                                     .data = life->data_,
                                     .clock = ingredients.time,
                                     .call_waits = ingredients.time.waits(VirtualTime::call_waits),
                                     .random = ingredients.random,
                                     .public_url = "http://localhost",
                                     .overlap = sync::Overlap::none},
                         tier);
    life->rooms_->offer(life->services_);
    BAYME_CHECK(life->rooms_->recover(*life->job_rows_));
    BAYME_CHECK(life->rooms_->register_jobs(*life->workers_));
    return life;
}

Life::Life(const Ingredients& ingredients, app::Stores stores, privacy::DataTable data)
    : with_(ingredients), stores_(std::move(stores)), data_(std::move(data)),
      staff_(*stores_.vault, ingredients.random, ingredients.time),
      queue_(*job_rows_, ingredients.time, ingredients.random,
             ingredients.time.waits(VirtualTime::job_waits)),
      workers_(jobs::Workers::make(
          *stores_.database, queue_, *schedules_, ingredients.time, ingredients.random,
          ingredients.time.waits(VirtualTime::job_waits), {.lease = ingredients.lease})),
      services_{.database = *stores_.database,
                .staff = staff_,
                .clock = ingredients.time,
                .random = ingredients.random,
                .jobs = &queue_} {}

std::chrono::nanoseconds Life::nap() {
    const auto transaction = stores_.database->begin_read();
    if (!transaction) {
        return std::chrono::seconds{1};
    }
    const auto due = job_rows_->next_due(**transaction);
    if (!due || !*due) {
        return longest_nap;
    }
    return std::clamp<std::chrono::nanoseconds>(**due - with_.time.now(), milliseconds{10},
                                                longest_nap);
}

void Life::work(Instant end) {
    while (with_.time.now() < end) {
        const auto ran = workers_->run_one();
        if (!ran || !*ran) {
            with_.time.waits(VirtualTime::job_waits).wait(nap(), {});
        }
    }
}

void Life::tick(Instant end) {
    while (with_.time.now() < end) {
        if (workers_->tick()) {
            with_.time.waits(VirtualTime::job_waits).wake();
        }
        with_.time.waits(VirtualTime::people).wait(between_ticks, {});
    }
}

Result<std::int64_t> Life::jobs_left() {
    BAYME_TRY(const auto transaction, stores_.database->begin_read());
    BAYME_TRY(const auto counts, queue_.counts(*transaction));
    return counts.queued + counts.running;
}

Result<void> Life::adopt(const std::vector<AdvertiserId>& accounts) {
    auto& connections = *services_.connection_store;
    auto& advertisers = *services_.advertisers;
    accounts::Tokens tokens{*stores_.vault, connections, advertisers};
    BAYME_TRY(const auto transaction, stores_.database->begin_write());
    storage::Connection connection{.id = ConnectionId{make_id(with_.random)},
                                   .state = storage::ConnectionState::active,
                                   .app_id = with_.settings.tiktok.app_id,
                                   .connected_by = {ActorKind::local_operator, {}},
                                   .connected_at = with_.time.now()};
    BAYME_CHECK(tokens.seal_new(*transaction, connection, SecretText{"token"}));
    BAYME_CHECK(connections.add(*transaction, connection));
    for (const auto& id : accounts) {
        storage::Advertiser account;
        account.id = id;
        account.connection_id = connection.id;
        account.included = true;
        account.currency = "EUR";
        account.timezone = "UTC";
        account.offset_seconds = 0;
        account.seen_at = with_.time.now();
        BAYME_CHECK(advertisers.put(*transaction, account));
    }
    return transaction->commit();
}

Result<ConnectionId> Life::connect(const std::string& auth_code) {
    const Actor owner{ActorKind::local_operator, {}};
    BAYME_TRY(const auto made, services_.connections->finish_with_code(owner, SecretText{auth_code},
                                                                       "2026-01-01", "simulated"));
    std::vector<AdvertiserId> chosen;
    for (const auto& account : made.accounts) {
        chosen.push_back(account.id);
    }
    if (chosen.empty()) {
        return fail(ErrorCode::unavailable, "no account was listed: {}", made.problem);
    }
    BAYME_TRY(const auto transaction, stores_.database->begin_write());
    BAYME_CHECK(services_.connections->keep(*transaction, made.id, chosen));
    for (const auto& account : made.accounts) {
        if (!account.offset_seconds) {
            BAYME_CHECK(services_.connections->state_offset(*transaction, owner, account.id, {}));
        }
    }
    BAYME_CHECK(services_.sync->start_first(*transaction, owner, chosen));
    BAYME_CHECK(transaction->commit());
    return made.id;
}

} // namespace bayme::simulation
