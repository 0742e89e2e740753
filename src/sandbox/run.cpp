// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/run.hpp"

#include <fmt/format.h>

#include <utility>

namespace bayme::sandbox {

namespace {

constexpr std::chrono::milliseconds stop_deadline{2000};

/// Uploads come in one piece.
constexpr std::size_t largest_upload = std::size_t{128} << 20U;

Result<std::unique_ptr<http::Server>>
listen(const http::TcpListener& listener, http::Handler handler, http::Misdeliver misdeliver = {}) {
    http::ServerOptions options;
    options.tcp = {listener};
    // A long page of a medium world takes a while on a busy machine, and nobody waits in line.
    options.limits.write_deadline = std::chrono::seconds{60};
    options.limits.body_bytes = largest_upload;
    options.misdeliver = std::move(misdeliver);
    return http::Server::start(std::move(options), std::move(handler));
}

std::string url_of(const http::TcpListener& listener, const http::Server& server) {
    const bool six = listener.address.contains(':');
    return fmt::format("http://{}{}{}:{}", six ? "[" : "", listener.address, six ? "]" : "",
                       server.ports().at(0));
}

class ServedSandbox final : public RunningSandbox {
public:
    ServedSandbox(std::unique_ptr<Sandbox> sandbox, std::unique_ptr<http::Server> api,
                  std::unique_ptr<http::Server> control, ReadyInfo ready)
        : sandbox_(std::move(sandbox)), api_(std::move(api)), control_(std::move(control)),
          ready_(std::move(ready)) {}
    ~ServedSandbox() override {
        api_->stop(stop_deadline);
        control_->stop(stop_deadline);
    }
    ServedSandbox(const ServedSandbox&) = delete;
    ServedSandbox& operator=(const ServedSandbox&) = delete;

    [[nodiscard]] const ReadyInfo& ready() const override { return ready_; }
    [[nodiscard]] Sandbox& sandbox() override { return *sandbox_; }

private:
    std::unique_ptr<Sandbox> sandbox_;
    std::unique_ptr<http::Server> api_;
    std::unique_ptr<http::Server> control_;
    ReadyInfo ready_;
};

} // namespace

Result<std::unique_ptr<RunningSandbox>> run_sandbox(const SandboxOptions& options,
                                                    const SandboxListeners& listeners,
                                                    const Clock& wall, Scheduler& waits) {
    BAYME_TRY(auto sandbox, Sandbox::make(options, wall, waits));
    auto* const served = sandbox.get();
    BAYME_TRY(
        auto api,
        listen(
            listeners.api,
            [served](const http::Request& request) { return served->answer_api(request); },
            [served](const http::Response& response) { return served->misdelivery(response); }));
    BAYME_TRY(auto control, listen(listeners.control, [served](const http::Request& request) {
                  return served->answer_control(request);
              }));
    auto ready = served->ready();
    const auto root = url_of(listeners.api, *api);
    ready.api_url = root + "/open_api/v1.3/";
    ready.authorize_url = root + "/portal/auth";
    ready.developers_url = root;
    ready.account_authorize_url = root + "/v2/auth/authorize/";
    ready.control_url = url_of(listeners.control, *control);
    return std::make_unique<ServedSandbox>(std::move(sandbox), std::move(api), std::move(control),
                                           std::move(ready));
}

} // namespace bayme::sandbox
