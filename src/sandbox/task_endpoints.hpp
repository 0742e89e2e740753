// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/platform.hpp"

#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace bayme::sandbox {

// Reports and change logs that take their time [CONTRACT 6.2, 7.5].

/// The task that a call names. @return 40007 unless the account has such a task of this kind.
std::expected<Task*, Refusal> task_of(Platform& platform, const Call& call, TaskKind kind);

Answer create_report_task(Platform& platform, const Call& call);
Answer check_report_task(Platform& platform, const Call& call);
Answer cancel_report_task(Platform& platform, const Call& call);
Answer download_report_task(Platform& platform, const Call& call);

Answer create_change_task(Platform& platform, const Call& call);
Answer check_change_task(Platform& platform, const Call& call);
Answer download_change_task(Platform& platform, const Call& call);

struct ReportFile {
    std::string_view content_type;
    std::string body;
};
/// The file behind a download_url, while the link holds; `name` is what follows /report-file/.
std::optional<ReportFile> report_file(Platform& platform, std::string_view name, Seconds now);

} // namespace bayme::sandbox
