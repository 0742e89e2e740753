// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/connection.hpp"

#include "http/run_handler.hpp"

#include <algorithm>
#include <cstring>

namespace bayme::http {
namespace {

constexpr std::size_t first_buffer = 4096;
constexpr std::size_t largest_buffer = 65536;
constexpr std::size_t slice = 65536;
constexpr std::chrono::milliseconds linger{1000};

// Nothing to answer: the peer is gone.
constexpr Refusal gone{0, "", ""};
constexpr Refusal large_header{431, "invalid_input", "The header is too large."};
constexpr Refusal long_target{414, "invalid_input", "The target is too long."};
constexpr Refusal busy{503, "unavailable", "Too many requests are waiting."};
constexpr Refusal malformed{400, "invalid_input", "The request is not well-formed HTTP/1.1."};

const std::vector<std::string> any_host;

} // namespace

Connection::Connection(Core& core, std::unique_ptr<Wire> wire, Peer peer)
    : core_(core), place_(core.connections.insert(core.connections.end(), this)),
      wire_(std::move(wire)), peer_(std::move(peer)) {
    ++core_.open;
    wait_for_request(core.options.limits.header_deadline);
}

Connection::~Connection() {
    core_.connections.erase(place_);
    --core_.open;
}

void Connection::cut() {
    deadline_ = Moment::max();
    awaits_request_ = false;
    wire_->cut();
}

void Connection::set_deadline(std::chrono::milliseconds from_now) {
    deadline_ = std::chrono::steady_clock::now() + from_now;
}

void Connection::wait_for_request(std::chrono::milliseconds at_most) {
    awaits_request_ = true;
    waits_since_ = std::chrono::steady_clock::now();
    deadline_ = waits_since_ + at_most;
}

std::string_view Connection::unread() const {
    return {buffer_.data() + begin_, end_ - begin_};
}

asio::awaitable<void> Connection::run() {
    bool more = co_await wire_->open();
    if (!more) {
        co_return;
    }
    wait_for_request(core_.options.limits.header_deadline);
    // A request that has begun to arrive is still answered, with "Connection: close".
    while (more && (!core_.stopping || begin_ < end_)) {
        more = co_await serve_one();
        wait_for_request(core_.options.limits.idle_deadline);
    }
    set_deadline(linger);
    co_await wire_->finish();
}

asio::awaitable<bool> Connection::serve_one() {
    const auto& limits = core_.options.limits;
    const bool checks_host = peer_.kind != PeerKind::unix_socket;
    RequestReader reader{limits, checks_host ? core_.hosts : any_host};
    const Outcome<> read = co_await read_request(reader);
    if (!read && read.error().status == gone.status) {
        co_return false;
    }
    awaits_request_ = false;
    auto& request = reader.request();
    const std::string request_id = make_id(core_.random);
    const Method method = request.method;
    Response response;
    if (read) {
        request.request_id = request_id;
        request.peer = peer_of(request, peer_, core_.options.trusted_proxies);
        response = co_await answer(request);
    } else {
        response = problem(read.error(), request_id);
    }
    const bool keep = read && reader.keeps_alive() && !core_.stopping && !asks_to_close(response);
    const AfterAnswer after = keep ? AfterAnswer::keep_open : AfterAnswer::close;
    const bool written = co_await write(response, request_id, method, after);
    co_return written&& keep;
}

asio::awaitable<Connection::Outcome<>> Connection::read_request(RequestReader& reader) {
    const Outcome<std::size_t> length = co_await read_header();
    if (!length) {
        co_return std::unexpected(length.error());
    }
    const Outcome<> understood = reader.put_header(unread().substr(0, *length));
    begin_ += *length;
    if (!understood || reader.is_whole()) {
        co_return understood;
    }
    const Outcome<> whole = co_await read_body(reader);
    co_return whole;
}

// The length of the header in the buffer, blank line included.
asio::awaitable<Connection::Outcome<std::size_t>> Connection::read_header() {
    const auto& limits = core_.options.limits;
    std::size_t searched = 0;
    while (true) {
        // An empty line or two before a request is forgiven (RFC 9112 2.2).
        while (searched == 0 && unread().starts_with("\r\n")) {
            begin_ += 2;
        }
        const auto bytes = unread();
        const auto end = bytes.find("\r\n\r\n", searched);
        const auto length = end == std::string_view::npos ? bytes.size() : end + 4;
        if (bytes.substr(0, limits.target_bytes + 32).find("\r\n") == std::string_view::npos &&
            bytes.size() > limits.target_bytes + 32) {
            co_return std::unexpected(long_target);
        }
        if (length > limits.header_bytes) {
            co_return std::unexpected(large_header);
        }
        if (end != std::string_view::npos) {
            co_return length;
        }
        searched = bytes.size() > 3 ? bytes.size() - 3 : 0;
        const bool first = bytes.empty();
        const bool filled = co_await fill();
        if (!filled) {
            co_return std::unexpected(gone);
        }
        if (first) {
            set_deadline(limits.header_deadline);
        }
    }
}

asio::awaitable<Connection::Outcome<>> Connection::read_body(RequestReader& reader) {
    awaits_request_ = false;
    set_deadline(core_.options.limits.body_deadline);
    if (reader.wants_continue() && unread().empty()) {
        const bool written = co_await wire_->write("HTTP/1.1 100 Continue\r\n\r\n");
        if (!written) {
            co_return std::unexpected(gone);
        }
    }
    while (!reader.is_whole()) {
        std::size_t taken = 0;
        if (!unread().empty()) {
            const Outcome<std::size_t> put = reader.put_body(unread());
            if (!put) {
                co_return std::unexpected(put.error());
            }
            taken = *put;
            begin_ += taken;
        }
        // What stays is part of a chunk's header or of the trailers: short in honest requests.
        if (taken == 0 && unread().size() >= core_.options.limits.header_bytes) {
            co_return std::unexpected(malformed);
        }
        if (!reader.is_whole()) {
            const bool filled = co_await fill();
            if (!filled) {
                co_return std::unexpected(gone);
            }
        }
    }
    co_return Outcome<>{};
}

asio::awaitable<Response> Connection::answer(const Request& request) {
    deadline_ = Moment::max();
    std::optional<Response> response = co_await run_handler(core_, request);
    if (!response) {
        response = problem(busy, request.request_id);
    }
    co_return std::move(*response);
}

asio::awaitable<bool> Connection::write(const Response& response, std::string_view request_id,
                                        Method method, AfterAnswer after) {
    std::string head = answer_head(response, request_id, after);
    std::string_view rest;
    if (method != Method::head && may_have_body(response.status)) {
        rest = response.content();
    }
    const auto plan = core_.options.misdeliver ? core_.options.misdeliver(response) : std::nullopt;
    if (plan) {
        head = answer_head(response, request_id, after, plan->stated_length);
        head += rest;
        const bool sent = co_await misdeliver(*plan, std::move(head));
        co_return sent;
    }
    head += rest.substr(0, slice);
    rest.remove_prefix(std::min(rest.size(), slice));
    set_deadline(core_.options.limits.write_deadline);
    bool written = co_await wire_->write(head);
    while (written && !rest.empty()) {
        const auto part = rest.substr(0, slice);
        rest.remove_prefix(part.size());
        set_deadline(core_.options.limits.write_deadline);
        written = co_await wire_->write(part);
    }
    co_return written;
}

// Reads more behind what is unread; false when the peer is gone. A read that filled the buffer
// doubles it: bodies come in large pieces, idle connections hold little.
asio::awaitable<bool> Connection::fill() {
    const bool was_full = end_ == buffer_.size();
    if (begin_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    if (was_full && (buffer_.size() < largest_buffer || end_ == buffer_.size())) {
        buffer_.resize(std::max(first_buffer, buffer_.size() * 2));
    }
    const std::span<char> room{buffer_.data() + end_, buffer_.size() - end_};
    const std::size_t got = co_await wire_->read_some(room);
    end_ += got;
    co_return got > 0;
}

} // namespace bayme::http
