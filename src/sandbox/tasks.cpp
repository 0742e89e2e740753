// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/tasks.hpp"

#include "sandbox/dice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace bayme::sandbox {

namespace {

constexpr Seconds task_life = 30 * day_length;

} // namespace

std::string_view Task::status(Seconds now) const {
    if (canceled) {
        return "CANCELED";
    }
    return now < starts ? "QUEUING" : now < ready ? "PROCESSING" : "SUCCESS";
}

const Task& Tasks::add(TaskKind kind, std::string account, const Parameters& wanted, Seconds now) {
    const auto luck = roll({seed_, 80, tasks_.size()});
    Task task;
    task.kind = kind;
    task.id = fmt::format("7{:018}", luck % 1'000'000'000'000'000'000);
    task.account = std::move(account);
    task.wanted = wanted;
    task.created = now;
    task.starts = now + static_cast<Seconds>(5 + luck % 20);
    task.ready = task.starts + static_cast<Seconds>(30 + mix(luck) % 150);
    return tasks_.emplace_back(std::move(task));
}

Task* Tasks::find(TaskKind kind, std::string_view account, std::string_view id, Seconds now) {
    auto* const task = find(id);
    const bool known = task != nullptr && task->kind == kind && task->account == account &&
                       now < task->created + task_life;
    return known ? task : nullptr;
}

Task* Tasks::find(std::string_view id) {
    const auto found = std::ranges::find(tasks_, id, &Task::id);
    return found == tasks_.end() ? nullptr : &*found;
}

} // namespace bayme::sandbox
