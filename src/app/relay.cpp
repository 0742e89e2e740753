// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/relay.hpp"

#include "app/signals.hpp"
#include "sandbox/recorder/relay.hpp"

#include <cstdlib>

namespace bayme::app {
namespace {

/// With or without the path of the API behind the host.
Result<http::RecipientUrl> parse_upstream(const std::string& text) {
    auto url = http::parse_recipient_url(text.ends_with('/') ? text : text + "/");
    if (!url) {
        return fail(std::move(url).error().in("--upstream"));
    }
    return url;
}

void stay(const sandbox::Relay& relay, const std::function<void(const cli::SandboxReady&)>& ready) {
    ready({relay.ready().line, relay.ready().api_url, {}});
    wait_for_stop([] {});
}

} // namespace

Result<http::TcpListener> parse_listener(const std::string& text) {
    const auto colon = text.rfind(':');
    const auto port = colon == std::string::npos ? std::string{} : text.substr(colon + 1);
    char* end = nullptr;
    const auto number = std::strtol(port.c_str(), &end, 10);
    if (port.empty() || *end != '\0' || number < 0 || number > 65535) {
        return fail(ErrorCode::invalid_input, "expected ADDRESS:PORT, got \"{}\"", text);
    }
    return http::TcpListener{.address = text.substr(0, colon),
                             .port = static_cast<std::uint16_t>(number)};
}

bool is_relay(const cli::SandboxArguments& arguments) {
    return !arguments.record.empty() || !arguments.replay.empty();
}

Result<void> run_relay(const cli::SandboxArguments& arguments, Seams seams,
                       const std::function<void(const cli::SandboxReady&)>& ready) {
    BAYME_TRY(const auto listener, parse_listener(arguments.listen));
    if (!arguments.replay.empty()) {
        BAYME_TRY(const auto replay,
                  sandbox::start_replay({arguments.replay, listener}, seams.files));
        stay(*replay, ready);
        return {};
    }
    BAYME_TRY(const auto upstream, parse_upstream(arguments.upstream));
    BAYME_TRY(auto recipients, sandbox::recorder_recipients(upstream));
    http::CurlOutbound outbound{std::move(recipients)};
    BAYME_TRY(const auto recorder,
              sandbox::start_recorder(
                  {.upstream = upstream, .folder = arguments.record, .listener = listener},
                  outbound, seams.files, seams.clock));
    stay(*recorder, ready);
    return {};
}

} // namespace bayme::app
