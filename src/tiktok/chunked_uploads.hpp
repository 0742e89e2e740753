// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"
#include "tiktok/platform.hpp"
#include "tiktok/values.hpp"

#include <filesystem>

namespace bayme::tiktok {

/// A file on its way: the id of the upload and the bytes TikTok wants next, the second number not
/// among them. Nothing is wanted any more when both are equal.
struct UploadSpan {
    OptionalText upload_id, file_name;
    std::optional<std::int64_t> start, end;
    std::vector<Unmodelled> unmodelled;
};

/// A file TikTok keeps for a day: its id goes into UploadedFile of tiktok/files.hpp.
struct StoredFile {
    std::string id;
    OptionalText name, signature;
    std::optional<Instant> created;
    std::optional<std::int64_t> size;
    std::vector<Unmodelled> unmodelled;
};

/// What is to be uploaded: `content_type` is image, video or music.
struct ChunkedFile {
    std::filesystem::path path = {};
    std::string content_type = {};
    OptionalText name = {}; ///< 1 to 100 characters; without one the file's is taken
};

/// Sends a file of 20 MB and more piece by piece, each with its MD5 [CONTRACT 5.4]: one upload may
/// take longer than TikTok waits for one call. Nothing is sent twice; an upload that was cut off is
/// simply begun again, the pieces sent before are forgotten.
/// @return invalid_input also for a file that is too small or cannot be read; unavailable with
///         reason "tiktok.shape" when TikTok wants bytes that do not follow.
Result<StoredFile> upload_in_chunks(Platform& platform, const CallContext& context,
                                    const SecretText& token, const ChunkedFile& file);

} // namespace bayme::tiktok
