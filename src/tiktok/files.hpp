// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"
#include "tiktok/client.hpp"

#include <filesystem>
#include <span>
#include <variant>

namespace bayme::tiktok {

/// A video of the account [CONTRACT 5.1, 5.3]. Right after an upload only the id may be there:
/// the rest comes within minutes.
struct Video {
    std::string id;
    OptionalText material_id, file_name, format, signature, definition;
    OptionalText video_cover_url, preview_url;
    std::optional<Instant> preview_url_expires, created, modified;
    OptionalText fix_task_id;
    Texts allowed_placements, flaw_types;
    std::optional<Micros> duration; ///< seconds
    std::optional<std::int64_t> width, height, size, bit_rate, fps;
    std::optional<bool> displayable, allow_download;
    std::vector<Unmodelled> unmodelled;
};

/// An image of the account [CONTRACT 5.2, 5.3]. Its id may contain slashes: it is no file name.
struct Image {
    std::string id;
    OptionalText material_id, file_name, format, signature, image_url, url;
    std::optional<Instant> created, modified;
    std::optional<std::int64_t> width, height, size;
    std::optional<bool> displayable, is_carousel_usable;
    std::vector<Unmodelled> unmodelled;
};

/// A frame TikTok suggests as the cover of a video: ads of one video need one.
struct Cover {
    std::string id;
    OptionalText url; ///< for an hour
    std::optional<std::int64_t> width, height;
    std::vector<Unmodelled> unmodelled;
};

/// Whether a file name is taken in the account.
struct NameCheck {
    OptionalText file_name;
    std::optional<bool> duplicate;
    OptionalText duplicate_material_id;
    std::vector<Unmodelled> unmodelled;
};

/// As many as were asked, in the order of the answer.
struct NameChecks {
    std::vector<NameCheck> results;
    std::vector<Unmodelled> unmodelled;
};

/// Which videos; all have to fit.
struct VideoFilter {
    Texts video_ids = {};
    Texts material_ids = {};
    OptionalText name = {}; ///< fuzzy
    Texts sources = {};
    std::optional<bool> displayable = {};
    std::optional<std::int64_t> width = {};
    std::optional<std::int64_t> height = {};
};

/// One page of the account's videos, of at most 1000; a hundred unless asked, because each brings
/// the addresses of its pictures.
struct VideoSearch {
    VideoFilter filtering = {};
    PageRequest page = {1, 100};
};

/// Which images; all have to fit.
struct ImageFilter {
    Texts image_ids = {};
    Texts material_ids = {};
    std::optional<bool> displayable = {};
    std::optional<std::int64_t> width = {};
    std::optional<std::int64_t> height = {};
};

/// One page of the account's images, as for videos.
struct ImageSearch {
    ImageFilter filtering = {};
    PageRequest page = {1, 100};
};

/// Where an upload comes from.
struct LocalFile {
    std::filesystem::path path;
};
struct FileUrl {
    std::string url;
};
/// Of the temporary upload; valid for a day.
struct UploadedFile {
    std::string id;
};
/// A video TikTok Ads Manager already has.
struct ExistingVideo {
    std::string id;
};

/// A file is sent with its MD5, at most 500 MB of video and 50 MB of image [CONTRACT 5.1, 5.2]. A
/// name is 1 to 100 characters and must be new to the account; without one the file's is taken.
struct VideoUpload {
    std::variant<LocalFile, FileUrl, UploadedFile, ExistingVideo> source;
    OptionalText file_name = {};
    std::optional<bool> is_third_party = {}, flaw_detect = {}, auto_fix_enabled = {};
    std::optional<bool> auto_bind_enabled = {};
};
struct ImageUpload {
    std::variant<LocalFile, FileUrl, UploadedFile> source;
    OptionalText file_name = {};
};

enum class FileKind { video, image };
/// A name to check before an upload.
struct FileName {
    std::string name = {};
    FileKind kind = FileKind::video;
};

/// Sent once: the same file again becomes another video. What is unclear is `uncertain`: search by
/// signature before trying again. Also invalid_input for a file that cannot be read or is too
/// large.
Call<Video> upload_video(Platform& platform, const CallContext& context, const SecretText& token,
                         const VideoUpload& upload);
Call<Image> upload_image(Platform& platform, const CallContext& context, const SecretText& token,
                         const ImageUpload& upload);

/// A name of 1 to 100 characters. TikTok puts the time behind one that is taken, so read it back.
/// Sent once; what is unclear is `uncertain`.
Call<Acknowledged> rename_video(Platform& platform, const CallContext& context,
                                const SecretText& token, std::string_view id,
                                std::string_view name);
Call<Acknowledged> rename_image(Platform& platform, const CallContext& context,
                                const SecretText& token, std::string_view id,
                                std::string_view name);

/// At most 60 videos, 100 images. Ids that cannot be used for ads are left out of the answer.
Call<List<Video>> video_info(Platform& platform, const CallContext& context,
                             const SecretText& token, const Texts& ids);
Call<List<Image>> image_info(Platform& platform, const CallContext& context,
                             const SecretText& token, const Texts& ids);
/// In batches the platform takes.
Result<std::vector<Video>> all_video_info(Platform& platform, const CallContext& context,
                                          const SecretText& token, const Texts& ids);
Result<std::vector<Image>> all_image_info(Platform& platform, const CallContext& context,
                                          const SecretText& token, const Texts& ids);

Call<Page<Video>> search_videos(Platform& platform, const CallContext& context,
                                const SecretText& token, const VideoSearch& search);
Call<Page<Image>> search_images(Platform& platform, const CallContext& context,
                                const SecretText& token, const ImageSearch& search);
/// 1 to 20 names.
Call<NameChecks> check_file_names(Platform& platform, const CallContext& context,
                                  const SecretText& token, std::span<const FileName> names);
/// 1 to 10 covers.
Call<List<Cover>> suggest_covers(Platform& platform, const CallContext& context,
                                 const SecretText& token, std::string_view video_id,
                                 int covers = 10);

} // namespace bayme::tiktok
