// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox_fixture.hpp"

namespace bayme::sandbox {

namespace {

class GmvMaxTest : public SandboxTest {
protected:
    json::array campaigns(const std::string& filtering) {
        const auto answer =
            get("gmv_max/campaign/get", {{"advertiser_id", account_}, {"filtering", filtering}});
        EXPECT_EQ(code(answer), 0) << json::serialize(answer);
        return code(answer) == 0 ? list(answer) : json::array{};
    }
    std::string store() {
        return text(get("gmv_max/store/list", {{"advertiser_id", account_}})
                        .at("data")
                        .at("store_list")
                        .at(0)
                        .at("store_id"));
    }
    json::object ask(const Query& changes) {
        Query query{{"advertiser_id", account_},
                    {"store_ids", R"([")" + store() + R"("])"},
                    {"dimensions", R"(["advertiser_id"])"},
                    {"metrics", R"(["cost","orders","gross_revenue"])"},
                    {"start_date", "2026-02-10"},
                    {"end_date", "2026-02-19"},
                    {"page_size", "1000"}};
        for (const auto& [name, value] : changes) {
            query[name] = value;
        }
        return get("gmv_max/report/get", query);
    }
    json::array rows(const Query& changes) {
        const auto answer = ask(changes);
        EXPECT_EQ(code(answer), 0) << json::serialize(answer);
        return code(answer) == 0 ? list(answer) : json::array{};
    }
    static constexpr auto products = R"({"gmv_max_promotion_types":["PRODUCT_GMV_MAX"]})";
};

TEST_F(GmvMaxTest, CampaignsAreListedByTheirKind) {
    const auto product = campaigns(products);
    ASSERT_EQ(product.size(), 2U);
    EXPECT_EQ(product.front().at("objective_type"), "PRODUCT_SALES");
    EXPECT_EQ(campaigns(R"({"gmv_max_promotion_types":["LIVE_GMV_MAX"]})").size(), 1U);
    const auto stopped = campaigns(
        R"({"gmv_max_promotion_types":["PRODUCT_GMV_MAX"],"primary_status":"STATUS_DISABLE"})");
    ASSERT_EQ(stopped.size(), 1U);
    EXPECT_EQ(stopped.front().at("secondary_status"), "CAMPAIGN_STATUS_DISABLE");
    EXPECT_TRUE(
        campaigns(R"({"gmv_max_promotion_types":["PRODUCT_GMV_MAX"],"store_ids":["1"]})").empty());
    EXPECT_EQ(code(get("gmv_max/campaign/get", {{"advertiser_id", account_}})), 40002);
    for (const auto& classic : objects("campaign")) {
        EXPECT_NE(classic.at("campaign_id"), product.front().at("campaign_id"))
            << "only through their own endpoints";
    }
}

TEST_F(GmvMaxTest, DetailsNameTheShopAndItsProducts) {
    const auto campaign = text(campaigns(products).front().at("campaign_id"));
    const auto answer =
        get("campaign/gmv_max/info", {{"advertiser_id", account_}, {"campaign_id", campaign}});
    ASSERT_EQ(code(answer), 0);
    const auto& data = answer.at("data");
    EXPECT_EQ(text(data.at("campaign_id")), campaign);
    EXPECT_EQ(text(data.at("store_id")), store());
    EXPECT_EQ(data.at("shopping_ads_type"), "PRODUCT");
    EXPECT_EQ(data.at("item_group_ids").as_array().size(), 3U);
    EXPECT_TRUE(data.at("roas_bid").is_number());
    EXPECT_EQ(
        code(get("campaign/gmv_max/info", {{"advertiser_id", account_}, {"campaign_id", "17"}})),
        40007);
}

TEST_F(GmvMaxTest, ProductsAddUpToCampaignsAndDaysToTheSpan) {
    const auto both = R"({"gmv_max_promotion_types":["PRODUCT","LIVE"]})";
    for (const auto* const metric : {"cost", "gross_revenue"}) {
        const auto whole = sum_of(rows({}), metric);
        EXPECT_GT(whole, 0);
        EXPECT_EQ(sum_of(rows({{"dimensions", R"(["advertiser_id","stat_time_day"])"}}), metric),
                  whole);
        EXPECT_EQ(sum_of(rows({{"dimensions", R"(["campaign_id"])"}, {"filtering", both}}), metric),
                  whole);
    }
    const auto id = text(campaigns(products).front().at("campaign_id"));
    const auto one = R"({"gmv_max_promotion_types":["PRODUCT"],"campaign_ids":[")" + id + R"("]})";
    const auto campaign = rows({{"dimensions", R"(["campaign_id"])"}, {"filtering", one}});
    ASSERT_EQ(campaign.size(), 1U);
    const auto by_product = rows({{"dimensions", R"(["item_group_id"])"}, {"filtering", one}});
    EXPECT_EQ(by_product.size(), 3U);
    EXPECT_EQ(sum_of(by_product, "orders"), sum_of(campaign, "orders"));
    const auto product = text(by_product.front().at("dimensions").at("item_group_id"));
    const auto posts = rows({{"dimensions", R"(["campaign_id","item_group_id","item_id"])"},
                             {"filtering", R"({"campaign_ids":[")" + id +
                                               R"("],"item_group_ids":[")" + product + R"("]})"}});
    EXPECT_EQ(posts.size(), 4U);
    EXPECT_EQ(sum_of(posts, "cost"), sum_of({by_product.front()}, "cost"));
}

TEST_F(GmvMaxTest, EveryFilterTakesItsPartOfTheWhole) {
    const auto cost = [&](const std::string& filtering,
                          const std::string& dimensions = R"(["advertiser_id"])") {
        return sum_of(rows({{"dimensions", dimensions}, {"filtering", filtering}}), "cost");
    };
    const auto whole = cost("{}");
    const auto live = cost(R"({"gmv_max_promotion_types":["LIVE"]})");
    ASSERT_GT(live, 0);
    EXPECT_EQ(cost(R"({"campaign_name":"LIVE"})"), live);
    EXPECT_EQ(cost(R"({"campaign_name":"Product GMV"})"), whole - live);
    EXPECT_EQ(cost(R"({"campaign_statuses":["STATUS_DELIVERY_OK"]})"), whole)
        << "the other one has ended before";
    EXPECT_EQ(cost(R"({"campaign_statuses":["STATUS_DISABLE","STATUS_DELETE"]})"), 0);
    EXPECT_EQ(cost(R"({"creative_delivery_statuses":["DELIVERING","LEARNING"]})"), whole);
    EXPECT_EQ(cost(R"({"creative_delivery_statuses":["REJECTED"]})"), 0);
    EXPECT_EQ(cost(R"({"creative_types":["ADS_AND_ORGANIC"]})"), whole);
    EXPECT_EQ(cost(R"({"creative_types":["ORGANIC"]})"), 0);

    const auto id = text(
        campaigns(R"({"gmv_max_promotion_types":["LIVE_GMV_MAX"]})").front().at("campaign_id"));
    const auto rooms = rows({{"dimensions", R"(["campaign_id","room_id"])"},
                             {"filtering", R"({"campaign_ids":[")" + id + R"("]})"}});
    ASSERT_EQ(rooms.size(), 4U);
    EXPECT_EQ(sum_of(rooms, "cost"), live);
    const auto room = text(rooms.front().at("dimensions").at("room_id"));
    EXPECT_EQ(cost(R"({"room_ids":[")" + room + R"("]})"), sum_of({rooms.front()}, "cost"));
}

TEST_F(GmvMaxTest, ProductsAndPostsAreFoundByIdAndByWord) {
    const auto id = text(campaigns(products).front().at("campaign_id"));
    const auto of_campaign = R"("campaign_ids":[")" + id + R"("])";
    const auto found = [&](const std::string& dimension, const std::string& more) {
        return rows({{"dimensions", R"([")" + dimension + R"("])"},
                     {"filtering", "{" + of_campaign + more + "}"}});
    };
    const auto shelf = found("item_group_id", "");
    ASSERT_EQ(shelf.size(), 3U);
    const auto product = text(shelf.front().at("dimensions").at("item_group_id"));
    EXPECT_EQ(found("item_group_id", R"(,"search_word":")" + product.substr(6) + R"(")"),
              json::array{shelf.front()});
    EXPECT_EQ(found("item_group_id", R"(,"search_word":"Product")"), shelf);
    EXPECT_TRUE(found("item_group_id", R"(,"search_word":"Post")").empty());

    const auto of_product = R"(,"item_group_ids":[")" + product + R"("])";
    const auto posts = found("item_id", of_product);
    ASSERT_EQ(posts.size(), 4U);
    const auto post = text(posts.front().at("dimensions").at("item_id"));
    const auto one = R"(,"item_ids":[")" + post + R"("])";
    EXPECT_EQ(found("item_id", of_product + one), json::array{posts.front()});
    EXPECT_EQ(
        sum_of(found("campaign_id", one + R"(,"gmv_max_promotion_types":["PRODUCT"])"), "cost"),
        sum_of({posts.front()}, "cost"));
    EXPECT_EQ(found("item_id", of_product + R"(,"search_word":")" + post + R"(")"),
              json::array{posts.front()});
}

TEST_F(GmvMaxTest, NoDaySpendsMoreThanItsBudget) {
    const auto campaign = campaigns(products).front();
    const auto details =
        get("campaign/gmv_max/info",
            {{"advertiser_id", account_}, {"campaign_id", text(campaign.at("campaign_id"))}});
    const auto budget = details.at("data").at("budget").to_number<double>() * 100;
    const auto days = rows({{"dimensions", R"(["campaign_id","stat_time_day"])"},
                            {"filtering", R"({"gmv_max_promotion_types":["PRODUCT"]})"}});
    ASSERT_EQ(days.size(), 10U) << "the other one has ended";
    for (const auto& day : days) {
        EXPECT_LE(static_cast<double>(sum_of({day}, "cost")), budget);
    }
}

TEST_F(GmvMaxTest, RatiosAreOfSumsAndTotalsOfAllRows) {
    Query query{{"dimensions", R"(["advertiser_id","stat_time_day"])"},
                {"metrics", R"(["cost","orders","gross_revenue","roi","currency"])"},
                {"enable_total_metrics", "true"}};
    const auto whole = rows(query);
    query["page_size"] = "3";
    const auto page = ask(query).at("data").as_object();
    EXPECT_EQ(page.at("list").as_array().size(), 3U);
    const auto& total = page.at("total_metrics");
    const auto cost = sum_of(whole, "cost");
    const auto revenue = sum_of(whole, "gross_revenue");
    auto shown = text(total.at("cost"));
    std::erase(shown, '.');
    EXPECT_EQ(std::stoll(shown), cost);
    EXPECT_EQ(total.at("currency"), "-");
    auto roi = text(total.at("roi"));
    std::erase(roi, '.');
    EXPECT_EQ(std::stoll(roi), (revenue * 100 * 2 + cost) / (2 * cost));
}

TEST_F(GmvMaxTest, WrongReportsAreRefused) {
    const auto refused = [&](const Query& changes) {
        return code(ask(changes));
    };
    EXPECT_EQ(refused({}), 0);
    EXPECT_EQ(refused({{"dimensions", R"(["item_id","campaign_id"])"}}), 40002);
    EXPECT_EQ(refused({{"dimensions", R"(["campaign_id"])"}}), 40002) << "of which kind?";
    EXPECT_EQ(refused({{"dimensions", R"(["item_group_id"])"}}), 40002) << "of which campaign?";
    EXPECT_EQ(refused({{"metrics", R"(["spend"])"}}), 40002);
    EXPECT_EQ(refused({{"dimensions", R"(["room_id"])"}}), 40002) << "of which campaign?";
    for (const auto* const filter :
         {R"({"campaign_statuses":["STATUS_ALL"]})", R"({"creative_delivery_statuses":["ASLEEP"]})",
          R"({"creative_types":["PAID"]})", R"({"gmv_max_promotion_types":["SHOP"]})",
          R"({"item_ids":["one"]})", R"({"room_ids":"7"})"}) {
        EXPECT_EQ(refused({{"filtering", filter}}), 40002) << filter;
    }
    EXPECT_EQ(refused({{"filtering", R"({"colour":["red"]})"}}), 0)
        << "what the platform does not know it does not read";
    EXPECT_EQ(refused({{"start_date", "2026-01-01"},
                       {"dimensions", R"(["advertiser_id","stat_time_day"])"}}),
              40002);
    EXPECT_TRUE(rows({{"store_ids", R"(["17"])"}}).empty());
}

} // namespace

} // namespace bayme::sandbox
