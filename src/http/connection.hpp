// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "http/answer.hpp"
#include "http/core.hpp"
#include "http/refusal.hpp"
#include "http/request_reader.hpp"
#include "http/wire.hpp"

#include <chrono>
#include <expected>
#include <list>
#include <memory>
#include <string_view>
#include <vector>

namespace bayme::http {

using Moment = std::chrono::steady_clock::time_point;

/// One peer from accept to close: reads a request, has it answered on the pool, writes the answer,
/// again. Lives on the I/O thread, listed in the core while it lives.
class Connection {
public:
    Connection(Core& core, std::unique_ptr<Wire> wire, Peer peer);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    asio::awaitable<void> run();

    /// Closes the wire; run() ends soon after.
    void cut();
    /// When the present step must be over.
    [[nodiscard]] Moment deadline() const { return deadline_; }
    /// No whole header yet: nothing is lost when it is cut to make room.
    [[nodiscard]] bool awaits_request() const { return awaits_request_; }
    /// Not a byte of a next request has come.
    [[nodiscard]] bool is_idle() const { return awaits_request_ && begin_ == end_; }
    [[nodiscard]] Moment waits_since() const { return waits_since_; }

private:
    template <typename T = void>
    using Outcome = std::expected<T, Refusal>;

    asio::awaitable<bool> serve_one();
    asio::awaitable<Outcome<>> read_request(RequestReader& reader);
    asio::awaitable<Outcome<std::size_t>> read_header();
    asio::awaitable<Outcome<>> read_body(RequestReader& reader);
    asio::awaitable<Response> answer(const Request& request);
    asio::awaitable<bool> write(const Response& response, std::string_view request_id,
                                Method method, AfterAnswer after);
    asio::awaitable<bool> misdeliver(const Misdelivery& plan, std::string message);
    asio::awaitable<void> pause(std::chrono::milliseconds length);
    asio::awaitable<bool> fill();

    [[nodiscard]] std::string_view unread() const;
    void set_deadline(std::chrono::milliseconds from_now);
    void wait_for_request(std::chrono::milliseconds at_most);

    Core& core_;
    std::list<Connection*>::iterator place_;
    std::unique_ptr<Wire> wire_;
    Peer peer_;
    // Bytes read and not yet used are [begin_, end_).
    std::vector<char> buffer_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    Moment deadline_;
    Moment waits_since_;
    bool awaits_request_ = true;
};

} // namespace bayme::http
