// SPDX-License-Identifier: LicenseRef-Bayme
#include "cli/answer.hpp"
#include "cli/suggestion.hpp"

#include <algorithm>
#include <ostream>

namespace bayme::cli {
namespace {

/// "a, b" and "a b" are two names as well: no name has a blank or a comma.
std::vector<std::string> names_in(const std::vector<std::string>& texts) {
    constexpr std::string_view between = ", \t";
    std::vector<std::string> names;
    for (const std::string_view text : texts) {
        for (auto at = text.find_first_not_of(between); at != text.npos;) {
            const auto end = std::min(text.find_first_of(between, at), text.size());
            names.emplace_back(text.substr(at, end - at));
            at = text.find_first_not_of(between, end);
        }
    }
    return names;
}

std::string query_of(const ReportArguments& arguments) {
    RequestBody query;
    query.list("dimensions", names_in(arguments.dimensions))
        .list("metrics", names_in(arguments.metrics))
        .list("advertiser_ids", names_in(arguments.advertisers))
        .list("order_by", names_in(arguments.order_by))
        .text("from", arguments.from)
        .text("to", arguments.to)
        .text("where", arguments.where)
        .text("as_of", arguments.as_of);
    if (arguments.limit > 0) {
        query.number("limit", arguments.limit);
    }
    return query.json();
}

std::string format_of(const Command& command) {
    if (!command.line.report.format.empty()) {
        return command.line.report.format;
    }
    return command.json() ? "json" : "table";
}

/// The table says itself where its figures come from; the other formats are for programs.
void warn(Command& command, std::string_view format, std::string_view worst) {
    if (format != "table" && format != "json" && worst != "complete") {
        const auto& asked = command.line.report;
        command.terminal.err << fmt::format(
            "Not every figure is complete: the worst account day is {}; `{}` shows which.\n", worst,
            suggestion(command,
                       fmt::format("ledger --cells --from {} --to {}", asked.from, asked.to)));
    }
}

/// Conversions of the last weeks are not all known yet.
void warn_of_growth(Command& command, std::string_view format, const std::string& from) {
    if (format != "json" && !from.empty()) {
        command.terminal.err << fmt::format("Conversions of days from {} on may still grow; `{}` "
                                            "shows how much is known.\n",
                                            from, suggestion(command, "maturity --advertiser ID"));
    }
}

} // namespace

Result<int> report(Command& command) {
    BAYME_TRY(const auto connection, command.host.connect(command.line.common));
    const auto format = format_of(command);
    const auto body =
        fmt::format(R"({{"query":{},"format":"{}"}})", query_of(command.line.report), format);
    BAYME_TRY(const auto answer, connection->call("reports.export", body));
    BAYME_TRY(const auto exported, read_answer(answer));
    const auto text = text_at(exported, "text");
    command.terminal.out << text << (text.ends_with('\n') ? "" : "\n");
    warn(command, format, text_at(exported, "worst_cell"));
    warn_of_growth(command, format, text_at(exported, "growing_from"));
    return 0;
}

} // namespace bayme::cli
