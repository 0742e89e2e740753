// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/simulator.hpp"

#include "base/json_text.hpp"
#include "sandbox/consent_page.hpp"
#include "sandbox/dice.hpp"
#include "sandbox/login_kit.hpp"
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
constexpr std::string_view developers_root = "/v2/";
constexpr std::string_view creator_consent = "/v2/auth/authorize";
constexpr std::array secret_parameters{"secret", "access_token",  "auth_code",
                                       "code",   "client_secret", "refresh_token",
                                       "token",  "code_verifier"};
/// Of each endpoint of TikTok for Developers, in any minute [CONTRACT 2.4].
constexpr Rates developers_rates{0, 600, 0};

Seconds seconds_of(Instant moment) {
    return std::chrono::floor<seconds>(moment).time_since_epoch().count();
}

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
    BAYME_TRY(auto platform, Platform::load(options, seconds_of(clock.now())));
    auto simulator = std::make_unique<Simulator>(std::move(platform), clock, options, waits);
    BAYME_CHECK(simulator->open(options));
    return simulator;
}

Simulator::Simulator(std::unique_ptr<Platform> platform, SandboxClock clock,
                     const SandboxOptions& options, Scheduler& waits)
    : platform_(std::move(platform)), clock_(clock), waits_(waits), faults_(platform_->world.seed),
      quota_(options.quota), access_token_(platform_->authority.issue_token(
                                 everything(*platform_), platform_->authority.app_id())) {}

Result<void> Simulator::open(const SandboxOptions& options) {
    if (auto read = faults_.replace(options.faults); !read) {
        return fail(std::move(read).error().in("the fault rules"));
    }
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
    return seconds_of(clock_.now());
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
    info.client_key = platform_->creators.client_key();
    info.client_secret = platform_->creators.client_secret();
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
        .member("developers_url", ready.developers_url)
        .member("account_authorize_url", ready.account_authorize_url)
        .member("client_key", ready.client_key)
        .member("client_secret", ready.client_secret)
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
    if (path.substr(0, path.find_last_not_of('/') + 1) == creator_consent) {
        const std::scoped_lock lock{mutex_};
        return answer_creator_consent(*platform_, request, now());
    }
    if (path.starts_with(developers_root)) {
        return answer_developers(request);
    }
    if (path.starts_with(file_root)) {
        return send_file(path.substr(file_root.size()));
    }
    const auto* const endpoint = endpoint_at(path);
    if (endpoint == nullptr) {
        return plain(404, "404 page not found");
    }
    if (endpoint->method != request.method) {
        return plain(405, "405 method not allowed");
    }
    return after_delay(serve(*endpoint, request));
}

const Endpoint* Simulator::endpoint_at(std::string_view path) const {
    // The slash at the end is part of the path [CONTRACT 1.1].
    return path.starts_with(api_root) && path.ends_with('/')
               ? platform_->contract.find(
                     path.substr(api_root.size(), path.size() - api_root.size() - 1))
               : nullptr;
}

http::Response Simulator::answer_developers(const http::Request& request) {
    auto method = http::Method::other;
    if (!find_login_kit(request.path, method)) {
        return plain(404, "404 page not found");
    }
    if (method != request.method) {
        return plain(405, "405 method not allowed");
    }
    return after_delay(serve_developers(request));
}

http::Response Simulator::after_delay(Outcome outcome) {
    if (outcome.delay.count() > 0) {
        waits_.wait(outcome.delay, {});
    }
    return std::move(outcome.response);
}

http::Response Simulator::send_file(std::string_view name) {
    const std::scoped_lock lock{mutex_};
    auto file = report_file(*platform_, name, now());
    if (!file) {
        return plain(404, "404 page not found");
    }
    http::Response response;
    response.headers = {{"Content-Type", std::string{file->content_type}}};
    response.body = std::move(file->body);
    return response;
}

LedgerEntry Simulator::begin_entry(std::string_view by, http::Method method,
                                   std::string_view path) const {
    LedgerEntry entry;
    entry.time = format_instant(clock_.now());
    entry.by = by;
    entry.method = http::to_string(method);
    entry.path = path;
    return entry;
}

