// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/misdelivery.hpp"

#include "http/connection.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace bayme::http {
namespace {

/// A server that stops does not wait for a long pause.
constexpr std::chrono::milliseconds longest_wait{50};

} // namespace

asio::awaitable<void> Connection::pause(std::chrono::milliseconds length) {
    asio::steady_timer timer{core_.io};
    while (length.count() > 0 && !core_.stopping) {
        const auto step = std::min(length, longest_wait);
        length -= step;
        timer.expires_after(step);
        boost::system::error_code ignored;
        co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
}

// False in any case where the connection is of no use afterwards.
asio::awaitable<bool> Connection::misdeliver(const Misdelivery& plan, std::string message) {
    deadline_ = Moment::max();
    std::string_view rest = message;
    const bool resets = plan.reset_after && *plan.reset_after <= rest.size();
    if (resets) {
        rest = rest.substr(0, *plan.reset_after);
    }
    bool written = true;
    while (written && !rest.empty()) {
        const auto part = rest.substr(0, std::max<std::size_t>(plan.piece, 1));
        rest.remove_prefix(part.size());
        written = co_await wire_->write(part);
        if (!rest.empty()) {
            co_await pause(plan.pause);
        }
    }
    if (resets) {
        wire_->reset();
        co_return false;
    }
    co_return written && !plan.stated_length;
}

} // namespace bayme::http
