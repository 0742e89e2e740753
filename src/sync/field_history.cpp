// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/field_history.hpp"

#include "base/money.hpp"
#include "tiktok/change_log.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace bayme::sync {
namespace {

using storage::FieldChange;
using storage::LoggedChange;

/// The log is exact to the minute, and clocks are not the same.
constexpr std::chrono::minutes slack{1};

struct Subject {
    std::string_view words; ///< of the log, lower case
    std::string_view field;
};
constexpr auto subjects = std::to_array<Subject>({
    {"on/off status", "operation_status"},
    {"on/off status", "deleted"},
    {"status", "operation_status"},
    {"delete", "deleted"},
    {"budget", "budget"},
    {"budget", "scheduled_budget"},
    {"budget mode", "budget_mode"},
    {"name", "name"},
    {"bid", "bid_price"},
    {"bid", "conversion_bid_price"},
    {"bid", "roas_bid"},
});
// What TikTok works out from other fields and from the time.
constexpr auto computed_fields = std::to_array<std::string_view>({"secondary_status"});
struct StatusWord {
    std::string_view shown;
    std::string_view status;
};
constexpr auto status_words = std::to_array<StatusWord>(
    {{"Enabled", "ENABLE"}, {"Paused", "DISABLE"}, {"Deleted", "DELETE"}});

std::string lower(std::string_view text) {
    std::string out{text};
    std::ranges::transform(out, out.begin(), [](unsigned char c) {
        return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    });
    return out;
}

/// The parts of "Budget, Schedule".
std::set<std::string> parts_of(std::string_view subject) {
    std::set<std::string> parts;
    while (!subject.empty()) {
        const auto comma = subject.find(',');
        auto part = subject.substr(0, comma);
        while (part.starts_with(' ')) {
            part.remove_prefix(1);
        }
        parts.insert(lower(part));
        subject = comma == std::string_view::npos ? std::string_view{} : subject.substr(comma + 1);
    }
    return parts;
}

bool is_about(const LoggedChange& change, std::string_view field) {
    const auto parts = parts_of(change.subject);
    auto as_words = lower(field);
    std::ranges::replace(as_words, '_', ' ');
    return parts.contains(as_words) || std::ranges::any_of(subjects, [&](const Subject& subject) {
               return subject.field == field && parts.contains(std::string{subject.words});
           });
}

bool same_value(std::string_view logged, const FieldChange& change) {
    if (change.field == "deleted") {
        return logged == "Deleted";
    }
    if (logged == change.after) {
        return true;
    }
    const auto* const word = std::ranges::find(status_words, logged, &StatusWord::shown);
    if (word != status_words.end()) {
        return word->status == change.after;
    }
    // "20 EUR"
    const auto left = parse_micros(logged.substr(0, logged.find(' ')));
    const auto right = parse_micros(change.after);
    return left && right && *left == *right;
}

bool lies_between_the_looks(const LoggedChange& logged, const FieldChange& change) {
    return change.earlier_seen_at && logged.changed_at >= *change.earlier_seen_at - slack &&
           logged.changed_at <= change.seen_at + slack;
}

using Candidates = std::vector<const LoggedChange*>;

/// The one that explains the change; nullptr when none does or several authors could have been it.
const LoggedChange* explanation(const FieldChange& change, const Candidates& fitting) {
    const auto one_author = [](const Candidates& from) -> const LoggedChange* {
        const bool agree = std::ranges::all_of(from, [&](const LoggedChange* one) {
            return one->author == from.front()->author && one->tool == from.front()->tool;
        });
        return from.empty() || !agree ? nullptr : from.back();
    };
    Candidates leaving;
    for (const auto* candidate : fitting) {
        const auto values = tiktok::values_after(candidate->details);
        if (std::ranges::any_of(values,
                                [&](const auto& value) { return same_value(value, change); })) {
            leaving.push_back(candidate);
        }
    }
    return one_author(leaving.empty() ? fitting : leaving);
}

HistoryLine line_of(const FieldChange& change) {
    HistoryLine line{.field = change.field,
                     .before = change.before,
                     .after = change.after,
                     .seen_at = change.seen_at,
                     .earlier_seen_at = change.earlier_seen_at};
    if (std::ranges::find(computed_fields, change.field) != computed_fields.end()) {
        line.authorship = Authorship::computed;
    }
    return line;
}

void name_author(HistoryLine& line, const LoggedChange& logged) {
    line.changed_at = logged.changed_at;
    line.authorship = logged.author.empty() ? Authorship::not_known : Authorship::known;
    line.author = logged.author;
    line.tool = logged.tool;
    line.app_id = logged.app_id;
}

HistoryLine line_of(const LoggedChange& logged) {
    HistoryLine line{.field = logged.subject, .seen_at = logged.changed_at, .only_logged = true};
    const auto before = tiktok::values_before(logged.details);
    const auto after = tiktok::values_after(logged.details);
    line.before = before.empty() ? "" : before.front();
    line.after = after.empty() ? "" : after.front();
    name_author(line, logged);
    return line;
}

} // namespace

std::string_view to_string(Authorship authorship) {
    switch (authorship) {
    case Authorship::known:
        return "known";
    case Authorship::computed:
        return "computed";
    case Authorship::not_known:
        break;
    }
    return "not_known";
}

std::vector<HistoryLine> join_history(const std::vector<FieldChange>& seen,
                                      const std::vector<LoggedChange>& logged) {
    std::vector<HistoryLine> lines;
    std::set<const LoggedChange*> shown;
    for (const auto& change : seen) {
        auto line = line_of(change);
        Candidates fitting;
        for (const auto& candidate : logged) {
            if (line.authorship != Authorship::computed && is_about(candidate, change.field) &&
                lies_between_the_looks(candidate, change)) {
                fitting.push_back(&candidate);
            }
        }
        if (const auto* found = explanation(change, fitting)) {
            name_author(line, *found);
            shown.insert(found);
        }
        lines.push_back(std::move(line));
    }
    for (const auto& change : logged) {
        if (!shown.contains(&change)) {
            lines.push_back(line_of(change));
        }
    }
    std::ranges::stable_sort(lines, [](const HistoryLine& left, const HistoryLine& right) {
        return left.changed_at.value_or(left.seen_at) > right.changed_at.value_or(right.seen_at);
    });
    return lines;
}

} // namespace bayme::sync
