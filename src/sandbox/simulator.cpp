// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/simulator.hpp"

#include "base/json_text.hpp"
#include "sandbox/consent_page.hpp"
#include "sandbox/dice.hpp"
#include "sandbox/task_endpoints.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace bayme::sandbox {

namespace {

constexpr std::string_view api_root = "/open_api/v1.3/";
constexpr std::string_view file_root = "/report-file/";
constexpr std::array secret_parameters{"secret", "access_token", "auth_code"};

http::Response plain(int status, std::string text) {
    http::Response response;
    response.status = status;
    response.headers = {{"Content-Type", "text/plain; charset=utf-8"}};
    response.body = std::move(text);
    return response;
}

Consent everything(const Platform& platform) {
    Consent consent;
    for (const auto& account : platform.world.accounts) {
        consent.advertiser_ids.push_back(account.id);
    }
    for (const auto& scope : platform.scopes) {
        consent.scopes.push_back(scope.id);
    }
    return consent;
}

std::string ledger_parameters(const std::expected<Parameters, Refusal>& raw) {
    if (!raw) {
        return "{}";
    }
    auto members = raw->members();
    for (const auto* const name : secret_parameters) {
        if (members.contains(name)) {
            members[name] = "(blanked)";
        }
    }
    return boost::json::serialize(members);
}

/// The account a call names, before anything is checked.
std::string account_named(const std::expected<Parameters, Refusal>& raw) {
    return raw ? raw->text("advertiser_id") : std::string{};
}

} // namespace

Result<std::unique_ptr<Sandbox>> Sandbox::make(const SandboxOptions& options, const Clock& wall,
                                               Scheduler& waits) {
    const SandboxClock clock{wall, options.now};
    const auto now = std::chrono::floor<seconds>(clock.now()).time_since_epoch().count();
    BAYME_TRY(auto platform, Platform::load(options.seed, options.scale, now));
    auto simulator = std::make_unique<Simulator>(std::move(platform), clock, options, waits);
    BAYME_CHECK(simulator->open(options));
    return simulator;
}

Simulator::Simulator(std::unique_ptr<Platform> platform, SandboxClock clock,
                     const SandboxOptions& options, Scheduler& waits)
    : platform_(std::move(platform)), clock_(clock), waits_(waits), faults_(options.seed),
      quota_(options.quota), access_token_(platform_->authority.issue_token(
                                 everything(*platform_), platform_->authority.app_id())) {}

Result<void> Simulator::open(const SandboxOptions& options) {
    BAYME_CHECK(faults_.replace(options.faults));
    BAYME_TRY(auto limiter, Limiter::load(quota_, platform_->authority.app_id()));
    limiters_.emplace(platform_->authority.app_id(), std::move(limiter));
    if (!options.readings.empty()) {
        BAYME_CHECK(platform_->readings.change(options.readings));
        apply_readings();
    }
    return options.log_folder.empty() ? Result<void>{} : ledger_.open(options.log_folder);
}

void Simulator::apply_readings() {
    const auto& readings = platform_->readings;
    form_ = readings.is("limiter", "sliding")  ? LimiterForm::sliding
            : readings.is("limiter", "bucket") ? LimiterForm::bucket
                                               : LimiterForm::calendar;
    for (auto& [app, limiter] : limiters_) {
        limiter.set_form(form_);
        limiter.set_account_rate(account_rate_);
    }
    platform_->delivery.set_daily_fix(readings.number("daily_fix"));
    platform_->kept_reports.clear();
}

Seconds Simulator::now() const {
    return std::chrono::floor<seconds>(clock_.now()).time_since_epoch().count();
}

/// The UTC second, then twenty hexadecimal digits, as the platform's look.
std::string Simulator::next_request_id() {
    const auto time = time_text(now());
    std::string digits;
    std::ranges::copy_if(time, std::back_inserter(digits),
                         [](char letter) { return letter >= '0' && letter <= '9'; });
    const auto luck = roll({platform_->world.seed, 30, ++calls_});
    return fmt::format("{}{:016X}{:04X}", digits, luck, mix(luck) & 0xFFFFU);
}

ReadyInfo Simulator::ready() {
    const std::scoped_lock lock{mutex_};
    ReadyInfo info;
    const auto consent = everything(*platform_);
    info.app_id = platform_->authority.app_id();
    info.app_secret = platform_->authority.app_secret();
    info.access_token = access_token_;
    info.auth_code = platform_->authority.issue_code(consent, info.app_id, now());
    info.advertiser_ids = consent.advertiser_ids;
    return info;
}

std::string ready_line(const ReadyInfo& ready) {
    JsonWriter out;
    out.begin_object()
        .member("api_url", ready.api_url)
        .member("authorize_url", ready.authorize_url)
        .member("control_url", ready.control_url)
        .member("app_id", ready.app_id)
        .member("app_secret", ready.app_secret)
        .member("access_token", ready.access_token)
        .member("auth_code", ready.auth_code)
        .key("advertiser_ids")
        .begin_array();
    for (const auto& id : ready.advertiser_ids) {
        out.string(id);
    }
    return out.end_array().end_object().take();
}

