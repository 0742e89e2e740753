// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/objects.hpp"

#include <gtest/gtest.h>

namespace bayme::tiktok::decoding {
namespace {

Result<Campaign> campaign(std::string_view json) {
    const auto tree = JsonTree::parse(json).value();
    return campaign_fields().read(tree.root(), "list[3]");
}

TEST(ObjectsTest, KeepUnknownMembersAndUnknownValues) {
    const auto read = campaign(
        R"({"campaign_id":18,"operation_status":"BRAND_NEW","new":{"a":[1.50]},"budget":1.5})");

    ASSERT_TRUE(read) << read.error();
    EXPECT_EQ(read->id, CampaignId{"18"});
    EXPECT_EQ(read->operation_status, "BRAND_NEW");
    EXPECT_EQ(read->unmodelled, (std::vector<Unmodelled>{{"new", R"({"a":[1.50]})"}}));
}

TEST(ObjectsTest, NeverGuessAValueOfAWrongType) {
    const auto read = campaign(
        R"({"campaign_id":"18","campaign_name":["x"],"budget":"much","create_time":"soon",)"
        R"("is_search_campaign":"maybe","special_industries":["a",null],"roas_bid":1e400})");

    ASSERT_TRUE(read) << read.error();
    EXPECT_EQ(read->name, "");
    EXPECT_EQ(read->budget.amount, std::nullopt);
    EXPECT_EQ(read->created, std::nullopt);
    EXPECT_EQ(read->is_search_campaign, std::nullopt);
    EXPECT_TRUE(read->special_industries.empty());
    EXPECT_EQ(read->roas_bid, std::nullopt);
    EXPECT_EQ(read->unmodelled.size(), 6U);
    EXPECT_EQ(read->unmodelled[5], (Unmodelled{"roas_bid", "1e400"}));
}

TEST(ObjectsTest, AreNoneWithoutTheirId) {
    for (const auto* json : {"{}", R"({"campaign_id":null})", R"({"campaign_id":""})",
                             R"({"campaign_id":{}})", R"({"campaign_id":"1\u00002"})", "[]", "7"}) {
        const auto tree = JsonTree::parse(fmt::format("[{}]", json)).value();
        const auto read = campaign_fields().read(tree.root().children[0], "list[3]");

        ASSERT_FALSE(read) << json;
        EXPECT_EQ(read.error().reason, "tiktok.shape") << json;
        EXPECT_TRUE(read.error().message.contains("list[3]")) << json;
    }
}

TEST(ObjectsTest, RefuseTwoValuesForOneMember) {
    EXPECT_EQ(campaign(R"({"campaign_id":"1","budget":1,"budget":2})").error().reason,
              "tiktok.duplicate_member");
    EXPECT_TRUE(campaign(R"({"campaign_id":"1","budget":1,"budget":1})"));
}

TEST(ObjectsTest, APageNeedsItsListAndItsPageInfo) {
    const std::string info =
        R"("page_info":{"page":1,"page_size":"10","total_number":0,"total_page":0})";
    const auto page = [](const std::string& json) {
        const auto tree = JsonTree::parse(json).value();
        return read_page(tree.root(), "list", campaign_fields());
    };

    EXPECT_TRUE(page(R"({"list":[],)" + info + "}"));
    EXPECT_FALSE(page("{" + info + "}"));
    EXPECT_FALSE(page(R"({"list":{},)" + info + "}"));
    EXPECT_FALSE(page(R"({"list":[]})"));
    EXPECT_FALSE(page(R"({"list":[],"page_info":{"page":1,"page_size":10,"total_number":-1,)"
                      R"("total_page":0}})"));
    EXPECT_EQ(page(R"({"list":[],"more":1,)" + info + "}")->unmodelled,
              (std::vector<Unmodelled>{{"more", "1"}}));
}

} // namespace
} // namespace bayme::tiktok::decoding
