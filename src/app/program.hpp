// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "app/front.hpp"
#include "app/rooms.hpp"
#include "base/scheduler.hpp"
#include "http/outbound.hpp"
#include "http/server.hpp"
#include "jobs/queue.hpp"
#include "jobs/workers.hpp"
#include "privacy/data_table.hpp"
#include "staff/staff.hpp"

#include <memory>
#include <optional>
#include <string>

namespace bayme::app {

/// What the machine gives; outlives the program.
struct Seams {
    Clock& clock;
    Random& random;
    FileSystem& files;
};

/// The composition root: makes every object of the program from its configuration, in the order in
/// which they need each other, and ends them in reverse. One per data folder.
class Program {
public:
    /// Opens the data folder. Nothing runs and nobody listens yet.
    static Result<std::unique_ptr<Program>> open(Settings settings, Seams seams);
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    /// Calls an operation as the local operator.
    Result<std::string> call(std::string_view operation, std::string_view json,
                             const std::string& idempotency_key = {});
    /// Starts the workers; does nothing while the vault is sealed.
    void start_jobs();
    /// Opens the TCP port and the folder's Unix socket.
    Result<void> listen();
    /// Lets running requests and jobs finish, then closes. Safe to call twice.
    void stop();

    [[nodiscard]] const std::string& public_url() const { return public_url_; }
    /// Why the vault is sealed; nothing when it is open.
    [[nodiscard]] const std::optional<Error>& sealed() const {
        return stores_.vault->sealed_because();
    }
    [[nodiscard]] const Settings& settings() const { return settings_; }
    [[nodiscard]] const api::Registry& registry() const { return *registry_; }
    http::Server& server() { return *server_; }
    Rooms& rooms() { return *rooms_; }

private:
    Program(Settings settings, Seams seams, Stores stores, privacy::DataTable data,
            std::vector<http::Recipient> recipients);

    // In this order; each needs what those before it made.
    Result<void> make_rooms();
    Result<void> make_registry();
    Result<void> make_front();
    void make_metrics();
    void make_quota_metrics();
    std::vector<api::HealthLine> health();
    http::ServerOptions server_options() const;

    Settings settings_;
    Seams seams_;
    Stores stores_;
    privacy::DataTable data_;
    http::CurlOutbound outbound_;
    staff::Staff staff_;

    SystemScheduler job_scheduler_;
    SystemScheduler call_scheduler_;
    std::unique_ptr<storage::JobStore> job_store_;
    std::unique_ptr<storage::ScheduleStore> schedule_store_;
    jobs::Queue queue_;
    std::unique_ptr<jobs::Workers> workers_;
    bool jobs_run_ = false;

    std::string public_url_;
    std::optional<Rooms> rooms_;
    api::Services services_;
    storage::SqlIdempotencyKeys idempotency_keys_;
    std::optional<api::Registry> registry_;
    std::optional<api::Authenticator> authenticator_;
    std::optional<api::HttpRoutes> api_;

    Metrics metrics_;
    std::unique_ptr<web::Web> web_;
    std::optional<Front> front_;
    std::unique_ptr<http::Server> server_;
};

} // namespace bayme::app
