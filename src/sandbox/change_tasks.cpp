// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "sandbox/rules.hpp"
#include "sandbox/task_endpoints.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace bayme::sandbox {

namespace {

constexpr Seconds longest_span = 30 * day_length;

/// How the log names what the API calls by another name, and under which heading it counts.
struct MemberWords {
    std::string_view member;
    std::string_view object;
    std::string_view module;
    std::string_view operation;
};
constexpr std::array words{
    MemberWords{"operation_status", "On/Off Status", "STATUS", "STATUS"},
    MemberWords{"budget", "Budget", "BUDGET", "UPDATE"},
    MemberWords{"scheduled_budget", "Budget", "BUDGET", "UPDATE"},
    MemberWords{"campaign_name", "Name", "", "UPDATE"},
    MemberWords{"adgroup_name", "Name", "", "UPDATE"},
    MemberWords{"ad_name", "Name", "", "UPDATE"},
    MemberWords{"creative", "Creative", "", "UPDATE"},
    MemberWords{"targeting", "Targeting", "TARGETING", "UPDATE"},
    MemberWords{"bid", "Bid", "BIDDING_AND_OPTIMIZATION", "UPDATE"},
    MemberWords{"created", "Create", "", "CREATE"},
    MemberWords{"review", "Review", "", "AUDIT"},
};

const MemberWords& words_of(const Change& change) {
    const auto* const found = std::ranges::find(words, change.member, &MemberWords::member);
    return found == words.end() ? words.back() : *found;
}

std::string_view level_title(Level level) {
    return level == Level::campaign ? "Campaign" : level == Level::adgroup ? "Ad group" : "Ad";
}

std::string_view level_type(Level level) {
    return level == Level::campaign ? "CAMPAIGN" : level == Level::adgroup ? "ADGROUP" : "AD";
}

std::string_view shown_value(std::string_view value) {
    return value == "ENABLE"    ? "Enabled"
           : value == "DISABLE" ? "Paused"
           : value == "DELETE"  ? "Deleted"
                                : value;
}

bool wanted(const Task& task, const Change& change) {
    const auto& asked = task.wanted;
    const auto module = asked.text("module");
    const auto type = asked.text("object_type");
    const auto ids = asked.texts("object_ids");
    const auto operations = asked.texts("operation_types");
    const auto& name = words_of(change);
    const bool deletes = change.after == "DELETE";
    return change.at >= *read_time(asked.text("start_time")) &&
           change.at <= *read_time(asked.text("end_time")) && change.at <= task.created &&
           (module.empty() || module == name.module) &&
           (type.empty() || type == level_type(change.level)) &&
           (ids.empty() || std::ranges::find(ids, change.id) != ids.end()) &&
           (operations.empty() ||
            std::ranges::find(operations, deletes ? "DELETE" : name.operation) != operations.end());
}

std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char letter : text) {
        out.append(letter == '"' ? "\"\"" : std::string(1, letter));
    }
    return out + "\"";
}

std::string line_of(const Change& change, const std::string& app_id) {
    // Values arrive as the text of Python bytes, and times without seconds.
    const auto details = fmt::format(
        R"([{{"action": "Change ", "name": "{}", "before_after": [{{"before": {}, "after": {}}}]}}])",
        level_title(change.level), json_string(fmt::format("b'{}'", shown_value(change.before))),
        json_string(fmt::format("b'{}'", shown_value(change.after))));
    return fmt::format("{},{},{},{},{},{},{},{}\r\n", time_text(change.at).substr(0, 16),
                       level_title(change.level), change.id, words_of(change).object,
                       change.operator_mail, change.source,
                       change.source == "Marketing API" ? app_id : "", in_quotes(details));
}

/// As Python writes bytes: what is not plain ASCII and every backslash, quote and line end escaped.
std::string python_bytes(std::string_view text) {
    std::string out = "b'";
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (letter == '\r' || letter == '\n') {
            out += letter == '\r' ? "\\r" : "\\n";
        } else if (letter == '\'' || letter == '\\') {
            out += fmt::format("\\{}", letter);
        } else if (byte < 0x20 || byte > 0x7E) {
            out += fmt::format("\\x{:02x}", byte);
        } else {
            out.push_back(letter);
        }
    }
    return out + "'";
}

std::string file_of(const Platform& platform, const Task& task) {
    std::string lines;
    std::array<std::size_t, 4> counts{};
    const auto account = platform.world.account_index.at(task.account);
    for (const auto& change : platform.changes.all()) {
        if (change.account != account || !wanted(task, change)) {
            continue;
        }
        const auto module = words_of(change).module;
        counts[0] += module == "BUDGET" ? 1 : 0;
        counts[1] += module == "BIDDING_AND_OPTIMIZATION" ? 1 : 0;
        counts[2] += module == "STATUS" ? 1 : 0;
        counts[3] += module == "TARGETING" ? 1 : 0;
        lines += line_of(change, platform.authority.app_id());
    }
    return fmt::format("Budget changes,{}\r\nBid changes,{}\r\nStatus changes,{}\r\n"
                       "Targeting changes,{}\r\n\r\nTime,log_object_type,Object ID,Object,"
                       "Operator,Source,App ID,Activity details\r\n{}",
                       counts[0], counts[1], counts[2], counts[3], lines);
}

} // namespace

Answer create_change_task(Platform& platform, const Call& call) {
    const auto from = *read_time(call.parameters.text("start_time"));
    const auto to = *read_time(call.parameters.text("end_time"));
    if (to < from || to - from > longest_span) {
        return invalid("end_time: after start_time, by at most 30 days.");
    }
    const auto& task = platform.tasks.add(
        TaskKind::change_log, call.parameters.text("advertiser_id"), call.parameters, call.now);
    return Answer{fmt::format(R"({{"task_id":{}}})", json_string(task.id))};
}

Answer check_change_task(Platform& platform, const Call& call) {
    const auto task = task_of(platform, call, TaskKind::change_log);
    if (!task) {
        return task.error();
    }
    const bool done = (*task)->status(call.now) == "SUCCESS";
    return Answer{fmt::format(R"({{"status":"{}"}})", done ? "SUCCESS" : "PROCESSING")};
}

Answer download_change_task(Platform& platform, const Call& call) {
    const auto task = task_of(platform, call, TaskKind::change_log);
    if (!task) {
        return task.error();
    }
    if ((*task)->status(call.now) != "SUCCESS") {
        return Answer{R"({"status":"PROCESSING"})"};
    }
    // JSON text in a member: the file's bytes as Python shows them, and its name.
    JsonWriter inner;
    inner.begin_object()
        .member("file_data", python_bytes(file_of(platform, **task)))
        .member("file_name", (*task)->id + ".csv")
        .end_object();
    return Answer{
        fmt::format(R"({{"changelog":{},"status":"SUCCESS"}})", json_string(inner.text()))};
}

} // namespace bayme::sandbox
