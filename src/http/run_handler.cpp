// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/run_handler.hpp"

#include "base/log.hpp"
#include "http/answer.hpp"
#include "http/refusal.hpp"
#include "http/text.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <exception>

namespace bayme::http {
namespace {

using Answered = std::optional<Response>;

Response failed(const Request& request, std::string_view what) {
    log(LogLevel::error, "http.handler_failed",
        {{"request_id", request.request_id}, {"what", what}});
    constexpr Refusal bug{500, "internal", "The request failed. Quote its id when reporting it."};
    return problem(bug, request.request_id);
}

// One barrier per request: nothing leaves it but a response that can be written.
Response run_guarded(const Handler& handler, const Request& request) {
    try {
        auto response = handler(request);
        if (is_sound(response)) {
            return response;
        }
        return failed(request, "a status or header that cannot be sent");
    } catch (const std::exception& exception) {
        return failed(request, exception.what());
    } catch (...) {
        return failed(request, "something that is no std::exception");
    }
}

bool contains(const std::vector<std::string>& addresses, std::string_view address) {
    return std::ranges::find(addresses, address) != addresses.end();
}

} // namespace

asio::awaitable<Answered> run_handler(Core& core, const Request& request) {
    auto initiation = [&core, &request](auto completion) {
        // The completion always comes through post: it must not run inside the initiation.
        core.pool.submit(
            [&core, &request, completion = std::move(completion)](HandlerPool::Turn turn) mutable {
                Answered answered;
                if (turn == HandlerPool::Turn::run) {
                    answered = run_guarded(core.handler, request);
                }
                asio::post(core.io, [completion = std::move(completion),
                                     answered = std::move(answered)]() mutable {
                    std::move(completion)(std::move(answered));
                });
            });
    };
    Answered answered =
        co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Answered)>(
            std::move(initiation), asio::use_awaitable);
    co_return answered;
}

Peer peer_of(const Request& request, const Peer& connected,
             const std::vector<std::string>& trusted_proxies) {
    if (!contains(trusted_proxies, connected.address)) {
        return connected;
    }
    Peer peer = connected;
    if (request.header("X-Forwarded-For")) {
        peer.user_id.reset();
        peer.loopback = false;
    }
    // Several headers of one name are one list (RFC 9110 5.2); the last proxy wrote the last part.
    std::string all;
    for (const auto& header : request.headers) {
        if (equals_without_case(header.name, "X-Forwarded-For")) {
            all += all.empty() ? header.value : "," + header.value;
        }
    }
    std::string_view stated = all;
    while (!stated.empty()) {
        const auto comma = stated.rfind(',');
        const auto last =
            trimmed(comma == std::string_view::npos ? stated : stated.substr(comma + 1));
        stated = stated.substr(0, comma == std::string_view::npos ? 0 : comma);
        boost::system::error_code error;
        const auto address = asio::ip::make_address(std::string{last}, error);
        if (error) {
            break;
        }
        peer.address = address.to_string();
        peer.loopback = address.is_loopback();
        if (!contains(trusted_proxies, peer.address)) {
            break;
        }
    }
    return peer;
}

bool asks_to_close(const Response& response) {
    const auto connection = find_header(response.headers, "Connection");
    return connection && equals_without_case(*connection, "close");
}

} // namespace bayme::http
