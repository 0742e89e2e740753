// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/process_host.hpp"

#include "app/demo_folder.hpp"
#include "app/signals.hpp"
#include "base/log.hpp"
#include "cli/answer.hpp"
#include "http/local_call.hpp"
#include "tiktok/decode.hpp"

namespace bayme::app {
namespace {

/// The program inside the command's own process.
class OwnProcess final : public cli::Connection {
public:
    explicit OwnProcess(std::unique_ptr<Program> program) : program_(std::move(program)) {}

    Result<std::string> call(std::string_view operation, std::string_view json,
                             const std::string& idempotency_key) override {
        return program_->call(operation, json, idempotency_key);
    }
    void run_jobs() override { program_->start_jobs(); }

private:
    std::unique_ptr<Program> program_;
};

Result<std::uint16_t> find_free_port(const std::string& address) {
    http::ServerOptions options;
    options.tcp = {{.address = address}};
    BAYME_TRY(const auto server, http::Server::start(std::move(options),
                                                     [](const auto&) { return http::Response{}; }));
    const auto port = server->ports().front();
    server->stop(std::chrono::milliseconds{0});
    return port;
}

} // namespace

ProcessHost::ProcessHost(Environment environment, Seams seams)
    : environment_(std::move(environment)), seams_(seams) {}

Result<Settings> ProcessHost::settings(const cli::CommonOptions& common,
                                       const std::string& listen) {
    Overrides overrides{.config_file = common.config, .values = {}};
    if (!common.data.empty()) {
        overrides.values.emplace("data.dir", common.data.string());
    }
    if (!listen.empty()) {
        overrides.values.emplace("server.listen", listen);
    }
    BAYME_TRY(auto found, load_settings(environment_, seams_.files, overrides));
    if (found.server.port == 0) {
        // The public address must be known before anything is made from it.
        BAYME_TRY(found.server.port, find_free_port(found.server.address));
    }
    BAYME_CHECK(keep_to_demo(found, seams_.files));
    return found;
}

bool ProcessHost::is_served(const Settings& settings) {
    const auto answered = http::call_local({.socket = settings.data.socket(),
                                            .method = http::Method::get,
                                            .target = "/healthz",
                                            .headers = {},
                                            .body = {},
                                            .total = std::chrono::seconds{5}});
    return answered && answered->status == 200;
}

Result<std::unique_ptr<cli::Connection>> ProcessHost::open(Settings settings) {
    BAYME_TRY(auto program, Program::open(std::move(settings), seams_));
    return std::make_unique<OwnProcess>(std::move(program));
}

Result<std::unique_ptr<cli::Connection>> ProcessHost::connect(const cli::CommonOptions& common) {
    BAYME_TRY(auto found, settings(common));
    if (is_served(found)) {
        return cli::connect_socket(found.data.socket());
    }
    return open(std::move(found));
}

Result<std::unique_ptr<cli::Connection>>
ProcessHost::connect_remote(const cli::CallArguments& arguments) {
    std::string key;
    if (!arguments.key_file.empty()) {
        BAYME_TRY(key, seams_.files.read(arguments.key_file));
    } else if (const auto found = environment_.find("BAYME_API_KEY"); found != environment_.end()) {
        key = found->second;
    }
    key.erase(key.find_last_not_of(" \r\n") + 1);
    if (key.empty()) {
        return fail(ErrorCode::unauthenticated,
                    "another server needs an API key: name a file with --key-file, or set "
                    "BAYME_API_KEY");
    }
    return cli::connect_server(arguments.server, SecretText{std::move(key)});
}

Result<cli::InitOutcome> ProcessHost::init(const cli::CommonOptions& common) {
    BAYME_TRY(auto found, settings(common));
    const auto folder = found.data.folder;
    const bool served = is_served(found);
    if (!served) {
        BAYME_CHECK(init_stores(found, seams_.files, seams_.random, seams_.clock));
    }
    BAYME_TRY(const auto connection, connect(common));
    BAYME_TRY(const auto answer, connection->call("staff.link", "{}"));
    BAYME_TRY(const auto link, cli::read_answer(answer));
    const auto url = cli::text_at(link, "url");
    // The link is made by the process that serves: it knows its own address.
    return cli::InitOutcome{folder, url, served ? url.substr(0, url.find("/link/")) : ""};
}

Result<void> ProcessHost::serve(const cli::CommonOptions& common,
                                const cli::ServeArguments& arguments,
                                const std::function<void(const cli::ServeReady& ready)>& ready) {
    BAYME_TRY(auto found, settings(common, arguments.listen));
    BAYME_TRY(const auto program, Program::open(std::move(found), seams_));
    BAYME_CHECK(program->listen());
    program->start_jobs();
    ready({program->public_url(), program->sealed()});
    wait_for_stop([&] {
        if (const auto reloaded = program->server().reload_certificates(); !reloaded) {
            log(LogLevel::error, "server.certificate_kept",
                {{"message", reloaded.error().message}});
        }
    });
    program->stop();
    return {};
}

void ProcessHost::pause(std::chrono::milliseconds duration) {
    waits_.wait(duration, {});
}

Result<std::string> ProcessHost::decode(const std::string& endpoint, std::string_view raw,
                                        bool json) {
    BAYME_TRY(const auto decoded, tiktok::decode_for_people(endpoint, raw));
    return json ? tiktok::format_json(decoded) : tiktok::format_lines(decoded);
}

Result<int> ProcessHost::migrate(const cli::CommonOptions& common) {
    BAYME_TRY(const auto found, settings(common));
    return migrate_state(found);
}

Result<std::vector<cli::ConfigLine>> ProcessHost::config(const cli::CommonOptions& common) {
    BAYME_TRY(const auto found, settings(common));
    std::vector<cli::ConfigLine> lines;
    for (const auto& line : found.effective) {
        lines.push_back({line.key, line.value, line.source});
    }
    return lines;
}

Result<std::vector<std::string>> ProcessHost::config_problems(const cli::CommonOptions& common) {
    BAYME_TRY(const auto found, settings(common));
    return production_problems(found);
}

} // namespace bayme::app
