// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/md5.hpp"
#include "tiktok/calls/families.hpp"
#include "tiktok/decoding/families.hpp"
#include "tiktok/files.hpp"

#include <chrono>

namespace bayme::tiktok {
namespace calls {
namespace {

using std::chrono::minutes;

// CONTRACT 5.1, 5.2, 5.3.
constexpr std::uintmax_t largest_video = std::uintmax_t{500} << 20U;
constexpr std::uintmax_t largest_image = std::uintmax_t{50} << 20U;
constexpr std::int64_t longest_file_name = 100;

/// The members of both kinds of upload besides the file itself.
struct Form {
    std::string upload_type;
    OptionalText url, file_id, video_id, signature, file_name;
    std::optional<bool> is_third_party, flaw_detect, auto_fix_enabled, auto_bind_enabled;
};

constexpr auto video_form = std::to_array<Parameter<Form>>({
    text<&Form::upload_type>("upload_type"),
    text<&Form::file_name>("file_name").within(1, longest_file_name),
    text<&Form::signature>("video_signature"),
    text<&Form::url>("video_url"),
    text<&Form::file_id>("file_id"),
    text<&Form::video_id>("video_id"),
    flag<&Form::is_third_party>("is_third_party"),
    flag<&Form::flaw_detect>("flaw_detect"),
    flag<&Form::auto_fix_enabled>("auto_fix_enabled"),
    flag<&Form::auto_bind_enabled>("auto_bind_enabled"),
});
constexpr auto image_form = std::to_array<Parameter<Form>>({
    text<&Form::upload_type>("upload_type"),
    text<&Form::file_name>("file_name").within(1, longest_file_name),
    text<&Form::signature>("image_signature"),
    text<&Form::url>("image_url"),
    text<&Form::file_id>("file_id"),
});

struct NewName {
    std::string id, name;
};
template <const char* key>
constexpr auto new_name = std::to_array<Parameter<NewName>>({
    id<&NewName::id>(key).needed(),
    text<&NewName::name>("file_name").needed().within(1, longest_file_name),
});
constexpr char video_id[] = "video_id";
constexpr char image_id[] = "image_id";

constexpr Declaration<NewName, Acknowledged> video_rename{
    "file.video.ad.update", new_name<video_id>, decoding::acknowledged_answer()};
constexpr Declaration<NewName, Acknowledged> image_rename{
    "file.image.ad.update", new_name<image_id>, decoding::acknowledged_answer()};

constexpr Declaration<Form, Video> video_upload{"file.video.ad.upload", video_form,
                                                decoding::single_answer<decoding::video_fields>()};
constexpr Declaration<Form, Image> image_upload{"file.image.ad.upload", image_form,
                                                decoding::object_answer<decoding::image_fields>()};

void set_source(Form& form, const FileUrl& source) {
    form.upload_type = "UPLOAD_BY_URL";
    form.url = source.url;
}
void set_source(Form& form, const UploadedFile& source) {
    form.upload_type = "UPLOAD_BY_FILE_ID";
    form.file_id = source.id;
}
void set_source(Form& form, const ExistingVideo& source) {
    form.upload_type = "UPLOAD_BY_VIDEO_ID";
    form.video_id = source.id;
}
void set_source(Form& form, const LocalFile&) {
    form.upload_type = "UPLOAD_BY_FILE";
}

Result<void> check_source(const Form& form, std::string_view url_name) {
    if (form.url && !form.url->starts_with("http://") && !form.url->starts_with("https://")) {
        return over_limit(std::string{url_name}, "has to begin with http:// or https://");
    }
    return {};
}

Result<void> check_size(const std::filesystem::path& path, std::uintmax_t largest,
                        std::string_view part) {
    std::error_code unreadable;
    const auto size = std::filesystem::file_size(path, unreadable);
    if (unreadable) {
        return fail(Error{ErrorCode::invalid_input, fmt::format("{} cannot be read", path.string())}
                        .because("http.no_file"));
    }
    if (size == 0 || size > largest) {
        return over_limit(std::string{part},
                          fmt::format("{} bytes: TikTok takes 1 to {}", size, largest));
    }
    return {};
}

/// What the answer may take grows with the file: 100 kB a second at the least.
http::OutboundLimits limits_for(std::uintmax_t size) {
    http::OutboundLimits limits;
    limits.total += std::chrono::milliseconds{size / 100};
    limits.stall = std::chrono::seconds{60};
    return limits;
}

/// The same members as parts of a form, then the file.
template <typename Value>
Result<CallRequest> as_form(const Declaration<Form, Value>& declaration,
                            const AdvertiserId& advertiser, Form& form, const LocalFile& file,
                            std::string_view part, std::uintmax_t largest) {
    BAYME_CHECK(check_advertiser(advertiser));
    BAYME_CHECK(check_size(file.path, largest, part));
    BAYME_TRY(form.signature, http::md5_of_file(file.path));
    if (!form.file_name) {
        form.file_name = file.path.filename().string();
    }
    BAYME_CHECK(check_all(declaration.parameters, form, ""));
    CallRequest call{&tiktok::endpoint(declaration.endpoint), {}, {}};
    std::vector<http::QueryParameter> members{{"advertiser_id", advertiser.text()}};
    add_to_query(declaration.parameters, form, members);
    for (auto& member : members) {
        call.parts.push_back({.name = member.name, .value = member.value});
    }
    call.parts.push_back(
        {.name = std::string{part}, .file = file.path, .file_name = *form.file_name});
    call.limits = limits_for(std::filesystem::file_size(file.path));
    return call;
}

template <typename Value, typename Source>
Result<CallRequest> upload_call(const Declaration<Form, Value>& declaration,
                                const AdvertiserId& advertiser, Form& form, const Source& source,
                                std::string_view part, std::uintmax_t largest) {
    std::visit([&](const auto& one) { set_source(form, one); }, source);
    if (const auto* file = std::get_if<LocalFile>(&source)) {
        return as_form(declaration, advertiser, form, *file, part, largest);
    }
    BAYME_CHECK(check_source(form, part.starts_with("video") ? "video_url" : "image_url"));
    return prepare(declaration, advertiser, form);
}

template <typename Request, typename Value>
Declared with_file(const Declaration<Request, Value>& declaration, std::string_view part) {
    auto made = declared(declaration);
    made.parameters.push_back({std::string{part}, ParameterType::file, false});
    return made;
}

} // namespace

std::vector<Declared> upload_declarations() {
    return {with_file(video_upload, "video_file"), with_file(image_upload, "image_file"),
            declared(video_rename), declared(image_rename)};
}

} // namespace calls

Call<Video> upload_video(Platform& platform, const CallContext& context, const SecretText& token,
                         const VideoUpload& upload) {
    calls::Form form{.upload_type = {},
                     .url = {},
                     .file_id = {},
                     .video_id = {},
                     .signature = {},
                     .file_name = upload.file_name,
                     .is_third_party = upload.is_third_party,
                     .flaw_detect = upload.flaw_detect,
                     .auto_fix_enabled = upload.auto_fix_enabled,
                     .auto_bind_enabled = upload.auto_bind_enabled};
    BAYME_TRY(const auto call,
              calls::upload_call(calls::video_upload, context.advertiser, form, upload.source,
                                 "video_file", calls::largest_video));
    return calls::run(platform, context, token, calls::video_upload, call);
}

Call<Image> upload_image(Platform& platform, const CallContext& context, const SecretText& token,
                         const ImageUpload& upload) {
    calls::Form form;
    form.file_name = upload.file_name;
    BAYME_TRY(const auto call,
              calls::upload_call(calls::image_upload, context.advertiser, form, upload.source,
                                 "image_file", calls::largest_image));
    return calls::run(platform, context, token, calls::image_upload, call);
}

Call<Acknowledged> rename_video(Platform& platform, const CallContext& context,
                                const SecretText& token, std::string_view id,
                                std::string_view name) {
    return calls::run(platform, context, token, calls::video_rename,
                      calls::NewName{std::string{id}, std::string{name}});
}

Call<Acknowledged> rename_image(Platform& platform, const CallContext& context,
                                const SecretText& token, std::string_view id,
                                std::string_view name) {
    return calls::run(platform, context, token, calls::image_rename,
                      calls::NewName{std::string{id}, std::string{name}});
}

} // namespace bayme::tiktok
