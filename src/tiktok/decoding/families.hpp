// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/change_log.hpp"
#include "tiktok/decoding/fields.hpp"
#include "tiktok/files.hpp"

namespace bayme::tiktok::decoding {

// The tables of the families that are functions over a Platform.
const FieldTable<Video>& video_fields();
const FieldTable<Image>& image_fields();
const FieldTable<Cover>& cover_fields();
const FieldTable<NameChecks>& name_checks_fields();

const FieldTable<TaskRef>& task_ref_fields();
const FieldTable<TaskState>& task_state_fields();
const FieldTable<ReportFile>& report_file_fields();
const FieldTable<ChangeLogFile>& change_log_file_fields();

} // namespace bayme::tiktok::decoding
