// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bayme {

enum class FileMode : unsigned { owner_read = 0400, owner_read_write = 0600 };

struct FileFacts {
    unsigned mode = 0; ///< permission bits, such as 0400
    unsigned owner = 0;
    std::uintmax_t size = 0;
};

/// Files as the program sees them; tests inject faults such as a full disk. Safe from any thread.
/// Errors: not_found; forbidden; internal with reason "disk_full" or "io".
class FileSystem {
public:
    virtual ~FileSystem() = default;
    virtual Result<std::string> read(const std::filesystem::path& path) = 0;
    /// Writes a temporary file beside it, syncs it, renames it and syncs the folder: all or
    /// nothing.
    virtual Result<void> write(const std::filesystem::path& path, std::string_view text,
                               FileMode mode) = 0;
    virtual Result<FileFacts> facts(const std::filesystem::path& path) = 0;
    virtual Result<void> make_folder(const std::filesystem::path& path) = 0;
    virtual Result<std::vector<std::string>> list(const std::filesystem::path& folder) = 0;
    virtual Result<void> remove(const std::filesystem::path& path) = 0;
};

class SystemFiles final : public FileSystem {
public:
    Result<std::string> read(const std::filesystem::path& path) override;
    Result<void> write(const std::filesystem::path& path, std::string_view text,
                       FileMode mode) override;
    Result<FileFacts> facts(const std::filesystem::path& path) override;
    /// With mode 0700, parents included.
    Result<void> make_folder(const std::filesystem::path& path) override;
    Result<std::vector<std::string>> list(const std::filesystem::path& folder) override;
    Result<void> remove(const std::filesystem::path& path) override;
};

/// One process per data folder: holds an flock on a file until it dies.
class FolderLock {
public:
    /// @return conflict with the holder's pid in the message when another process has it.
    static Result<FolderLock> take(const std::filesystem::path& file);
    FolderLock(FolderLock&& other) noexcept;
    FolderLock& operator=(FolderLock&& other) noexcept;
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    ~FolderLock();

private:
    explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_ = -1;
};

} // namespace bayme
