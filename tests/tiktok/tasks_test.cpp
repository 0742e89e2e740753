// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/change_log.hpp"
#include "tiktok/fake_wire.hpp"
#include "tiktok/report_tasks.hpp"
#include "tiktok/samples.hpp"

#include <gtest/gtest.h>

#include <map>

namespace bayme::tiktok {
namespace {

class TasksTest : public testing::Test, protected test::ClientOnFakeWire {
protected:
    static ReportTaskDraft draft() {
        ReportTaskDraft made;
        made.report.advertiser = AdvertiserId{"7001"};
        made.report.days = {Day::parse("2025-01-01").value(), Day::parse("2026-01-31").value()};
        made.report.metrics = {"spend"};
        made.report.attributes = {"campaign_id"};
        return made;
    }
    void recorded(const char* name) {
        wire.answer(test::filled(test::read_text(*test::samples_folder() / name),
                                 {{"request_id", "r1"}, {"task_id", "9001"}}));
    }
};

TEST_F(TasksTest, AReportIsOrderedWithRawTitlesAndNoLimitOfSpan) {
    wire.data(R"({"task_id":"9001"})");
    auto order = draft();
    order.report.campaign_ids = {CampaignId{"11"}};

    const auto task = create_report_task(client, context, token, order);

    ASSERT_TRUE(task) << task.error();
    ASSERT_TRUE(task->value);
    EXPECT_EQ(task->value->id, "9001");
    EXPECT_EQ(wire.sent[0].line,
              "POST https://business-api.tiktok.com/open_api/v1.3/report/task/create/");
    EXPECT_EQ(wire.sent[0].body,
              R"({"advertiser_id":"7001","service_type":"AUCTION","report_type":"BASIC",)"
              R"("data_level":"AUCTION_AD","dimensions":["ad_id","stat_time_day"],)"
              R"("metrics":["spend","campaign_id"],"start_date":"2025-01-01",)"
              R"("end_date":"2026-01-31","filtering":[{"field_name":"campaign_ids",)"
              R"("filter_type":"IN","filter_value":"[\"11\"]"}],"output_format":"CSV_STRING",)"
              R"("enable_report_title_translation":false})");
}

/// What is kept over restarts, in memory.
class KeptWithheld final : public WithheldMemory {
public:
    Result<std::optional<Instant>> asked_at(std::string_view endpoint,
                                            const AdvertiserId& advertiser) override {
        const auto found = asked.find({std::string{endpoint}, advertiser});
        return found == asked.end() ? std::nullopt : std::optional{found->second};
    }
    Result<bool> keep(std::string_view endpoint, const AdvertiserId& advertiser,
                      Instant now) override {
        return asked.insert_or_assign({std::string{endpoint}, advertiser}, now).second;
    }
    Result<void> forget(std::string_view endpoint, const AdvertiserId& advertiser) override {
        asked.erase({std::string{endpoint}, advertiser});
        return {};
    }

    std::map<std::pair<std::string, AdvertiserId>, Instant> asked;
};

TEST_F(TasksTest, WhatIsNotAvailableIsAskedForOnceADay) {
    KeptWithheld withheld;
    HttpClient remembering{
        AppFacts{"https://business-api.tiktok.com", "7100", SecretText{"s"}, true},
        {wire, governor, log, clock, scheduler, random, &withheld}};
    const auto ask = [&] {
        return create_report_task(remembering, context, token, draft());
    };
    wire.code(40118);

    const auto first = ask();
    clock.advance(std::chrono::hours{23});
    const auto second = ask();

    ASSERT_TRUE(first) << first.error();
    EXPECT_FALSE(first->value);
    ASSERT_TRUE(second) << second.error();
    EXPECT_FALSE(second->value) << "a normal state, not an error";
    EXPECT_EQ(wire.sent.size(), 1U);

    clock.advance(std::chrono::hours{1});
    wire.data(R"({"task_id":"9001"})");
    EXPECT_TRUE(ask()->value) << "a day later TikTok is asked, and may have changed its mind";
    EXPECT_TRUE(withheld.asked.empty());
    auto other = draft();
    other.report.advertiser = AdvertiserId{"7002"};
    withheld.asked[{"report.task.create", AdvertiserId{"7001"}}] = clock.now();
    wire.data(R"({"task_id":"9002"})");
    EXPECT_TRUE(create_report_task(remembering, context, token, other)->value)
        << "another account may have it";
}

