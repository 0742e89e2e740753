// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "storage/database.hpp"
#include "storage/job.hpp"

namespace bayme::storage {

// The order of read_job.
#define BAYME_JOB_COLUMNS                                                                          \
    "id, kind, requested_by, advertiser_id, state, priority, job_group, not_before, attempts, "    \
    "fence, cancel_asked, progress_done, progress_total, progress_text, error_code, "              \
    "error_reason, error_message, error_request_id, result, created_at, started_at, "              \
    "finished_at, unique_key, settled_as, settled_by, settled_at, settled_job_id"

/// A row of the job columns, with its arguments.
Result<Job> read_job(Transaction& tx, const Row& row);
Result<std::vector<Job>> read_jobs(Transaction& tx, const std::vector<Row>& rows);

/// Code, reason, message and request id, from the column `first` on.
Error read_job_error(const Row& row, std::size_t first);

} // namespace bayme::storage
