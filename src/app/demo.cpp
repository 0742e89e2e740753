// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/demo_folder.hpp"
#include "app/process_host.hpp"
#include "app/relay.hpp"
#include "app/signals.hpp"
#include "cli/answer.hpp"
#include "sandbox/run.hpp"
#include "sandbox/world_description.hpp"

#include <cstdlib>

namespace bayme::app {
namespace {

constexpr int synced_days = 14;
constexpr int backfilled_days = 365;

/// A folder that goes when the demo ends, unless somebody named it.
class DemoFolder {
public:
    static Result<DemoFolder> make(const std::filesystem::path& named) {
        if (!named.empty()) {
            return DemoFolder{named, false};
        }
        auto name = (std::filesystem::temp_directory_path() / "bayme-demo-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) {
            return fail(ErrorCode::internal, "no scratch folder can be made in {}",
                        std::filesystem::temp_directory_path().string());
        }
        return DemoFolder{name, true};
    }
    DemoFolder(DemoFolder&& other) noexcept
        : path_(std::move(other.path_)), scratch_(std::exchange(other.scratch_, false)) {}
    DemoFolder& operator=(DemoFolder&&) = delete;
    ~DemoFolder() {
        if (scratch_) {
            std::error_code ignored;
            std::filesystem::remove_all(path_, ignored);
        }
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    DemoFolder(std::filesystem::path path, bool scratch)
        : path_(std::move(path)), scratch_(scratch) {}

    std::filesystem::path path_;
    bool scratch_;
};

/// A file; a bare word is a world that comes with the program, unless there is such a file.
Result<std::string> read_world_text(const std::string& name, FileSystem& files) {
    auto text = files.read(name);
    const bool word = name.find_first_of("./") == std::string::npos;
    return !text && word ? sandbox::built_in_world(name) : text;
}

Result<sandbox::SandboxOptions> options_of(const cli::SandboxArguments& arguments,
                                           FileSystem& files) {
    sandbox::SandboxOptions options;
    options.seed = arguments.seed;
    if (!arguments.world.empty()) {
        BAYME_TRY(options.world, read_world_text(arguments.world, files));
    }
    BAYME_TRY(options.scale, sandbox::parse_scale(arguments.scale));
    BAYME_TRY(options.quota, sandbox::parse_quota(arguments.quota));
    if (!arguments.now.empty()) {
        BAYME_TRY(options.now, parse_instant(arguments.now));
    }
    if (!arguments.faults.empty()) {
        BAYME_TRY(options.faults, files.read(arguments.faults));
    }
    options.log_folder = arguments.log_folder;
    return options;
}

Result<std::unique_ptr<sandbox::RunningSandbox>>
start_sandbox(const cli::SandboxArguments& arguments, Seams seams, Scheduler& waits) {
    BAYME_TRY(const auto options, options_of(arguments, seams.files));
    sandbox::SandboxListeners listeners;
    BAYME_TRY(listeners.api, parse_listener(arguments.listen));
    BAYME_TRY(listeners.control, parse_listener(arguments.control));
    return sandbox::run_sandbox(options, listeners, seams.clock, waits);
}

/// Connects every account of the sandbox; states the offset where its zone does not say it.
Result<void> connect_accounts(Program& program, const std::string& auth_code) {
    const auto body = cli::RequestBody{}.text("auth_code", auth_code).json();
    BAYME_TRY(const auto answer, program.call("connections.finish_with_code", body));
    BAYME_TRY(const auto made, cli::read_answer(answer));
    if (const auto problem = cli::text_at(made, "problem"); !problem.empty()) {
        return fail(ErrorCode::unavailable, "the demo accounts could not be listed: {}", problem);
    }
    for (const auto& account : cli::list_at(made, "accounts")) {
        if (cli::text_at(account, "offset").empty()) {
            const auto stated = cli::RequestBody{}
                                    .text("advertiser_id", cli::text_at(account, "advertiser_id"))
                                    .number("minutes_east", 0)
                                    .json();
            BAYME_CHECK(program.call("accounts.state_offset", stated));
        }
    }
    return {};
}

/// @return the jobs.
Result<std::vector<std::string>> start_sync(Program& program, const cli::RequestBody& body) {
    BAYME_TRY(const auto answer, program.call("sync.start", body.json()));
    BAYME_TRY(const auto started, cli::read_answer(answer));
    std::vector<std::string> ids;
    for (const auto& id : cli::list_at(started, "job_ids")) {
        ids.push_back(cli::text_at(id, ""));
    }
    return ids;
}

} // namespace

Result<void> ProcessHost::sandbox(const cli::SandboxArguments& arguments,
                                  const std::function<void(const cli::SandboxReady&)>& ready) {
    if (is_relay(arguments)) {
        return run_relay(arguments, seams_, ready);
    }
    SystemScheduler waits;
    BAYME_TRY(const auto running, start_sandbox(arguments, seams_, waits));
    const auto& made = running->ready();
    ready({sandbox::ready_line(made), made.api_url, made.control_url});
    wait_for_stop([] {});
    return {};
}

Result<void> ProcessHost::wait_for_group(Program& program, const std::vector<std::string>& ids) {
    for (const auto& id : ids) {
        const auto body = cli::RequestBody{}.text("job_id", id).json();
        while (true) {
            BAYME_TRY(const auto answer, program.call("jobs.show", body));
            BAYME_TRY(const auto job, cli::read_answer(answer));
            const auto state = cli::text_at(job, "state");
            if (state == "failed") {
                return fail(ErrorCode::internal, "the demo's first sync failed: {}",
                            cli::text_at(job, "error.message"));
            }
            if (state == "done" || state == "cancelled") {
                break;
            }
            pause(std::chrono::milliseconds{50});
        }
    }
    return {};
}

Result<void> ProcessHost::demo(const cli::CommonOptions& common, const cli::ServeArguments& serve,
                               const cli::SandboxArguments& arguments,
                               const std::function<void(std::string_view)>& step,
                               const std::function<void(const cli::DemoReady&)>& ready) {
    step("Making a simulated TikTok …");
    SystemScheduler waits;
    BAYME_TRY(const auto running, start_sandbox(arguments, seams_, waits));
    const auto& world = running->ready();

    BAYME_TRY(const auto folder, DemoFolder::make(common.data));
    auto placed = common;
    placed.data = folder.path();
    BAYME_TRY(auto found, settings(placed, serve.listen.empty() ? "127.0.0.1:0" : serve.listen));
    BAYME_CHECK(check_free_for_demo(found, seams_.files));
    found.demo = true;
    found.tiktok = {.app_id = world.app_id,
                    .app_secret = SecretText{world.app_secret},
                    .api_url = world.api_url,
                    .authorize_url = world.authorize_url,
                    .login_url = world.account_authorize_url,
                    .developers_api_url = world.developers_url,
                    .developers_client_key = world.client_key,
                    .developers_client_secret = SecretText{world.client_secret},
                    .tier = "none"};
    BAYME_CHECK(seams_.files.make_folder(found.data.folder));
    BAYME_CHECK(mark_demo_folder(found, seams_.files));
    BAYME_CHECK(init_stores(found, seams_.files, seams_.random, seams_.clock));
    BAYME_TRY(const auto program, Program::open(std::move(found), seams_));
    BAYME_CHECK(program->listen());
    program->start_jobs();

    step("Connecting the demo accounts and fetching their last 14 days …");
    BAYME_CHECK(connect_accounts(*program, world.auth_code));
    const Day today{std::chrono::floor<std::chrono::days>(seams_.clock.now())};
    const auto first = today.plus(1 - synced_days);
    // Joins the first sync that choosing the accounts began.
    BAYME_TRY(const auto recent, start_sync(*program, cli::RequestBody{}.text("what", "all")));
    BAYME_CHECK(wait_for_group(*program, recent));
    BAYME_CHECK(start_sync(*program, cli::RequestBody{}
                                         .text("what", "reports")
                                         .text("from", today.plus(-backfilled_days).text())
                                         .flag("only_missing", true)));

    BAYME_TRY(const auto answer, program->call("staff.link", "{}"));
    BAYME_TRY(const auto link, cli::read_answer(answer));
    ready({program->public_url(), cli::text_at(link, "url"), folder.path(), first.text(),
           today.text()});
    wait_for_stop([] {});
    program->stop();
    return {};
}

} // namespace bayme::app
