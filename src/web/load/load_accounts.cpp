// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/load/loaders.hpp"

namespace bayme::web {
namespace {

struct Health {
    Tone tone;
    std::string words;
    std::string cause;
};

/// Worst first: what stops the account, then what delays it.
Health health_of(const AnswerView& account) {
    const auto state = account["connection_state"].text();
    if (state != "active") {
        return {Tone::bad, state.empty() ? "Not connected" : "Connection " + state,
                "Connect it again."};
    }
    if (const auto reason = account["rejection_reason"].text(); !reason.empty()) {
        const bool limited = account["status"].text() == "STATUS_LIMIT";
        return {Tone::bad, limited ? "Suspended by TikTok" : "Rejected by TikTok", reason};
    }
    if (!account["offset"]) {
        return {Tone::warn, "Zone needed",
                "TikTok names a zone with daylight saving: an administrator must state the fixed "
                "distance from UTC."};
    }
    if (!account["reports_synced_at"]) {
        return {Tone::quiet, "Not synced yet", "Start a sync."};
    }
    return {Tone::ok, "Connected", ""};
}

/// Reads "UTC+1" back; UTC where nothing is stated, which health_of says.
UtcOffset offset_of(const AnswerView& account) {
    return UtcOffset::parse_zone(account["offset"].text()).value_or(UtcOffset{});
}

std::optional<Instant> last_sync(const AnswerView& account) {
    return std::max(account["structure_synced_at"].instant(),
                    account["reports_synced_at"].instant());
}

} // namespace

AccountsView load_accounts(const Visit& visit, const StaffFrame& frame) {
    AccountsView view{.accounts = {},
                      .now = visit.shop.clock.now(),
                      .may_connect = frame.may("manage_connections"),
                      .may_sync = frame.may("run_sync"),
                      .trouble = {}};
    const auto answer = visit.call("accounts.list");
    if (!answer) {
        view.trouble =
            to_trouble(answer.error(), "The accounts could not be read", visit.request.request_id);
        return view;
    }
    for (const auto& account : (*answer)["accounts"].items()) {
        auto health = health_of(account);
        view.accounts.push_back({.id = AdvertiserId{account["advertiser_id"].text()},
                                 .name = account["name"].text(),
                                 .tone = health.tone,
                                 .health = std::move(health.words),
                                 .cause = std::move(health.cause),
                                 .timezone = account["timezone"].text(),
                                 .offset = offset_of(account),
                                 .currency = account["currency"].text(),
                                 .last_sync = last_sync(account)});
    }
    return view;
}

Result<std::map<AdvertiserId, AccountFacts>> load_account_facts(const Visit& visit) {
    BAYME_TRY(const auto answer, visit.call("accounts.list"));
    std::map<AdvertiserId, AccountFacts> facts;
    for (const auto& account : answer["accounts"].items()) {
        facts.emplace(AdvertiserId{account["advertiser_id"].text()},
                      AccountFacts{.name = account["name"].text(),
                                   .currency = account["currency"].text(),
                                   .offset = offset_of(account),
                                   .reports_synced_at = account["reports_synced_at"].instant(),
                                   .connected = account["connection_state"].text() == "active"});
    }
    return facts;
}

std::string name_of(const StaffFrame& frame, std::string_view actor) {
    if (actor == frame.actor) {
        return frame.person;
    }
    return actor == "local_operator" ? "the local operator" : std::string{actor};
}

std::string format_moment(const std::optional<Instant>& moment, UtcOffset offset) {
    if (!moment) {
        return {};
    }
    return fmt::format("{} {} {}", format_short_day(offset.day_of(*moment)),
                       format_clock(*moment, offset), offset.text());
}

} // namespace bayme::web
