// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "sandbox/simulator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace bayme::sandbox {

namespace {

/// How many bytes of a dripping answer go out at a time when the rule does not say.
constexpr std::size_t usual_drip = 64;

std::string envelope(const Answer& answer, const std::string& request_id) {
    return fmt::format(R"({{"code":{},"message":{},"request_id":{},"data":{}}})", answer.code,
                       json_string(answer.message), json_string(request_id), answer.data);
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
    if (fault.bomb || fault.nesting) {
        return fault.bomb ? "bomb" : "nesting";
    }
    if (fault.reset) {
        return fmt::format("reset after {}", *fault.reset);
    }
    if (fault.length) {
        return fmt::format("length {}", *fault.length);
    }
    if (fault.drip_pause.count() > 0) {
        return "drip";
    }
    if (!fault.revoke.empty()) {
        return fmt::format("revoke {}", fault.revoke);
    }
    if (fault.skew.count() != 0) {
        return fmt::format("skew {} ms", fault.skew.count());
    }
    return fault.drop_row         ? "drop_row"
           : fault.duplicate_page ? "duplicate_page"
           : fault.shift != 0     ? "shift"
           : fault.partial        ? "partial"
                                  : "delay";
}

/// The body that comes instead of the true one.
void replace_body(http::Response& response, const FaultRule& fault, const LedgerEntry& entry) {
    if (fault.code) {
        response.body =
            envelope(Refusal{*fault.code, fault.message.empty() ? "Injected." : fault.message},
                     entry.request_id);
    }
    if (fault.status) {
        response.status = *fault.status;
        response.headers.front().value = "text/html";
        response.body = fault.body.empty() ? "<html><body>Bad Gateway</body></html>" : fault.body;
    }
    if (fault.bomb) {
        response.body = bomb_of(*fault.bomb);
        response.headers.push_back({"Content-Encoding", "gzip"});
    }
    if (fault.nesting) {
        response.body = std::string(*fault.nesting, '[') + std::string(*fault.nesting, ']');
    }
    if (fault.truncate) {
        response.body.resize(std::min(*fault.truncate, response.body.size()));
    }
}

std::optional<http::Misdelivery> misdelivery_of(const FaultRule& fault) {
    if (fault.drip_pause.count() == 0 && !fault.reset && !fault.length) {
        return std::nullopt;
    }
    http::Misdelivery plan;
    plan.pause = fault.drip_pause;
    if (fault.drip_pause.count() > 0) {
        plan.piece = fault.drip_bytes > 0 ? fault.drip_bytes : usual_drip;
    }
    plan.reset_after = fault.reset;
    plan.stated_length = fault.length;
    return plan;
}

} // namespace

Simulator::Outcome Simulator::deliver(const Answer& answer, const FaultRule* fault,
                                      LedgerEntry& entry) {
    const bool file = answer.document && !answer.document->starts_with('{');
    entry.answer = file ? json_string(*answer.document)
                        : answer.document.value_or(envelope(answer, entry.request_id));
    entry.code = answer.code;
    Outcome outcome;
    auto& response = outcome.response;
    response.headers = {{"Content-Type", "application/json"}, {"X-Tt-Logid", entry.request_id}};
    for (const auto& header : answer.headers) {
        if (header.name == "Content-Type") {
            response.headers.front() = header;
        } else {
            response.headers.push_back(header);
        }
    }
    response.status = answer.status;
    response.body = answer.document.value_or(entry.answer);
    if (fault != nullptr) {
        const auto whole = response.body;
        replace_body(response, *fault, entry);
        outcome.delay = fault->delay;
        entry.fault = describe(*fault);
        entry.code = fault->code.value_or(entry.code);
        entry.delivered = response.body == whole;
        if (const auto plan = misdelivery_of(*fault)) {
            entry.delivered = entry.delivered && !plan->reset_after && !plan->stated_length;
            misdeliveries_[entry.request_id] = *plan;
        }
    }
    entry.status = response.status;
    return outcome;
}

std::optional<http::Misdelivery> Simulator::misdelivery(const http::Response& response) {
    const auto id = http::find_header(response.headers, "X-Tt-Logid");
    const std::scoped_lock lock{mutex_};
    const auto found = id ? misdeliveries_.find(*id) : misdeliveries_.end();
    if (found == misdeliveries_.end()) {
        return std::nullopt;
    }
    const auto plan = found->second;
    misdeliveries_.erase(found);
    return plan;
}

} // namespace bayme::sandbox
