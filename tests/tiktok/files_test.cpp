// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/files.hpp"

#include "support/scratch_folder.hpp"
#include "tiktok/chunked_uploads.hpp"
#include "tiktok/fake_wire.hpp"
#include "tiktok/samples.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace bayme::tiktok {
namespace {

class FilesTest : public testing::Test, protected test::ClientOnFakeWire {
protected:
    static std::string url(std::string_view rest) {
        return fmt::format("https://business-api.tiktok.com/open_api/v1.3{}", rest);
    }
    std::filesystem::path file(const std::string& name, const std::string& content) {
        const auto path = folder.path() / name;
        std::ofstream{path, std::ios::binary} << content;
        return path;
    }
    /// "name=value" of every part of a form, files by their name.
    std::vector<std::string> parts() {
        std::vector<std::string> list;
        for (const auto& part : wire.sent.back().parts) {
            list.push_back(part.name + "=" + (part.file.empty() ? part.value : part.file_name));
        }
        return list;
    }

    test::ScratchFolder folder;
};

TEST_F(FilesTest, AVideoFileIsSentAsAFormWithItsDigest) {
    wire.data(R"([{"video_id":"v07","size":3}])");
    const auto path = file("cut one.mp4", "abc");

    const auto video =
        upload_video(client, context, token, {.source = LocalFile{path}, .flaw_detect = true});

    ASSERT_TRUE(video) << video.error();
    EXPECT_EQ(video->value.id, "v07");
    EXPECT_EQ(video->value.size, 3);
    EXPECT_EQ(wire.sent[0].line, "POST " + url("/file/video/ad/upload/"));
    EXPECT_EQ(wire.sent[0].body, "");
    EXPECT_EQ(parts(), (std::vector<std::string>{"advertiser_id=7001", "upload_type=UPLOAD_BY_FILE",
                                                 "file_name=cut one.mp4",
                                                 // of RFC 1321
                                                 "video_signature=900150983cd24fb0d6963f7d28e17f72",
                                                 "flaw_detect=true", "video_file=cut one.mp4"}));
    EXPECT_EQ(wire.sent[0].parts.back().file, path);
}

TEST_F(FilesTest, AnImageFileIsSentUnderANameOfItsOwn) {
    wire.data(R"({"image_id":"ad-site/1","width":320})");

    const auto image =
        upload_image(client, context, token,
                     {.source = LocalFile{file("a.png", "abc")}, .file_name = "Cover 7"});

    ASSERT_TRUE(image) << image.error();
    EXPECT_EQ(image->value.id, "ad-site/1");
    EXPECT_EQ(parts(), (std::vector<std::string>{"advertiser_id=7001", "upload_type=UPLOAD_BY_FILE",
                                                 "file_name=Cover 7",
                                                 "image_signature=900150983cd24fb0d6963f7d28e17f72",
                                                 "image_file=Cover 7"}));
}

TEST_F(FilesTest, OtherSourcesAreSentAsJson) {
    wire.data(R"([{"video_id":"v1"}])");
    wire.data(R"([{"video_id":"v2"}])");
    wire.data(R"({"image_id":"i1"})");

    ASSERT_TRUE(upload_video(client, context, token,
                             {.source = FileUrl{"https://cdn.example/v.mp4"}, .file_name = "v"}));
    ASSERT_TRUE(upload_video(client, context, token, {.source = ExistingVideo{"v0"}}));
    ASSERT_TRUE(upload_image(client, context, token, {.source = UploadedFile{"f1"}}));

    EXPECT_EQ(wire.sent[0].body,
              R"({"advertiser_id":"7001","upload_type":"UPLOAD_BY_URL","file_name":"v",)"
              R"("video_url":"https://cdn.example/v.mp4"})");
    EXPECT_EQ(wire.sent[1].body,
              R"({"advertiser_id":"7001","upload_type":"UPLOAD_BY_VIDEO_ID","video_id":"v0"})");
    EXPECT_EQ(wire.sent[2].body,
              R"({"advertiser_id":"7001","upload_type":"UPLOAD_BY_FILE_ID","file_id":"f1"})");
    EXPECT_TRUE(wire.sent[2].parts.empty());
}

TEST_F(FilesTest, AnUploadThatCannotBeIsNotSent) {
    const auto field = [](const auto& call) {
        return call                          ? "sent"
               : call.error().fields.empty() ? call.error().reason
                                             : call.error().fields[0].path;
    };

    EXPECT_EQ(field(upload_video(client, context, token, {.source = LocalFile{"/no/such"}})),
              "http.no_file");
    EXPECT_EQ(field(upload_video(client, context, token, {.source = LocalFile{file("e", "")}})),
              "video_file");
    EXPECT_EQ(field(upload_image(client, context, token, {.source = FileUrl{"ftp://x/y"}})),
              "image_url");
    EXPECT_EQ(
        field(upload_video(client, context, token,
                           {.source = FileUrl{"https://x/y"}, .file_name = std::string(101, 'n')})),
        "file_name");
    EXPECT_TRUE(wire.sent.empty());
}

TEST_F(FilesTest, AnUploadIsSentOnceAndMayBeUncertain) {
    wire.failure("http.reset");
    wire.code(40900);
    wire.code(40911);
    const VideoUpload upload{.source = LocalFile{file("a.mp4", "abc")}};

    EXPECT_EQ(upload_video(client, context, token, upload).error().code, ErrorCode::uncertain);
    EXPECT_EQ(upload_video(client, context, token, upload).error().reason, "tiktok.40900");
    EXPECT_EQ(upload_video(client, context, token, upload).error().code, ErrorCode::conflict);
    EXPECT_EQ(wire.sent.size(), 3U);
}

TEST_F(FilesTest, AFileIsRenamedById) {
    BAYME_NEEDS_SAMPLES();
    wire.answer(test::read_text(*test::samples_folder() / "file.video.ad.update.json"));
    wire.answer(test::read_text(*test::samples_folder() / "file.image.ad.update.json"));

    EXPECT_TRUE(rename_video(client, context, token, "v07", "Spring"));
    EXPECT_TRUE(rename_image(client, context, token, "ad-site/1", "Spring"));

    EXPECT_EQ(wire.sent[0].line, "POST " + url("/file/video/ad/update/"));
    EXPECT_EQ(wire.sent[0].body,
              R"({"advertiser_id":"7001","video_id":"v07","file_name":"Spring"})");
    EXPECT_EQ(wire.sent[1].body,
              R"({"advertiser_id":"7001","image_id":"ad-site/1","file_name":"Spring"})");
}

/// A file of 20 MB and one byte: zeros without a place on the disk.
class ChunksTest : public FilesTest {
protected:
    static constexpr std::int64_t megabytes_20 = 20'971'520;

    std::filesystem::path path = [this] {
        const auto made = file("long.mp4", "abc");
        std::filesystem::resize_file(made, megabytes_20 + 1);
        return made;
    }();
    Result<StoredFile> upload() {
        return upload_in_chunks(client, context, token, {.path = path, .content_type = "video"});
    }
};

TEST_F(ChunksTest, ALargeFileIsSentPieceByPiece) {
    BAYME_NEEDS_SAMPLES();
    wire.answer(test::filled(test::read_text(*test::samples_folder() / "file.start.upload.json"),
                             {{"upload_id", "u1"}, {"file_name", "f"}, {"request_id", "r"}}));
    wire.data(R"({"start_offset":20971520,"end_offset":20971521})");
    wire.data(R"({"start_offset":20971521,"end_offset":20971521})");
    wire.answer(test::read_text(*test::samples_folder() / "file.finish.upload.json"));

    const auto stored = upload();

    ASSERT_TRUE(stored) << stored.error();
    EXPECT_EQ(stored->id, "444a00c2cdf498ffe4860045");
    EXPECT_EQ(stored->size, 1073741824);
    EXPECT_EQ(format_instant(*stored->created), "2021-01-13T09:49:54Z");
    ASSERT_EQ(wire.sent.size(), 4U);
    EXPECT_EQ(wire.sent[0].body, R"({"advertiser_id":"7001","size":20971521,)"
                                 R"("content_type":"video","name":"long.mp4"})");
    EXPECT_EQ(wire.sent[1].line, "POST " + url("/file/transfer/upload/"));
    EXPECT_EQ(wire.sent[1].parts.back().value.size(), 20971520U);
    EXPECT_TRUE(wire.sent[1].parts.back().value.starts_with("abc"));
    const auto& last = wire.sent[2].parts;
    ASSERT_EQ(last.size(), 5U);
    EXPECT_EQ(last[1].value, "u1");
    EXPECT_EQ(last[2].name, "signature");
    EXPECT_EQ(last[2].value, "93b885adfe0da089cdf634904fd59f71"); // of one zero byte
    EXPECT_EQ(last[3].value, "20971520");
    EXPECT_EQ(last[4].name, "file");
    EXPECT_EQ(last[4].file_name, "long.mp4");
    EXPECT_EQ(last[4].value, std::string(1, '\0'));
    EXPECT_EQ(wire.sent[3].body, R"({"advertiser_id":"7001","upload_id":"u1"})");
}

TEST_F(ChunksTest, WhatDoesNotFollowIsNotSent) {
    for (const auto* wanted :
         {R"("start_offset":0,"end_offset":0)", R"("start_offset":1,"end_offset":20971521)",
          R"("start_offset":0,"end_offset":99999999)", R"("start_offset":0,"end_offset":-1)"}) {
        wire.sent.clear();
        wire.data(fmt::format(R"({{"upload_id":"u1",{}}})", wanted));

        EXPECT_EQ(upload().error().reason, "tiktok.shape") << wanted;
        EXPECT_EQ(wire.sent.size(), 1U) << wanted;
    }
}

TEST_F(ChunksTest, ASmallFileGoesInOneCallInstead) {
    std::filesystem::resize_file(path, megabytes_20 - 1);

    EXPECT_EQ(upload().error().fields.at(0).path, "size");
    EXPECT_TRUE(wire.sent.empty());
}

TEST_F(FilesTest, SearchesByFilterAndPage) {
    wire.data(R"({"list":[{"video_id":"v1"}],"page_info":{"page":1,"page_size":20,)"
              R"("total_number":1,"total_page":1}})");
    wire.data(R"({"list":[],"page_info":{"page":1,"page_size":100,"total_number":0,)"
              R"("total_page":1}})");

    const auto videos = search_videos(client, context, token,
                                      {.filtering = {.name = "spring", .displayable = true},
                                       .page = {.page = 1, .page_size = 20}});
    const auto images = search_images(client, context, token, {});

    ASSERT_TRUE(videos) << videos.error();
    ASSERT_TRUE(images) << images.error();
    EXPECT_EQ(videos->value.items[0].id, "v1");
    EXPECT_EQ(wire.sent[0].line,
              "GET " + url("/file/video/ad/search/?advertiser_id=7001&filtering=%7B%22video_name"
                           "%22%3A%22spring%22%2C%22displayable%22%3Atrue%7D&page=1&page_size=20"));
    EXPECT_EQ(wire.sent[1].line,
              "GET " + url("/file/image/ad/search/?advertiser_id=7001&page=1&page_size=100"));
    EXPECT_EQ(search_images(client, context, token, {.page = {1, 1001}}).error().fields[0].path,
              "page_size");
}

TEST_F(FilesTest, ManyIdsAreAskedForInBatches) {
    wire.data(R"({"list":[{"video_id":"v1"}]})");
    wire.data(R"({"list":[{"video_id":"v2"}]})");
    const Texts ids(61, "v1");

    EXPECT_EQ(video_info(client, context, token, ids).error().fields[0].path, "video_ids");
    const auto videos = all_video_info(client, context, token, ids);

    ASSERT_TRUE(videos) << videos.error();
    EXPECT_EQ(videos->size(), 2U);
    EXPECT_EQ(wire.sent.size(), 2U);
    EXPECT_EQ(wire.sent[1].line,
              "GET " + url("/file/video/ad/info/?advertiser_id=7001&video_ids=%5B%22v1%22%5D"));
}

TEST_F(FilesTest, NamesAreCheckedManyAtATime) {
    wire.data(R"({"batch_results":[{"file_name":"a","duplicate":false},)"
              R"({"file_name":"b","duplicate":true,"duplicate_material_id":"7"}]})");
    const std::vector<FileName> names{{"a"}, {"b", FileKind::image}};

    const auto checks = check_file_names(client, context, token, names);

    ASSERT_TRUE(checks) << checks.error();
    EXPECT_EQ(checks->value.results[1].duplicate, true);
    EXPECT_EQ(checks->value.results[1].duplicate_material_id, "7");
    EXPECT_EQ(wire.sent[0].line,
              "GET " + url("/file/name/check/?advertiser_id=7001&files=%5B%7B%22file_name%22%3A%22a"
                           "%22%2C%22file_type%22%3A%22VIDEO%22%7D%2C%7B%22file_name%22%3A%22b%22"
                           "%2C%22file_type%22%3A%22IMAGE%22%7D%5D"));
}

TEST_F(FilesTest, CoversAreReadFromARecordedAnswer) {
    BAYME_NEEDS_SAMPLES();
    wire.answer(test::read_text(*test::samples_folder() / "file.video.suggestcover.json"));

    const auto covers = suggest_covers(client, context, token, "v1", 2);

    ASSERT_TRUE(covers) << covers.error();
    ASSERT_EQ(covers->value.items.size(), 2U);
    EXPECT_EQ(covers->value.items[1].id,
              "tos-useast2a-p-0000/36973f6fd2344c90a5889db57d743ac6_1584964597");
    EXPECT_EQ(covers->value.items[1].width, 560);
    EXPECT_EQ(covers->value.items[1].height, 320);
    EXPECT_TRUE(covers->value.items[1].unmodelled.empty());
    EXPECT_EQ(covers->facts.request_id, "2020032312235001018904922349195A66");
}

TEST_F(FilesTest, AVideoIsReadFromARecordedAnswer) {
    BAYME_NEEDS_SAMPLES();
    wire.answer(test::read_text(*test::samples_folder() / "file.video.ad.info.json"));

    const auto videos = video_info(client, context, token, {"v070331c0000bup3cb66kkoqaktb5psg"});

    ASSERT_TRUE(videos) << videos.error();
    ASSERT_EQ(videos->value.items.size(), 1U);
    const auto& video = videos->value.items[0];
    EXPECT_EQ(video.id, "v070331c0000bup3cb66kkoqaktb5psg");
    EXPECT_EQ(video.material_id, "6895633277416374000");
    EXPECT_EQ(video.duration, 5'312'000);
    EXPECT_EQ(video.bit_rate, 1'594'584);
    EXPECT_EQ(video.size, 1'058'804);
    EXPECT_EQ(video.allow_download, true);
    EXPECT_EQ(video.allowed_placements.size(), 4U);
    EXPECT_EQ(video.signature, "b24f08f569b73a33eec93edb8f4423e2");
    EXPECT_EQ(format_instant(video.created.value()), "2020-11-16T08:19:57Z");
    EXPECT_TRUE(video.unmodelled.empty());
}

} // namespace
} // namespace bayme::tiktok
