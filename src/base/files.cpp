// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/files.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace bayme {
namespace {

/// Closes when it goes out of scope.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor(Descriptor&&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() {
        if (number_ >= 0) {
            close(number_);
        }
    }
    [[nodiscard]] int get() const { return number_; }

private:
    int number_;
};

std::unexpected<Error> system_error(std::string_view what, const std::filesystem::path& path,
                                    int number) {
    const auto text =
        fmt::format("{} {}: {}", what, path.string(), std::generic_category().message(number));
    switch (number) {
    case ENOENT:
    case ENOTDIR:
        return fail(Error{ErrorCode::not_found, text});
    case EACCES:
    case EPERM:
    case EROFS:
        return fail(Error{ErrorCode::forbidden, text});
    case ENOSPC:
    case EDQUOT:
        return fail(Error{ErrorCode::internal, text}.because("disk_full"));
    default:
        return fail(Error{ErrorCode::internal, text}.because("io"));
    }
}

/// write(2) until all is out. @return the error number, 0 when done.
int write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const auto written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            return errno;
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

/// @return the error number, 0 when done.
int write_synced(const std::filesystem::path& path, std::string_view text, FileMode mode) {
    const Descriptor file{open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
                               static_cast<mode_t>(mode))};
    if (file.get() < 0) {
        return errno;
    }
    if (const int number = write_all(file.get(), text); number != 0) {
        return number;
    }
    return fsync(file.get()) == 0 ? 0 : errno;
}

int sync_folder(const std::filesystem::path& folder) {
    const Descriptor opened{open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    return opened.get() >= 0 && fsync(opened.get()) == 0 ? 0 : errno;
}

} // namespace

Result<std::string> SystemFiles::read(const std::filesystem::path& path) {
    const Descriptor file{open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file.get() < 0) {
        return system_error("cannot read", path, errno);
    }
    std::string text;
    std::array<char, 65536> buffer{};
    while (true) {
        const auto got = ::read(file.get(), buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return system_error("cannot read", path, errno);
        }
        if (got == 0) {
            return text;
        }
        text.append(buffer.data(), static_cast<std::size_t>(got));
    }
}

Result<void> SystemFiles::write(const std::filesystem::path& path, std::string_view text,
                                FileMode mode) {
    auto temporary = path;
    temporary += ".new";
    unlink(temporary.c_str());
    if (const int number = write_synced(temporary, text, mode); number != 0) {
        unlink(temporary.c_str());
        return system_error("cannot write", path, number);
    }
    if (rename(temporary.c_str(), path.c_str()) != 0) {
        const int number = errno;
        unlink(temporary.c_str());
        return system_error("cannot write", path, number);
    }
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."};
    if (const int number = sync_folder(folder); number != 0) {
        return system_error("cannot sync", folder, number);
    }
    return {};
}

Result<FileFacts> SystemFiles::facts(const std::filesystem::path& path) {
    struct stat found{};
    if (stat(path.c_str(), &found) != 0) {
        return system_error("cannot look at", path, errno);
    }
    return FileFacts{found.st_mode & 07777U, found.st_uid,
                     static_cast<std::uintmax_t>(found.st_size)};
}

Result<void> SystemFiles::make_folder(const std::filesystem::path& path) {
    if (path.has_parent_path() && !std::filesystem::exists(path.parent_path())) {
        BAYME_CHECK(make_folder(path.parent_path()));
    }
    if (mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) {
        return system_error("cannot make the folder", path, errno);
    }
    return {};
}

Result<std::vector<std::string>> SystemFiles::list(const std::filesystem::path& folder) {
    std::error_code error;
    std::vector<std::string> names;
    for (std::filesystem::directory_iterator entry{folder, error}, end; !error && entry != end;
         entry.increment(error)) {
        names.push_back(entry->path().filename().string());
    }
    if (error) {
        return system_error("cannot list", folder, error.value());
    }
    std::ranges::sort(names);
    return names;
}

Result<void> SystemFiles::remove(const std::filesystem::path& path) {
    if (unlink(path.c_str()) != 0) {
        return system_error("cannot remove", path, errno);
    }
    return {};
}

Result<FolderLock> FolderLock::take(const std::filesystem::path& file) {
    FolderLock lock{open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)};
    if (lock.descriptor_ < 0) {
        return system_error("cannot open", file, errno);
    }
    if (flock(lock.descriptor_, LOCK_EX | LOCK_NB) != 0) {
        std::array<char, 32> holder{};
        const auto got = pread(lock.descriptor_, holder.data(), holder.size() - 1, 0);
        return fail(Error{ErrorCode::conflict,
                          fmt::format("{} is in use by process {}", file.parent_path().string(),
                                      got > 0 ? holder.data() : "unknown")}
                        .because("folder_in_use"));
    }
    const auto pid = std::to_string(getpid());
    if (ftruncate(lock.descriptor_, 0) != 0 || write_all(lock.descriptor_, pid) != 0) {
        return system_error("cannot write", file, errno);
    }
    return lock;
}

FolderLock::FolderLock(FolderLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

FolderLock::~FolderLock() {
    if (descriptor_ >= 0) {
        close(descriptor_);
    }
}

} // namespace bayme
