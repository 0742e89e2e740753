// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "cli/verbs.hpp"

#include <istream>
#include <ostream>

namespace bayme::cli {
namespace {

void write_steps(JsonWriter& out, const ProbeQuestion& question) {
    out.key("steps").begin_array();
    for (const auto& step : question.steps) {
        out.begin_object().member("call", step.call).member("says", step.says);
        out.member("count", static_cast<std::int64_t>(step.count)).member("learns", step.learns);
        out.end_object();
    }
    out.end_array();
    if (!question.by_hand.empty()) {
        out.member("by_hand", question.by_hand);
    }
}

void write_answer(JsonWriter& out, const ProbeQuestion& question) {
    out.key("settled").boolean(question.settled).member("answer", question.answer);
    out.key("seen").raw(json_array(question.seen)).key("facts").begin_object();
    for (const auto& [name, value] : question.facts) {
        out.member(name, value);
    }
    out.end_object();
}

std::string json_of(const ProbeReport& report, bool asked) {
    JsonWriter out;
    out.begin_object().member("host", report.host).key("may_write").boolean(report.may_write);
    out.member("quota", report.quota).key("sent").boolean(asked);
    out.key("questions").begin_array();
    for (const auto& question : report.questions) {
        out.begin_object().member("id", question.id).member("question", question.text);
        out.member("needs", question.needs);
        if (asked) {
            write_answer(out, question);
        } else {
            write_steps(out, question);
        }
        out.end_object();
    }
    return out.end_array().end_object().take();
}

void print_plan(std::ostream& out, const ProbeReport& report) {
    out << "This would be sent to " << report.host << ", and nothing is sent now.\n"
        << "Quota: " << report.quota << "\n";
    for (const auto& question : report.questions) {
        out << "\n"
            << question.id << ": " << question.text << "\n  with " << question.needs << "\n";
        for (const auto& step : question.steps) {
            out << fmt::format("  {:>3} x {}\n        {}\n        tells {}\n", step.count,
                               step.call, step.says, step.learns);
        }
        if (!question.by_hand.empty()) {
            out << "  by hand: " << question.by_hand << "\n";
        }
    }
    out << "\nSend the reads with --run, all of it with --write"
        << (report.may_write ? "" : " (refused here: this is not TikTok's test host)") << ".\n";
}

void print_answers(std::ostream& out, const ProbeReport& report) {
    for (const auto& question : report.questions) {
        out << question.id << ": " << question.text << "\n  "
            << (question.settled ? "settled: " : "not settled: ") << question.answer << "\n";
        for (const auto& seen : question.seen) {
            out << "    " << seen << "\n";
        }
    }
}

} // namespace

Result<int> probe(Command& command) {
    auto arguments = command.line.probe;
    arguments.run = arguments.run || arguments.write;
    if (arguments.auth_code == "-") {
        std::getline(command.terminal.in, arguments.auth_code);
    }
    const auto step = [&](std::string_view text) {
        if (!command.json()) {
            command.terminal.err << text << " …" << std::endl;
        }
    };
    if (!arguments.run && !(arguments.auth_code.empty() && arguments.callbacks.empty())) {
        return fail(ErrorCode::invalid_input,
                    "--auth-code and --callback need --run: nothing would be done with them");
    }
    const auto& common = command.line.common;
    BAYME_TRY(const auto report, arguments.run ? command.host.probe(common, arguments, step)
                                               : command.host.probe_plan(common, arguments));
    if (command.json()) {
        command.terminal.out << json_of(report, arguments.run) << '\n';
    } else if (arguments.run) {
        print_answers(command.terminal.out, report);
    } else {
        print_plan(command.terminal.out, report);
    }
    return 0;
}

} // namespace bayme::cli
