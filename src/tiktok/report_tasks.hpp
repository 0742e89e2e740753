// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"
#include "tiktok/client.hpp"

namespace bayme::tiktok {

/// What a task is asked for by.
struct TaskRef {
    std::string id;
    std::vector<Unmodelled> unmodelled;
};

/// How far a task is: QUEUING, PROCESSING, SUCCESS, FAILED, CANCELED.
struct TaskState {
    OptionalText status;
    OptionalText message; ///< why it failed
    std::vector<Unmodelled> unmodelled;
};

enum class ReportOutput {
    csv_text, ///< the rows come in the answer itself: no other host is asked
    csv_file,
    xlsx_file,
};

/// A report without limits of span and without the cut at 20,000 ads [CONTRACT 6.2]. Breakdowns,
/// metrics and ids are those of the request; its page size and totals mean nothing here.
struct ReportTaskDraft {
    ReportRequest report = {};
    ReportOutput output = ReportOutput::csv_text;
    OptionalText file_name = {}; ///< for the files: 1 to 255 characters
};

/// The rows as CSV, the first line with the names asked for; or where a file is, for an hour.
struct ReportFile {
    OptionalText csv;
    OptionalText download_url, file_name, output_format;
    std::vector<Unmodelled> unmodelled;
};

/// Not every app has these: see AllowlistedCall. A task is checked and read with the token that
/// created it, and kept for 30 days. Creating one twice makes two.
AllowlistedCall<TaskRef> create_report_task(Platform& platform, const CallContext& context,
                                            const SecretText& token, const ReportTaskDraft& draft);
AllowlistedCall<TaskState> check_report_task(Platform& platform, const CallContext& context,
                                             const SecretText& token, std::string_view task_id);
/// @return unavailable with reason "tiktok.40201" while it is not ready.
AllowlistedCall<ReportFile> download_report_task(Platform& platform, const CallContext& context,
                                                 const SecretText& token, std::string_view task_id);
AllowlistedCall<TaskState> cancel_report_task(Platform& platform, const CallContext& context,
                                              const SecretText& token, std::string_view task_id);

} // namespace bayme::tiktok