Simulator::Outcome Simulator::meet(LedgerEntry entry, const http::Request& request,
                                   const std::expected<Parameters, Refusal>& raw,
                                   const std::function<Answer(const FaultRule*)>& make) {
    entry.parameters = ledger_parameters(raw);
    const auto fault = faults_.meet(entry.path, account_named(raw), clock_.now());
    const auto* const rule = fault ? &*fault : nullptr;
    if (rule != nullptr) {
        take_back(*rule, request, account_named(raw));
    }
    const bool spared = rule != nullptr && rule->replaces() && !rule->effect;
    if (spared && rule->late.count() > 0) {
        late_calls_.push_back({clock_.now() + rule->late, request, entry.request_id});
    }
    const auto answer = spared ? Answer{} : make(rule);
    platform_->changes.add(platform_->world, answer.effects, "api", now());
    entry.effects = answer.effects;
    auto outcome = deliver(answer, rule, entry);
    ledger_.add(std::move(entry));
    return outcome;
}

Simulator::Outcome Simulator::serve(const Endpoint& endpoint, const http::Request& request) {
    const std::scoped_lock lock{mutex_};
    catch_up();
    auto entry = begin_entry("api", endpoint.method, endpoint.path);
    entry.request_id = next_request_id();
    const auto raw = decode_parameters(request);
    return meet(std::move(entry), request, raw,
                [&](const FaultRule* fault) { return answer(endpoint, request, raw, fault); });
}

Simulator::Outcome Simulator::serve_developers(const http::Request& request) {
    const std::scoped_lock lock{mutex_};
    catch_up();
    const auto path = std::string_view{request.path}.substr(1, request.path.size() - 2);
    auto entry = begin_entry("api", request.method, path);
    const auto log_id = entry.request_id = next_request_id();
    const auto given = decode_login_kit(request);
    return meet(std::move(entry), request, given, [&](const FaultRule* fault) {
        const auto moment = moment_of(fault);
        const bool full = quota_ != Quota::off &&
                          developers_calls_[request.path].count(
                              developers_rates, LimiterForm::sliding,
                              moment.time_since_epoch().count()) != Meter::Verdict::admitted;
        if (full) {
            return too_many_login_kit_calls(log_id);
        }
        constexpr std::string_view scheme = "Bearer ";
        auto bearer = request.header("Authorization").value_or("");
        bearer.remove_prefix(bearer.starts_with(scheme) ? scheme.size() : bearer.size());
        return answer_login_kit(*platform_, {request.path, given.value_or(Parameters{}), bearer,
                                             seconds_of(moment), log_id});
    });
}

Instant Simulator::moment_of(const FaultRule* fault) const {
    return clock_.now() + (fault == nullptr ? std::chrono::milliseconds{0} : fault->skew);
}

void Simulator::catch_up() {
    const auto due = std::ranges::stable_partition(
        late_calls_, [&](const LateCall& call) { return call.due > clock_.now(); });
    const std::vector<LateCall> calls{due.begin(), due.end()};
    late_calls_.erase(due.begin(), due.end());
    for (const auto& call : calls) {
        const auto* const endpoint = endpoint_at(call.request.path);
        if (endpoint == nullptr) {
            continue;
        }
        auto entry = begin_entry("late", endpoint->method, endpoint->path);
        entry.request_id = call.request_id;
        const auto raw = decode_parameters(call.request);
        entry.parameters = ledger_parameters(raw);
        const auto answer = this->answer(*endpoint, call.request, raw, nullptr);
        platform_->changes.add(platform_->world, answer.effects, "api", now());
        entry.effects = answer.effects;
        entry.code = answer.code;
        entry.delivered = false;
        ledger_.add(std::move(entry));
    }
}

void Simulator::take_back(const FaultRule& fault, const http::Request& request,
                          std::string_view account) {
    if (fault.revoke == "account") {
        platform_->authority.withdraw(account);
    } else if (fault.revoke == "token") {
        // A call without a token, or with a dead one, has nothing to lose.
        static_cast<void>(platform_->authority.revoke(request.header("Access-Token").value_or("")));
    }
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
    const auto moment = moment_of(fault);
    if (auto refusal = limiter_of(request).admit(endpoint.path, account_named(raw), moment)) {
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
    if (closed_.contains(endpoint.path)) {
        return Refusal{40118,
                       fmt::format("The app is not on the allowlist of /{}/.", endpoint.path)};
    }
    if (!raw) {
        return raw.error();
    }
    const auto parameters = check_parameters(endpoint, *raw);
    if (!parameters) {
        return parameters.error();
    }
    return endpoint.handler(*platform_,
                            {endpoint, *parameters, grant, seconds_of(moment), fault,
                             std::string{request.header("Host").value_or("localhost")}});
}

} // namespace bayme::sandbox
