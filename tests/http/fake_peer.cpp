// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/fake_peer.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace bayme::http::test {

FakePeer::FakePeer(Behaviour behave)
    : behave_(std::move(behave)), listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    // NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast): the socket interface wants it
    if (bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        listen(listener_, 16) != 0 ||
        getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        throw std::runtime_error("no fake peer");
    }
    // NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast)
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread{[this] {
        accept_all();
    }};
}

FakePeer::~FakePeer() {
    shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    for (auto& thread : running_) {
        thread.join();
    }
    close(listener_);
}

void FakePeer::accept_all() {
    while (true) {
        const int accepted = accept(listener_, nullptr, nullptr);
        if (accepted < 0) {
            return;
        }
        ++connections_;
        running_.emplace_back([this, accepted] {
            RawSocket connection{accepted};
            behave_(connection);
        });
    }
}

std::string read_request(RawSocket& connection) {
    std::string request;
    std::size_t whole = std::string::npos;
    while (request.size() < whole) {
        const auto more = connection.read_some();
        if (more.empty()) {
            return {};
        }
        request += more;
        const auto end = request.find("\r\n\r\n");
        if (end != std::string::npos && whole == std::string::npos) {
            const auto stated = request.find("Content-Length: ");
            const auto length =
                stated < end ? std::stoul(request.substr(stated + 16)) : std::size_t{0};
            whole = end + 4 + length;
        }
    }
    return request;
}

} // namespace bayme::http::test
