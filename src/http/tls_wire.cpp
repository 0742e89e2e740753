// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/drain.hpp"
#include "http/wire.hpp"

#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>

namespace bayme::http {
namespace {

class TlsWire final : public Wire {
public:
    TlsWire(asio::ip::tcp::socket socket, asio::ssl::context& context)
        : stream_(std::move(socket), context) {}

    asio::awaitable<bool> open() override {
        boost::system::error_code error;
        co_await stream_.async_handshake(asio::ssl::stream_base::server,
                                         asio::redirect_error(asio::use_awaitable, error));
        co_return !error;
    }

    asio::awaitable<std::size_t> read_some(std::span<char> room) override {
        boost::system::error_code error;
        const auto got =
            co_await stream_.async_read_some(asio::buffer(room.data(), room.size()),
                                             asio::redirect_error(asio::use_awaitable, error));
        co_return error ? 0 : got;
    }

    asio::awaitable<bool> write(std::string_view bytes) override {
        boost::system::error_code error;
        writing_ = true;
        co_await asio::async_write(stream_, asio::buffer(bytes.data(), bytes.size()),
                                   asio::redirect_error(asio::use_awaitable, error));
        writing_ = false;
        co_return !error;
    }

    asio::awaitable<void> finish() override {
        boost::system::error_code ignored;
        co_await stream_.async_shutdown(asio::redirect_error(asio::use_awaitable, ignored));
        co_await drain(stream_.next_layer());
    }

    void cut() override {
        boost::system::error_code ignored;
        if (writing_) {
            // Nobody reads: a reset frees what the kernel holds for the peer.
            reset();
        }
        stream_.next_layer().close(ignored);
    }

    void reset() override {
        boost::system::error_code ignored;
        stream_.next_layer().set_option(asio::socket_base::linger{true, 0}, ignored);
        stream_.next_layer().close(ignored);
    }

private:
    asio::ssl::stream<asio::ip::tcp::socket> stream_;
    bool writing_ = false;
};

} // namespace

std::unique_ptr<Wire> make_tls_wire(asio::ip::tcp::socket socket, asio::ssl::context& context) {
    return std::make_unique<TlsWire>(std::move(socket), context);
}

} // namespace bayme::http
