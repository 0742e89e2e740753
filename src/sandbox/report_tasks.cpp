// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "sandbox/report_endpoint.hpp"
#include "sandbox/rules.hpp"
#include "sandbox/sheets.hpp"
#include "sandbox/task_endpoints.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace bayme::sandbox {

namespace {

constexpr Seconds link_life = hour_length;
constexpr std::string_view forbidden_letters = "/\t\b@#$%^&*()[]";
constexpr std::array filters_of_tasks{"campaign_ids", "adgroup_ids", "ad_ids", "ad_ids_v2"};

std::optional<Refusal> task_refusal(const Parameters& wanted) {
    if (wanted.text("file_name").find_first_of(forbidden_letters) != std::string::npos) {
        return invalid("file_name: a letter that file names cannot have.");
    }
    for (const auto& filter : wanted.objects("filtering")) {
        if (std::ranges::find(filters_of_tasks, filter.text("field_name")) ==
            filters_of_tasks.end()) {
            return invalid(fmt::format("filtering: {} is not a field of report tasks.",
                                       filter.text("field_name")));
        }
    }
    return std::nullopt;
}

/// "ad_id" -> "Ad ID": what a translated header row looks like.
std::string title_of(std::string_view name) {
    std::string out;
    bool first = true;
    for (const char letter : name) {
        out.push_back(letter == '_' ? ' '
                      : first && letter >= 'a' && letter <= 'z'
                          ? static_cast<char>(letter - 'a' + 'A')
                          : letter);
        first = letter == '_';
    }
    return out.ends_with(" Id") ? out.substr(0, out.size() - 1) + "D" : out;
}

std::string value_text(const boost::json::value& value) {
    return value.is_string() ? std::string{value.get_string()}
           : value.is_null() ? std::string{}
                             : boost::json::serialize(value);
}

/// The rows as the synchronous report writes them, turned into lines.
std::string write_to(Sheet& sheet, Platform& platform, const Task& task) {
    const auto& account = *platform.world.find_account(task.account);
    const auto query = plan_report(platform, account, task.wanted, task.created, Limits::none);
    if (!query) {
        return {};
    }
    const bool titles = task.wanted.flag("enable_report_title_translation");
    Cells line;
    for (const auto* const list : {"dimensions", "metrics"}) {
        for (const auto& name : task.wanted.texts(list)) {
            line.push_back(titles ? title_of(name) : name);
        }
    }
    sheet.add(line);
    const auto as_of = query->as_of(task.created);
    for (const auto& row : run_report(platform.world, platform.delivery, *query, as_of)) {
        std::string text;
        append_row(text, platform.world, *query, row, task.created);
        const auto members = parse_json(text)->as_object();
        line.clear();
        for (const auto* const list : {"dimensions", "metrics"}) {
            for (const auto& name : task.wanted.texts(list)) {
                line.push_back(value_text(members.at(list).as_object().at(name)));
            }
        }
        sheet.add(line);
    }
    return sheet.take();
}

bool is_workbook(const Task& task) {
    return task.wanted.text("output_format") == "XLSX_DOWNLOAD";
}

std::string as_csv(Platform& platform, const Task& task) {
    CsvSheet sheet;
    return write_to(sheet, platform, task);
}

} // namespace

std::expected<Task*, Refusal> task_of(Platform& platform, const Call& call, TaskKind kind) {
    const auto id = call.parameters.text("task_id");
    auto* const task =
        platform.tasks.find(kind, call.parameters.text("advertiser_id"), id, call.now);
    if (task == nullptr) {
        return Refused{{40007, fmt::format("The task {} does not exist.", id)}};
    }
    return task;
}

Answer create_report_task(Platform& platform, const Call& call) {
    const auto id = account_asked(call);
    if (!id) {
        return id.error();
    }
    if (auto refusal = task_refusal(call.parameters)) {
        return *refusal;
    }
    const auto query = plan_report(platform, *platform.world.find_account(*id), call.parameters,
                                   call.now, Limits::none);
    if (!query) {
        return query.error();
    }
    const auto& task = platform.tasks.add(TaskKind::report, *id, call.parameters, call.now);
    return Answer{fmt::format(R"({{"task_id":{}}})", json_string(task.id))};
}

Answer check_report_task(Platform& platform, const Call& call) {
    const auto task = task_of(platform, call, TaskKind::report);
    if (!task) {
        return task.error();
    }
    return Answer{fmt::format(R"({{"status":"{}","message":""}})", (*task)->status(call.now))};
}

Answer cancel_report_task(Platform& platform, const Call& call) {
    const auto task = task_of(platform, call, TaskKind::report);
    if (!task) {
        return task.error();
    }
    if ((*task)->status(call.now) == "SUCCESS") {
        return invalid("The task is done and cannot be canceled.");
    }
    (*task)->canceled = true;
    return Answer{R"({"status":"CANCELED"})"};
}

Answer download_report_task(Platform& platform, const Call& call) {
    const auto found = task_of(platform, call, TaskKind::report);
    if (!found) {
        return found.error();
    }
    const auto& task = **found;
    if (task.status(call.now) != "SUCCESS") {
        return Refusal{40201, "The task is not ready."};
    }
    Answer answer;
    if (task.wanted.text("output_format") == "CSV_STRING") {
        answer.document = as_csv(platform, task);
        answer.headers = {{"Content-Type", "text/csv"}};
        return answer;
    }
    auto name = task.wanted.text("file_name");
    name = name.empty() ? task.id : name;
    const auto format = task.wanted.text("output_format");
    answer.data = fmt::format(R"({{"download_url":{},"file_name":{},"output_format":{}}})",
                              json_string(fmt::format("http://{}/report-file/{}/{}", call.host,
                                                      task.id, call.now + link_life)),
                              json_string(name + (is_workbook(task) ? ".xlsx" : ".csv")),
                              json_string(format));
    return answer;
}

std::optional<ReportFile> report_file(Platform& platform, std::string_view name, Seconds now) {
    const auto slash = name.find('/');
    if (slash == std::string_view::npos) {
        return std::nullopt;
    }
    Seconds until = 0;
    std::from_chars(name.data() + slash + 1, name.data() + name.size(), until);
    const auto* const task = platform.tasks.find(name.substr(0, slash));
    if (task == nullptr || task->kind != TaskKind::report || task->status(now) != "SUCCESS" ||
        now >= until) {
        return std::nullopt;
    }
    if (!is_workbook(*task)) {
        return ReportFile{"text/csv", as_csv(platform, *task)};
    }
    XlsxSheet sheet;
    return ReportFile{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                      write_to(sheet, platform, *task)};
}

} // namespace bayme::sandbox