http::Response Simulator::answer_api(const http::Request& request) {
    const std::string_view path = request.path;
    if (path == "/portal/auth") {
        const std::scoped_lock lock{mutex_};
        return answer_consent(*platform_, request, now());
    }
    if (path.starts_with(file_root)) {
        return send_file(path.substr(file_root.size()));
    }
    // The slash at the end is part of the path [CONTRACT 1.1].
    if (!path.starts_with(api_root) || !path.ends_with('/')) {
        return plain(404, "404 page not found");
    }
    const auto* const endpoint =
        platform_->contract.find(path.substr(api_root.size(), path.size() - api_root.size() - 1));
    if (endpoint == nullptr) {
        return plain(404, "404 page not found");
    }
    if (endpoint->method != request.method) {
        return plain(405, "405 method not allowed");
    }
    auto outcome = serve(*endpoint, request);
    if (outcome.delay.count() > 0) {
        waits_.wait(outcome.delay, {});
    }
    return std::move(outcome.response);
}

http::Response Simulator::send_file(std::string_view name) {
    const std::scoped_lock lock{mutex_};
    const auto file = report_file(*platform_, name, now());
    if (!file) {
        return plain(404, "404 page not found");
    }
    http::Response response;
    response.headers = {{"Content-Type", "text/csv"}};
    response.body = *file;
    return response;
}

Simulator::Outcome Simulator::serve(const Endpoint& endpoint, const http::Request& request) {
    const std::scoped_lock lock{mutex_};
    LedgerEntry entry;
    entry.time = format_instant(clock_.now());
    entry.by = "api";
    entry.method = endpoint.method == http::Method::post ? "POST" : "GET";
    entry.path = endpoint.path;
    entry.request_id = next_request_id();
    const auto raw = decode_parameters(request);
    entry.parameters = ledger_parameters(raw);
    const auto fault = faults_.meet(endpoint.path, account_named(raw));
    const auto* const rule = fault ? &*fault : nullptr;

    const bool spared = rule != nullptr && rule->replaces() && !rule->effect;
    const auto answer = spared ? Answer{} : this->answer(endpoint, request, raw, rule);
    platform_->changes.add(platform_->world, answer.effects, "api", now());
    entry.effects = answer.effects;
    auto outcome = deliver(answer, rule, entry);
    ledger_.add(std::move(entry));
    return outcome;
}

Limiter& Simulator::limiter_of(const http::Request& request) {
    const auto token = request.header("Access-Token");
    const auto* const grant = token ? platform_->authority.find(*token) : nullptr;
    const auto& app = grant == nullptr ? platform_->authority.app_id() : grant->app_id;
    const auto found = limiters_.find(app);
    if (found != limiters_.end()) {
        return found->second;
    }
    // The first app's limits were read when the sandbox began; another's are the same file.
    auto limiter = Limiter::load(quota_, app);
    limiter->set_form(form_);
    limiter->set_account_rate(account_rate_);
    return limiters_.emplace(app, std::move(*limiter)).first->second;
}

std::optional<Refusal>
Simulator::refuse_grant(const Endpoint& endpoint, const Grant* grant,
                        const std::expected<Parameters, Refusal>& raw) const {
    if (grant == nullptr) {
        return Refusal{40105, "Access token is incorrect or has been revoked."};
    }
    const auto& scopes = grant->consent.scopes;
    const bool open = endpoint.scopes.empty() ||
                      std::ranges::find_first_of(endpoint.scopes, scopes) != endpoint.scopes.end();
    if (!open) {
        return Refusal{40001, fmt::format("advertiser does not grant you /{}/:{} permission",
                                          endpoint.path,
                                          endpoint.method == http::Method::post ? "POST" : "GET")};
    }
    const auto account = account_named(raw);
    const auto& accounts = grant->consent.advertiser_ids;
    const bool id = !account.empty() && std::ranges::all_of(account, [](char letter) {
        return letter >= '0' && letter <= '9';
    });
    if (id && std::ranges::find(accounts, account) == accounts.end()) {
        return Refusal{40001, fmt::format("No permission to operate advertiser {}.", account)};
    }
    return std::nullopt;
}

Answer Simulator::answer(const Endpoint& endpoint, const http::Request& request,
                         const std::expected<Parameters, Refusal>& raw, const FaultRule* fault) {
    if (auto refusal = limiter_of(request).admit(endpoint.path, account_named(raw), clock_.now())) {
        return *refusal;
    }
    const Grant* grant = nullptr;
    if (endpoint.needs_token) {
        const auto token = request.header("Access-Token");
        if (!token || token->empty()) {
            return Refusal{40104, "Access token is null, you should set it in http header with "
                                  "key Access-Token."};
        }
        grant = platform_->authority.find(*token);
        if (auto refusal = refuse_grant(endpoint, grant, raw)) {
            return *refusal;
        }
    }
    if (!raw) {
        return raw.error();
    }
    const auto parameters = check_parameters(endpoint, *raw);
    if (!parameters) {
        return parameters.error();
    }
    return carry_out(*platform_, {endpoint, *parameters, grant, now(), fault,
                                  std::string{request.header("Host").value_or("localhost")}});
}

} // namespace bayme::sandbox
