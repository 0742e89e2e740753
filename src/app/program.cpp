// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/program.hpp"

#include "api/operations.hpp"
#include "app/disclosure.hpp"
#include "base/log.hpp"
#include "base/version.hpp"
#include "web/cookies.hpp"

#include <unistd.h>

namespace bayme::app {
namespace {

/// Never an IP address: passkeys need a name.
std::string public_url_of(const ServerSettings& server) {
    return server.public_url.empty() ? fmt::format("http://localhost:{}", server.port)
                                     : server.public_url;
}

} // namespace

Result<std::unique_ptr<Program>> Program::open(Settings settings, Seams seams) {
    BAYME_TRY(auto data, privacy::DataTable::shipped(settings.retention));
    BAYME_TRY(auto recipients, make_recipients(settings));
    BAYME_TRY(auto stores, open_stores(settings, seams.files, seams.random, seams.clock));
    std::unique_ptr<Program> program{new Program(std::move(settings), seams, std::move(stores),
                                                 std::move(data), std::move(recipients))};
    BAYME_CHECK(program->make_rooms());
    BAYME_CHECK(program->make_registry());
    BAYME_CHECK(program->make_front());
    program->make_metrics();
    return program;
}

Program::Program(Settings settings, Seams seams, Stores stores, privacy::DataTable data,
                 std::vector<http::Recipient> recipients)
    : settings_(std::move(settings)), seams_(seams), stores_(std::move(stores)),
      data_(std::move(data)), outbound_(std::move(recipients)),
      staff_(*stores_.vault, seams.random, seams.clock), job_store_(storage::make_sql_job_store()),
      schedule_store_(storage::make_sql_schedule_store()),
      queue_(*job_store_, seams.clock, seams.random, job_scheduler_),
      workers_(jobs::Workers::make(*stores_.database, queue_, *schedule_store_, seams.clock,
                                   seams.random, job_scheduler_,
                                   {.threads = settings_.limits.job_threads})),
      public_url_(public_url_of(settings_.server)),
      services_{.database = *stores_.database,
                .staff = staff_,
                .clock = seams.clock,
                .random = seams.random,
                .public_url = public_url_,
                .health = [this] { return health(); },

                .jobs = &queue_,
                .schedules = schedule_store_.get(),
                .jobs_blocked =
                    [this](Instant since) {
                        return workers_->blocked(since);
                    }} {}

Program::~Program() {
    stop();
}

Result<void> Program::make_rooms() {
    BAYME_TRY(const auto tier, tiktok::parse_tier(settings_.tiktok.tier));
    rooms_.emplace(Ground{.settings = settings_,
                          .stores = stores_,
                          .staff = staff_,
                          .outbound = outbound_,
                          .queue = queue_,
                          .schedules = *schedule_store_,
                          .data = data_,
                          .clock = seams_.clock,
                          .call_waits = call_scheduler_,
                          .random = seams_.random,
                          .public_url = public_url_},
                   tier);
    rooms_->offer(services_);
    BAYME_CHECK(rooms_->recover(*job_store_));
    return rooms_->register_jobs(*workers_);
}

Result<void> Program::make_registry() {
    BAYME_TRY(registry_,
              api::Registry::make(services_, idempotency_keys_, api::operation_tables()));
    authenticator_.emplace(services_, &web::session_token, geteuid());
    api_.emplace(*registry_, *authenticator_, std::string{program_version()});
    return {};
}

Result<std::string> Program::call(std::string_view operation, std::string_view json,
                                  const std::string& idempotency_key) {
    if (stores_.vault->is_sealed()) {
        auto why = *stores_.vault->sealed_because();
        return fail(std::move(why).in("the vault is sealed"));
    }
    return registry_->call({.actor = {ActorKind::local_operator, {}},
                            .request_id = make_id(seams_.random),
                            .door = api::Door::unix_socket,
                            .idempotency_key = idempotency_key},
                           operation, json);
}

void Program::start_jobs() {
    if (!jobs_run_ && !stores_.vault->is_sealed()) {
        workers_->start();
        jobs_run_ = true;
    }
}

void Program::stop() {
    if (server_) {
        server_->stop(std::chrono::seconds{10});
    }
    if (jobs_run_) {
        workers_->stop();
        jobs_run_ = false;
    }
}

std::vector<api::HealthLine> Program::health() {
    const auto version = stores_.database->version();
    const auto& sealed = stores_.vault->sealed_because();
    return {{"state", version.has_value(),
             version ? fmt::format("schema {}", *version) : version.error().message},
            {"vault", !sealed, sealed ? sealed->message : "open"},
            {"jobs", jobs_run_, jobs_run_ ? "running" : "not running"}};
}

void Program::make_metrics() {
    metrics_.gauge("bayme_jobs", "Jobs that have not ended, and those that failed for good",
                   "state", [this] {
                       const auto transaction = stores_.database->begin_read();
                       const auto counts = transaction ? queue_.counts(**transaction)
                                                       : Result<storage::JobCounts>{};
                       const auto jobs = counts.value_or(storage::JobCounts{});
                       return std::map<std::string, double>{
                           {"queued", static_cast<double>(jobs.queued)},
                           {"running", static_cast<double>(jobs.running)},
                           {"paused", static_cast<double>(jobs.paused)},
                           {"dead_letter", static_cast<double>(jobs.dead_letters)}};
                   });
    metrics_.counter("bayme_csp_reports_total", "Reports of what a page's policy refused",
                     [this] { return static_cast<double>(web_->csp_reports()); });
    metrics_.gauge("bayme_refused_recipients", "Calls out that the table refused", "host", [this] {
        std::map<std::string, double> counts;
        for (const auto& [host, count] : outbound_.refused()) {
            counts[host] = static_cast<double>(count);
        }
        return counts;
    });
    metrics_.gauge("bayme_attention", "Things that need looking after", "matter", [this] {
        return rooms_ ? rooms_->attention() : std::map<std::string, double>{};
    });
    make_quota_metrics();
}

void Program::make_quota_metrics() {
    const auto by_window = [this](auto value) {
        return [this, value] {
            const auto app = rooms_ ? rooms_->quota().app : tiktok::LimitView{};
            return std::map<std::string, double>{{"second", static_cast<double>(value(app).second)},
                                                 {"minute", static_cast<double>(value(app).minute)},
                                                 {"day", static_cast<double>(value(app).day)}};
        };
    };
    metrics_.gauge("bayme_quota_used", "Calls made of the app's allowance", "window",
                   by_window([](const tiktok::LimitView& app) {
                       return tiktok::Allowance{app.used_second, app.used_minute, app.used_day};
                   }));
    metrics_.gauge("bayme_quota_allowed", "The app's allowance; 0 without a limit", "window",
                   by_window([](const tiktok::LimitView& app) { return app.allowance; }));
    metrics_.gauge("bayme_quota_waiting", "Calls that wait for a turn", "priority", [this] {
        std::map<std::string, double> counts;
        const auto waiting =
            rooms_ ? rooms_->quota().waiting : std::map<tiktok::Priority, std::int64_t>{};
        for (const auto priority :
             {tiktok::Priority::person, tiktok::Priority::safety, tiktok::Priority::today,
              tiktok::Priority::restatement, tiktok::Priority::backfill}) {
            const auto found = waiting.find(priority);
            counts[std::string{to_string(priority)}] =
                found == waiting.end() ? 0 : static_cast<double>(found->second);
        }
        return counts;
    });
    metrics_.gauge("bayme_quota_penalties", "Penalties that run", "scope", [this] {
        std::map<std::string, double> counts{{"app", 0}, {"endpoint", 0}, {"advertiser", 0}};
        for (const auto& penalty :
             rooms_ ? rooms_->quota().penalties : std::vector<tiktok::Penalty>{}) {
            ++counts[penalty.scope.substr(0, penalty.scope.find(':'))];
        }
        return counts;
    });
}

} // namespace bayme::app
