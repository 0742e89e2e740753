// SPDX-License-Identifier: LicenseRef-Bayme
// The program itself in a folder of its own, with ten campaigns and a key that may read them, until
// killed. Prints the port, the key and the account.
#include "app/program.hpp"
#include "base/log.hpp"
#include "staff/api_keys.hpp"
#include "storage/connections.hpp"
#include "storage/mirror.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <unistd.h>

namespace {

using namespace bayme;

const AdvertiserId account{"7000000000000000001"};
constexpr std::uint64_t campaigns = 10;

struct Machine {
    SystemClock clock;
    SystemRandom random;
    SystemFiles files;
};

/// The public address has to be known before the program is made from it.
Result<std::uint16_t> free_port() {
    http::ServerOptions options;
    options.tcp.emplace_back();
    BAYME_TRY(const auto server, http::Server::start(std::move(options),
                                                     [](const auto&) { return http::Response{}; }));
    const auto port = server->ports().at(0);
    server->stop(std::chrono::milliseconds{0});
    return port;
}

Result<app::Settings> settings_in(Machine& machine, const std::string& folder, std::uint16_t port) {
    return app::load_settings(
        {}, machine.files,
        {.config_file = {},
         .values = {{"data.dir", folder}, {"server.listen", fmt::format("127.0.0.1:{}", port)}}});
}

storage::MirrorObject campaign(std::uint64_t number, Instant now) {
    storage::MirrorObject object;
    object.advertiser_id = account;
    object.id = fmt::format("17{:017}", number);
    object.campaign_id = CampaignId{object.id};
    object.name = "Spring sale";
    object.operation_status = "ENABLE";
    object.secondary_status = "CAMPAIGN_STATUS_ENABLE";
    object.budget_mode = "BUDGET_MODE_DAY";
    object.budget_micros = 120'500'000;
    object.created_at = object.modified_at = object.seen_at = now;
    return object;
}

Result<void> add_campaigns(storage::Transaction& tx, Instant now) {
    const storage::Connection connection{
        .id = ConnectionId{"c"}, .state = storage::ConnectionState::active, .connected_at = now};
    BAYME_CHECK(storage::make_sql_connection_store()->add(tx, connection));
    storage::Advertiser advertiser;
    advertiser.id = account;
    advertiser.connection_id = connection.id;
    advertiser.included = true;
    advertiser.currency = "EUR";
    advertiser.offset_seconds = 0;
    advertiser.seen_at = now;
    BAYME_CHECK(storage::make_sql_advertiser_store()->put(tx, advertiser));
    const auto mirror = storage::make_sql_mirror_store();
    for (std::uint64_t number = 0; number < campaigns; ++number) {
        BAYME_CHECK(mirror->put(tx, campaign(number, now)));
    }
    return {};
}

/// @return a key that may read reports and nothing else.
Result<SecretText> fill(const app::Settings& settings, Machine& machine) {
    BAYME_CHECK(app::init_stores(settings, machine.files, machine.random, machine.clock));
    BAYME_TRY(const auto stores,
              app::open_stores(settings, machine.files, machine.random, machine.clock));
    const auto now = machine.clock.now();
    BAYME_TRY(const auto tx, stores.database->begin_write());
    BAYME_CHECK(add_campaigns(*tx, now));
    staff::ApiKeys keys{machine.random, machine.clock};
    BAYME_TRY(auto key, keys.create(*tx, {ActorKind::local_operator, ""},
                                    {.label = "bench",
                                     .permissions = {staff::Permission::read_reports},
                                     .accounts = {},
                                     .expires_at = now + std::chrono::hours{24}}));
    BAYME_CHECK(tx->commit());
    return std::move(key.token);
}

Result<void> serve(const std::string& folder) {
    Machine machine;
    BAYME_TRY(const auto port, free_port());
    BAYME_TRY(auto settings, settings_in(machine, folder, port));
    BAYME_TRY(const auto key, fill(settings, machine));
    BAYME_TRY(
        const auto program,
        app::Program::open(std::move(settings), {machine.clock, machine.random, machine.files}));
    BAYME_CHECK(program->listen());
    key.reveal([&](std::string_view token) { fmt::print("{} {} {}\n", port, token, account); });
    (void)std::fflush(stdout);
    pause();
    return {};
}

} // namespace

int main(int count, char** arguments) {
    set_log_level(LogLevel::error);
    const auto served =
        count == 2 ? serve(arguments[1]) : fail(ErrorCode::invalid_input, "usage: FOLDER");
    if (!served) {
        fmt::print(stderr, "{}\n", served.error().message);
    }
    return served ? 0 : 1;
}
