// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/families.hpp"

namespace bayme::tiktok::decoding {
namespace {

constexpr auto task_ref_table = std::to_array<Field<TaskRef>>({
    needed(text<&TaskRef::id>("task_id")),
});

constexpr auto task_state_table = std::to_array<Field<TaskState>>({
    text<&TaskState::status>("status"),
    text<&TaskState::message>("message"),
});

constexpr auto report_file_table = std::to_array<Field<ReportFile>>({
    text<&ReportFile::download_url>("download_url"),
    text<&ReportFile::file_name>("file_name"),
    text<&ReportFile::output_format>("output_format"),
});

constexpr auto change_log_file_table = std::to_array<Field<ChangeLogFile>>({
    text<&ChangeLogFile::status>("status"),
    text<&ChangeLogFile::text>("changelog"),
});

} // namespace

const FieldTable<TaskRef>& task_ref_fields() {
    static const FieldTable<TaskRef> fields{task_ref_table};
    return fields;
}

const FieldTable<TaskState>& task_state_fields() {
    static const FieldTable<TaskState> fields{task_state_table};
    return fields;
}

const FieldTable<ReportFile>& report_file_fields() {
    static const FieldTable<ReportFile> fields{report_file_table};
    return fields;
}

const FieldTable<ChangeLogFile>& change_log_file_fields() {
    static const FieldTable<ChangeLogFile> fields{change_log_file_table};
    return fields;
}

} // namespace bayme::tiktok::decoding
