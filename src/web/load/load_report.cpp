// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/load/report_question.hpp"

#include <algorithm>

namespace bayme::web {
namespace {

constexpr std::int64_t most_rows = 500;
constexpr int suggested_days = 7;

using Accounts = std::map<AdvertiserId, AccountFacts>;

/// The distances from UTC of the accounts that the question is about, westernmost first.
std::vector<UtcOffset> offsets_of(const Accounts& accounts, const ReportQuestion& question) {
    std::vector<UtcOffset> offsets;
    for (const auto& [id, facts] : accounts) {
        if (question.accounts.empty() ||
            std::ranges::find(question.accounts, id.text()) != question.accounts.end()) {
            offsets.push_back(facts.offset);
        }
    }
    std::ranges::sort(offsets);
    if (offsets.empty()) {
        offsets.emplace_back();
    }
    return offsets;
}

/// The last seven days that are over in every account: the westernmost has the earliest yesterday.
void suggest_range(ReportView& view, const std::vector<UtcOffset>& offsets, Instant now) {
    const auto last = offsets.front().day_of(now).plus(-1);
    view.from = last.plus(1 - suggested_days).text();
    view.to = last.text();
}

std::string days_note(const std::vector<UtcOffset>& offsets) {
    if (offsets.front() == offsets.back()) {
        return fmt::format("Days are the account's own ({}). The range offered ends yesterday.",
                           offsets.front().text());
    }
    return fmt::format("Days are each account's own, from {} to {}. The range offered ends with "
                       "the last day that is over in all of them.",
                       offsets.front().text(), offsets.back().text());
}

void offer_accounts(ReportView& view, const Accounts& accounts, const ReportQuestion& question) {
    for (const auto& [id, facts] : accounts) {
        const bool on = question.accounts.empty() ||
                        std::ranges::find(question.accounts, id.text()) != question.accounts.end();
        view.accounts.push_back({id.text(), facts.name, on});
    }
}

} // namespace

ReportView load_report(const Visit& visit, const StaffFrame& /*frame*/) {
    const auto now = visit.shop.clock.now();
    const auto question = ReportQuestion::of(visit.form);
    const bool form_sent = !question.from.empty();
    ReportView view;
    view.asked = !question.metrics.empty();
    view.dimensions = dimension_choices(form_sent ? &question.dimensions : nullptr);
    view.metrics = metric_choices(form_sent ? &question.metrics : nullptr);
    view.from = question.from;
    view.to = question.to;
    view.as_of = question.as_of;
    view.order = question.order;

    const auto accounts = load_account_facts(visit);
    if (!accounts) {
        view.trouble = to_trouble(accounts.error(), "The accounts could not be read",
                                  visit.request.request_id);
        return view;
    }
    offer_accounts(view, *accounts, question);
    const auto offsets = offsets_of(*accounts, question);
    view.days_note = days_note(offsets);
    // A moment needs one zone: the accounts' own when they share it.
    const auto zone = offsets.front() == offsets.back() ? offsets.front() : UtcOffset{};
    view.zone = zone.text();
    if (!form_sent) {
        suggest_range(view, offsets, now);
    }
    if (form_sent && question.metrics.empty()) {
        view.trouble = to_trouble({ErrorCode::invalid_input, "nothing was ticked under Show"},
                                  "The report was not made", visit.request.request_id);
    }
    if (!view.asked) {
        return view;
    }
    const auto answer = visit.call("reports.query", question.json(zone, most_rows));
    if (!answer) {
        view.trouble =
            to_trouble(answer.error(), "The report was not made", visit.request.request_id);
        return view;
    }
    read_report(view, *answer, question, zone);
    return view;
}

} // namespace bayme::web
