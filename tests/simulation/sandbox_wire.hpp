// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "http/outbound.hpp"
#include "sandbox/sandbox.hpp"
#include "simulation/virtual_time.hpp"

#include <functional>
#include <map>
#include <random>
#include <string>

namespace bayme::simulation {

/// What went over the wire.
struct WireCounts {
    std::int64_t calls = 0;
    std::int64_t reports = 0;
    std::int64_t failed = 0;
    /// Of every call in its order, path, moment and outcome: two runs are the same when it is.
    std::uint64_t trace = 0;
};

/// The way from the client to a sandbox in the same process: answers take 200 to 500 virtual
/// milliseconds, and what the sandbox sends badly arrives badly, as libcurl would tell it.
class SandboxWire final : public http::Outbound {
public:
    SandboxWire(sandbox::Sandbox& sandbox, VirtualTime& time, std::uint64_t seed)
        : sandbox_(sandbox), time_(time), dice_(seed) {}

    Result<http::OutboundResponse> send(const http::OutboundRequest& request) override;

    /// How long an answer takes.
    milliseconds shortest{200};
    milliseconds longest{500};
    /// Called when a call goes out.
    std::function<void(const http::OutboundRequest&)> going_out = [](const http::OutboundRequest&) {
    };
    /// Called at both boundaries of every call: where a simulated program may die.
    std::function<void()> at_boundary = [] {
    };
    [[nodiscard]] const WireCounts& counts() const { return counts_; }
    /// When the sandbox worked out the answer with this request id.
    [[nodiscard]] std::optional<Instant> answered_at(const std::string& request_id) const;

private:
    void pass(std::chrono::nanoseconds time);
    Result<http::OutboundResponse> arrive(const http::OutboundRequest& request,
                                          http::Response response, std::chrono::nanoseconds since);
    void note(const std::string& path, const Result<http::OutboundResponse>& outcome);

    sandbox::Sandbox& sandbox_;
    VirtualTime& time_;
    std::mt19937_64 dice_;
    WireCounts counts_;
    std::map<std::string, Instant, std::less<>> answered_;
};

} // namespace bayme::simulation