TEST_F(TasksTest, AnAppWithoutTheFeatureGetsNothingAndNoError) {
    wire.code(40118);
    wire.code(40001, "advertiser does not grant you /report/task/create/:POST permission");
    wire.code(40001, "No permission to operate advertiser 7001");

    const auto not_listed = create_report_task(client, context, token, draft());
    const auto not_granted = create_report_task(client, context, token, draft());
    const auto lost = create_report_task(client, context, token, draft());

    ASSERT_TRUE(not_listed) << not_listed.error();
    EXPECT_FALSE(not_listed->value);
    EXPECT_EQ(not_listed->facts.request_id, "r1");
    ASSERT_TRUE(not_granted) << not_granted.error();
    EXPECT_FALSE(not_granted->value);
    ASSERT_FALSE(lost);
    EXPECT_EQ(lost.error().reason, "tiktok.40001");
}

TEST_F(TasksTest, ARecordedTaskIsFollowedToItsEnd) {
    BAYME_NEEDS_SAMPLES();
    recorded("report.task.create.json");
    recorded("report.task.check.json");
    recorded("report.task.cancel.json");

    const auto task = create_report_task(client, context, token, draft());
    const auto state = check_report_task(client, context, token, "9001");
    const auto cancelled = cancel_report_task(client, context, token, "9001");

    EXPECT_EQ(task->value->id, "9001");
    EXPECT_EQ(state->value->status, "SUCCESS");
    EXPECT_EQ(state->value->message, "");
    EXPECT_TRUE(state->value->unmodelled.empty());
    EXPECT_EQ(cancelled->value->status, "CANCELED");
    EXPECT_EQ(wire.sent[1].line, "GET https://business-api.tiktok.com/open_api/v1.3/report/task/"
                                 "check/?advertiser_id=7001&task_id=9001");
}

TEST_F(TasksTest, TheRowsMayBeTheAnswerItself) {
    const std::string csv = "ad_id,stat_time_day,spend\r\n31,2026-01-01 00:00:00,1.50\r\n";
    wire.answer(csv, 200, {{"X-Tt-Logid", "log1"}});

    const auto file = download_report_task(client, context, token, "9001");

    ASSERT_TRUE(file) << file.error();
    EXPECT_EQ(file->value->csv, csv);
    EXPECT_EQ(file->facts.log_id, "log1");
}

