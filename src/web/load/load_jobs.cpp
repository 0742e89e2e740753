// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/load/loaders.hpp"
#include "web/load/state_words.hpp"

namespace bayme::web {
namespace {

constexpr StateWords states[] = {{"queued", Tone::quiet, "Queued"},
                                 {"running", Tone::busy, "Running"},
                                 {"done", Tone::ok, "Done"},
                                 {"failed", Tone::bad, "Failed"},
                                 {"cancelled", Tone::quiet, "Cancelled"}};

/// "sync.reports" -> "Sync reports".
std::string title_of(std::string kind) {
    for (auto& letter : kind) {
        letter = letter == '.' || letter == '_' ? ' ' : letter;
    }
    if (!kind.empty() && kind[0] >= 'a' && kind[0] <= 'z') {
        kind[0] = static_cast<char>(kind[0] - 'a' + 'A');
    }
    return kind;
}

JobsView::Job view_of(const AnswerView& job, const std::map<AdvertiserId, AccountFacts>& accounts,
                      bool may_cancel) {
    const AdvertiserId advertiser{job["advertiser_id"].text()};
    const auto account = accounts.find(advertiser);
    JobsView::Job seen{.id = JobId{job["id"].text()},
                       .title = title_of(job["kind"].text()),
                       .subject =
                           account == accounts.end() ? advertiser.text() : account->second.name,
                       .done = job["progress"]["done"].integer(),
                       .total = job["progress"]["total"].integer(),
                       .unit = job["progress"]["text"].text(),
                       .started = format_moment(job["started_at"].instant(), UtcOffset{}),
                       .cause = job["error"]["message"].text()};
    if (const auto* state = find_state(states, job["state"].text())) {
        seen.tone = state->tone;
        seen.state = state->words;
    }
    const bool ended = job["finished_at"] ? true : false;
    if (!ended && job["cancel_asked"].boolean()) {
        seen.state = "Cancelling";
    }
    seen.may_cancel = may_cancel && !ended && !job["cancel_asked"].boolean();
    return seen;
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
    return view;
}

} // namespace bayme::web
