// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/listener.hpp"

#include "http/admission.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace bayme::http {
namespace {

using asio::ip::tcp;

Peer peer_of(const tcp::socket& socket, PeerKind kind) {
    boost::system::error_code ignored;
    auto address = socket.remote_endpoint(ignored).address();
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
    }
    Peer peer;
    peer.kind = kind;
    peer.address = address.to_string();
    peer.loopback = address.is_loopback();
    return peer;
}

class TcpDoor final : public Listener {
public:
    TcpDoor(Core& core, TlsContext& tls, bool with_tls)
        : core_(core), tls_(tls), with_tls_(with_tls), acceptor_(core.io) {}

    Result<void> open(const TcpListener& where) {
        boost::system::error_code error;
        const auto address = asio::ip::make_address(where.address, error);
        if (error) {
            return fail(ErrorCode::invalid_input, "\"{}\" is no IP address", where.address);
        }
        const tcp::endpoint endpoint{address, where.port};
        acceptor_.open(endpoint.protocol(), error);
        if (!error) {
            acceptor_.set_option(tcp::acceptor::reuse_address{true}, error);
        }
        if (!error) {
            acceptor_.bind(endpoint, error);
        }
        if (!error) {
            acceptor_.listen(asio::socket_base::max_listen_connections, error);
        }
        if (error) {
            return fail(ErrorCode::unavailable, "cannot listen on {}:{}: {}", where.address,
                        where.port, error.message());
        }
        port_ = acceptor_.local_endpoint().port();
        return {};
    }

    asio::awaitable<void> run() override {
        while (acceptor_.is_open()) {
            boost::system::error_code error;
            tcp::socket socket =
                co_await acceptor_.async_accept(asio::redirect_error(asio::use_awaitable, error));
            if (error) {
                co_await rest_after(core_, error);
                continue;
            }
            boost::system::error_code ignored;
            socket.set_option(tcp::no_delay{true}, ignored);
            Peer peer = peer_of(socket, with_tls_ ? PeerKind::tls : PeerKind::tcp);
            if (!make_room(core_)) {
                turn_away(socket.native_handle(), peer.kind);
            } else if (with_tls_) {
                auto wire = make_tls_wire(std::move(socket), *tls_.current());
                admit(core_, std::move(wire), std::move(peer));
            } else {
                auto wire = make_plain_wire(std::move(socket));
                admit(core_, std::move(wire), std::move(peer));
            }
        }
    }

    void close() override {
        boost::system::error_code ignored;
        acceptor_.close(ignored);
    }

    [[nodiscard]] std::uint16_t port() const override { return port_; }

private:
    Core& core_;
    TlsContext& tls_;
    bool with_tls_;
    tcp::acceptor acceptor_;
    std::uint16_t port_ = 0;
};

} // namespace

Result<std::unique_ptr<Listener>> listen_tcp(Core& core, TlsContext& tls,
                                             const TcpListener& where) {
    auto door = std::make_unique<TcpDoor>(core, tls, where.tls);
    BAYME_CHECK(door->open(where));
    return door;
}

} // namespace bayme::http
