// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/failpoint.hpp"

#include <algorithm>
#include <charconv>
#include <csignal>
#include <map>
#include <mutex>
#include <unistd.h>

namespace bayme {
namespace {

std::map<std::string, Failpoint*, std::less<>>& registry() {
    static std::map<std::string, Failpoint*, std::less<>> points;
    return points;
}

Result<FailAction> parse_action(std::string_view text) {
    if (text == "kill") {
        return FailAction::kill;
    }
    if (text == "error") {
        return FailAction::error;
    }
    if (text == "unwind") {
        return FailAction::unwind;
    }
    if (text == "planted") {
        return FailAction::planted;
    }
    return fail(ErrorCode::invalid_input,
                "\"{}\" is no failpoint action (kill, error, unwind, planted)", text);
}

Result<std::int64_t> parse_countdown(std::string_view text) {
    std::int64_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc{} || end != text.data() + text.size() || count < 1) {
        return fail(ErrorCode::invalid_input, "\"{}\" is no count from 1", text);
    }
    return count;
}

} // namespace

Failpoint::Failpoint(const char* name, FailpointKind kind) : name_(name), kind_(kind) {
    registry().emplace(name_, this);
}

Result<void> Failpoint::fire() {
    if (action_ == FailAction::planted || countdown_.fetch_sub(1) != 1) {
        return {};
    }
    ++hits_;
    if (action_ == FailAction::kill) {
        kill(getpid(), SIGKILL);
    }
    if (action_ == FailAction::unwind) {
        throw Unwound{};
    }
    return fail(
        Error{ErrorCode::internal, fmt::format("failpoint {} fired", name_)}.because("failpoint"));
}

bool Failpoint::is_planted() const {
    return armed_.load(std::memory_order_relaxed) && action_ == FailAction::planted;
}

Result<void> arm_failpoints(std::string_view text) {
    while (!text.empty()) {
        const auto comma = text.find(',');
        const auto item = text.substr(0, comma);
        text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1);
        const auto equals = item.find('=');
        const auto at = item.find('@');
        const auto found = registry().find(item.substr(0, equals));
        if (equals == std::string_view::npos || found == registry().end()) {
            return fail(ErrorCode::invalid_input, "\"{}\" names no failpoint", item);
        }
        BAYME_TRY(const auto action, parse_action(item.substr(equals + 1, at - equals - 1)));
        std::int64_t count = 1;
        if (at != std::string_view::npos) {
            BAYME_TRY(count, parse_countdown(item.substr(at + 1)));
        }
        auto& point = *found->second;
        point.action_ = action;
        point.countdown_ = count;
        point.armed_ = true;
    }
    return {};
}

void disarm_failpoints() {
    for (const auto& [name, point] : registry()) {
        point->armed_ = false;
    }
}

std::vector<std::string> failpoint_names() {
    std::vector<std::string> names;
    for (const auto& [name, point] : registry()) {
        if (point->kind_ == FailpointKind::place) {
            names.push_back(name);
        }
    }
    return names;
}

std::int64_t failpoint_hits(std::string_view name) {
    const auto found = registry().find(name);
    return found == registry().end() ? 0 : found->second->hits_.load();
}

} // namespace bayme
