// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox_fixture.hpp"

#include <algorithm>
#include <set>

namespace bayme::sandbox {

namespace {

constexpr auto additive = R"(["spend","impressions","clicks","conversion","video_play_actions",)"
                          R"("likes","complete_payment","total_complete_payment_rate"])";
const std::vector<std::string> additive_names{"spend",
                                              "impressions",
                                              "clicks",
                                              "conversion",
                                              "video_play_actions",
                                              "likes",
                                              "complete_payment",
                                              "total_complete_payment_rate"};

class ReportTest : public SandboxTest {
protected:
    void start_small() {
        SandboxOptions options;
        options.scale = Scale::small;
        options.now = parse_instant("2026-03-01T12:00:00Z").value();
        sandbox_ = Sandbox::make(options, wall_, waits_).value();
        token_ = sandbox_->ready().access_token;
        account_ = sandbox_->ready().advertiser_ids.at(0);
    }
};

TEST_F(ReportTest, AdsAddUpToAdGroupsCampaignsAndTheAccount) {
    const auto ads = list(get("report/integrated/get", whole_report("ad", additive)));
    ASSERT_GT(ads.size(), 20U);
    for (const auto* const level : {"adgroup", "campaign", "advertiser"}) {
        const auto rows = list(get("report/integrated/get", whole_report(level, additive)));
        ASSERT_FALSE(rows.empty()) << level;
        for (const auto& metric : additive_names) {
            EXPECT_EQ(sum_of(rows, metric), sum_of(ads, metric)) << level << " " << metric;
        }
    }
}

TEST_F(ReportTest, HoursAddUpToTheDay) {
    auto query = whole_report("ad", additive);
    query["end_date"] = query["start_date"];
    const auto day = list(get("report/integrated/get", query));
    query["dimensions"] = R"(["ad_id","stat_time_hour"])";
    const auto hours = list(get("report/integrated/get", query));
    ASSERT_GT(hours.size(), day.size());
    for (const auto& metric : additive_names) {
        EXPECT_EQ(sum_of(hours, metric), sum_of(day, metric)) << metric;
    }
}

TEST_F(ReportTest, TotalMetricsAreTheSumsOfAllRows) {
    auto query = whole_report("ad", R"(["spend","clicks","ctr","impressions","ad_name"])");
    const auto rows = list(get("report/integrated/get", query));
    query["page_size"] = "3";
    query["enable_total_metrics"] = "true";
    const auto answer = get("report/integrated/get", query);

    const auto& totals = answer.at("data").at("total_metrics");
    auto spend = text(totals.at("spend"));
    std::erase(spend, '.');
    EXPECT_EQ(std::stoll(spend), sum_of(rows, "spend"));
    EXPECT_EQ(std::stoll(text(totals.at("clicks"))), sum_of(rows, "clicks"));
    EXPECT_EQ(totals.at("ad_name"), "-");
    // A ratio of sums: hundredths of a percent, halves away from zero.
    const auto clicks = sum_of(rows, "clicks");
    const auto impressions = sum_of(rows, "impressions");
    auto ctr = text(totals.at("ctr"));
    std::erase(ctr, '.');
    EXPECT_EQ(std::stoll(ctr), (clicks * 10'000 * 2 + impressions) / (2 * impressions));
}

TEST_F(ReportTest, PagesShowEachRowOnce) {
    auto query = whole_report("ad", R"(["spend"])");
    const auto whole = list(get("report/integrated/get", query));
    query["page_size"] = "7";
    std::set<std::string> seen;
    for (int page = 1;; ++page) {
        query["page"] = std::to_string(page);
        const auto answer = get("report/integrated/get", query);
        const auto& info = answer.at("data").at("page_info");
        EXPECT_EQ(info.at("total_number").as_int64(), static_cast<std::int64_t>(whole.size()));
        EXPECT_EQ(info.at("total_page").as_int64(),
                  static_cast<std::int64_t>((whole.size() + 6) / 7));
        if (list(answer).empty()) {
            break;
        }
        for (const auto& row : list(answer)) {
            EXPECT_TRUE(seen.insert(json::serialize(row.at("dimensions"))).second);
        }
    }
    EXPECT_EQ(seen.size(), whole.size());
}

TEST_F(ReportTest, APageOfAReportTooLargeToKeepIsTheSameAsAloneOfItsAds) {
    start_small();
    const auto page = [this](const std::string& number, const std::string& filter) {
        auto query = whole_report("ad", R"(["spend","impressions","clicks"])");
        query["report_type"] = "AUDIENCE";
        query["dimensions"] = R"(["ad_id","stat_time_day","age","gender"])";
        query["start_date"] = "2026-01-21";
        query["page"] = number;
        query["enable_total_metrics"] = "true";
        if (!filter.empty()) {
            query["filtering"] = R"([{"field_name":"ad_ids","filter_type":"IN","filter_value":"[)" +
                                 filter + R"(]"},)" + query["filtering"].substr(1);
        }
        return get("report/integrated/get", query);
    };
    const auto first = page("1", "");
    ASSERT_GT(first.at("data").at("page_info").at("total_number").as_int64(), 60'000);
    // Rows 30,001 to 31,000 again, this time from a report over their ads alone.
    const auto large = list(page("31", ""));
    std::vector<std::string> ads;
    std::string ids;
    for (const auto& row : large) {
        const auto id = text(row.at("dimensions").at("ad_id"));
        if (ads.empty() || ads.back() != id) {
            ads.push_back(id);
            ids += (ids.empty() ? "" : ",") + (R"(\")" + id + R"(\")");
        }
    }
    json::array alone;
    for (int number = 1; number <= 4; ++number) {
        const auto rows = list(page(std::to_string(number), ids));
        alone.insert(alone.end(), rows.begin(), rows.end());
    }
    const auto start = std::ranges::find(alone, large.front());
    ASSERT_NE(start, alone.end());
    ASSERT_GE(alone.end() - start, static_cast<std::ptrdiff_t>(large.size()));
    EXPECT_TRUE(std::equal(large.begin(), large.end(), start));
}

TEST_F(ReportTest, RowsNameTheObjectAndTheAccountsDay) {
    const auto rows = list(
        get("report/integrated/get", whole_report("ad", R"(["spend","campaign_id","currency"])")));
    ASSERT_FALSE(rows.empty());
    const auto& row = rows.front();
    const auto day = text(row.at("dimensions").at("stat_time_day"));
    EXPECT_EQ(day.size(), 19U);
    EXPECT_TRUE(day.ends_with(" 00:00:00")) << day;
    EXPECT_GE(text(row.at("dimensions").at("ad_id")).size(), 16U);
    EXPECT_GE(text(row.at("metrics").at("campaign_id")).size(), 16U);
    EXPECT_EQ(row.at("metrics").at("currency"), "USD");
    const auto spend = text(row.at("metrics").at("spend"));
    EXPECT_EQ(spend.find('.'), spend.size() - 3) << spend;
}

TEST_F(ReportTest, YenHaveNoDecimals) {
    account_ = ready_.advertiser_ids.at(1);

    const auto rows =
        list(get("report/integrated/get", whole_report("ad", R"(["spend","currency"])")));

    ASSERT_FALSE(rows.empty());
    EXPECT_EQ(rows.front().at("metrics").at("currency"), "JPY");
    EXPECT_EQ(text(rows.front().at("metrics").at("spend")).find('.'), std::string::npos);
}

TEST_F(ReportTest, DeletedAdsNeedAStatusFilter) {
    const auto before = list(get("report/integrated/get", report_query("ad", R"(["spend"])")));
    const auto ad = text(before.front().at("dimensions").at("ad_id"));
    const auto deleted =
        post("ad/status/update", R"({"advertiser_id":")" + account_ + R"(","ad_ids":[")" + ad +
                                     R"("],"operation_status":"DELETE"})");
    ASSERT_EQ(code(deleted), 0);

