// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/calls/sender.hpp"

#include "base/log.hpp"
#include "tiktok/calls/limits.hpp"
#include "tiktok/calls/talk.hpp"

namespace bayme::tiktok::calls {
namespace {

constexpr std::string_view version_path = "/open_api/v1.3";
constexpr std::int64_t partly_done = 20001;

/// A write that certainly never left is no open question; everything else on the wire is.
Error wire_error(Error error, bool repeatable) {
    const bool never_left =
        error.reason == "http.not_sent" || error.reason == "http.refused_recipient";
    return repeatable || never_left ? std::move(error) : decoding::for_change(std::move(error));
}

/// How TikTok says that an app or account was not given an allowlisted endpoint.
bool is_withheld(const decoding::Envelope& envelope) {
    constexpr std::int64_t not_on_the_list = 40118;
    return envelope.code == not_on_the_list ||
           hint(envelope.code, envelope.message) == Hint::endpoint_not_granted;
}

std::string header_text(const http::Headers& headers, std::string_view name) {
    return std::string{http::find_header(headers, name).value_or(std::string_view{})};
}

} // namespace

std::string url_of(std::string_view api_url, std::string_view path) {
    while (api_url.ends_with('/')) {
        api_url.remove_suffix(1);
    }
    if (api_url.ends_with(version_path)) {
        api_url.remove_suffix(version_path.size());
    }
    return fmt::format("{}{}{}", api_url, version_path, path);
}

bool is_plain_text(int http_status, std::string_view body) {
    constexpr int ok = 200;
    const auto first = body.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    return http_status == ok && first != std::string_view::npos && body[first] != '{' &&
           body[first] != '<';
}

http::OutboundRequest Sender::assemble(const CallRequest& request,
                                       const CallSecrets& secrets) const {
    http::OutboundRequest wire;
    wire.method = request.endpoint->method;
    wire.url = url_of(app_.api_url, request.endpoint->path);
    wire.query = request.query;
    wire.limits = request.limits;
    if (secrets.app_secret_in_query) {
        wire.secret_query.push_back({"secret", app_.app_secret.clone()});
    }
    if (secrets.token != nullptr) {
        wire.secret_headers.push_back({"Access-Token", secrets.token->clone()});
    }
    if (!request.parts.empty()) {
        wire.parts = request.parts;
    } else if (wire.method == http::Method::post) {
        wire.headers.push_back({"Content-Type", "application/json"});
        wire.body =
            secrets.body != nullptr ? secrets.body->clone() : SecretText{std::string{request.body}};
    }
    return wire;
}

Result<CallFacts> Sender::send(const CallContext& context, const CallRequest& request,
                               const CallSecrets& secrets, const ReadAnswer& read) {
    const auto& endpoint = *request.endpoint;
    BAYME_CHECK(check_disclosed(endpoint, app_.undisclosed));
    BAYME_CHECK(check_withheld(endpoint, context.advertiser));
    const auto wire = assemble(request, secrets);
    const auto deadline = ports_.clock.monotonic() + context.patience;
    auto waiting = context;
    std::optional<Error> last;
    for (int number = 1;; ++number) {
        waiting.patience = std::chrono::duration_cast<milliseconds>(
            std::max(std::chrono::nanoseconds{0}, deadline - ports_.clock.monotonic()));
        auto turn = ports_.governor.acquire(endpoint, waiting);
        if (!turn) {
            if (last) {
                last->retry_after = turn.error().retry_after;
            }
            return fail(last ? *std::move(last) : std::move(turn).error());
        }
        const auto at = ports_.clock.now();
        const auto began = ports_.clock.monotonic();
        auto attempt = once(*turn, wire, secrets, read);
        attempt.facts.attempts = number;
        write_down(context, attempt, at, began);
        note_allowance(endpoint, context.advertiser, attempt);
        note_permission(endpoint, context.advertiser, attempt);
        if (!attempt.error) {
            return std::move(attempt.facts);
        }
        if (!endpoint.repeatable || number >= attempt.rule.attempts ||
            context.stop.stop_requested()) {
            return fail(*std::move(attempt.error));
        }
        last = std::move(attempt.error);
        ports_.scheduler.wait(retry_delay(attempt.rule, number, ports_.random), context.stop);
    }
}

Result<void> Sender::check_withheld(const Endpoint& endpoint, const AdvertiserId& advertiser) {
    if (!endpoint.allowlisted || ports_.withheld == nullptr) {
        return {};
    }
    const auto asked = ports_.withheld->asked_at(endpoint.name, advertiser);
    const auto now = ports_.clock.now();
    if (!asked || !*asked || now - **asked >= asked_again_after) {
        return {};
    }
    return fail(Error{
        .code = ErrorCode::forbidden,
        .message = fmt::format("TikTok gives {} to chosen apps and accounts only, and said at {} "
                               "that this is none of them",
                               endpoint.path, format_instant(**asked)),
        .reason = std::string{not_available},
        .retry_after = std::chrono::ceil<milliseconds>(**asked + asked_again_after - now)});
}

void Sender::note_allowance(const Endpoint& endpoint, const AdvertiserId& advertiser,
                            const Attempt& attempt) {
    if (!endpoint.allowlisted || ports_.withheld == nullptr) {
        return;
    }
    auto& memory = *ports_.withheld;
    if (!attempt.error) {
        (void)memory.forget(endpoint.name, advertiser);
        return;
    }
    if (attempt.error->reason != not_available) {
        return;
    }
    const auto is_new = memory.keep(endpoint.name, advertiser, ports_.clock.now());
    if (is_new && *is_new) {
        log(LogLevel::info, "tiktok.not_available",
            {{"endpoint", endpoint.name}, {"advertiser", advertiser.text()}});
    }
}

void Sender::note_permission(const Endpoint& endpoint, const AdvertiserId& advertiser,
                             const Attempt& attempt) {
    constexpr std::int64_t no_permission = 40001;
    if (ports_.refusals == nullptr) {
        return;
    }
    if (!attempt.error) {
        ports_.refusals->answered(endpoint.name, advertiser);
    } else if (attempt.code == no_permission && attempt.error->reason != not_available) {
        ports_.refusals->refused(endpoint.name, advertiser, attempt.facts.request_id);
    }
}

Sender::Attempt Sender::once(const Turn& turn, const http::OutboundRequest& wire,
                             const CallSecrets& secrets, const ReadAnswer& read) {
    Attempt attempt;
    attempt.facts.endpoint = turn.endpoint->name;
    auto response = ports_.outbound.send(wire);
    judge(turn, response, read, attempt);
    if (response && secrets.secret_answer) {
        wipe(response->body);
    }
    return attempt;
}

void Sender::judge(const Turn& turn, Result<http::OutboundResponse>& response,
                   const ReadAnswer& read, Attempt& attempt) {
    const auto& endpoint = *turn.endpoint;
    if (!response) {
        attempt.rule = retry_rule(response.error().reason);
        attempt.error = wire_error(std::move(response).error(), endpoint.repeatable);
        return;
    }
    auto& facts = attempt.facts;
    facts.http_status = response->status;
    facts.bytes = response->body.size();
    facts.log_id = header_text(response->headers, "X-Tt-Logid");
    facts.ads_throttled = http::find_header(response->headers, "X-Tt-Ads-Throttle").has_value();
    auto envelope = read(response->status, response->body);
    if (!envelope) {
        auto error = std::move(envelope).error();
        facts.request_id = error.request_id;
        attempt.rule = retry_rule(error.reason);
        if (error.reason == "tiktok.http_429") {
            ports_.governor.answered(turn, find_code(40100), {});
        }
        attempt.error =
            endpoint.repeatable ? std::move(error) : decoding::for_change(std::move(error));
        return;
    }
    facts.request_id = envelope->request_id;
    facts.code = envelope->code;
    attempt.code = envelope->code;
    facts.partial = envelope->code == partly_done;
    const auto known = find_code(envelope->code);
    ports_.governor.answered(turn, known, envelope->message);
    if (known.code_class != CodeClass::ok && known.code_class != CodeClass::partial) {
        attempt.rule = retry_rule(known.code_class);
        attempt.error = code_error(envelope->code, envelope->message, envelope->request_id,
                                   endpoint.repeatable);
        if (endpoint.allowlisted && is_withheld(*envelope)) {
            attempt.error->reason = not_available;
        }
    }
    if (known.code_class == CodeClass::throttled) {
        attempt.error->retry_after = std::chrono::ceil<milliseconds>(
            ports_.governor.earliest(endpoint, turn.advertiser) - ports_.clock.now());
    }
}

void Sender::write_down(const CallContext& context, const Attempt& attempt, Instant at,
                        std::chrono::nanoseconds began) {
    const auto& facts = attempt.facts;
    ports_.log.record({
        .at = at,
        .endpoint = facts.endpoint,
        .advertiser = context.advertiser,
        .http_status = facts.http_status,
        .code = attempt.code,
        .reason = attempt.error ? attempt.error->reason : std::string{},
        .request_id = facts.request_id,
        .log_id = facts.log_id,
        .duration = std::chrono::floor<microseconds>(ports_.clock.monotonic() - began),
        .bytes = facts.bytes,
        .attempt = facts.attempts,
        .actor = context.actor,
        .job = context.job,
    });
}

} // namespace bayme::tiktok::calls
