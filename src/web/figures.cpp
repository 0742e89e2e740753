// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace bayme::web {
namespace {

/// Commas between the thousands of the whole part.
std::string grouped(std::string_view number) {
    const bool negative = number.starts_with('-');
    number.remove_prefix(negative ? 1 : 0);
    const auto whole = std::min(number.find('.'), number.size());
    std::string out = negative ? "-" : "";
    for (std::size_t index = 0; index < whole; ++index) {
        if (index > 0 && (whole - index) % 3 == 0) {
            out += ',';
        }
        out += number[index];
    }
    out += number.substr(whole);
    return out;
}

std::string_view to_class(Tone tone) {
    switch (tone) {
    case Tone::ok:
        return "ok";
    case Tone::quiet:
        return "quiet";
    case Tone::busy:
        return "busy";
    case Tone::warn:
        return "warn";
    case Tone::bad:
        return "bad";
    }
    return "quiet";
}

} // namespace

std::string format_count(std::int64_t count) {
    return grouped(std::to_string(count));
}

std::string format_decimal(Micros micros, int decimals) {
    return grouped(format_micros(micros, decimals));
}

std::string format_amount(Micros micros, const Currency& currency) {
    return format_decimal(micros, currency.digits());
}

Html number_cell(const std::optional<std::string>& number, std::string_view extra_classes) {
    const auto names = fmt::format("number{}{}", extra_classes.empty() ? "" : " ", extra_classes);
    if (!number) {
        return element(
            "td", {classes(names), element("span", {classes("unset"), attribute("title", "not set"),
                                                    attribute("role", "img"),
                                                    attribute("aria-label", "not set"), "–"})});
    }
    return element("td", {classes(names), *number});
}

std::string format_clock(Instant moment, UtcOffset offset) {
    const auto local = moment + std::chrono::seconds{offset.seconds()};
    const auto since_midnight = local - std::chrono::floor<std::chrono::days>(local);
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(since_midnight).count();
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

std::string format_account_time(Instant moment, UtcOffset offset, Instant now) {
    const auto day = offset.day_of(moment);
    const bool today = day == offset.day_of(now);
    return fmt::format("{}{} account time ({})",
                       today ? std::string{} : format_short_day(day) + " ",
                       format_clock(moment, offset), offset.text());
}

std::string format_age(std::chrono::microseconds age) {
    const auto minutes = std::chrono::floor<std::chrono::minutes>(age).count();
    if (minutes < 1) {
        return "under 1 min";
    }
    if (minutes < 60) {
        return fmt::format("{} min", minutes);
    }
    if (minutes < 48 * 60) {
        return fmt::format("{} h {:02} min", minutes / 60, minutes % 60);
    }
    return fmt::format("{} days", minutes / (24 * 60));
}

std::string format_short_day(Day day) {
    static constexpr std::array<std::string_view, 12> months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::chrono::year_month_day date{day.sys()};
    return fmt::format("{} {}", static_cast<unsigned>(date.day()),
                       months.at(static_cast<unsigned>(date.month()) - 1));
}

std::string format_freshness(const Freshness& freshness) {
    if (!freshness.as_of) {
        return "No data fetched yet";
    }
    return fmt::format("Data as of {}, {} behind",
                       format_account_time(*freshness.as_of, freshness.offset, freshness.now),
                       format_age(freshness.now - *freshness.as_of));
}

CellState parse_cell_state(std::string_view text) {
    struct Seen {
        std::string_view name;
        CellState state;
    };
    static constexpr Seen states[] = {{"complete", CellState::complete},
                                      {"provisional", CellState::provisional},
                                      {"partial", CellState::partial},
                                      {"stale", CellState::stale},
                                      {"failed", CellState::failed}};
    const auto* found = std::ranges::find(states, text, &Seen::name);
    return found == std::end(states) ? CellState::never : found->state;
}

std::string_view to_words(CellState state) {
    switch (state) {
    case CellState::complete:
        return "complete";
    case CellState::provisional:
        return "so far";
    case CellState::partial:
        return "partial";
    case CellState::stale:
        return "stale";
    case CellState::failed:
        return "failed";
    case CellState::never:
        return "not fetched";
    }
    return "not fetched";
}

std::string_view explain(CellState state) {
    switch (state) {
    case CellState::complete:
        return "Every row was fetched and the totals agree.";
    case CellState::provisional:
        return "The day is not over, or not all about it is proven yet. It is fetched again every "
               "15 minutes and is final once it is closed and complete.";
    case CellState::partial:
        return "Some rows could not be fetched or the totals disagree. It is fetched again with "
               "the next run.";
    case CellState::stale:
        return "It is due to be fetched again. See Jobs.";
    case CellState::failed:
        return "The last fetch failed. See Jobs for the cause and the retry.";
    case CellState::never:
        return "Nothing has been fetched for this day yet. Start a sync.";
    }
    return "";
}

Html cell_mark(CellState state) {
    switch (state) {
    case CellState::complete:
        return {};
    case CellState::provisional:
        return status(Tone::busy, to_words(state), explain(state));
    case CellState::partial:
    case CellState::stale:
        return status(Tone::warn, to_words(state), explain(state));
    case CellState::failed:
        return status(Tone::bad, to_words(state), explain(state));
    case CellState::never:
        return status(Tone::quiet, to_words(state), explain(state));
    }
    return {};
}

Html status(Tone tone, std::string_view word, std::string_view explanation) {
    const Attribute title{"title", std::string{explanation}, !explanation.empty()};
    return element("span",
                   {classes(fmt::format("status {}", to_class(tone))), title,
                    element("span", {classes("dot"), attribute("aria-hidden", "true")}), word});
}

} // namespace bayme::web
