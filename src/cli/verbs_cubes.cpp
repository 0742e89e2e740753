// SPDX-License-Identifier: LicenseRef-Bayme
#include "cli/ask.hpp"

#include <fmt/ranges.h>

#include <ostream>

namespace bayme::cli {
namespace {

std::string percent_of(const boost::json::value& price) {
    const auto permille = std::stoll(text_at(price, "share_permille"));
    return fmt::format("{}.{} %", permille / 10, permille % 10);
}

void print(Command& command, const boost::json::value& price) {
    TextTable table{{"CUBE", "FETCHED", "CALLS A DAY", "ACCOUNTS TOO LARGE", "NOT DELIVERED"},
                    {2, 3}};
    for (const auto& cube : list_at(price, "cubes")) {
        std::vector<std::string> metrics;
        for (const auto& metric : list_at(cube, "not_delivered")) {
            metrics.push_back(text_at(metric, ""));
        }
        table.add(
            {text_at(cube, "cube"), text_at(cube, "enabled") == "true" ? "yes" : "no",
             (text_at(cube, "rows_known") == "true" ? "" : ">= ") + text_at(cube, "calls_a_day"),
             text_at(cube, "accounts_left_out"), fmt::format("{}", fmt::join(metrics, ", "))});
    }
    table.print(command.terminal.out);
    const auto allowed = text_at(price, "allowed_a_day");
    command.terminal.out << (allowed == "0"
                                 ? fmt::format("{} calls a day\n", text_at(price, "calls_a_day"))
                                 : fmt::format("{} calls a day of {}: {}\n",
                                               text_at(price, "calls_a_day"), allowed,
                                               percent_of(price)));
}

Result<int> show(Command& command, std::string_view operation, const std::string& body) {
    BAYME_TRY(const auto price, ask(command, operation, body));
    if (price) {
        print(command, *price);
    }
    return 0;
}

Result<int> choose(Command& command, std::string_view operation) {
    return show(command, operation,
                RequestBody{}.text("cube", command.line.cubes.names.front()).json());
}

} // namespace

Result<int> cubes_list(Command& command) {
    return show(command, "cubes.list", "{}");
}

Result<int> cubes_price(Command& command) {
    return show(command, "cubes.price",
                RequestBody{}.list("cubes", command.line.cubes.names).json());
}

Result<int> cubes_enable(Command& command) {
    return choose(command, "cubes.enable");
}

Result<int> cubes_disable(Command& command) {
    return choose(command, "cubes.disable");
}

} // namespace bayme::cli
