// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "web/load/loaders.hpp"
#include "web/load/state_words.hpp"

#include <algorithm>

namespace bayme::web {
namespace {

constexpr StateWords plan_states[] = {
    {"draft", Tone::busy, "In review", "Nothing has been written to TikTok yet."},
    {"approved", Tone::busy, "Applying", "Approved. The changes are being written to TikTok."},
    {"done", Tone::ok, "Done", "Every change was applied and read back from TikTok."},
    {"partly", Tone::warn, "Partly done",
     "Some changes were applied and read back, others were not. See each step."},
    {"failed", Tone::bad, "Failed", "No change was applied."},
    {"uncertain", Tone::warn, "Uncertain",
     "For at least one change no clear answer came. It is being looked up; do not repeat it."},
    {"discarded", Tone::quiet, "Discarded", "Nothing was written to TikTok."},
    {"stopped", Tone::bad, "Stopped",
     "It ended before every change was made. Resume it where it was, or discard what is left."}};
constexpr StateWords step_states[] = {
    {"pending", Tone::quiet, "Waiting", ""},    {"applied", Tone::ok, "Applied", ""},
    {"refused", Tone::bad, "Refused", ""},      {"conflict", Tone::bad, "Changed meanwhile", ""},
    {"uncertain", Tone::warn, "Uncertain", ""}, {"dropped", Tone::quiet, "Not sent", ""}};
constexpr StateWords unknown{"", Tone::quiet, "Unknown", ""};

/// Most plans are applied and read back within seconds.
constexpr std::chrono::minutes usual_work{1};

template <std::size_t count>
const StateWords& look_up(const StateWords (&table)[count], const std::string& state) {
    const auto* const found = find_state(table, state);
    return found == nullptr ? unknown : *found;
}

AccountFacts facts_of(const std::map<AdvertiserId, AccountFacts>& accounts,
                      const AdvertiserId& id) {
    const auto found = accounts.find(id);
    return found == accounts.end() ? AccountFacts{.name = id.text(),
                                                  .currency = "",
                                                  .offset = {},
                                                  .reports_synced_at = {}}
                                   : found->second;
}

std::string capitalised(std::string word) {
    if (!word.empty() && word[0] >= 'a' && word[0] <= 'z') {
        word[0] = static_cast<char>(word[0] - 'a' + 'A');
    }
    return word;
}

/// Amounts with the currency's digits; statuses as people call them.
std::string value_words(const std::string& field, const std::string& value,
                        const std::string& currency) {
    if (value == "ENABLE") {
        return "Active";
    }
    if (value == "DISABLE") {
        return "Paused";
    }
    const auto micros = field == "budget" ? parse_micros(value) : Result<Micros>{fail(Error{})};
    return micros ? format_amount(*micros, Currency::parse(currency).value_or(Currency{})) : value;
}

/// The stable words beside TikTok's sentence: "access_refused, tiktok.40105".
std::string codes_of(const AnswerView& step) {
    auto words = step["code"].text();
    if (const auto reason = step["reason"].text(); !reason.empty()) {
        words += (words.empty() ? "" : ", ") + reason;
    }
    return words;
}

/// A step that waited when its plan was discarded waits for nothing any more.
std::string state_of(const AnswerView& step, const AnswerView& plan) {
    auto state = step["state"].text();
    return state == "pending" && plan["state"].text() == "discarded" ? "dropped" : state;
}

PlanView::Step step_of(const AnswerView& step, const AnswerView& plan,
                       const AccountFacts& account) {
    const auto field = step["field"].text();
    const auto& state = look_up(step_states, state_of(step, plan));
    PlanView::Step seen{.object = capitalised(step["level"].text()),
                        .name = step["object_name"].text(),
                        .id = step["object_id"].text(),
                        .field = field == "budget" ? fmt::format("Budget ({})", account.currency)
                                                   : "Status",
                        .before = value_words(field, step["before"].text(), account.currency),
                        .after = value_words(field, step["after"].text(), account.currency),
                        .tone = state.tone,
                        .state = std::string{state.words},
                        .result = step["explanation"].text(),
                        .request_id = step["tiktok_request_id"].text(),
                        .code = codes_of(step),
                        .said = step["tiktok_message"].text()};
    if (const auto proof = step["read_back"].text(); !proof.empty()) {
        seen.read_back =
            fmt::format("Read back from TikTok: {}", value_words(field, proof, account.currency));
    }
    return seen;
}

/// "Spring: budget 450 EUR (In review, drafted by Grace) changes this too, to 450.00."
void add_rivals(std::vector<PlanView::Check>& checks, const AnswerView& step,
                const AccountFacts& account) {
    for (const auto& rival : step["rivals"].items()) {
        const auto after =
            value_words(step["field"].text(), rival["after"].text(), account.currency);
        checks.push_back(
            {.tone = Tone::warn,
             .name = step["object_name"].text(),
             .finding = fmt::format("{} wants to change this too, to {}. It is: {}. "
                                    "What is applied first makes the other a conflict.",
                                    rival["drafted_by_name"].text(), after,
                                    look_up(plan_states, rival["state"].text()).words),
             .plan = PlanId{rival["plan_id"].text()}});
    }
}

std::vector<PlanView::Check> checks_of(const AnswerView& plan, const AccountFacts& account) {
    std::vector<PlanView::Check> checks;
    for (const auto& step : plan["steps"].items()) {
        if (const auto note = step["note"].text(); !note.empty()) {
            checks.push_back({Tone::warn, step["object_name"].text(), note});
        }
        add_rivals(checks, step, account);
    }
    if (const auto approval = plan["approval"].text(); !approval.empty()) {
        checks.push_back({Tone::warn, "Size of the change", approval});
    }
    return checks;
}

} // namespace

PlansView load_plans(const Visit& visit, const StaffFrame& frame) {
    PlansView view;
    const auto answer = visit.call("plans.list");
    const auto accounts = load_account_facts(visit);
    if (!answer || !accounts) {
        view.trouble = to_trouble(answer ? accounts.error() : answer.error(),
                                  "The plans could not be read", visit.request.request_id);
        return view;
    }
    for (const auto& plan : (*answer)["plans"].items()) {
        const auto account = facts_of(*accounts, AdvertiserId{plan["advertiser_id"].text()});
        const auto& state = look_up(plan_states, plan["state"].text());
        view.plans.push_back(
            {.id = PlanId{plan["plan_id"].text()},
             .title = plan["title"].text(),
             .account_name = account.name,
             .tone = state.tone,
             .state = std::string{state.words},
             .made_by = name_of(frame, plan["drafted_by"], plan["drafted_by_name"]),
             .made_at = format_moment(plan["drafted_at"].instant(), account.offset)});
    }
    return view;
}

Result<PlanView> load_plan(const Visit& visit, const StaffFrame& frame, const PlanId& id) {
    BAYME_TRY(
        const auto plan,
        visit.call("plans.show",
                   JsonWriter{}.begin_object().member("plan_id", id.text()).end_object().text()));
    BAYME_TRY(const auto accounts, load_account_facts(visit));
    const AdvertiserId advertiser{plan["advertiser_id"].text()};
    const auto account = facts_of(accounts, advertiser);
    const auto& state = look_up(plan_states, plan["state"].text());
    const bool draft = state.state == "draft";
    const bool stopped = state.state == "stopped";
    const bool own = plan["drafted_by"].text() == frame.actor;
    PlanView view{.id = id,
                  .title = plan["title"].text(),
                  .account = advertiser,
                  .account_name = account.name,
                  .tone = state.tone,
                  .state = std::string{state.words},
                  .state_meaning = std::string{state.meaning},
                  .stopped_by = plan["stop"]["message"].text(),
                  .made_by = name_of(frame, plan["drafted_by"], plan["drafted_by_name"]),
                  .made_at = format_moment(plan["drafted_at"].instant(), account.offset),
                  .decided_by = name_of(frame, plan["approved_by"], plan["approved_by_name"]),
                  .decided_at = format_moment(plan["approved_at"].instant(), account.offset),
                  .steps = {},
                  .checks = checks_of(plan, account),
                  .may_approve = draft && frame.may("approve_changes") &&
                                 !(own && plan["needs"].text() == "second_person"),
                  .may_resume = stopped && frame.may("approve_changes"),
                  .may_discard = (draft || stopped) && frame.may("draft_changes"),
                  .needs_confirmation = plan["needs"].text() == "confirmation",
                  .may_undo = (state.state == "done" || state.state == "partly") &&
                              frame.may("draft_changes"),
                  .in_progress = state.state == "approved",
                  .trouble = {}};
    const auto since = plan["approved_at"].instant();
    view.reads_itself_again =
        view.in_progress && since && visit.shop.clock.now() - *since < usual_work;
    for (const auto& step : plan["steps"].items()) {
        view.steps.push_back(step_of(step, plan, account));
    }
    return view;
}

} // namespace bayme::web
