// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "http/raw_socket.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace bayme::http::test {

/// A server that does to each connection what the test says, on a thread of its own. `behave` gets
/// the connection and ends it by returning.
class FakePeer {
public:
    using Behaviour = std::function<void(RawSocket&)>;

    explicit FakePeer(Behaviour behave);
    FakePeer(const FakePeer&) = delete;
    FakePeer& operator=(const FakePeer&) = delete;
    ~FakePeer();

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] std::string authority() const { return "127.0.0.1:" + std::to_string(port_); }
    [[nodiscard]] int connections() const { return connections_; }

private:
    void accept_all();

    Behaviour behave_;
    int listener_;
    std::uint16_t port_ = 0;
    std::atomic<int> connections_ = 0;
    std::vector<std::thread> running_;
    std::thread acceptor_;
};

/// One request as it came: header block and, by Content-Length, body. Empty at the end.
std::string read_request(RawSocket& connection);

} // namespace bayme::http::test
