// SPDX-License-Identifier: LicenseRef-Bayme
#include "create_fixture.hpp"
#include "form.hpp"
#include "sandbox/file_facts.hpp"
#include "sandbox/multipart.hpp"

namespace bayme::sandbox {

namespace {

TEST(FileFactsTest, Md5IsTheOneOfTheRfc) {
    EXPECT_EQ(md5_text(""), "d41d8cd98f00b204e9800998ecf8427e");
    EXPECT_EQ(md5_text("message digest"), "f96b697d7cb7938d525a2f31aaf161d0");
}

TEST(FileFactsTest, BytesTellWhatTheyAre) {
    const auto picture = look_at(png(640, 480));
    EXPECT_EQ(picture.format, "png");
    EXPECT_EQ(picture.width, 640);
    EXPECT_EQ(picture.height, 480);
    const auto video = look_at(mp4());
    EXPECT_TRUE(video.video);
    EXPECT_EQ(video.format, "mp4");
    EXPECT_EQ(video.width, 720);
    EXPECT_EQ(video.height, 1280);
    EXPECT_EQ(video.duration_ms, 5000);
    EXPECT_EQ(look_at("<html>").format, "");
    for (std::size_t cut = 0; cut < mp4().size(); ++cut) {
        look_at(std::string_view{mp4()}.substr(0, cut)); // never past the end
    }
}

TEST(MultipartTest, PartsComeInOrderWithTheirBytes) {
    const auto form = Form{}.field("a", "1\r\n2").file("b", "x.bin", std::string(3, '\0')).body();
    const auto parts = read_form(Form::content_type, form);
    ASSERT_TRUE(parts);
    ASSERT_EQ(parts->size(), 2U);
    EXPECT_EQ(parts->at(0).name, "a");
    EXPECT_EQ(parts->at(0).bytes, "1\r\n2");
    EXPECT_FALSE(parts->at(0).file_name);
    EXPECT_EQ(parts->at(1).file_name, "x.bin");
    EXPECT_EQ(parts->at(1).bytes, std::string_view("\0\0\0", 3));
}

TEST(MultipartTest, BrokenFormsAreRefused) {
    const auto whole = Form{}.field("a", "1").body();
    EXPECT_FALSE(read_form("application/json", whole));
    EXPECT_FALSE(read_form("multipart/form-data", whole)) << "no boundary";
    EXPECT_FALSE(read_form("multipart/form-data; boundary=other", whole));
    EXPECT_FALSE(read_form(Form::content_type, ""));
    for (std::size_t cut = 1; cut + 4 < whole.size(); ++cut) {
        EXPECT_FALSE(read_form(Form::content_type, whole.substr(0, cut))) << cut;
    }
}

class AssetsTest : public CreateTest {
protected:
    json::object upload(const std::string& kind, Form form) {
        form.field("advertiser_id", account_);
        http::Request request;
        request.method = http::Method::post;
        request.path = "/open_api/v1.3/file/" + kind + "/ad/upload/";
        request.headers = {{"Access-Token", token_},
                           {"Content-Type", std::string{Form::content_type}}};
        request.body = form.body();
        return parsed(sandbox_->answer_api(request));
    }
    static Form video(const std::string& name) {
        return Form{}.file("video_file", name, mp4()).field("video_signature", md5_text(mp4()));
    }
    json::object info(const std::string& video) {
        return get("file/video/ad/info",
                   {{"advertiser_id", account_}, {"video_ids", R"([")" + video + R"("])"}});
    }
};

TEST_F(AssetsTest, AVideoIsUsableOnceItIsTranscoded) {
    const auto answer = upload("video", video("hook.mp4"));
    ASSERT_EQ(code(answer), 0) << json::serialize(answer);
    const auto& made = answer.at("data").as_array().at(0);
    const auto id = text(made.at("video_id"));
    EXPECT_EQ(made.at("displayable"), false);
    EXPECT_TRUE(list(info(id)).empty());

    advance("5m");
    const auto shown = list(info(id));
    ASSERT_EQ(shown.size(), 1U);
    EXPECT_EQ(shown.at(0).at("width"), 720);
    EXPECT_EQ(shown.at(0).at("duration").to_number<double>(), 5.0);
    EXPECT_EQ(text(shown.at(0).at("signature")), md5_text(mp4()));
    EXPECT_EQ(shown.at(0).at("create_time"), "2026-03-01T12:00:00Z");
}

TEST_F(AssetsTest, WrongUploadsAreRefusedByCode) {
    const auto signature = md5_text(mp4());
    struct Case {
        const char* name;
        Form form;
        std::int64_t code;
    };
    const std::vector<Case> cases{
        {"no file", Form{}.field("video_signature", signature), 40002},
        {"no signature", Form{}.file("video_file", "a.mp4", mp4()), 40002},
        {"a wrong signature",
         Form{}.file("video_file", "a.mp4", mp4()).field("video_signature", "0"), 40900},
        {"an empty file",
         Form{}.file("video_file", "a.mp4", "").field("video_signature", md5_text("")), 40906},
        {"a picture as video",
         Form{}
             .file("video_file", "a.png", png(1, 1))
             .field("video_signature", md5_text(png(1, 1))),
         40908},
        {"a text as file", Form{}.field("video_file", "x").field("video_signature", "x"), 40002},
        {"an address that does not answer",
         Form{}.field("upload_type", "UPLOAD_BY_URL").field("video_url", "https://x.invalid/a.mp4"),
         40902},
        {"an address of a page",
         Form{}
             .field("upload_type", "UPLOAD_BY_URL")
             .field("video_url", "https://x.example/a.html"),
         40914},
        {"a file id of nobody", Form{}.field("upload_type", "UPLOAD_BY_FILE_ID"), 40905},
        {"a video of nobody",
         Form{}.field("upload_type", "UPLOAD_BY_VIDEO_ID").field("video_id", "v1"), 40053},
    };
    for (const auto& [name, form, expected] : cases) {
        const auto answer = upload("video", form);
        EXPECT_EQ(code(answer), expected) << name << ": " << json::serialize(answer);
    }
    ASSERT_EQ(code(upload("video", video("a.mp4"))), 0);
    EXPECT_EQ(code(upload("video", video("a.mp4"))), 40911) << "the name is taken";
    EXPECT_EQ(code(upload("video", video("b.mp4"))), 0) << "the same bytes are another video";
}

TEST_F(AssetsTest, AnImageShowsAllItsMembersAfterTenSeconds) {
    const auto answer = upload("image", Form{}
                                            .file("image_file", "a.png", png(750, 422))
                                            .field("image_signature", md5_text(png(750, 422))));
    ASSERT_EQ(code(answer), 0) << json::serialize(answer);
    const auto& made = answer.at("data").as_object();
    EXPECT_EQ(made.at("width"), 750);
    EXPECT_FALSE(made.contains("create_time"));

    advance("10s");
    const auto shown =
        get("file/image/ad/info", {{"advertiser_id", account_},
                                   {"image_ids", R"([")" + text(made.at("image_id")) + R"("])"}});
    EXPECT_EQ(list(shown).at(0).at("create_time"), "2026-03-01T12:00:00Z");
    const auto large = png(2000, 2000);
    EXPECT_EQ(
        code(upload(
            "image",
            Form{}.file("image_file", "b.png", large).field("image_signature", md5_text(large)))),
        40915);
}

TEST_F(AssetsTest, FilesAreSearchedRenamedAndDeleted) {
    const auto id =
        text(upload("video", video("hook.mp4")).at("data").as_array().at(0).at("video_id"));
    const auto search = [&](const std::string& filtering) {
        return list(
            get("file/video/ad/search", {{"advertiser_id", account_}, {"filtering", filtering}}));
    };
    EXPECT_EQ(search("{}").size(), 20U) << "the default page";
    EXPECT_EQ(text(search("{}").at(0).at("video_id")), id) << "newest first";
    EXPECT_EQ(search(R"({"video_name":"hook"})").size(), 1U);
    const auto duplicate = [&](const std::string& name) {
        return get("file/name/check",
                   {{"advertiser_id", account_}, {"file_name", name}, {"file_type", "VIDEO"}})
            .at("data")
            .at("duplicate");
    };
    EXPECT_EQ(duplicate("hook.mp4"), true);
    EXPECT_EQ(duplicate("hook2.mp4"), false);
    ASSERT_EQ(
        code(send_members("file/video/ad/update", {{"video_id", id}, {"file_name", "hook2.mp4"}})),
        0);
    EXPECT_EQ(duplicate("hook2.mp4"), true);

    const auto deleted =
        send_members("creative/asset/delete", {{"video_ids", {id, "v1"}}}).at("data");
    EXPECT_EQ(deleted.at("failed_video_ids"), json::value({"v1"}));
    EXPECT_TRUE(search(R"({"video_name":"hook"})").empty());
}

TEST_F(AssetsTest, AnAdNeedsFilesThatAreThere) {
    const auto adgroup = new_adgroup(new_campaign());
    const auto id =
        text(upload("video", video("hook.mp4")).at("data").as_array().at(0).at("video_id"));
    const auto create = [&](const Members& changes) {
        return code(
            send_members("ad/create", {{"adgroup_id", adgroup},
                                       {"creatives", json::array{with(creative(), changes)}}}));
    };
    EXPECT_EQ(create({{"video_id", "v1"}}), 40053);
    EXPECT_EQ(create({{"image_ids", {"nothing"}}}), 40905);
    EXPECT_EQ(create({{"identity_id", "17"}}), 40002);
    EXPECT_EQ(create({{"video_id", id}}), 40901);
    advance("5m");
    EXPECT_EQ(create({{"video_id", id}}), 0);

    const auto covers =
        get("file/video/suggestcover",
            {{"advertiser_id", account_}, {"video_id", id}, {"poster_number", "3"}});
    ASSERT_EQ(list(covers).size(), 3U);
    EXPECT_EQ(create({{"video_id", id}, {"image_ids", {text(list(covers).at(0).at("id"))}}}), 0);
}

TEST_F(AssetsTest, ASparkAdShowsAPostOfItsIdentity) {
    const auto identities =
        get("identity/get", {{"advertiser_id", account_}, {"identity_type", "TT_USER"}});
    const auto& identity = identities.at("data").at("identity_list").at(0);
    const auto query = Query{{"advertiser_id", account_},
                             {"identity_id", text(identity.at("identity_id"))},
                             {"identity_type", "TT_USER"}};
    const auto first = get("identity/video/get", query).at("data");
    EXPECT_EQ(first.at("video_list").as_array().size(), 20U);
    EXPECT_EQ(first.at("has_more"), true);
    auto next = query;
    next["cursor"] = text(first.at("cursor"));
    const auto second = get("identity/video/get", next).at("data");
    EXPECT_EQ(second.at("video_list").as_array().size(), 5U);
    EXPECT_EQ(second.at("has_more"), false);

    const auto post = text(first.at("video_list").at(0).at("item_id"));
    const Members spark{{"identity_type", "TT_USER"}, {"identity_id", identity.at("identity_id")},
                        {"tiktok_item_id", post},     {"video_id", nullptr},
                        {"image_ids", nullptr},       {"ad_text", nullptr}};
    const auto ad = new_ad(new_adgroup(new_campaign()), spark);
    EXPECT_EQ(text(found("ad", ad).at("tiktok_item_id")), post);
}

TEST_F(AssetsTest, APostIsAuthorisedByItsCode) {
    EXPECT_EQ(code(send_members("tt_video/authorize", {{"auth_code", "nothing"}})), 40002);
    ASSERT_EQ(code(send_members("tt_video/authorize", {{"auth_code", "#Ab3/def456="}})), 0);
    const auto posts = get("tt_video/list", {{"advertiser_id", account_}});
    ASSERT_EQ(list(posts).size(), 1U);
    const auto& info = list(posts).at(0);
    EXPECT_EQ(info.at("user_info").at("identity_type"), "AUTH_CODE");
    const auto shown =
        get("tt_video/info", {{"advertiser_id", account_}, {"auth_code", "#Ab3/def456="}});
    EXPECT_EQ(shown.at("data").at("item_info"), info.at("item_info"));
}

TEST_F(AssetsTest, APortfolioOfCallsToActionServesAnAd) {
    const auto calls = get("creative/cta/recommend", {{"advertiser_id", account_}});
    const auto made =
        send_members("creative/portfolio/create",
                     {{"creative_portfolio_type", "CTA"},
                      {"portfolio_content", calls.at("data").at("recommend_assets")}});
    ASSERT_EQ(code(made), 0) << json::serialize(made);
    const auto id = text(made.at("data").at("creative_portfolio_id"));
    const auto shown =
        get("creative/portfolio/get", {{"advertiser_id", account_}, {"creative_portfolio_id", id}});
    EXPECT_EQ(shown.at("data").at("portfolio_content"), calls.at("data").at("recommend_assets"));
    const auto listed = get("creative/portfolio/list", {{"advertiser_id", account_}});
    EXPECT_EQ(listed.at("data").at("creative_portfolios").as_array().size(), 1U);

    const auto adgroup = new_adgroup(new_campaign());
    new_ad(adgroup, {{"call_to_action", nullptr}, {"call_to_action_id", id}});
    const auto wrong = send_members(
        "ad/create", {{"adgroup_id", adgroup},
                      {"creatives", json::array{with(creative(), {{"call_to_action_id", "17"}})}}});
    EXPECT_EQ(code(wrong), 40002);
}

TEST_F(AssetsTest, IdentitiesAreCreatedAndDeleted) {
    const auto made = send_members("identity/create", {{"display_name", "Northwind"}});
    ASSERT_EQ(code(made), 0);
    const auto id = text(made.at("data").at("identity_id"));
    const auto shown = get(
        "identity/info",
        {{"advertiser_id", account_}, {"identity_type", "CUSTOMIZED_USER"}, {"identity_id", id}});
    EXPECT_EQ(shown.at("data").at("identity_info").at("display_name"), "Northwind");
    EXPECT_EQ(code(send_members("identity/delete", {{"identity_id", id}})), 0);
    EXPECT_EQ(code(send_members("identity/delete", {{"identity_id", id}})), 40007);
}

} // namespace

} // namespace bayme::sandbox
