// SPDX-License-Identifier: LicenseRef-Bayme
#include "create_fixture.hpp"

#include <algorithm>

namespace bayme::sandbox {

namespace {

class ToolsTest : public CreateTest {
protected:
    json::object tool(const std::string& path, Query query = {}) {
        query["advertiser_id"] = account_;
        const auto answer = get(path, query);
        EXPECT_EQ(code(answer), 0) << path << ": " << json::serialize(answer);
        return answer.at("data").as_object();
    }
    std::int64_t upper_end(const Members& targeting) {
        const auto answer = send_members(
            "ad/audience_size/estimate",
            with({{"objective_type", "TRAFFIC"}, {"location_ids", {"6252001"}}}, targeting));
        EXPECT_EQ(code(answer), 0) << json::serialize(answer);
        return answer.at("data").at("user_count").at("upper_end").as_int64();
    }
};

TEST_F(ToolsTest, RegionsKnowWhatLiesBelowThem) {
    const auto countries = tool("tool/region", {{"placements", R"(["PLACEMENT_TIKTOK"])"},
                                                {"objective_type", "TRAFFIC"},
                                                {"level_range", "TO_COUNTRY"}});
    for (const auto& region : countries.at("region_info").as_array()) {
        EXPECT_EQ(region.at("level"), "COUNTRY");
        EXPECT_EQ(region.at("parent_id"), "0");
    }
    const auto all = tool("tool/region", {{"placements", R"(["PLACEMENT_TIKTOK"])"},
                                          {"objective_type", "TRAFFIC"},
                                          {"level_range", "ALL"}});
    EXPECT_GT(all.at("region_info").as_array().size(),
              countries.at("region_info").as_array().size());
    EXPECT_EQ(countries.at("region_list"), all.at("region_list"));
}

TEST_F(ToolsTest, PlacesAreFoundByNameWithWhatLiesAbove) {
    const auto answer = send_members("tool/targeting/search", {{"objective_type", "TRAFFIC"},
                                                               {"placements", {"PLACEMENT_TIKTOK"}},
                                                               {"search_type", "FUZZY_SEARCH"},
                                                               {"keywords", {"munich"}}});
    ASSERT_EQ(code(answer), 0) << json::serialize(answer);
    const auto& tags = answer.at("data").at("targeting_tag_list").as_array();
    ASSERT_EQ(tags.size(), 1U);
    EXPECT_EQ(tags.at(0).at("geo").at("geo_id"), "2867714");
    EXPECT_EQ(tags.at(0).at("keyword"), "munich");
    EXPECT_EQ(answer.at("data").at("parent_tags").as_array().size(), 2U) << "Bavaria, Germany";
}

TEST_F(ToolsTest, AreasOfAnAdGroupMayNotOverlap) {
    const auto campaign = new_campaign();
    const auto refused = [&](const json::value& places) {
        return code(send_members("adgroup/create",
                                 with(adgroup_members(campaign), {{"location_ids", places}})));
    };
    EXPECT_EQ(refused({"2921044", "2867714"}), 40002) << "Munich is in Germany";
    EXPECT_EQ(refused({"2921044", "3017382"}), 0);
}

TEST_F(ToolsTest, DictionariesHaveTheirMembers) {
    EXPECT_TRUE(tool("tool/language").at("languages").at(0).as_object().contains("code"));
    const auto interests = tool("tool/interest_category").at("interest_categories").as_array();
    EXPECT_EQ(interests.at(0).at("level"), 1);
    EXPECT_FALSE(interests.at(0).at("sub_category_ids").as_array().empty());
    EXPECT_EQ(tool("tool/action_category").at("action_categories").at(0).at("level"), 1);
    EXPECT_EQ(tool("tool/carrier").at("countries").at(0).at("country_code"), "US");
    const auto versions = tool("tool/os_version", {{"os_type", "IOS"}});
    for (const auto& version : versions.at("os_versions").as_array()) {
        EXPECT_EQ(version.at("os_type"), "IOS");
    }
    EXPECT_FALSE(tool("tool/device_model").at("device_models").as_array().empty());
    EXPECT_FALSE(tool("tool/phone_region_code").at("phone_region_code_infos").as_array().empty());
    EXPECT_FALSE(tool("tool/timezone").at("timezones").as_array().empty());
    EXPECT_FALSE(tool("search/region").at("region_list").as_array().empty());
    EXPECT_EQ(tool("tool/url_validate", {{"url", "https://shop.example"}}).at("is_valid"), true);
    EXPECT_EQ(tool("tool/url_validate", {{"url", "ftp://shop.example"}}).at("is_valid"), false);
}

TEST_F(ToolsTest, WordsAreFoundByTheirPart) {
    const auto all = tool("tool/hashtag/recommend", {{"keywords", R"(["coffee","lover"])"}});
    EXPECT_EQ(all.at("recommend_keywords").as_array().size(), 1U);
    const auto any =
        tool("tool/hashtag/recommend", {{"keywords", R"(["coffee","latte"])"}, {"operator", "OR"}});
    EXPECT_EQ(any.at("recommend_keywords").as_array().size(), 3U);
    const auto id = text(any.at("recommend_keywords").at(0).at("keyword_id"));
    const auto shown = tool("tool/hashtag/get", {{"keyword_ids", R"([")" + id + R"("])"}});
    EXPECT_EQ(shown.at("keywords_status").at(0).at("keyword_status"), "ONLINE");
    const auto few = tool("tool/interest_keyword/recommend", {{"keyword", "a"}, {"limit", "2"}});
    EXPECT_EQ(few.at("recommended_keywords").as_array().size(), 2U);
}

TEST_F(ToolsTest, NarrowerTargetingReachesFewer) {
    const auto country = upper_end({});
    EXPECT_LT(upper_end({{"gender", "GENDER_MALE"}}), country);
    EXPECT_LT(upper_end({{"age_groups", {"AGE_18_24"}}}), country);
    EXPECT_LT(upper_end({{"interest_category_ids", {"10"}}}), country);
    EXPECT_GT(upper_end({{"location_ids", {"6252001", "2921044"}}}), country);
    EXPECT_LT(upper_end({{"location_ids", {"5332921"}}}), country);
}

} // namespace

} // namespace bayme::sandbox
