// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"
#include "snapshots/snapshots.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace bayme::snapshots {

struct DuckDbOptions {
    /// 0 leaves the engine's own choice: all cores, 80 % of memory.
    int threads = 0;
    std::int64_t memory_megabytes = 0;
    /// The write-ahead log is folded into the file beyond this; a start after a crash replays it.
    int log_megabytes = 16;
};

/// Snapshots in one DuckDB file. Makes the file and its tables when they are missing and adds a
/// column for each new metric. Holds a lock on FILE.lock while it lives: opening a file twice,
/// in this process or another, is refused with conflict "folder_in_use". The engine is told to
/// open no other file and no connection.
Result<std::unique_ptr<Snapshots>> open_duckdb(const std::filesystem::path& file,
                                               const Clock& clock,
                                               const DuckDbOptions& options = {});

} // namespace bayme::snapshots
