// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/files.hpp"
#include "sandbox/recorder/exchange.hpp"

#include <mutex>
#include <string>
#include <vector>

namespace bayme::sandbox {

/// What one recording may take of the disk; beyond it exchanges are passed on and not kept.
struct RecordingLimits {
    std::int64_t exchanges = 50'000;
    std::size_t bytes = std::size_t{1} << 30U;
    /// Of one answer.
    std::size_t answer_bytes = std::size_t{16} << 20U;
};

/// A folder of exchanges without credentials and people: NNNNNN.json and NNNNNN.answer, mode 0600.
/// docs/guides/recording.md has the members. Safe from any thread.
class Recording {
public:
    /// Makes the folder. @return conflict when it holds something already.
    static Result<std::unique_ptr<Recording>> make(FileSystem& files, std::filesystem::path folder,
                                                   RecordingLimits limits = {});

    /// Redacts and writes. A credential that is seen for the first time is also taken out of what
    /// was written before.
    Result<void> add(Exchange exchange);
    /// How many were not kept because the recording was full.
    [[nodiscard]] std::int64_t left_out() const;

private:
    Recording(FileSystem& files, std::filesystem::path folder, RecordingLimits limits)
        : files_(files), folder_(std::move(folder)), limits_(limits) {}
    Result<void> rewrite_earlier();

    FileSystem& files_;
    std::filesystem::path folder_;
    RecordingLimits limits_;
    mutable std::mutex mutex_;
    Redactor redactor_;
    std::int64_t count_ = 0;
    std::int64_t left_out_ = 0;
    std::size_t bytes_ = 0;
};

/// The exchanges of a recording in their order, without their answers.
/// @return invalid_input naming the file that cannot be read, not_found for a folder without any.
Result<std::vector<Exchange>> read_recording(FileSystem& files,
                                             const std::filesystem::path& folder);
std::filesystem::path answer_file(const std::filesystem::path& folder, std::int64_t number);

} // namespace bayme::sandbox