    const auto hidden = list(get("report/integrated/get", report_query("ad", R"(["spend"])")));
    const auto whole = list(get("report/integrated/get", whole_report("ad", R"(["spend"])")));

    EXPECT_LT(hidden.size(), before.size());
    EXPECT_EQ(whole.size(), before.size());
}

TEST_F(ReportTest, FiguresEqualTheTruth) {
    const auto rows = list(get("report/integrated/get", whole_report("campaign", additive)));
    const auto truth = control("/truth", {{"advertiser_id", account_},
                                          {"level", "campaign"},
                                          {"from", "2026-02-10"},
                                          {"to", "2026-02-19"}});
    std::map<std::string, std::int64_t> expected;
    for (const auto& row : truth.at("rows").as_array()) {
        expected[text(row.at("id")) + " " + text(row.at("day"))] =
            row.at("counts").at("spend").as_int64();
    }
    ASSERT_EQ(rows.size(), expected.size());
    for (const auto& row : rows) {
        const auto& dimensions = row.at("dimensions");
        const auto key = text(dimensions.at("campaign_id")) + " " +
                         text(dimensions.at("stat_time_day")).substr(0, 10);
        EXPECT_EQ(sum_of({row}, "spend"), expected.at(key)) << key;
    }
}

TEST_F(ReportTest, TheSameSeedAndCallsGiveTheSameBytes) {
    const auto ask = [this] {
        std::string all;
        for (const auto* const level : {"campaign", "adgroup", "ad"}) {
            all += send(http::Method::get, "/open_api/v1.3/report/integrated/get/",
                        whole_report(level, additive))
                       .body;
            all += send(http::Method::get, "/open_api/v1.3/" + std::string{level} + "/get/",
                        {{"advertiser_id", account_}})
                       .body;
        }
        return all;
    };
    const auto first = ask();
    start({});
    EXPECT_EQ(ask(), first);
    SandboxOptions other;
    other.seed = 2;
    start(other);
    EXPECT_NE(ask(), first);
}

TEST_F(ReportTest, SortsByAMetric) {
    auto query = whole_report("ad", R"(["clicks"])");
    query["order_field"] = "clicks";
    const auto rows = list(get("report/integrated/get", query));
    std::int64_t before = INT64_MAX;
    for (const auto& row : rows) {
        const auto clicks = std::stoll(text(row.at("metrics").at("clicks")));
        EXPECT_LE(clicks, before);
        before = clicks;
    }
}

TEST_F(ReportTest, AWindowBeforeTheWorldIsEmpty) {
    auto query = whole_report("ad", R"(["spend"])");
    query["start_date"] = "2019-01-01";
    query["end_date"] = "2019-01-30";
    const auto answer = get("report/integrated/get", query);
    EXPECT_EQ(code(answer), 0);
    EXPECT_TRUE(list(answer).empty());
}

} // namespace

} // namespace bayme::sandbox
