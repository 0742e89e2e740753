// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/server.hpp"

#include "http/admission.hpp"
#include "http/connection.hpp"
#include "http/listener.hpp"
#include "http/text.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <thread>
#include <utility>

namespace bayme::http {
namespace {

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), lower_case);
    return text;
}

bool has_port(std::string_view host) {
    const auto colon = host.rfind(':');
    return colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos;
}

class BeastServer final : public Server {
public:
    BeastServer(ServerOptions options, Handler handler)
        : core_(std::move(options), std::move(handler)) {}
    BeastServer(const BeastServer&) = delete;
    BeastServer& operator=(const BeastServer&) = delete;
    ~BeastServer() override {
        if (thread_.joinable()) {
            stop(std::chrono::milliseconds{0});
            thread_.join();
        }
    }

    Result<void> open();

    [[nodiscard]] std::vector<std::uint16_t> ports() const override { return ports_; }
    Result<void> reload_certificates() override {
        return tls_.load(core_.options.tls_certificate, core_.options.tls_key);
    }
    void stop(std::chrono::milliseconds deadline) override;
    [[nodiscard]] std::size_t open_connections() const override { return core_.open; }

private:
    void accept_hosts();
    void begin_stop();
    void run();

    Core core_;
    TlsContext tls_;
    std::vector<std::unique_ptr<Listener>> listeners_;
    std::vector<std::uint16_t> ports_;
    std::promise<void> end_;
    std::future<void> ended_ = end_.get_future();
    std::thread thread_;
};

Result<void> BeastServer::open() {
    const auto& options = core_.options;
    if (std::ranges::any_of(options.tcp, &TcpListener::tls)) {
        BAYME_CHECK(reload_certificates());
    }
    for (const auto& where : options.tcp) {
        BAYME_TRY(auto listener, listen_tcp(core_, tls_, where));
        ports_.push_back(listener->port());
        listeners_.push_back(std::move(listener));
    }
    for (const auto& where : options.unix_sockets) {
        BAYME_TRY(auto listener, listen_unix(core_, where));
        listeners_.push_back(std::move(listener));
    }
    accept_hosts();
    for (const auto& listener : listeners_) {
        asio::co_spawn(core_.io, listener->run(), asio::detached);
    }
    asio::co_spawn(core_.io, watch_deadlines(core_), asio::detached);
    thread_ = std::thread{[this] {
        run();
    }};
    return {};
}

void BeastServer::accept_hosts() {
    const auto& options = core_.options;
    if (options.host.empty()) {
        return;
    }
    const auto host = lower(options.host);
    core_.hosts.push_back(host);
    for (std::size_t at = 0; at < ports_.size(); ++at) {
        if (options.tcp[at].port == 0 && !has_port(host)) {
            core_.hosts.push_back(fmt::format("{}:{}", host, ports_[at]));
        }
    }
    for (const auto& other : options.other_hosts) {
        core_.hosts.push_back(lower(other));
    }
}

void BeastServer::run() {
    core_.io.run();
    end_.set_value();
}

void BeastServer::begin_stop() {
    core_.stopping = true;
    core_.tick.cancel();
    for (const auto& listener : listeners_) {
        listener->close();
    }
    for (auto* const connection : core_.connections) {
        if (connection->is_idle()) {
            connection->cut();
        }
    }
}

void BeastServer::stop(std::chrono::milliseconds deadline) {
    asio::post(core_.io, [this] { begin_stop(); });
    if (ended_.wait_for(deadline) == std::future_status::timeout) {
        asio::post(core_.io, [this] {
            for (auto* const connection : core_.connections) {
                connection->cut();
            }
        });
    }
}

} // namespace

Result<std::unique_ptr<Server>> Server::start(ServerOptions options, Handler handler) {
    auto server = std::make_unique<BeastServer>(std::move(options), std::move(handler));
    BAYME_CHECK(server->open());
    return server;
}

} // namespace bayme::http
