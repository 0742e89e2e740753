// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/errors.hpp"
#include "base/text_width.hpp"
#include "cli/ask.hpp"
#include "cli/suggestion.hpp"
#include "cli/wait.hpp"

#include <algorithm>
#include <ostream>

namespace bayme::cli {
namespace {

std::string draft_of(const PlanArguments& arguments) {
    const bool is_budget = !arguments.budget.empty();
    std::string changes;
    for (const auto& object : arguments.objects) {
        changes += changes.empty() ? "" : ",";
        changes += RequestBody{}
                       .text("level", arguments.level)
                       .text("object_id", object)
                       .text("field", is_budget ? "budget" : "operation_status")
                       .text("value", is_budget ? arguments.budget : arguments.status)
                       .json();
    }
    auto body = RequestBody{}
                    .text("advertiser_id", arguments.advertiser)
                    .text("title", arguments.title)
                    .json();
    body.pop_back();
    return fmt::format("{},\"changes\":[{}]}}", body, changes);
}

/// What a person does next with a plan in this state; empty when nothing is left to do.
std::string next_step(const Command& command, const boost::json::value& plan) {
    const auto id = text_at(plan, "plan_id");
    const auto state = text_at(plan, "state");
    const auto type = [&](std::string_view verb, std::string_view options = "") {
        return suggestion(command, fmt::format("plan {} {}{}", verb, id, options));
    };
    if (state == "approved") {
        return fmt::format("It is being sent to TikTok. What came of it: {}\n", type("show"));
    }
    if (state == "stopped") {
        return fmt::format("It stopped before it was done. Go on where it was, or drop the rest:\n"
                           "  {}\n  {}\n",
                           type("resume", " --wait"), type("discard"));
    }
    if (state != "draft") {
        return {};
    }
    const auto needs = text_at(plan, "needs");
    if (needs == "second_person") {
        return fmt::format("Nothing is sent yet. {}\n", text_at(plan, "approval"));
    }
    return fmt::format("Nothing is sent yet. Review it, then:\n  {}\n",
                       type("approve", needs == "confirmation" ? " --confirm --wait" : " --wait"));
}

std::string field_in_words(const boost::json::value& step, std::string_view currency) {
    const auto field = text_at(step, "field");
    if (field == "operation_status") {
        return "status";
    }
    return currency.empty() ? field : fmt::format("{} {}", field, currency);
}

/// TikTok's words in those that its own screens use; a budget stays as it is.
std::string status_in_words(const std::string& value) {
    return value == "ENABLE" ? "active" : value == "DISABLE" ? "paused" : value;
}

std::string in_words(const boost::json::value& step, std::string_view name) {
    return status_in_words(text_at(step, name));
}

/// The stable words behind a sentence: " [code, reason, request id …]".
std::string proof(const boost::json::value& value, std::string_view code, std::string_view reason,
                  std::string_view request_id) {
    std::string words = text_at(value, code);
    if (const auto text = text_at(value, reason); !text.empty()) {
        words += (words.empty() ? "" : ", ") + text;
    }
    const auto request = request_id.empty() ? std::string{} : text_at(value, request_id);
    if (!request.empty()) {
        words += fmt::format("{}request id {}", words.empty() ? "" : ", ", request);
    }
    return words.empty() ? words : fmt::format(" [{}]", words);
}

void print_remarks(std::ostream& out, const boost::json::value& step) {
    const auto id = text_at(step, "object_id");
    if (const auto note = text_at(step, "note"); !note.empty()) {
        out << fmt::format("{}: {}\n", id, printable(note));
    }
    for (const auto& rival : list_at(step, "rivals")) {
        out << fmt::format("{}: the plan {} ({}, drafted by {}) changes its {} as well, to {}\n",
                           id, text_at(rival, "plan_id"), text_at(rival, "state"),
                           printable(text_at(rival, "drafted_by_name")), field_in_words(step, ""),
                           status_in_words(text_at(rival, "after")));
    }
    if (const auto message = text_at(step, "message"); !message.empty()) {
        out << fmt::format("{}: {}{}\n", id, printable(message),
                           proof(step, "code", "reason", "tiktok_request_id"));
    }
}

void print_plan(Command& command, const boost::json::value& plan) {
    auto& out = command.terminal.out;
    out << fmt::format("Plan {}  {}  account {}\n", text_at(plan, "plan_id"),
                       text_at(plan, "state"), text_at(plan, "advertiser_id"));
    if (const auto title = text_at(plan, "title"); !title.empty()) {
        out << printable(title) << '\n';
    }
    TextTable table{{"OBJECT", "NAME", "FIELD", "BEFORE", "AFTER", "STATE", "READ BACK"}};
    for (const auto& step : list_at(plan, "steps")) {
        table.add({fmt::format("{} {}", text_at(step, "level"), text_at(step, "object_id")),
                   text_at(step, "object_name"), field_in_words(step, text_at(plan, "currency")),
                   in_words(step, "before"), in_words(step, "after"), text_at(step, "state"),
                   in_words(step, "read_back")});
    }
    table.print(out);
    for (const auto& step : list_at(plan, "steps")) {
        print_remarks(out, step);
    }
    if (const auto why = text_at(plan, "stop.message"); !why.empty()) {
        out << fmt::format("Stopped: {}{}\n", printable(why),
                           proof(plan, "stop.code", "stop.reason", ""));
    }
    out << next_step(command, plan);
}

int exit_code_of(const std::string& code, const std::string& reason) {
    return api::exit_code({api::parse_error_code(code), "", reason});
}

/// 3 for what is partly done or uncertain; for what failed or stopped, what its first error says.
int exit_code_of(const boost::json::value& plan) {
    const auto state = text_at(plan, "state");
    const auto& steps = list_at(plan, "steps");
    if (state == "partly" || state == "uncertain") {
        return 3;
    }
    if (state == "stopped") {
        const bool partly = std::ranges::any_of(
            steps, [](const auto& step) { return text_at(step, "state") == "applied"; });
        return partly ? 3 : exit_code_of(text_at(plan, "stop.code"), text_at(plan, "stop.reason"));
    }
    if (state != "failed") {
        return 0;
    }
    const auto why = std::ranges::find_if(
        steps, [](const auto& step) { return !text_at(step, "code").empty(); });
    return why == steps.end() ? 1 : exit_code_of(text_at(*why, "code"), text_at(*why, "reason"));
}

Result<int> show(Command& command, const std::string& answer) {
    BAYME_TRY(const auto plan, read_answer(answer));
    if (command.json()) {
        command.terminal.out << answer << '\n';
    } else {
        print_plan(command, plan);
    }
    return exit_code_of(plan);
}

Result<int> one_plan(Command& command, std::string_view operation) {
    BAYME_TRY(const auto connection, command.host.connect(command.line.common));
    const auto body = RequestBody{}.text("plan_id", command.line.plan.id).json();
    BAYME_TRY(const auto answer, connection->call(operation, body));
    // Looking at a plan that failed, or dropping its rest, is no failure.
    BAYME_CHECK(show(command, answer));
    return 0;
}

/// Has a plan's job made, and waits for it where that was asked for.
Result<int> send_off(Command& command, std::string_view operation, const std::string& body) {
    const auto& arguments = command.line.plan;
    BAYME_TRY(const auto connection, command.host.connect(command.line.common));
    BAYME_TRY(auto answer, connection->call(operation, body));
    int unapplied = 0;
    if (arguments.wait) {
        BAYME_TRY(const auto plan, read_answer(answer));
        if (const auto job = text_at(plan, "job_id"); !job.empty()) {
            BAYME_TRY(const auto waited, wait_for_jobs(command, *connection, {job}));
            print_troubles(command, waited);
            unapplied = waited.exit_code();
        }
        const auto again = RequestBody{}.text("plan_id", arguments.id).json();
        BAYME_TRY(answer, connection->call("plans.show", again));
    }
    BAYME_TRY(const auto shown, show(command, answer));
    return shown != 0 ? shown : unapplied;
}

} // namespace

Result<int> plan_draft(Command& command) {
    BAYME_TRY(const auto connection, command.host.connect(command.line.common));
    BAYME_TRY(const auto answer, connection->call("plans.draft", draft_of(command.line.plan)));
    return show(command, answer);
}

Result<int> plan_approve(Command& command) {
    const auto& arguments = command.line.plan;
    return send_off(
        command, "plans.approve",
        RequestBody{}.text("plan_id", arguments.id).flag("confirmed", arguments.confirm).json());
}

Result<int> plan_resume(Command& command) {
    return send_off(command, "plans.resume",
                    RequestBody{}.text("plan_id", command.line.plan.id).json());
}

Result<int> plan_list(Command& command) {
    const auto& arguments = command.line.plan;
    const auto body = RequestBody{}
                          .text("advertiser_id", arguments.advertiser)
                          .number("limit", arguments.limit)
                          .json();
    BAYME_TRY(const auto list, ask(command, "plans.list", body));
    if (!list) {
        return 0;
    }
    TextTable table{{"ID", "ACCOUNT", "STATE", "DRAFTED", "TITLE"}};
    for (const auto& plan : list_at(*list, "plans")) {
        table.add({text_at(plan, "plan_id"), text_at(plan, "advertiser_id"), text_at(plan, "state"),
                   time_at(plan, "drafted_at"), text_at(plan, "title")});
    }
    table.print(command.terminal.out);
    return 0;
}

Result<int> plan_show(Command& command) {
    return one_plan(command, "plans.show");
}

Result<int> plan_discard(Command& command) {
    return one_plan(command, "plans.discard");
}

Result<int> plan_undo(Command& command) {
    return one_plan(command, "plans.undo");
}

} // namespace bayme::cli
