// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/raw_socket.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <cctype>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace bayme::http::test {
namespace {

RawAnswer parse_head(std::string_view head) {
    RawAnswer answer;
    answer.status = std::stoi(std::string{head.substr(9, 3)});
    head.remove_prefix(head.find("\r\n") + 2);
    while (!head.empty()) {
        const auto line = head.substr(0, head.find("\r\n"));
        head.remove_prefix(line.size() + 2);
        const auto colon = line.find(": ");
        std::string name{line.substr(0, colon)};
        std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
        answer.headers.emplace(name, line.substr(colon + 2));
    }
    return answer;
}

template <typename Address>
RawSocket connect_to(const Address& address, int family) {
    RawSocket made{socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the socket interface wants it
    if (connect(made.descriptor(), reinterpret_cast<const sockaddr*>(&address), sizeof address) !=
        0) {
        throw std::runtime_error("cannot connect");
    }
    return made;
}

} // namespace

RawSocket RawSocket::tcp(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return connect_to(address, AF_INET);
}

RawSocket RawSocket::unix_socket(const std::filesystem::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.string().copy(address.sun_path, sizeof address.sun_path - 1);
    return connect_to(address, AF_UNIX);
}

RawSocket::RawSocket(int descriptor) : descriptor_(descriptor) {
    wait_at_most(std::chrono::seconds{5});
}

RawSocket::~RawSocket() {
    if (descriptor_ >= 0) {
        close(descriptor_);
    }
}

bool RawSocket::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void RawSocket::wait_at_most(std::chrono::milliseconds patience) {
    const timeval limit{patience.count() / 1000, patience.count() % 1000 * 1000};
    setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(descriptor_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
}

void RawSocket::end_sending() {
    shutdown(descriptor_, SHUT_WR);
}

void RawSocket::reset() {
    const linger at_once{1, 0};
    setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close(std::exchange(descriptor_, -1));
}

std::string RawSocket::read_some(std::size_t most) {
    if (!rest_.empty()) {
        auto taken = rest_.substr(0, most);
        rest_.erase(0, taken.size());
        return taken;
    }
    std::string bytes(most, '\0');
    const auto got = recv(descriptor_, bytes.data(), bytes.size(), 0);
    bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return bytes;
}

std::string RawSocket::read_all() {
    std::string all;
    for (auto more = read_some(); !more.empty(); more = read_some()) {
        all += more;
    }
    return all;
}

RawAnswer RawSocket::read_answer(bool to_head) {
    std::string bytes = std::exchange(rest_, {});
    while (true) {
        const auto end = bytes.find("\r\n\r\n");
        if (end != std::string::npos) {
            auto answer = parse_head(std::string_view{bytes}.substr(0, end + 2));
            const auto stated = answer.header("content-length");
            const std::size_t length = stated.empty() || to_head ? 0 : std::stoul(stated);
            if (bytes.size() >= end + 4 + length) {
                answer.body = bytes.substr(end + 4, length);
                rest_ = bytes.substr(end + 4 + length);
                return answer;
            }
        }
        const auto more = read_some();
        if (more.empty()) {
            return {};
        }
        bytes += more;
    }
}

bool RawSocket::ends() {
    if (!rest_.empty()) {
        return false;
    }
    char byte = 0;
    const auto got = recv(descriptor_, &byte, 1, 0);
    return got == 0 || (got < 0 && errno == ECONNRESET);
}

} // namespace bayme::http::test
