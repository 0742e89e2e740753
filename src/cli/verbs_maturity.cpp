// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/money.hpp"
#include "cli/ask.hpp"

#include <ostream>

namespace bayme::cli {
namespace {

/// "79.4 %" of "0.793651"; empty for nothing.
std::string percent_at(const boost::json::value& value, std::string_view path) {
    const auto share = parse_micros(text_at(value, path));
    return share ? format_micros(*share * 100, 1) + " %" : std::string{};
}

std::string range_of(const boost::json::value& point) {
    const auto low = percent_at(point, "low");
    return low.empty() ? "too few days" : low + " to " + percent_at(point, "high");
}

/// "at its end", "6 h", "3 days".
std::string age_words(const std::string& hours) {
    const auto count = std::stoi(hours);
    return count == 0                       ? "at its end"
           : count >= 48 && count % 24 == 0 ? fmt::format("{} days", count / 24)
                                            : fmt::format("{} h", count);
}

void print_newest(std::ostream& out, const boost::json::value& answer) {
    if (list_at(answer, "newest").empty()) {
        return;
    }
    out << "\nKnown so far of the last days:\n";
    TextTable table{{"DAY", "METRIC", "ATTRIBUTION", "KNOWN", "8 OF 10 DAYS", "RESTS ON"}, {3, 5}};
    for (const auto& day : list_at(answer, "newest")) {
        table.add({text_at(day, "day"), text_at(day, "metric"), text_at(day, "attribution"),
                   percent_at(day, "share"), range_of(day), text_at(day, "days")});
    }
    table.print(out);
}

} // namespace

Result<int> maturity(Command& command) {
    const auto& arguments = command.line.maturity;
    const auto body = RequestBody{}
                          .text("advertiser_id", arguments.advertiser)
                          .list("metrics", arguments.metrics)
                          .text("by", arguments.by_attribution ? "attribution" : "")
                          .json();
    BAYME_TRY(const auto answer, ask(command, "maturity.show", body));
    if (!answer) {
        return 0;
    }
    auto& out = command.terminal.out;
    TextTable table{{"METRIC", "ATTRIBUTION", "AFTER THE DAY", "KNOWN", "8 OF 10 DAYS", "DAYS"},
                    {3, 5}};
    std::string final_after;
    for (const auto& curve : list_at(*answer, "curves")) {
        for (const auto& point : list_at(curve, "points")) {
            table.add({text_at(curve, "metric"), text_at(curve, "attribution"),
                       age_words(text_at(point, "hours")), percent_at(point, "share"),
                       range_of(point), text_at(point, "days")});
            final_after = text_at(curve, "final_after_days");
        }
    }
    if (final_after.empty()) {
        out << "No day is old enough yet: three days after the first whole day there is something "
               "to tell.\n";
        return 0;
    }
    out << fmt::format("Shares of what is known {} days after each day.\n\n", final_after);
    table.print(out);
    print_newest(out, *answer);
    return 0;
}

} // namespace bayme::cli
