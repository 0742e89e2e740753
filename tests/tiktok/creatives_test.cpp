// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/fake_wire.hpp"
#include "tiktok/identities.hpp"
#include "tiktok/portfolios.hpp"
#include "tiktok/posts.hpp"
#include "tiktok/samples.hpp"

#include <gtest/gtest.h>

namespace bayme::tiktok {
namespace {

class CreativesTest : public testing::Test, protected test::ClientOnFakeWire {
protected:
    static std::string url(std::string_view rest) {
        return fmt::format("https://business-api.tiktok.com/open_api/v1.3{}", rest);
    }
    void recorded(const char* name) {
        wire.answer(test::filled(test::read_text(*test::samples_folder() / name),
                                 {{"identity_id", "id1"}, {"display_name", "Bayme"}}));
    }
};

constexpr std::string_view page_of_one =
    R"("page_info":{"page":1,"page_size":20,"total_number":1,"total_page":1})";

TEST_F(CreativesTest, IdentitiesAreListedUnderTheirOwnName) {
    wire.data(fmt::format(R"({{"identity_list":[{{"identity_id":"i1","identity_type":"TT_USER",)"
                          R"("display_name":"Bayme","can_push_video":true}}],{}}})",
                          page_of_one));

    const auto page = identities(client, context, token,
                                 {.type = "TT_USER", .page = {.page = 1, .page_size = 20}});

    ASSERT_TRUE(page) << page.error();
    EXPECT_EQ(page->value.items[0].id, "i1");
    EXPECT_EQ(page->value.items[0].can_push_video, true);
    EXPECT_EQ(wire.sent[0].line,
              "GET " + url("/identity/get/?advertiser_id=7001&identity_type=TT_USER&page=1"
                           "&page_size=20"));
    EXPECT_EQ(identities(client, context, token, {.type = "BC_AUTH_TT"}).error().fields[0].path,
              "identity_authorized_bc_id");
}

TEST_F(CreativesTest, RecordedIdentitiesAreRead) {
    BAYME_NEEDS_SAMPLES();
    recorded("identity.info.json");
    recorded("identity.create.json");

    const auto one = identity(client, context, token, {.type = "TT_USER", .id = "id1"});
    const auto made =
        create_identity(client, context, token, {.display_name = "Bayme", .image_uri = "tos/1"});

    ASSERT_TRUE(one) << one.error();
    EXPECT_EQ(one->value.id, "id1");
    EXPECT_EQ(one->value.type, "TT_USER");
    EXPECT_EQ(one->value.display_name, "Bayme");
    EXPECT_EQ(one->value.available_status, "AVAILABLE");
    EXPECT_EQ(one->value.can_use_live_ads, true);
    EXPECT_EQ(one->value.is_gpppa, false);
    EXPECT_TRUE(one->value.unmodelled.empty());
    ASSERT_TRUE(made) << made.error();
    EXPECT_EQ(made->value.id, "IDENTITY_ID");
    EXPECT_EQ(wire.sent[1].body,
              R"({"advertiser_id":"7001","display_name":"Bayme","image_uri":"tos/1"})");
}

TEST_F(CreativesTest, ARecordedPostIsRead) {
    BAYME_NEEDS_SAMPLES();
    wire.answer(test::filled(test::read_text(*test::samples_folder() / "identity.video.info.json"),
                             {{"item_id", "7300"}}));

    const auto post =
        identity_post(client, context, token, {.type = "TT_USER", .id = "i1", .item_id = "7300"});

    ASSERT_TRUE(post) << post.error();
    EXPECT_EQ(post->value.item_id, "7300");
    EXPECT_EQ(post->value.status, "ITEM_STATUS_HESITATE_RECOMMEND");
    ASSERT_TRUE(post->value.video);
    EXPECT_EQ(post->value.video->duration, 1'600'000);
    EXPECT_EQ(post->value.video->width, 720);
    EXPECT_EQ(post->value.video->size, 244'797);
    EXPECT_EQ(post->value.authorisation, std::nullopt);
    EXPECT_TRUE(post->value.unmodelled.empty());
    EXPECT_TRUE(post->value.video->unmodelled.empty());
}

TEST_F(CreativesTest, PostsComeWithACursorAndSparkPostsWithTheirOwner) {
    wire.data(R"({"has_more":true,"cursor":"1657313235","video_list":[{"item_id":"1"}]})");
    wire.data(
        R"({"item_info":{"item_id":"2","new":1},"user_info":{"tiktok_name":"bayme"},)"
        R"("auth_info":{"ad_auth_status":"AUTHORIZED","auth_end_time":"2026-05-01 00:00:00"}})");

    const auto posts = identity_posts(client, context, token,
                                      {.type = "TT_USER", .id = "i1", .cursor = "5", .count = 20});
    const auto spark = spark_post(client, context, token, "#code+/=");

    ASSERT_TRUE(posts) << posts.error();
    EXPECT_EQ(posts->value.cursor, "1657313235");
    EXPECT_EQ(posts->value.has_more, true);
    EXPECT_EQ(posts->value.posts[0].item_id, "1");
    ASSERT_TRUE(spark) << spark.error();
    EXPECT_EQ(spark->value.post->item_id, "2");
    EXPECT_EQ(spark->value.post->unmodelled, (std::vector<Unmodelled>{{"new", "1"}}));
    EXPECT_EQ(spark->value.owner->name, "bayme");
    EXPECT_EQ(spark->value.authorisation->status, "AUTHORIZED");
    EXPECT_EQ(wire.sent[1].line,
              "GET " + url("/tt_video/info/?advertiser_id=7001&auth_code=%23code%2B%2F%3D"));
    EXPECT_EQ(identity_posts(client, context, token, {.type = "TT_USER", .id = "i", .count = 21})
                  .error()
                  .fields[0]
                  .path,
              "count");
}

TEST_F(CreativesTest, APortfolioIsMadeOfRecommendedCallsToAction) {
    wire.data(R"({"recommend_assets":[{"asset_ids":["201","202"],"asset_content":"Shop now"}]})");
    wire.data(R"({"creative_portfolio_id":"88"})");

    const auto advice = recommend_calls_to_action(
        client, context, token, {.new_version = true, .objective_type = "TRAFFIC"});
    ASSERT_TRUE(advice) << advice.error();
    const auto& first = advice->value.items[0];
    const auto made = create_portfolio(
        client, context, token,
        {.type = "CTA", .contents = {{.text = first.text, .asset_ids = first.asset_ids}}});

    ASSERT_TRUE(made) << made.error();
    EXPECT_EQ(made->value.id, "88");
    EXPECT_EQ(wire.sent[1].body,
              R"({"advertiser_id":"7001","creative_portfolio_type":"CTA","portfolio_content":[)"
              R"({"asset_content":"Shop now","asset_ids":["201","202"]}]})");
}

TEST_F(CreativesTest, RecordedPortfoliosAndABidAreRead) {
    BAYME_NEEDS_SAMPLES();
    wire.answer(
        test::filled(test::read_text(*test::samples_folder() / "creative.portfolio.list.json"),
                     {{"creative_portfolio_id", "88"}, {"image_id", "i1"}}));
    wire.data(R"({"bid":0.15})");

    const auto page = portfolios(client, context, token, {.filtering = {.types = {"CARD"}}});
    const auto bid = recommend_bid(client, context, token,
                                   {.objective_type = "TRAFFIC", .location_ids = {"6252001"}});

    ASSERT_TRUE(page) << page.error();
    ASSERT_EQ(page->value.items.size(), 2U);
    EXPECT_EQ(page->value.items[0].id, "88");
    EXPECT_EQ(page->value.items[0].type, "CARD");
    EXPECT_EQ(page->value.items[0].card_type, "IMAGE");
    EXPECT_EQ(page->value.info, (PageInfo{1, 100, 2, 1}));
    ASSERT_TRUE(bid) << bid.error();
    EXPECT_EQ(bid->value.bid, 150'000);
}

} // namespace
} // namespace bayme::tiktok
