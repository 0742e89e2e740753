// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/base64.hpp"
#include "base/text_width.hpp"
#include "cli/ask.hpp"

#include <fstream>
#include <ostream>
#include <sstream>

namespace bayme::cli {
namespace {

constexpr std::size_t largest_file = std::size_t{5} << 20U;

Result<std::string> bytes_of(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    std::ostringstream bytes;
    if (!in || !(bytes << in.rdbuf())) {
        return fail(ErrorCode::not_found, "{} cannot be read, or is empty", file.string());
    }
    auto text = std::move(bytes).str();
    if (text.size() > largest_file) {
        return fail(ErrorCode::invalid_input,
                    "{} has {} MB, at most 5 are compared at once: export fewer days or fewer "
                    "columns",
                    file.string(), text.size() >> 20U);
    }
    return text;
}

Result<std::string> body_of(const ReconcileArguments& arguments) {
    BAYME_TRY(const auto file, bytes_of(arguments.file));
    std::string columns;
    if (!arguments.columns.empty()) {
        BAYME_TRY(columns, bytes_of(arguments.columns));
    }
    return RequestBody{}
        .text("file_base64", to_base64(file))
        .text("columns", columns)
        .list("advertiser_ids", arguments.advertisers)
        .text("from", arguments.from)
        .text("to", arguments.to)
        .text("exported_at", arguments.exported_at)
        .flag("only_listed", arguments.only_listed)
        .number("limit", arguments.limit)
        .json();
}

void print_list(std::ostream& out, std::string_view lead, const boost::json::array& names) {
    if (names.empty()) {
        return;
    }
    out << lead;
    for (const auto& name : names) {
        out << (&name == names.data() ? " " : ", ") << text_at(name, "");
    }
    out << '\n';
}

void print_differences(std::ostream& out, const boost::json::value& answer) {
    TextTable table{{"LINE", "ACCOUNT", "OBJECT", "NAME", "DAY", "METRIC", "FILE", "HERE", "WHY"},
                    {0, 6, 7}};
    for (const auto& one : list_at(answer, "differences")) {
        const auto line = text_at(one, "line");
        table.add({line.empty() ? "-" : line, text_at(one, "advertiser_id"),
                   text_at(one, "object_id"), text_at(one, "name"), text_at(one, "day"),
                   text_at(one, "metric"), line.empty() ? "not listed" : text_at(one, "exported"),
                   text_at(one, "held").empty() ? "nothing" : text_at(one, "held"),
                   text_at(one, "reason")});
    }
    table.print(out);
    const auto shown = list_at(answer, "differences").size();
    if (text_at(answer, "different") != std::to_string(shown)) {
        out << fmt::format("{} of {} are shown; --limit shows more.\n", shown,
                           text_at(answer, "different"));
    }
    out << '\n';
    for (const auto& reason : list_at(answer, "reasons")) {
        out << fmt::format("{} {}: {}\n", text_at(reason, "cells"), text_at(reason, "reason"),
                           text_at(reason, "words"));
    }
}

void print(std::ostream& out, const boost::json::value& answer) {
    if (text_at(answer, "different") != "0") {
        print_differences(out, answer);
    }
    for (const auto& problem : list_at(answer, "problems")) {
        out << fmt::format("Line {} was not compared: {}\n", text_at(problem, "line"),
                           printable(text_at(problem, "text")));
    }
    print_list(out, "Columns we do not know:", list_at(answer, "unknown_columns"));
    print_list(out, "Not compared, since they do not add up over these days:",
               list_at(answer, "not_compared"));
    out << fmt::format(
        "{} to {}, {} rows: of {} cells {} equal, {} equal at the digits shown, {} different.\n",
        text_at(answer, "from"), text_at(answer, "to"), text_at(answer, "rows"),
        text_at(answer, "cells"), text_at(answer, "equal"), text_at(answer, "rounded"),
        text_at(answer, "different"));
}

} // namespace

Result<int> reconcile(Command& command) {
    BAYME_TRY(const auto body, body_of(command.line.reconcile));
    BAYME_TRY(const auto connection, command.host.connect(command.line.common));
    BAYME_TRY(const auto text, connection->call("reconcile.run", body));
    BAYME_TRY(const auto answer, read_answer(text));
    if (command.json()) {
        command.terminal.out << text << '\n';
    } else {
        print(command.terminal.out, answer);
    }
    return text_at(answer, "agrees") == "true" ? 0 : 3;
}

} // namespace bayme::cli
