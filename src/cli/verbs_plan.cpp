// SPDX-License-Identifier: LicenseRef-Bayme
#include "cli/answer.hpp"
#include "cli/wait.hpp"

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
std::string next_step(const boost::json::value& plan) {
    const auto id = text_at(plan, "plan_id");
    const auto state = text_at(plan, "state");
    if (state == "approved" || state == "applying") {
        return fmt::format("It is being sent to TikTok. What came of it: bayme plan show {}\n", id);
    }
    if (state != "draft") {
        return {};
    }
    const auto needs = text_at(plan, "needs");
    if (needs == "second_person") {
        return fmt::format("Nothing is sent yet. A change this large needs a second person: "
                           "somebody else reviews it, then:\n  bayme plan approve {} --wait\n",
                           id);
    }
    return fmt::format("Nothing is sent yet. Review it, then:\n  bayme plan approve {}{} --wait\n",
                       id, needs == "confirmation" ? " --confirm" : "");
}

std::string field_in_words(const boost::json::value& step, std::string_view currency) {
    const auto field = text_at(step, "field");
    if (field == "operation_status") {
        return "status";
    }
    return currency.empty() ? field : fmt::format("{} {}", field, currency);
}

/// TikTok's words in those that its own screens use.
std::string in_words(const boost::json::value& step, std::string_view name) {
    auto value = text_at(step, name);
    if (text_at(step, "field") != "operation_status") {
        return value;
    }
    return value == "ENABLE" ? "active" : value == "DISABLE" ? "paused" : value;
}

void print_plan(std::ostream& out, const boost::json::value& plan) {
    out << fmt::format("Plan {}  {}  account {}\n", text_at(plan, "plan_id"),
                       text_at(plan, "state"), text_at(plan, "advertiser_id"));
    if (const auto title = text_at(plan, "title"); !title.empty()) {
        out << title << '\n';
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
        for (const auto* name : {"note", "message"}) {
            if (const auto text = text_at(step, name); !text.empty()) {
                out << fmt::format("{}: {}\n", text_at(step, "object_id"), text);
            }
        }
    }
    out << next_step(plan);
}

/// 3 for what is partly done or uncertain, 1 for what failed.
int exit_code_of(const boost::json::value& plan) {
    const auto state = text_at(plan, "state");
    return state == "partly" || state == "uncertain" ? 3 : state == "failed" ? 1 : 0;
}

Result<int> show(Command& command, const std::string& answer) {
    BAYME_TRY(const auto plan, read_answer(answer));
    if (command.json()) {
        command.terminal.out << answer << '\n';
    } else {
        print_plan(command.terminal.out, plan);
    }
    return exit_code_of(plan);
}

Result<int> one_plan(Command& command, std::string_view operation) {
    BAYME_TRY(const auto connection, command.host.connect(command.line.common));
    const auto body = RequestBody{}.text("plan_id", command.line.plan.id).json();
    BAYME_TRY(const auto answer, connection->call(operation, body));
    BAYME_TRY(const auto code, show(command, answer));
    // Looking at a plan that failed is no failure.
    return operation == "plans.show" ? 0 : code;
}

} // namespace

Result<int> plan_draft(Command& command) {
    BAYME_TRY(const auto connection, command.host.connect(command.line.common));
    BAYME_TRY(const auto answer, connection->call("plans.draft", draft_of(command.line.plan)));
    return show(command, answer);
}

Result<int> plan_approve(Command& command) {
    const auto& arguments = command.line.plan;
    BAYME_TRY(const auto connection, command.host.connect(command.line.common));
    const auto body =
        RequestBody{}.text("plan_id", arguments.id).flag("confirmed", arguments.confirm).json();
    BAYME_TRY(auto answer, connection->call("plans.approve", body));
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

Result<int> plan_list(Command& command) {
    const auto& arguments = command.line.plan;
    BAYME_TRY(const auto connection, command.host.connect(command.line.common));
    const auto body = RequestBody{}
                          .text("advertiser_id", arguments.advertiser)
                          .number("limit", arguments.limit)
                          .json();
    BAYME_TRY(const auto answer, connection->call("plans.list", body));
    if (command.json()) {
        command.terminal.out << answer << '\n';
        return 0;
    }
    BAYME_TRY(const auto list, read_answer(answer));
    TextTable table{{"ID", "ACCOUNT", "STATE", "DRAFTED", "TITLE"}};
    for (const auto& plan : list_at(list, "plans")) {
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
