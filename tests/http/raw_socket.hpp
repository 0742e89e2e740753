// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace bayme::http::test {

/// One answer as it came, header names in lower case.
struct RawAnswer {
    int status = 0;
    std::multimap<std::string, std::string> headers;
    std::string body;

    [[nodiscard]] std::string header(const std::string& name) const {
        const auto found = headers.find(name);
        return found == headers.end() ? "" : found->second;
    }
};

/// A blocking client socket that sends exactly what it is told. Gives up after five seconds.
class RawSocket {
public:
    static RawSocket tcp(std::uint16_t port);
    static RawSocket unix_socket(const std::filesystem::path& path);
    explicit RawSocket(int descriptor);
    RawSocket(RawSocket&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    RawSocket& operator=(RawSocket&&) = delete;
    RawSocket(const RawSocket&) = delete;
    RawSocket& operator=(const RawSocket&) = delete;
    ~RawSocket();

    /// False when the peer has closed.
    bool send(std::string_view bytes);
    void end_sending();
    /// Instead of five seconds.
    void wait_at_most(std::chrono::milliseconds patience);
    /// Closes so that the peer sees a reset.
    void reset();
    /// Up to `most` bytes; empty at the end, on a reset or when nothing comes.
    std::string read_some(std::size_t most = 65536);
    /// All bytes until the peer closes.
    std::string read_all();
    /// The next answer; status 0 when the connection ends before it is whole. For an answer to HEAD
    /// no body is read.
    RawAnswer read_answer(bool to_head = false);
    RawAnswer ask(std::string_view bytes) {
        send(bytes);
        return read_answer();
    }
    /// True when the peer closes within five seconds without another byte.
    bool ends();

    [[nodiscard]] int descriptor() const { return descriptor_; }

private:
    int descriptor_;
    std::string rest_;
};

} // namespace bayme::http::test
