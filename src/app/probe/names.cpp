// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/probe/answers.hpp"

#include <algorithm>
#include <array>

namespace bayme::app::probe {
namespace {

enum class Ids { none, same, other };

constexpr std::string_view word(Ids ids) {
    return ids == Ids::none   ? "no request_id"
           : ids == Ids::same ? "the same request_id"
                              : "another request_id";
}

/// One cell: an object made twice under one name, some time apart.
struct Cell {
    std::string_view level;
    Ids ids = Ids::none;
    std::chrono::seconds gap{0};
    std::string name = {};
    std::string first_id = {}; ///< request ids, not the object's
    std::string second_id = {};
    Heard first = {};
    Heard second = {};
    std::chrono::milliseconds made_at{0};
    std::chrono::milliseconds apart{0}; ///< really
};

/// What came of it. `unclear` when the first one was not made.
enum class Verdict { refused, first_again, second_object, unclear };

constexpr std::string_view word(Verdict verdict) {
    switch (verdict) {
    case Verdict::refused:
        return "refused";
    case Verdict::first_again:
        return "answered with the first one";
    case Verdict::second_object:
        return "a second object";
    case Verdict::unclear:
        break;
    }
    return "unclear";
}

std::string number(Random& random) {
    std::array<std::uint8_t, 8> bytes{};
    random.fill(bytes);
    std::uint64_t value = 0;
    for (const auto byte : bytes) {
        value = value << 8U | byte;
    }
    return fmt::to_string(value >> 2U | 1U);
}

std::vector<Cell> cells_of(const Workshop& workshop) {
    std::vector<Cell> cells;
    auto& random = workshop.caller().ports().random;
    for (const std::string_view level : {"campaign", "adgroup", "ad"}) {
        for (const auto ids : {Ids::none, Ids::same, Ids::other}) {
            for (const int gap : {1, 15, 600}) {
                if (level == "ad" && (ids != Ids::none || !workshop.has_creative())) {
                    continue;
                }
                Cell cell{.level = level, .ids = ids, .gap = std::chrono::seconds{gap}};
                cell.name = fmt::format("{} {} {} {} s", workshop.prefix(), level, word(ids), gap);
                if (ids != Ids::none) {
                    cell.first_id = number(random);
                    cell.second_id = ids == Ids::same ? cell.first_id : number(random);
                }
                cells.push_back(std::move(cell));
            }
        }
    }
    return cells;
}

Heard make(Workshop& workshop, const Cell& cell, const std::string& request_id) {
    if (cell.level == "campaign") {
        return workshop.create_campaign(cell.name, request_id);
    }
    return cell.level == "adgroup" ? workshop.create_adgroup(cell.name, request_id)
                                   : workshop.create_ads({cell.name});
}

void make_again(Workshop& workshop, Cell& cell) {
    const auto& caller = workshop.caller();
    const auto due = cell.made_at + cell.gap;
    if (due > caller.now()) {
        caller.wait(due - caller.now());
    }
    cell.apart = caller.now() - cell.made_at;
    cell.second = make(workshop, cell, cell.second_id);
}

/// The firsts in turn, each quick repeat at once; the others when they are due.
void fill(Workshop& workshop, std::vector<Cell>& cells) {
    std::vector<Cell*> later;
    for (auto& cell : cells) {
        cell.made_at = workshop.caller().now();
        cell.first = make(workshop, cell, cell.first_id);
        if (cell.gap == std::chrono::seconds{1}) {
            make_again(workshop, cell);
        } else {
            later.push_back(&cell);
        }
    }
    std::ranges::sort(later, {}, [](const Cell* cell) { return cell->made_at + cell->gap; });
    for (auto* cell : later) {
        make_again(workshop, *cell);
    }
}

std::string id_of(const Heard& heard, std::string_view level) {
    return level == "ad" ? heard.first("ad_ids") : heard.text(fmt::format("{}_id", level));
}

/// By what stands there, not by what was answered.
Verdict judge(const Cell& cell, const std::vector<std::string>& names) {
    const auto made = std::ranges::count(names, cell.name);
    if (!cell.first.ok() || made == 0 || made > 2) {
        return Verdict::unclear;
    }
    if (made == 2) {
        return Verdict::second_object;
    }
    if (cell.second.ok()) {
        return id_of(cell.first, cell.level) == id_of(cell.second, cell.level)
                   ? Verdict::first_again
                   : Verdict::unclear;
    }
    return cell.second.code ? Verdict::refused : Verdict::unclear;
}

struct Judged {
    Cell cell;
    Verdict verdict;
};

/// The verdict of all cells of a kind, when they agree.
std::optional<Verdict> agreed(const std::vector<Judged>& judged, std::string_view level, Ids ids,
                              bool quick_only) {
    std::optional<Verdict> found;
    for (const auto& [cell, verdict] : judged) {
        const bool counts = cell.level == level && cell.ids == ids &&
                            (!quick_only || cell.apart < std::chrono::seconds{10});
        if (counts && found && *found != verdict) {
            return std::nullopt;
        }
        found = counts ? std::optional{verdict} : found;
    }
    return found == Verdict::unclear ? std::nullopt : found;
}

void note(Answered& answer, std::string_view subject, std::string fact,
          const std::optional<Verdict>& verdict, std::array<std::string_view, 3> values) {
    answer.answer += fmt::format("{}{}: {}", answer.answer.empty() ? "" : "; ", subject,
                                 verdict ? word(*verdict) : "not clear");
    answer.settled = answer.settled && verdict.has_value();
    if (verdict) {
        answer.facts[std::move(fact)] = values.at(static_cast<std::size_t>(*verdict));
    }
}

} // namespace

Answered ask_names(Workshop& workshop) {
    auto cells = cells_of(workshop);
    workshop.caller().tell("making objects twice, some of them ten minutes apart");
    fill(workshop, cells);
    std::vector<Judged> judged;
    Answered answer{.settled = true, .answer = {}};
    for (const std::string_view level : {"campaign", "adgroup", "ad"}) {
        const auto names = workshop.names(level);
        for (const auto& cell : cells) {
            if (cell.level == level) {
                judged.push_back({cell, judge(cell, names)});
                answer.seen.push_back(fmt::format(
                    "{} again after {:.1f} s with {}: {} ({}{})", level,
                    std::chrono::duration<double>(cell.apart).count(), word(cell.ids),
                    word(judged.back().verdict), cell.second.word(),
                    cell.first.ok() ? "" : "; the first one was not made: " + cell.first.message));
            }
        }
    }
    constexpr std::array name_values{std::string_view{"refused"}, std::string_view{"answered"},
                                     std::string_view{"allowed"}};
    constexpr std::array id_values{std::string_view{"refused"}, std::string_view{"answered"},
                                   std::string_view{"ignored"}};
    note(answer, "a campaign's name again", "campaign_name_twice",
         agreed(judged, "campaign", Ids::none, false), name_values);
    note(answer, "an ad group's name again", "adgroup_name_twice",
         agreed(judged, "adgroup", Ids::none, false), name_values);
    if (workshop.has_creative()) {
        note(answer, "an ad's name again", "ad_name_twice", agreed(judged, "ad", Ids::none, false),
             name_values);
    } else {
        answer.answer += "; ads: not tried, the account has no ad to copy";
    }
    note(answer, "the same request_id within 10 s", "request_id_twice",
         agreed(judged, "campaign", Ids::same, true), id_values);
    note(answer, "another request_id", "name_with_other_id",
         agreed(judged, "campaign", Ids::other, false), name_values);
    return answer;
}

} // namespace bayme::app::probe