TEST_F(TasksTest, ADownloadMayBeAFileOrNotReadyOrAForeignPage) {
    wire.data(R"({"download_url":"https://x/y","file_name":"f","output_format":"CSV_DOWNLOAD"})");
    wire.code(40201);
    wire.answer("<html>busy</html>", 200);
    wire.answer("<html>busy</html>", 200);
    wire.answer("<html>busy</html>", 200);
    wire.answer("<html>busy</html>", 200);

    const auto file = download_report_task(client, context, token, "9001");
    const auto early = download_report_task(client, context, token, "9001");
    const auto page = download_report_task(client, context, token, "9001");

    ASSERT_TRUE(file) << file.error();
    EXPECT_EQ(file->value->download_url, "https://x/y");
    EXPECT_FALSE(file->value->csv);
    EXPECT_EQ(early.error().reason, "tiktok.40201");
    EXPECT_EQ(page.error().reason, "tiktok.html");
}

TEST_F(TasksTest, AnOrderThatCannotBeIsNotSent) {
    const auto field = [](const auto& call) {
        return call ? std::string{"sent"} : call.error().fields.at(0).path;
    };
    auto strange_name = draft();
    strange_name.file_name = "a/b";
    auto backwards = draft();
    backwards.report.days = {Day::parse("2026-02-01").value(), Day::parse("2026-01-01").value()};
    auto nothing = draft();
    nothing.report.metrics.clear();
    nothing.report.attributes.clear();

    EXPECT_EQ(field(create_report_task(client, context, token, strange_name)), "file_name");
    EXPECT_EQ(field(create_report_task(client, context, token, backwards)), "end_date");
    EXPECT_EQ(field(create_report_task(client, context, token, nothing)), "metrics");
    EXPECT_EQ(field(check_report_task(client, context, token, "9 1")), "task_id");
    EXPECT_TRUE(wire.sent.empty());
}

TEST_F(TasksTest, AChangeLogSpansAtMostThirtyDays) {
    wire.data(R"({"task_id":"5"})");
    ChangeLogRequest request{.first = parse_instant("2026-01-01T00:00:00Z").value(),
                             .last = parse_instant("2026-01-31T00:00:00Z").value(),
                             .object_type = "CAMPAIGN"};

    const auto task = create_change_log(client, context, token, request);
    request.last += seconds{1};
    const auto too_long = create_change_log(client, context, token, request);

    ASSERT_TRUE(task) << task.error();
    EXPECT_EQ(wire.sent[0].body, R"({"advertiser_id":"7001","start_time":"2026-01-01 00:00:00",)"
                                 R"("end_time":"2026-01-31 00:00:00","object_type":"CAMPAIGN"})");
    EXPECT_EQ(too_long.error().fields.at(0).path, "end_time");
}

TEST(ChangeLogTest, IsReadFromCsvInsideAPythonDictionary) {
    const std::string text =
        R"({'file_data': b'Budget changes,1\r\n\r\nTime,log_object_type,Object ID,Object,Operator,)"
        R"(Source,App ID,Activity details\r\n2026-02-04 15:20,Ad group,21,"Budget, Schedule",)"
        R"(m*@x,Marketing API,7100,"[{""action"": ""Change"", ""after"": ""b\'20 USD\'""}]"\r\n)"
        R"(2026-02-04 15:21,Campaign,11,caf\xc3\xa9,m*@x,Web,,[]\r\n', 'file_name': 'f'})";

    const auto entries = read_change_log(text);

    ASSERT_TRUE(entries) << entries.error();
    ASSERT_EQ(entries->size(), 2U);
    EXPECT_EQ((*entries)[0].time, "2026-02-04 15:20");
    EXPECT_EQ((*entries)[0].object_type, "Ad group");
    EXPECT_EQ((*entries)[0].object_id, "21");
    EXPECT_EQ((*entries)[0].subject, "Budget, Schedule");
    EXPECT_EQ((*entries)[0].source, "Marketing API");
    EXPECT_EQ((*entries)[0].details.text, R"([{"action": "Change", "after": "b'20 USD'"}])");
    EXPECT_EQ((*entries)[1].subject, "café");
}

TEST(ChangeLogTest, IsReadFromAJsonObjectToo) {
    const std::string text =
        R"({"file_data":"b'Time,log_object_type,Object ID,Object,Operator,Source,App ID,)"
        R"(Activity details\\r\\n2026-02-04 15:20,Ad,31,Name,m*@x,Web,,[]\\r\\n'","file_name":"f"})";

    const auto entries = read_change_log(text);

    ASSERT_TRUE(entries) << entries.error();
    ASSERT_EQ(entries->size(), 1U);
    EXPECT_EQ((*entries)[0].object_id, "31");
}

TEST(ChangeLogTest, DetailsNameTheValuesBeforeAndAfter) {
    const auto* const nested = R"([{"action":"Change ","name":"Ad group","before_after":)"
                               R"([{"before":"b'20.00 USD'","after":"b'30.00 USD'"}]}])";

    EXPECT_EQ(values_before(nested), Texts{"20.00 USD"});
    EXPECT_EQ(values_after(nested), Texts{"30.00 USD"});
    EXPECT_EQ(values_after(R"([{"after":"plain"}])"), Texts{"plain"});
    EXPECT_TRUE(values_after("no json").empty());
}

TEST(ChangeLogTest, AnythingElseIsRefused) {
    for (const auto* text :
         {"", "{}", "{'file_data': b", "{'file_data': b'", "{'file_data': b'Time,x\\r\\n'}",
          "{'file_data': b'a\\xzz'}", "{'file_data': b'Time,1,2,3,4,5,6,7\\r\\na,b\\r\\n'}"}) {
        EXPECT_EQ(read_change_log(text).error().reason, "tiktok.shape") << text;
    }
}

} // namespace
} // namespace bayme::tiktok
