// SPDX-License-Identifier: LicenseRef-Bayme
// The physical limit: one epoll loop that answers every request with the same bytes unread.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

int listen_on_loopback() {
    const int listener = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address); // NOLINT: the socket interface
    if (bind(listener, generic, size) != 0 || listen(listener, 1024) != 0 ||
        getsockname(listener, generic, &size) != 0) {
        std::perror("listen");
        std::exit(1);
    }
    std::printf("%d\n", ntohs(address.sin_port));
    (void)std::fflush(stdout);
    return listener;
}

void watch(int loop, int descriptor) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = descriptor;
    epoll_ctl(loop, EPOLL_CTL_ADD, descriptor, &event);
}

// A request of the load generator comes whole and is answered whole.
void answer(int connection, const std::string& bytes) {
    std::array<char, 4096> request; // NOLINT(cppcoreguidelines-pro-type-member-init)
    if (read(connection, request.data(), request.size()) <= 0 ||
        write(connection, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) {
        close(connection);
    }
}

} // namespace

int main(int count, char** arguments) {
    const std::size_t body = count > 1 ? std::strtoul(arguments[1], nullptr, 10) : 16384;
    const std::string bytes = "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body) +
                              "\r\n\r\n" + std::string(body, 'x');
    const int listener = listen_on_loopback();
    const int loop = epoll_create1(0);
    watch(loop, listener);
    std::array<epoll_event, 64> events{};
    while (true) {
        const int ready = epoll_wait(loop, events.data(), static_cast<int>(events.size()), -1);
        for (int at = 0; at < ready; ++at) {
            const int descriptor = events.at(static_cast<std::size_t>(at)).data.fd;
            if (descriptor != listener) {
                answer(descriptor, bytes);
                continue;
            }
            const int accepted = accept(listener, nullptr, nullptr);
            const int on = 1;
            setsockopt(accepted, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            watch(loop, accepted);
        }
    }
}
