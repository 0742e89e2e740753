// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/simulator.hpp"

#include "base/json_text.hpp"
#include "sandbox/consent_page.hpp"
#include "sandbox/data_files.hpp"
#include "sandbox/dice.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace bayme::sandbox {

namespace {

constexpr std::string_view api_root = "/open_api/v1.3/";
constexpr std::array secret_parameters{"secret", "access_token", "auth_code"};

http::Response plain(int status, std::string text) {
    http::Response response;
    response.status = status;
    response.headers = {{"Content-Type", "text/plain; charset=utf-8"}};
    response.body = std::move(text);
    return response;
}

std::string envelope(const Answer& answer, const std::string& request_id) {
    return fmt::format(R"({{"code":{},"message":{},"request_id":{},"data":{}}})", answer.code,
                       json_string(answer.message), json_string(request_id), answer.data);
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

std::string describe(const FaultRule& fault) {
    if (fault.code) {
        return fmt::format("code {}", *fault.code);
    }
    if (fault.status) {
        return fmt::format("status {}", *fault.status);
    }
    if (fault.truncate) {
        return "truncate";
    }
    if (!fault.wrong_total.empty()) {
        return "wrong_total";
    }
    return fault.drop_row         ? "drop_row"
           : fault.duplicate_page ? "duplicate_page"
           : fault.partial        ? "partial"
                                  : "delay";
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
    BAYME_TRY(auto contract, Contract::load());
    BAYME_TRY(auto objects, Objects::load());
    BAYME_TRY(auto metrics, Metrics::load());
    BAYME_TRY(auto traffic, Traffic::load(options.seed));
    BAYME_TRY(auto world, make_world(options.seed, options.scale, now));
    BAYME_TRY(auto readings, Readings::load());
    BAYME_TRY(const auto facts, data_file("world.json"));
    std::vector<Scope> scopes;
    for (const auto& row : facts.at("scopes").as_array()) {
        scopes.push_back(
            {row.at("id").to_number<std::int64_t>(), std::string{row.at("name").as_string()}});
    }
    auto simulator = std::make_unique<Simulator>(
        std::make_unique<Platform>(std::move(contract), std::move(objects), std::move(metrics),
                                   std::move(world), std::move(traffic), Authority{options.seed},
                                   std::move(scopes), std::move(readings)),
        clock, options, waits);
    BAYME_CHECK(simulator->open(options));
    return simulator;
}

Simulator::Simulator(std::unique_ptr<Platform> platform, SandboxClock clock,
                     const SandboxOptions& options, Scheduler& waits)
    : platform_(std::move(platform)), clock_(clock), waits_(waits), faults_(options.seed),
      limiter_(options.quota, platform_->authority.app_id()),
      access_token_(platform_->authority.issue_token(everything(*platform_))) {}

Result<void> Simulator::open(const SandboxOptions& options) {
    BAYME_CHECK(faults_.replace(options.faults));
    if (!options.readings.empty()) {
        BAYME_CHECK(platform_->readings.change(options.readings));
    }
    return options.log_folder.empty() ? Result<void>{} : ledger_.open(options.log_folder);
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
    info.auth_code = platform_->authority.issue_code(consent, now());
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

    const bool replaced = fault && (fault->code || fault->status);
    auto answer = replaced && !fault->effect
                      ? Answer{}
                      : this->answer(endpoint, request, raw, fault ? &*fault : nullptr);
    entry.effects = answer.effects;
    entry.answer = envelope(answer, entry.request_id);
    if (fault && fault->code) {
        answer = Refusal{*fault->code, fault->message.empty() ? "Injected." : fault->message};
    }
    Outcome outcome;
    auto& response = outcome.response;
    response.headers = {{"Content-Type", "application/json"}, {"X-Tt-Logid", entry.request_id}};
    response.body = fault && fault->code ? envelope(answer, entry.request_id) : entry.answer;
    if (fault && fault->status) {
        response.status = *fault->status;
        response.headers.front().value = "text/html";
        response.body = fault->body.empty() ? "<html><body>Bad Gateway</body></html>" : fault->body;
    }
    if (fault) {
        if (fault->truncate) {
            response.body.resize(std::min(*fault->truncate, response.body.size()));
        }
        outcome.delay = fault->delay;
        entry.fault = describe(*fault);
        entry.delivered = response.body == entry.answer;
    }
    entry.status = response.status;
    entry.code = answer.code;
    ledger_.add(std::move(entry));
    return outcome;
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
    if (auto refusal = limiter_.admit(now())) {
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
    return carry_out(*platform_, {endpoint, *parameters, grant, now(), fault});
}

} // namespace bayme::sandbox
