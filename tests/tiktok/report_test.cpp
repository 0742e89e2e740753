// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/report.hpp"

#include "tiktok/samples.hpp"

#include <gtest/gtest.h>

namespace bayme::tiktok {
namespace {

Day day(std::string_view text) {
    return Day::parse(text).value();
}

ReportRequest request_of(std::vector<std::string> metrics,
                         std::vector<std::string> attributes = {}) {
    ReportRequest request;
    request.advertiser = AdvertiserId{"7002238017842757633"};
    request.days = {day("2026-03-01"), day("2026-03-30")};
    request.metrics = std::move(metrics);
    request.attributes = std::move(attributes);
    return request;
}

std::string row(std::string_view id, std::string_view time, std::string_view metrics) {
    return fmt::format(R"({{"dimensions":{{"ad_id":{},"stat_time_day":"{}"}},"metrics":{{{}}}}})",
                       id, time, metrics);
}

std::string answer(std::string_view rows, std::string_view more = "") {
    return fmt::format(
        R"({{"code":0,"message":"OK","request_id":"20260301AB","data":{{)"
        R"("page_info":{{"page":1,"page_size":1000,"total_number":2,"total_page":1}},)"
        R"("list":[{}]{}}}}})",
        rows, more);
}

Result<decoding::ReportAnswer> read(const ReportRequest& request, const std::string& body) {
    return decoding::read_report(request, 200, body);
}

TEST(ReportTest, ReadsValuesExactlyInTheOrderAskedForWhateverOrderTheyComeIn) {
    const auto request = request_of({"spend", "clicks", "ctr"}, {"campaign_id"});
    const auto rows = row("\"1714125051115569\"", "2026-03-01 00:00:00",
                          R"("spend":"20.000","clicks":"53","ctr":"1.41","campaign_id":"17")") +
                      "," +
                      row("1714125051115570", "2026-03-02 00:00:00",
                          R"("ctr" : 0.5 , "campaign_id":18,"spend":"-","clicks":null)");

    const auto read_answer = read(request, answer(rows));

    ASSERT_TRUE(read_answer) << read_answer.error();
    const auto& page = read_answer->page;
    ASSERT_EQ(page.rows.size(), 2U);
    EXPECT_EQ(page.rows.id(0), "1714125051115569");
    EXPECT_EQ(page.rows.id(1), "1714125051115570");
    EXPECT_EQ(page.rows.text(0, 2), "17");
    EXPECT_EQ(page.rows.text(1, 2), "18");
    EXPECT_EQ(page.rows.day(0), day("2026-03-01"));
    EXPECT_EQ(page.rows.day(1), day("2026-03-02"));
    EXPECT_EQ(page.rows.hour(0), ReportRows::no_hour);
    EXPECT_EQ(page.rows.value(0, 0), 20'000'000);
    EXPECT_EQ(page.rows.value(0, 1), 53'000'000);
    EXPECT_EQ(page.rows.value(0, 2), 1'410'000);
    EXPECT_EQ(page.rows.value(1, 0), ReportRows::absent);
    EXPECT_EQ(page.rows.value(1, 1), ReportRows::absent);
    EXPECT_EQ(page.rows.value(1, 2), 500'000);
    EXPECT_TRUE(page.totals.empty());
    EXPECT_TRUE(page.missing.empty());
    EXPECT_TRUE(page.unreadable.empty());
    EXPECT_EQ(page.info, (PageInfo{1, 1000, 2, 1}));
    EXPECT_EQ(read_answer->envelope.request_id, "20260301AB");
}

TEST(ReportTest, ReadsTotalsAndHours) {
    auto request = request_of({"spend", "reach"});
    request.grain = ReportGrain::hour;
    const std::string rows =
        R"({"dimensions":{"ad_id":"5","stat_time_hour":"2026-03-01 23:00:00"},)"
        R"("metrics":{"spend":"0.10","reach":"7"}})";

    const auto read_answer =
        read(request, answer(rows, R"(,"total_metrics":{"reach":"-","spend":"0.1000"})"));

    ASSERT_TRUE(read_answer) << read_answer.error();
    const auto& page = read_answer->page;
    EXPECT_EQ(page.rows.day(0), day("2026-03-01"));
    EXPECT_EQ(page.rows.hour(0), 23);
    EXPECT_EQ(page.totals, (std::vector<Micros>{100'000, ReportRows::absent}));
}

TEST(ReportTest, KeepsWhatItDoesNotKnowAndNamesWhatIsMissing) {
    const auto request = request_of({"spend", "clicks"});
    const auto rows =
        row("\"1\"", "2026-03-01 00:00:00", R"("new_metric":{"a":[1]},"spend":"1")") + "," +
        row("\"2\"", "2026-03-01 00:00:00", R"("new_metric":2,"spend":"<5","clicks":"1")");

    const auto read_answer = read(request, answer(rows, R"(,"extra":[1, 2])"));

    ASSERT_TRUE(read_answer) << read_answer.error();
    const auto& page = read_answer->page;
    EXPECT_EQ(page.unmodelled,
              (std::vector<Unmodelled>{{"new_metric", R"({"a":[1]})"}, {"extra", "[1, 2]"}}));
    EXPECT_EQ(page.missing, std::vector<std::string>{"clicks"});
    EXPECT_EQ(page.unreadable, (std::vector<Unmodelled>{{"spend", "\"<5\""}}));
    EXPECT_EQ(page.rows.value(1, 0), ReportRows::absent);
    EXPECT_EQ(page.rows.value(1, 1), 1'000'000);
}

TEST(ReportTest, FollowsAnOrderThatChangesFromRowToRow) {
    const auto request = request_of({"a", "b", "c"});
    std::string rows;
    for (const auto* metrics :
         {R"("a":"1","b":"2","c":"3")", R"("c":"3","a":"1","b":"2")", R"("b":"2","c":"3","a":"1")",
          R"("x":"9","a":"1","b":"2","c":"3")", R"("a":"1","x":"9","c":"3","b":"2")"}) {
        rows += (rows.empty() ? "" : ",") + row("\"1\"", "2026-03-01 00:00:00", metrics);
    }

    const auto read_answer = read(request, answer(rows));

    ASSERT_TRUE(read_answer) << read_answer.error();
    for (std::size_t i = 0; i < read_answer->page.rows.size(); ++i) {
        EXPECT_EQ(read_answer->page.rows.value(i, 0), 1'000'000) << i;
        EXPECT_EQ(read_answer->page.rows.value(i, 1), 2'000'000) << i;
        EXPECT_EQ(read_answer->page.rows.value(i, 2), 3'000'000) << i;
    }
}

TEST(ReportTest, UnescapesTextsOfAttributes) {
    const auto request = request_of({"spend"}, {"ad_name"});

    const auto read_answer =
        read(request, answer(row("\"1\"", "2026-03-01 00:00:00",
                                 R"("spend":"1","ad_name":"say \"hi\" \u00e9")")));

    ASSERT_TRUE(read_answer) << read_answer.error();
    EXPECT_EQ(read_answer->page.rows.text(0, 2), "say \"hi\" \u00e9");
}

struct Refused {
    const char* name;
    std::string body;
    const char* reason;
};

TEST(ReportTest, RefusesRowsThatCannotBePlaced) {
    const auto request = request_of({"spend"});
    const std::string spend = R"("spend":"1")";
    const std::vector<Refused> cases{
        {"no id",
         answer(R"({"dimensions":{"stat_time_day":"2026-03-01 00:00:00"},)"
                R"("metrics":{"spend":"1"}})"),
         "tiktok.shape"},
        {"null id", answer(row("null", "2026-03-01 00:00:00", spend)), "tiktok.shape"},
        {"dash as id", answer(row("\"-\"", "2026-03-01 00:00:00", spend)), "tiktok.shape"},
        {"id with NUL", answer(row("\"1\\u0000\"", "2026-03-01 00:00:00", spend)), "tiktok.shape"},
        {"no day", answer(row("\"1\"", "yesterday", spend)), "tiktok.shape"},
        {"impossible day", answer(row("\"1\"", "2026-02-30 00:00:00", spend)), "tiktok.shape"},
        {"hour in a day", answer(row("\"1\"", "2026-03-01 05:00:00", spend)), "tiktok.shape"},
        {"day not asked for", answer(row("\"1\"", "2026-04-01 00:00:00", spend)), "tiktok.shape"},
        {"metric twice", answer(row("\"1\"", "2026-03-01 00:00:00", R"("spend":"1","spend":"2")")),
         "tiktok.duplicate_member"},
        {"list twice", answer("", R"(,"list":[])"), "tiktok.duplicate_member"},
        {"row is no object", answer("5"), "tiktok.shape"},
        {"no page_info",
         R"({"code":0,"message":"OK","request_id":"20260301AB",)"
         R"("data":{"list":[]}})",
         "tiktok.shape"},
    };

    for (const auto& one : cases) {
        const auto read_answer = read(request, one.body);

        ASSERT_FALSE(read_answer) << one.name;
        EXPECT_EQ(read_answer.error().reason, one.reason) << one.name;
        EXPECT_EQ(read_answer.error().request_id, "20260301AB") << one.name;
    }
}

TEST(ReportTest, AnErrorCodeIsAnEnvelopeWithoutRows) {
    const auto read_answer =
        read(request_of({"spend"}), R"({"message":"No","code":40105,"data":{},"request_id":"r1"})");

    ASSERT_TRUE(read_answer) << read_answer.error();
    EXPECT_EQ(read_answer->envelope.code, 40105);
    EXPECT_EQ(read_answer->envelope.request_id, "r1");
    EXPECT_EQ(read_answer->page.rows.size(), 0U);
}

TEST(ReportTest, AnAnswerHoldsNothingOfTheLongerOneReadBeforeIt) {
    const auto request = request_of({"spend"});
    const auto first = row("\"11\"", "2026-03-01 00:00:00", R"("spend":"1.5")");
    const auto second = row("\"12\"", "2026-03-02 00:00:00", R"("spend":"2.5")");
    ASSERT_TRUE(read(request, answer(first + "," + second)));

    const auto read_answer = read(request, answer(second));

    ASSERT_TRUE(read_answer) << read_answer.error();
    ASSERT_EQ(read_answer->page.rows.size(), 1U);
    EXPECT_EQ(read_answer->page.rows.id(0), "12");
    EXPECT_EQ(read_answer->page.rows.value(0, 0), 2'500'000);
}

TEST(ReportTest, EveryTruncationOfAnAnswerIsNoticed) {
    const auto request = request_of({"spend", "clicks"}, {"campaign_id"});
    const auto whole =
        answer(row("\"12\"", "2026-03-01 00:00:00",
                   R"("spend":"1.5","clicks":"3","campaign_id":"9","other":[{"a":null}])"),
               R"(,"total_metrics":{"spend":"1.5"})");
    ASSERT_TRUE(read(request, whole));

    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_FALSE(read(request, whole.substr(0, size))) << whole.substr(0, size);
    }
    EXPECT_FALSE(read(request, whole + "}"));
    EXPECT_FALSE(read(request, whole + " x"));
}

TEST(ReportTest, ReadsARealDailyRecord) {
    BAYME_NEEDS_SAMPLES();
    const auto lines = test::lines_of(
        test::read_text(*test::samples_folder() / "airbyte.expected_records.selected.jsonl"));
    const auto tree = decoding::JsonTree::parse(lines.back()).value();
    const auto* record = tree.root().find("data");
    auto request = request_of({"spend", "impressions", "clicks", "ctr", "cpc", "cpm", "reach",
                               "frequency", "cost_per_result", "video_watched_2s", "tt_app_id",
                               "secondary_goal_result", "average_video_play"},
                              {"campaign_id", "adgroup_id", "ad_name", "campaign_name"});
    request.days = {day("2021-10-20"), day("2021-10-20")};

    const auto read_answer = read(request, answer(record->raw));

    ASSERT_TRUE(read_answer) << read_answer.error();
    const auto& rows = read_answer->page.rows;
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows.id(0), "1714125051115569");
    EXPECT_EQ(rows.day(0), day("2021-10-20"));
    EXPECT_EQ(rows.text(0, 2), "1714125042508817");
    EXPECT_EQ(rows.text(0, 3), "1714125049901106");
    EXPECT_EQ(rows.text(0, 4), "Optimized Version 4_202110201102_2021-10-20 11:02:00");
    EXPECT_EQ(rows.text(0, 5), "Website Traffic20211020010104");
    const std::vector<Micros> expected{
        20'000'000, 3'765'000'000,      53'000'000, 1'410'000, 380'000,
        5'310'000,  3'134'000'000,      1'200'000,  377'400,   408'000'000,
        0,          ReportRows::absent, 1'450'000};
    const auto values = rows.values(0);
    EXPECT_EQ((std::vector<Micros>{values.begin(), values.end()}), expected);
    EXPECT_TRUE(read_answer->page.missing.empty());
}

TEST(ReportTest, ReadsTheDocumentedExample) {
    BAYME_NEEDS_SAMPLES();
    const auto text =
        test::filled(test::read_text(*test::samples_folder() / "report.integrated.get.json.txt"),
                     {{"ad_id_v2", "1851234567890123"}, {"ad_name", "A name"}});
    auto request = request_of({"impressions", "spend"}, {"ad_name", "campaign_automation_type"});
    request.level = ReportLevel::ad;
    request.days = {day("2025-12-03"), day("2025-12-03")};

    // The example names ad_id_v2 where our requests name ad_id.
    const auto read_answer = read(request, test::replace_all(text, "ad_id_v2", "ad_id"));

    ASSERT_TRUE(read_answer) << read_answer.error();
    const auto& rows = read_answer->page.rows;
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows.id(0), "1851234567890123");
    EXPECT_EQ(rows.value(0, 0), 1'079'000'000);
    EXPECT_EQ(rows.value(0, 1), 14'680'000);
    EXPECT_EQ(rows.value(1, 0), 52'000'000);
    EXPECT_EQ(rows.value(1, 1), 700'000);
    EXPECT_EQ(rows.text(1, 3), "UPGRADED_SMART_PLUS");
    EXPECT_EQ(read_answer->page.info, (PageInfo{1, 1000, 2, 1}));
}

} // namespace
} // namespace bayme::tiktok
