// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/drain.hpp"
#include "http/wire.hpp"

#include <boost/asio/write.hpp>

namespace bayme::http {
namespace {

using Socket = asio::generic::stream_protocol::socket;

class PlainWire final : public Wire {
public:
    explicit PlainWire(Socket socket) : socket_(std::move(socket)) {}

    asio::awaitable<bool> open() override { co_return true; }

    asio::awaitable<std::size_t> read_some(std::span<char> room) override {
        boost::system::error_code error;
        const auto got =
            co_await socket_.async_read_some(asio::buffer(room.data(), room.size()),
                                             asio::redirect_error(asio::use_awaitable, error));
        co_return error ? 0 : got;
    }

    asio::awaitable<bool> write(std::string_view bytes) override {
        boost::system::error_code error;
        writing_ = true;
        co_await asio::async_write(socket_, asio::buffer(bytes.data(), bytes.size()),
                                   asio::redirect_error(asio::use_awaitable, error));
        writing_ = false;
        co_return !error;
    }

    asio::awaitable<void> finish() override { return drain(socket_); }

    void cut() override {
        boost::system::error_code ignored;
        if (writing_) {
            // Nobody reads: a reset frees what the kernel holds for the peer.
            reset();
        }
        socket_.close(ignored);
    }

    void reset() override {
        boost::system::error_code ignored;
        socket_.set_option(asio::socket_base::linger{true, 0}, ignored);
        socket_.close(ignored);
    }

private:
    Socket socket_;
    bool writing_ = false;
};

} // namespace

std::unique_ptr<Wire> make_plain_wire(Socket socket) {
    return std::make_unique<PlainWire>(std::move(socket));
}

} // namespace bayme::http
