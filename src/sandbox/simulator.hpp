// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/limiter.hpp"
#include "sandbox/platform.hpp"
#include "sandbox/sandbox.hpp"
#include "sandbox/sandbox_clock.hpp"

#include <functional>
#include <map>
#include <mutex>
#include <set>

namespace bayme::sandbox {

/// The one Sandbox: a platform behind a lock, with faults, limits and a ledger around each call.
class Simulator final : public Sandbox {
public:
    Simulator(std::unique_ptr<Platform> platform, SandboxClock clock, const SandboxOptions& options,
              Scheduler& waits);
    Result<void> open(const SandboxOptions& options);

    http::Response answer_api(const http::Request& request) override;
    http::Response answer_control(const http::Request& request) override;
    std::optional<http::Misdelivery> misdelivery(const http::Response& response) override;
    ReadyInfo ready() override;

private:
    struct Outcome {
        http::Response response;
        std::chrono::milliseconds delay{0};
    };
    Outcome serve(const Endpoint& endpoint, const http::Request& request);
    Outcome serve_developers(const http::Request& request);
    http::Response answer_developers(const http::Request& request);
    http::Response after_delay(Outcome outcome);
    /// One call with what goes wrong around it; `make` gives the true answer.
    Outcome meet(LedgerEntry entry, const http::Request& request,
                 const std::expected<Parameters, Refusal>& raw,
                 const std::function<Answer(const FaultRule*)>& make);
    [[nodiscard]] const Endpoint* endpoint_at(std::string_view path) const;
    /// Limits, authentication, permission, validation, then the endpoint itself.
    Answer answer(const Endpoint& endpoint, const http::Request& request,
                  const std::expected<Parameters, Refusal>& raw, const FaultRule* fault);
    /// Carries out what a fault put off and is due by now.
    void catch_up();
    void take_back(const FaultRule& fault, const http::Request& request, std::string_view account);
    std::optional<Refusal> refuse_grant(const Endpoint& endpoint, const Grant* grant,
                                        const std::expected<Parameters, Refusal>& raw) const;
    /// What the caller gets instead of, or as, the true answer.
    Outcome deliver(const Answer& answer, const FaultRule* fault, LedgerEntry& entry);
    http::Response send_file(std::string_view name);
    [[nodiscard]] LedgerEntry begin_entry(std::string_view by, http::Method method,
                                          std::string_view path) const;
    void apply_readings();
    /// The limits of the app that the token belongs to; the first app's for other calls.
    Limiter& limiter_of(const http::Request& request);
    std::string next_request_id();
    [[nodiscard]] Seconds now() const;
    /// What the platform takes for now during a call.
    [[nodiscard]] Instant moment_of(const FaultRule* fault) const;

    /// A call that was answered as if nothing had come of it.
    struct LateCall {
        Instant due;
        http::Request request;
        std::string request_id;
    };

    http::Response move_clock(const Parameters& wanted);
    http::Response edit(const Parameters& wanted);
    http::Response change_readings(std::string_view json);
    http::Response change_limits(const Parameters& wanted);
    http::Response change_allowlist(const Parameters& wanted);
    http::Response change_access(std::string_view path, const Parameters& wanted);
    http::Response show_clock() const;
    http::Response show_objects(const Parameters& asked) const;

    std::mutex mutex_;
    std::unique_ptr<Platform> platform_; ///< delivery holds a reference to the world in it
    SandboxClock clock_;
    Scheduler& waits_;
    Faults faults_;
    Quota quota_;
    LimiterForm form_ = LimiterForm::calendar;
    std::int64_t account_rate_ = 0;
    std::set<std::string, std::less<>> closed_; ///< paths that are not open to these apps
    std::map<std::string, Limiter, std::less<>> limiters_;       ///< by app
    std::map<std::string, Meter, std::less<>> developers_calls_; ///< by path
    Ledger ledger_;
    /// Answers on their way that are to go out in a bad way, by their log id.
    std::map<std::string, http::Misdelivery, std::less<>> misdeliveries_;
    std::vector<LateCall> late_calls_;
    std::uint64_t calls_ = 0;
    std::string access_token_;
};

} // namespace bayme::sandbox
