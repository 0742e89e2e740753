// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/text_width.hpp"
#include "cli/ask.hpp"

#include <ostream>

namespace bayme::cli {
namespace {

constexpr std::size_t widest_value = 40;

/// Whose change it was, or why nobody is named.
std::string author_of(const boost::json::value& line) {
    const auto authorship = text_at(line, "authorship");
    if (authorship == "known") {
        const auto tool = text_at(line, "tool");
        return tool.empty() ? text_at(line, "author")
                            : fmt::format("{}, {}", text_at(line, "author"), tool);
    }
    return authorship == "computed" ? "TikTok works it out" : "not known";
}

/// The minute of the log, or the two looks it lies between.
std::string when(const boost::json::value& line) {
    if (const auto exact = time_at(line, "changed_at"); !exact.empty()) {
        return exact;
    }
    const auto earlier = time_at(line, "earlier_seen_at");
    const auto seen = time_at(line, "seen_at");
    return earlier.empty() ? "by " + seen : fmt::format("{} to {}", earlier, seen);
}

void print_review(std::ostream& out, const boost::json::value& history) {
    if (text_at(history, "review.status").empty()) {
        return;
    }
    out << fmt::format("{:<12}{} (read {})\n", "review", text_at(history, "review.status"),
                       time_at(history, "review.read_at"));
    for (const auto& one : list_at(history, "review.rejections")) {
        for (const auto& reason : list_at(one, "reasons")) {
            out << fmt::format("{:<12}{}\n", "", printable(text_at(reason, "")));
        }
        if (const auto advice = text_at(one, "suggestion"); !advice.empty()) {
            out << fmt::format("{:<12}TikTok suggests: {}\n", "", printable(advice));
        }
    }
}

void print_object(std::ostream& out, const boost::json::value& history) {
    for (const auto* name : {"name", "level", "object_id", "operation_status", "status_words",
                             "budget", "created_at", "first_seen_at", "seen_at", "deleted_at"}) {
        if (const auto text = text_at(history, fmt::format("object.{}", name)); !text.empty()) {
            out << fmt::format("{:<18}{}\n", name, printable(text));
        }
    }
}

} // namespace

Result<int> objects_list(Command& command) {
    const auto& arguments = command.line.objects;
    const auto body = RequestBody{}
                          .text("advertiser_id", arguments.advertiser)
                          .text("level", arguments.level)
                          .text("parent_id", arguments.parent)
                          .flag("with_deleted", arguments.with_deleted)
                          .json();
    BAYME_TRY(const auto list, ask(command, "objects.list", body));
    if (!list) {
        return 0;
    }
    TextTable table{{"ID", "NAME", "SET TO", "STATE", "BUDGET", "SEEN"}};
    for (const auto& one : list_at(*list, "objects")) {
        table.add({text_at(one, "object_id"), fit(text_at(one, "name"), widest_value),
                   text_at(one, "operation_status"), text_at(one, "status_words"),
                   text_at(one, "budget"), time_at(one, "seen_at")});
    }
    table.print(command.terminal.out);
    return 0;
}

Result<int> objects_history(Command& command) {
    const auto& arguments = command.line.objects;
    const auto body = RequestBody{}
                          .text("advertiser_id", arguments.advertiser)
                          .text("level", arguments.level)
                          .text("object_id", arguments.id)
                          .json();
    BAYME_TRY(const auto history, ask(command, "objects.history", body));
    if (!history) {
        return 0;
    }
    auto& out = command.terminal.out;
    print_object(out, *history);
    print_review(out, *history);
    const auto changes = list_at(*history, "changes");
    if (changes.empty()) {
        out << "\nNo change was seen since the object was first listed.\n";
        return 0;
    }
    out << '\n';
    TextTable table{{"WHEN", "FIELD", "BEFORE", "AFTER", "BY"}};
    for (const auto& line : changes) {
        table.add({when(line), text_at(line, "field"), fit(text_at(line, "before"), widest_value),
                   fit(text_at(line, "after"), widest_value), author_of(line)});
    }
    table.print(out);
    const auto read_until = time_at(*history, "log_read_until");
    command.terminal.err << (read_until.empty()
                                 ? "TikTok's change log was not read yet: authors are not known.\n"
                                 : fmt::format("TikTok's change log was read up to {}.\n",
                                               read_until));
    return 0;
}

} // namespace bayme::cli
