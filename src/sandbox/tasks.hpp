// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/parameters.hpp"
#include "sandbox/world.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::sandbox {

enum class TaskKind { report, change_log };

/// Work that the platform does on its own time. What it finds is what was known when it was asked
/// for, whenever it is fetched.
struct Task {
    TaskKind kind = TaskKind::report;
    std::string id;
    std::string account;
    Parameters wanted;
    Seconds created = 0;
    Seconds starts = 0;
    Seconds ready = 0;
    bool canceled = false;

    /// QUEUING, PROCESSING, SUCCESS or CANCELED.
    [[nodiscard]] std::string_view status(Seconds now) const;
};

class Tasks {
public:
    explicit Tasks(std::uint64_t seed) : seed_(seed) {}

    const Task& add(TaskKind kind, std::string account, const Parameters& wanted, Seconds now);
    /// Nothing unless the account has such a task, and not after 30 days.
    [[nodiscard]] Task* find(TaskKind kind, std::string_view account, std::string_view id,
                             Seconds now);
    [[nodiscard]] Task* find(std::string_view id);

private:
    std::uint64_t seed_;
    std::vector<Task> tasks_;
};

} // namespace bayme::sandbox
