// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/load/loaders.hpp"
#include "web/load/state_words.hpp"

#include <set>

namespace bayme::web {
namespace {

constexpr StateWords states[] = {{"queued", Tone::quiet, "Queued"},
                                 {"running", Tone::busy, "Running"},
                                 {"done", Tone::ok, "Done"},
                                 {"failed", Tone::bad, "Failed"},
                                 {"cancelled", Tone::quiet, "Cancelled"}};

/// What an account is called here; its id for one we do not know.
std::string subject_of(const AnswerView& job,
                       const std::map<AdvertiserId, AccountFacts>& accounts) {
    const AdvertiserId advertiser{job["advertiser_id"].text()};
    const auto account = accounts.find(advertiser);
    return account == accounts.end() ? advertiser.text() : account->second.name;
}

std::string utc(const AnswerView& moment) {
    return format_moment(moment.instant(), UtcOffset{});
}

JobsView::Job view_of(const AnswerView& job, const std::map<AdvertiserId, AccountFacts>& accounts,
                      bool may_cancel) {
    JobsView::Job seen{.id = JobId{job["id"].text()},
                       .title = job["title"].text(),
                       .subject = subject_of(job, accounts),
                       .done = job["progress"]["done"].integer(),
                       .total = job["progress"]["total"].integer(),
                       .unit = job["progress"]["text"].text(),
                       .started = utc(job["started_at"]),
                       .cause = job["error"]["message"].text()};
    if (const auto* state = find_state(states, job["state"].text())) {
        seen.tone = state->tone;
        seen.state = state->words;
    }
    const bool ended = job["finished_at"] ? true : false;
    if (!ended && job["cancel_asked"].boolean()) {
        seen.state = "Cancelling";
    }
    if (job["paused"]) {
        seen.state = "Paused";
        seen.cause = job["paused"]["reason"].text();
    } else if (!job["waits_for"].items().empty()) {
        seen.state = "Waits for another job";
    }
    seen.may_cancel = may_cancel && !ended && !job["cancel_asked"].boolean();
    return seen;
}

JobsView::Pause pause_of(const AnswerView& pause, const std::string& words, bool may_resume) {
    return {.what = pause["scope"].text() + ":" + pause["subject"].text(),
            .words = words,
            .by = pause["paused_by_name"].text(),
            .since = utc(pause["paused_at"]),
            .reason = pause["reason"].text(),
            .may_resume = may_resume};
}

/// What is paused and what may be.
void load_pauses(const Visit& visit, const StaffFrame& frame,
                 const std::map<AdvertiserId, AccountFacts>& accounts, JobsView& view) {
    const auto overview = visit.call("jobs.overview");
    if (!overview) {
        return;
    }
    std::set<std::string> paused;
    for (const auto& pause : (*overview)["paused_accounts"].items()) {
        const auto id = pause["subject"].text();
        const auto account = accounts.find(AdvertiserId{id});
        const auto name = account == accounts.end() ? id : account->second.name;
        view.pauses.push_back(pause_of(pause, name, view.may_sync));
        paused.insert(id);
    }
    for (const auto& [id, account] : accounts) {
        if (view.may_sync && !paused.contains(id.text())) {
            view.may_pause.push_back({"account:" + id.text(), "Account: " + account.name});
        }
    }
    for (const auto& kind : (*overview)["kinds"].items()) {
        if (kind["paused"]) {
            view.pauses.push_back(
                pause_of(kind["paused"], kind["title"].text(), frame.may("operate")));
        } else if (frame.may("operate")) {
            view.may_pause.push_back(
                {"kind:" + kind["kind"].text(), "Every account: " + kind["title"].text()});
        }
    }
}

void load_dead_letters(const Visit& visit, const std::map<AdvertiserId, AccountFacts>& accounts,
                       JobsView& view) {
    const auto dead = visit.call("jobs.list", R"({"dead_letters":true,"limit":50})");
    if (!dead) {
        return;
    }
    for (const auto& job : (*dead)["jobs"].items()) {
        view.dead_letters.push_back({.id = JobId{job["id"].text()},
                                     .title = job["title"].text(),
                                     .subject = subject_of(job, accounts),
                                     .cause = job["error"]["message"].text(),
                                     .request_id = job["error"]["request_id"].text(),
                                     .attempts = job["attempts"].integer(),
                                     .failed = utc(job["finished_at"])});
    }
}

void load_schedules(const Visit& visit, JobsView& view) {
    const auto answer = visit.call("schedules.list");
    if (!answer) {
        return;
    }
    for (const auto& schedule : (*answer)["schedules"].items()) {
        JobsView::Schedule seen{.title = schedule["title"].text(),
                                .rhythm = schedule["rhythm"].text(),
                                .next = utc(schedule["next_at"]),
                                .last = utc(schedule["last_at"])};
        if (const auto* state = find_state(states, schedule["last_state"].text())) {
            seen.tone = state->tone;
            seen.outcome = state->words;
        }
        if (schedule["paused"]) {
            seen.tone = Tone::quiet;
            seen.outcome = "Paused";
        }
        view.schedules.push_back(std::move(seen));
    }
}

} // namespace

JobsView load_jobs(const Visit& visit, const StaffFrame& frame) {
    JobsView view{
        .jobs = {}, .not_connected = {}, .may_sync = frame.may("run_sync"), .trouble = {}};
    const auto answer = visit.call("jobs.list");
    if (!answer) {
        view.trouble =
            to_trouble(answer.error(), "The jobs could not be read", visit.request.request_id);
        return view;
    }
    const auto accounts =
        load_account_facts(visit).value_or(std::map<AdvertiserId, AccountFacts>{});
    for (const auto& [id, account] : accounts) {
        if (!account.connected) {
            view.not_connected.push_back(account.name);
        }
    }
    for (const auto& job : (*answer)["jobs"].items()) {
        view.jobs.push_back(view_of(job, accounts, frame.may("run_sync")));
    }
    load_dead_letters(visit, accounts, view);
    load_pauses(visit, frame, accounts, view);
    load_schedules(visit, view);
    return view;
}

} // namespace bayme::web
