// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/files.hpp"

#include "tiktok/calls/families.hpp"
#include "tiktok/calls/lookups.hpp"
#include "tiktok/decoding/families.hpp"

#include <algorithm>

namespace bayme::tiktok {
namespace calls {
namespace {

// CONTRACT 5.3; PARAMETERS, /file/….
constexpr std::size_t most_videos = 60;
constexpr std::size_t most_images = 100;

struct FileNames {
    std::vector<FileName> files;
};
struct CoverRequest {
    std::string video_id;
    std::int64_t covers = 0;
};

constexpr auto video_ids = id_list("video_ids", most_videos);
constexpr auto image_ids = id_list("image_ids", most_images);

constexpr auto video_filter_parameters = std::to_array<Parameter<VideoFilter>>({
    ids<&VideoFilter::video_ids>("video_ids").within(1, 100),
    ids<&VideoFilter::material_ids>("material_ids").within(1, 20),
    text<&VideoFilter::name>("video_name"),
    texts<&VideoFilter::sources>("video_material_sources"),
    flag<&VideoFilter::displayable>("displayable"),
    whole<&VideoFilter::width>("width"),
    whole<&VideoFilter::height>("height"),
});

constexpr auto video_search_parameters =
    joined(std::to_array<Parameter<VideoSearch>>({
               object<&VideoSearch::filtering, video_filter_parameters>("filtering"),
           }),
           pages<&VideoSearch::page>);

constexpr auto image_filter_parameters = std::to_array<Parameter<ImageFilter>>({
    texts<&ImageFilter::image_ids>("image_ids").within(1, 100),
    ids<&ImageFilter::material_ids>("material_ids").within(1, 1000),
    flag<&ImageFilter::displayable>("displayable"),
    whole<&ImageFilter::width>("width"),
    whole<&ImageFilter::height>("height"),
});

constexpr auto image_search_parameters =
    joined(std::to_array<Parameter<ImageSearch>>({
               object<&ImageSearch::filtering, image_filter_parameters>("filtering"),
           }),
           pages<&ImageSearch::page>);

constexpr Parameter<FileName> kind_parameter() {
    Parameter<FileName> made{"file_type", ParameterType::text};
    made.given = [](const FileName&) {
        return true;
    };
    made.write = [](const FileName& file, JsonWriter& json) {
        json.string(file.kind == FileKind::video ? "VIDEO" : "IMAGE");
    };
    made.check = [](const FileName&, const std::string&, Bounds) {
        return Result<void>{};
    };
    return made;
}

constexpr auto file_name = std::to_array<Parameter<FileName>>({
    text<&FileName::name>("file_name").needed().within(1, 100),
    kind_parameter(),
});
constexpr auto name_parameters = std::to_array<Parameter<FileNames>>({
    each<&FileNames::files, file_name>("files").needed().within(1, 20),
});
constexpr auto cover_parameters = std::to_array<Parameter<CoverRequest>>({
    text<&CoverRequest::video_id>("video_id").needed(),
    whole<&CoverRequest::covers>("poster_number").within(1, 10),
});

using decoding::list_answer;
using decoding::page_answer;

constexpr Declaration<IdList, List<Video>> video_info{"file.video.ad.info", video_ids,
                                                      list_answer<decoding::video_fields>()};
constexpr Declaration<IdList, List<Image>> image_info{"file.image.ad.info", image_ids,
                                                      list_answer<decoding::image_fields>()};
constexpr Declaration<VideoSearch, Page<Video>> video_search{
    "file.video.ad.search", video_search_parameters, page_answer<decoding::video_fields>()};
constexpr Declaration<ImageSearch, Page<Image>> image_search{
    "file.image.ad.search", image_search_parameters, page_answer<decoding::image_fields>()};
constexpr Declaration<FileNames, NameChecks> name_check{
    "file.name.check", name_parameters, decoding::object_answer<decoding::name_checks_fields>()};
constexpr Declaration<CoverRequest, List<Cover>> covers{"file.video.suggestcover", cover_parameters,
                                                        list_answer<decoding::cover_fields>()};

/// Asks for as many ids at a time as one call takes; the lists are joined.
template <typename Object, typename Ask>
Result<std::vector<Object>> in_batches(const Texts& ids, std::size_t most, Ask&& ask) {
    std::vector<Object> all;
    for (std::size_t first = 0; first < ids.size(); first += most) {
        const auto last = std::min(ids.size(), first + most);
        const Texts some{ids.begin() + static_cast<std::ptrdiff_t>(first),
                         ids.begin() + static_cast<std::ptrdiff_t>(last)};
        BAYME_TRY(auto answer, ask(some));
        std::ranges::move(answer.value.items, std::back_inserter(all));
    }
    return all;
}

} // namespace

std::vector<Declared> file_declarations() {
    return {declared(video_info),   declared(image_info), declared(video_search),
            declared(image_search), declared(name_check), declared(covers)};
}

} // namespace calls

Call<List<Video>> video_info(Platform& platform, const CallContext& context,
                             const SecretText& token, const Texts& ids) {
    return calls::run(platform, context, token, calls::video_info, calls::IdList{ids});
}

Call<List<Image>> image_info(Platform& platform, const CallContext& context,
                             const SecretText& token, const Texts& ids) {
    return calls::run(platform, context, token, calls::image_info, calls::IdList{ids});
}

Result<std::vector<Video>> all_video_info(Platform& platform, const CallContext& context,
                                          const SecretText& token, const Texts& ids) {
    return calls::in_batches<Video>(ids, calls::most_videos, [&](const Texts& some) {
        return video_info(platform, context, token, some);
    });
}

Result<std::vector<Image>> all_image_info(Platform& platform, const CallContext& context,
                                          const SecretText& token, const Texts& ids) {
    return calls::in_batches<Image>(ids, calls::most_images, [&](const Texts& some) {
        return image_info(platform, context, token, some);
    });
}

Call<Page<Video>> search_videos(Platform& platform, const CallContext& context,
                                const SecretText& token, const VideoSearch& search) {
    return calls::run(platform, context, token, calls::video_search, search);
}

Call<Page<Image>> search_images(Platform& platform, const CallContext& context,
                                const SecretText& token, const ImageSearch& search) {
    return calls::run(platform, context, token, calls::image_search, search);
}

Call<NameChecks> check_file_names(Platform& platform, const CallContext& context,
                                  const SecretText& token, std::span<const FileName> names) {
    return calls::run(platform, context, token, calls::name_check,
                      calls::FileNames{{names.begin(), names.end()}});
}

Call<List<Cover>> suggest_covers(Platform& platform, const CallContext& context,
                                 const SecretText& token, std::string_view video_id, int covers) {
    return calls::run(platform, context, token, calls::covers,
                      calls::CoverRequest{std::string{video_id}, covers});
}

} // namespace bayme::tiktok
