// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox_fixture.hpp"

#include <set>

namespace bayme::sandbox {

namespace {

class AudienceTest : public SandboxTest {
protected:
    Query audience(const std::string& level, const std::string& breakdown) const {
        auto query =
            whole_report(level, R"(["spend","impressions","clicks","conversion","reach"])");
        query["report_type"] = "AUDIENCE";
        query["dimensions"] = R"([")" + level + R"(_id","stat_time_day",)" + breakdown + "]";
        return query;
    }
    json::array rows(const Query& query) {
        const auto answer = get("report/integrated/get", query);
        EXPECT_EQ(code(answer), 0) << json::serialize(answer);
        return code(answer) == 0 ? list(answer) : json::array{};
    }
    /// The sum of a metric over all pages.
    std::int64_t total(Query query, std::string_view metric) {
        std::int64_t sum = 0;
        for (int page = 1;; ++page) {
            query["page"] = std::to_string(page);
            const auto part = rows(query);
            sum += sum_of(part, metric);
            if (part.size() < 1000) {
                return sum;
            }
        }
    }
};

TEST_F(AudienceTest, BreakdownsAddUpAndReachDoesNot) {
    const auto basic = whole_report("campaign", R"(["spend","impressions","conversion","reach"])");
    for (const auto* const breakdown : {R"("gender")", R"("age")", R"("age","gender")",
                                        R"("platform")", R"("country_code")", R"("ac")"}) {
        const auto query = audience("campaign", breakdown);
        for (const auto* const metric : {"spend", "impressions", "conversion"}) {
            EXPECT_EQ(total(query, metric), total(basic, metric)) << breakdown << " " << metric;
        }
        EXPECT_GT(total(query, "reach"), total(basic, "reach")) << breakdown;
    }
}

TEST_F(AudienceTest, RowsNameTheirValues) {
    std::set<std::string> genders;
    for (const auto& row : rows(audience("advertiser", R"("gender")"))) {
        genders.insert(text(row.at("dimensions").at("gender")));
    }
    EXPECT_EQ(genders, (std::set<std::string>{"FEMALE", "MALE", "NONE"}));
}

TEST_F(AudienceTest, MostBreakdownsComeSixteenHoursLate) {
    const auto today = [&](Query query) {
        query["start_date"] = query["end_date"] = "2026-03-01";
        return rows(query).size();
    };
    // Noon UTC is 04:00 of the account's day.
    EXPECT_GT(today(audience("advertiser", R"("country_code")")), 0U);
    EXPECT_EQ(today(audience("advertiser", R"("gender")")), 0U);
    command("/clock", R"({"advance":"17h"})");
    EXPECT_GT(today(audience("advertiser", R"("gender")")), 0U);
}

TEST_F(AudienceTest, WrongAudienceReportsAreRefused) {
    const auto refused = [&](const Query& changes) {
        auto query = audience("campaign", R"("gender")");
        for (const auto& [name, value] : changes) {
            query[name] = value;
        }
        return code(get("report/integrated/get", query));
    };
    EXPECT_EQ(refused({}), 0);
    EXPECT_EQ(refused({{"dimensions", R"(["campaign_id","stat_time_day"])"}}), 40002);
    EXPECT_EQ(refused({{"dimensions", R"(["campaign_id","gender","platform"])"}}), 40002);
    EXPECT_EQ(refused({{"dimensions", R"(["campaign_id","stat_time_hour","gender"])"},
                       {"start_date", "2026-02-10"},
                       {"end_date", "2026-02-10"}}),
              40002);
    EXPECT_EQ(refused({{"dimensions", R"(["campaign_id","gender"])"}, {"query_lifetime", "true"}}),
              40002);
    EXPECT_EQ(refused({{"report_type", "BASIC"}}), 40002) << "only the country there";
}

TEST_F(AudienceTest, ReachIsKnownSixteenHoursLater) {
    auto query = whole_report("advertiser", R"(["impressions","reach"])");
    query["start_date"] = query["end_date"] = "2026-02-28";
    // The account's 28 February ended four hours ago.
    const auto early = rows(query);
    command("/clock", R"({"advance":"16h"})");
    const auto later = rows(query);
    EXPECT_LT(sum_of(early, "reach"), sum_of(later, "reach"));
    EXPECT_LE(sum_of(later, "reach"), sum_of(later, "impressions"));
}

TEST_F(AudienceTest, VouchersComeOffAfterTwoDays) {
    auto query = whole_report("ad", R"(["spend","billed_cost","clicks"])");
    query["start_date"] = query["end_date"] = "2026-02-27";
    // 28 and 52 hours after the end of the account's 27 February, both after its daily fix.
    const auto before = rows(query);
    command("/clock", R"({"advance":"24h"})");
    const auto after = rows(query);
    EXPECT_EQ(sum_of(after, "spend"), sum_of(before, "spend"));
    EXPECT_EQ(sum_of(before, "billed_cost"), sum_of(before, "spend"));
    EXPECT_LT(sum_of(after, "billed_cost"), sum_of(before, "billed_cost"));
}

TEST_F(AudienceTest, TooManyObjectsAreCutWithOnlyAHeaderToSaySo) {
    const auto query = whole_report("ad", R"(["spend","ad_id"])");
    const auto ask = [&] {
        return send(http::Method::get, "/open_api/v1.3/report/integrated/get/", query);
    };
    EXPECT_FALSE(http::find_header(ask().headers, "X-Tt-Ads-Throttle"));
    command("/limits", R"({"most_report_ids":10})");
    const auto cut = ask();
    EXPECT_TRUE(http::find_header(cut.headers, "X-Tt-Ads-Throttle"));
    std::set<std::string> ids;
    const auto answer = parsed(cut);
    for (const auto& row : list(answer)) {
        ids.insert(text(row.at("dimensions").at("ad_id")));
    }
    EXPECT_LE(ids.size(), 10U);
    EXPECT_EQ(code(answer), 0);
}

} // namespace

} // namespace bayme::sandbox
