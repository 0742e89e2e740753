// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/load/loaders.hpp"

namespace bayme::web {
namespace {

struct Health {
    Tone tone;
    std::string words;
    std::string cause;
};

/// Of an account without figures: what its newest sync is at.
Health before_first_sync(const std::optional<AnswerView>& last_sync) {
    const auto state = last_sync ? (*last_sync)["state"].text() : std::string{};
    if (state == "running") {
        const auto& progress = (*last_sync)["progress"];
        const auto total = progress["total"].integer();
        return {Tone::busy, "First sync runs",
                total == 0 ? ""
                           : fmt::format("{} of {} {}", progress["done"].integer(), total,
                                         progress["text"].text())};
    }
    if (state == "queued") {
        return {Tone::busy, "First sync waits", (*last_sync)["error"]["message"].text()};
    }
    if (state == "failed") {
        return {Tone::warn, "Not synced yet", (*last_sync)["error"]["message"].text()};
    }
    return {Tone::quiet, "Not synced yet", "Start a sync."};
}

/// Worst first: what stops the account, then what delays it.
Health health_of(const AnswerView& account, const std::optional<AnswerView>& last_sync) {
    if (const auto lost = account["lost_at"].instant()) {
        return {Tone::bad, "Not shared any more",
                fmt::format("TikTok does not share it with us since {}. It is frozen: its figures "
                            "stay, nothing new comes.",
                            format_moment(lost, UtcOffset{}))};
    }
    const auto state = account["connection_state"].text();
    if (state == "needs_reauthorisation") {
        return {Tone::bad, "Access refused by TikTok",
                "What was fetched stays; nothing new comes until it is connected again."};
    }
    if (state != "active") {
        return {Tone::bad, state.empty() ? "Not connected" : "Connection " + state,
                "Connect it again."};
    }
    if (const auto reason = account["rejection_reason"].text(); !reason.empty()) {
        const bool limited = account["status"].text() == "STATUS_LIMIT";
        return {Tone::bad, limited ? "Suspended by TikTok" : "Rejected by TikTok",
                fmt::format("TikTok says: \"{}\"", reason)};
    }
    if (!account["offset"]) {
        return {Tone::warn, "Zone needed",
                "TikTok names a zone with daylight saving: an administrator must state the fixed "
                "distance from UTC."};
    }
    if (!account["reports_synced_at"]) {
        return before_first_sync(last_sync);
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

/// The sync that runs for each account, or its newest one.
std::map<std::string, AnswerView> last_syncs(const Visit& visit) {
    std::map<std::string, AnswerView> syncs;
    const auto jobs = visit.call("jobs.list", R"({"kind":"sync.account","limit":200})");
    if (jobs) {
        for (const auto& job : (*jobs)["jobs"].items()) {
            const auto account = job["advertiser_id"].text();
            if (job["state"].text() == "running") {
                syncs.insert_or_assign(account, job);
            }
            syncs.emplace(account, job);
        }
    }
    return syncs;
}

/// Why nothing of an account is fetched for now, by account.
std::map<std::string, Health> paused_accounts(const Visit& visit) {
    std::map<std::string, Health> paused;
    if (const auto overview = visit.call("jobs.overview")) {
        for (const auto& pause : (*overview)["paused_accounts"].items()) {
            paused.emplace(
                pause["subject"].text(),
                Health{Tone::warn, "Paused",
                       fmt::format("by {}: {} It is resumed on Jobs.",
                                   pause["paused_by_name"].text(), pause["reason"].text())});
        }
    }
    return paused;
}

} // namespace

FoundAccounts found_accounts(const AnswerView& connection) {
    FoundAccounts found{.connection = ConnectionId{connection["connection_id"].text()},
                        .accounts = {},
                        .scopes = connection["scopes"].texts(),
                        .problem = connection["problem"].text()};
    for (const auto& account : connection["accounts"].items()) {
        const auto offset = account["offset"].text();
        found.accounts.push_back({.id = AdvertiserId{account["advertiser_id"].text()},
                                  .name = account["name"].text(),
                                  .currency = account["currency"].text(),
                                  .zone = offset.empty() ? account["timezone"].text() : offset,
                                  .known = account["included"].boolean()});
    }
    return found;
}

AccountsView load_accounts(const Visit& visit, const StaffFrame& frame) {
    AccountsView view{.accounts = {},
                      .now = visit.shop.clock.now(),
                      .may_connect = frame.may("manage_connections"),
                      .may_sync = frame.may("run_sync"),
                      .trouble = {}};
    view.policy_changed = visit.form.text("policy") == "changed";
    const auto answer = visit.call("accounts.list", view.may_connect ? R"({"all":true})" : "{}");
    if (!answer) {
        view.trouble =
            to_trouble(answer.error(), "The accounts could not be read", visit.request.request_id);
        return view;
    }
    if (view.may_connect) {
        auto connections = load_connections(visit);
        view.choices = std::move(connections.choices);
        view.connections = std::move(connections.open);
        view.own_accounts = load_own_accounts(visit);
        view.attention = load_attention(visit);
    }
    const auto syncs = last_syncs(visit);
    const auto paused = paused_accounts(visit);
    for (const auto& account : (*answer)["accounts"].items()) {
        if (account["is_new"].boolean()) {
            view.new_accounts.push_back(
                {.id = AdvertiserId{account["advertiser_id"].text()},
                 .name = account["name"].text(),
                 .seen_at = format_moment(account["first_seen_at"].instant(), UtcOffset{})});
        }
        if (!account["included"].boolean()) {
            continue;
        }
        const auto last = syncs.find(account["advertiser_id"].text());
        auto health =
            health_of(account, last == syncs.end() ? std::nullopt : std::optional{last->second});
        const auto pause = paused.find(account["advertiser_id"].text());
        if (pause != paused.end() && health.tone != Tone::bad) {
            health = pause->second;
        }
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

std::string name_of(const StaffFrame& frame, const AnswerView& actor, const AnswerView& name) {
    return actor.text() == frame.actor ? frame.person : name.text();
}

std::string format_moment(const std::optional<Instant>& moment, UtcOffset offset) {
    if (!moment) {
        return {};
    }
    return fmt::format("{} {} {}", format_short_day(offset.day_of(*moment)),
                       format_clock(*moment, offset), offset.text());
}

} // namespace bayme::web
