// SPDX-License-Identifier: LicenseRef-Bayme
#include "create_fixture.hpp"

#include <algorithm>
#include <sstream>

namespace bayme::sandbox {

namespace {

class TasksTest : public CreateTest {
protected:
    static Members report_members() {
        return {{"report_type", "BASIC"},
                {"data_level", "AUCTION_CAMPAIGN"},
                {"dimensions", {"campaign_id", "stat_time_day"}},
                {"metrics", {"spend", "impressions"}},
                {"start_date", "2026-01-01"},
                {"end_date", "2026-02-28"},
                {"enable_report_title_translation", false}};
    }
    std::string task(const std::string& kind, const Members& members) {
        const auto answer = send_members(kind + "/task/create", members);
        EXPECT_EQ(code(answer), 0) << json::serialize(answer);
        return text(answer.at("data").at("task_id"));
    }
    Query query(const std::string& task) const {
        return {{"advertiser_id", account_}, {"task_id", task}};
    }
    std::string status(const std::string& kind, const std::string& task) {
        return text(get(kind + "/task/check", query(task)).at("data").at("status"));
    }
    http::Response download(const std::string& task) {
        return send(http::Method::get, "/open_api/v1.3/report/task/download/", query(task));
    }
    /// The CSV inside a changelog answer, as Python's bytes hold it.
    std::string changes(const std::string& task) {
        const auto data = get("changelog/task/download", query(task)).at("data");
        EXPECT_EQ(data.at("status"), "SUCCESS");
        const auto file = json::parse(data.at("changelog").as_string());
        EXPECT_EQ(text(file.at("file_name")), task + ".csv");
        return text(file.at("file_data"));
    }
};

TEST_F(TasksTest, AReportTakesItsTimeAndEqualsTheSynchronousOne) {
    const auto id = task("report", report_members());
    EXPECT_EQ(status("report", id), "QUEUING");
    EXPECT_EQ(parsed(download(id)).at("code"), 40201);
    advance("30s");
    EXPECT_EQ(status("report", id), "PROCESSING");
    advance("3m");
    EXPECT_EQ(status("report", id), "SUCCESS");

    const auto response = download(id);
    EXPECT_EQ(http::find_header(response.headers, "Content-Type"), "text/csv");
    std::istringstream lines{response.body};
    std::string line;
    std::getline(lines, line);
    EXPECT_EQ(line, "campaign_id,stat_time_day,spend,impressions\r");
    std::vector<std::string> rows;
    while (std::getline(lines, line)) {
        rows.push_back(line);
    }
    auto wanted = report_query("campaign", R"(["spend","impressions"])");
    const auto at_once = get("report/integrated/get", wanted);
    for (const auto& row : list(at_once)) {
        const auto& dimensions = row.at("dimensions");
        const auto& metrics = row.at("metrics");
        const auto expected =
            text(dimensions.at("campaign_id")) + "," + text(dimensions.at("stat_time_day")) + "," +
            text(metrics.at("spend")) + "," + text(metrics.at("impressions")) + "\r";
        EXPECT_NE(std::ranges::find(rows, expected), rows.end()) << expected;
    }
    EXPECT_GT(rows.size(), 59U) << "no limit of 30 days";
}

TEST_F(TasksTest, ADownloadLinkHoldsForAnHour) {
    auto members = report_members();
    members["output_format"] = "CSV_DOWNLOAD";
    members["file_name"] = "January";
    const auto id = task("report", members);
    advance("5m");
    const auto data = parsed(download(id)).at("data");
    EXPECT_EQ(data.at("file_name"), "January.csv");
    const auto url = text(data.at("download_url"));
    const auto path = url.substr(url.find("/report-file"));
    http::Request request;
    request.path = path;
    EXPECT_TRUE(sandbox_->answer_api(request).body.starts_with("campaign_id,"));
    advance("1h");
    EXPECT_EQ(sandbox_->answer_api(request).status, 404);
    EXPECT_EQ(parsed(download(id)).at("code"), 0) << "a fresh link for the asking";
    advance("30d");
    EXPECT_EQ(parsed(download(id)).at("code"), 40007);
}

TEST_F(TasksTest, AWorkbookHoldsWhatTheLinesHold) {
    auto members = report_members();
    members["output_format"] = "XLSX_DOWNLOAD";
    const auto id = task("report", members);
    const auto lines = task("report", report_members());
    advance("5m");
    const auto data = parsed(download(id)).at("data");
    EXPECT_EQ(data.at("output_format"), "XLSX_DOWNLOAD");
    EXPECT_EQ(text(data.at("file_name")), id + ".xlsx");
    const auto url = text(data.at("download_url"));
    http::Request request;
    request.path = url.substr(url.find("/report-file"));
    const auto file = sandbox_->answer_api(request);
    EXPECT_TRUE(http::find_header(file.headers, "Content-Type")->contains("spreadsheetml"));
    ASSERT_TRUE(file.body.starts_with("PK\x03\x04"));

    // The sheet is stored as it is: its cells, a comma between, are the lines of the other file.
    const auto start = file.body.find("<sheetData>");
    const auto end = file.body.find("</sheetData>");
    ASSERT_NE(end, std::string::npos);
    std::string sheet = file.body.substr(start + 11, end - start - 11);
    const auto replace = [&](const std::string& what, const std::string& with) {
        for (auto at = sheet.find(what); at != std::string::npos; at = sheet.find(what, at)) {
            sheet.replace(at, what.size(), with);
            at += with.size();
        }
    };
    const std::string open = R"(<c t="inlineStr"><is><t xml:space="preserve">)";
    const std::string close = "</t></is></c>";
    replace(close + open, ",");
    replace("<row>" + open, "");
    replace(close + "</row>", "\r\n");
    EXPECT_EQ(sheet, download(lines).body);
}

TEST_F(TasksTest, ATaskCanBeCanceledUntilItIsDone) {
    const auto id = task("report", report_members());
    EXPECT_EQ(code(send_members("report/task/cancel", {{"task_id", id}})), 0);
    advance("5m");
    EXPECT_EQ(status("report", id), "CANCELED");
    EXPECT_EQ(parsed(download(id)).at("code"), 40201);
    const auto other = task("report", report_members());
    advance("5m");
    EXPECT_EQ(code(send_members("report/task/cancel", {{"task_id", other}})), 40002);
}

TEST_F(TasksTest, WrongTasksAreRefusedByCode) {
    auto named = report_members();
    named["file_name"] = "a/b";
    EXPECT_EQ(code(send_members("report/task/create", named)), 40002);
    auto filtered = report_members();
    filtered["filtering"] = json::array{{{"field_name", "campaign_status"},
                                         {"filter_type", "IN"},
                                         {"filter_value", R"(["STATUS_ALL"])"}}};
    EXPECT_EQ(code(send_members("report/task/create", filtered)), 40002);
    EXPECT_EQ(code(get("report/task/check", query("17"))), 40007);
    EXPECT_EQ(code(send_members("changelog/task/create", {{"start_time", "2026-01-01 00:00:00"},
                                                          {"end_time", "2026-02-01 00:00:01"}})),
              40002)
        << "more than 30 days";
}

TEST_F(TasksTest, TheChangeLogHasEveryEditByWhomever) {
    const auto campaign = new_campaign({{"budget_mode", "BUDGET_MODE_DAY"}, {"budget", 100}});
    send_members("campaign/update", {{"campaign_id", campaign}, {"budget", 150}});
    command("/edit", R"({"advertiser_id":")" + account_ + R"(","level":"campaign","id":")" +
                         campaign + R"(","operation_status":"DISABLE"})");
    advance("1m");
    const auto id = task(
        "changelog", {{"start_time", "2026-03-01 00:00:00"}, {"end_time", "2026-03-02 00:00:00"}});
    EXPECT_EQ(status("changelog", id), "PROCESSING");
    advance("5m");
    EXPECT_EQ(status("changelog", id), "SUCCESS");

    const auto file = changes(id);
    EXPECT_TRUE(
        file.starts_with("b'Budget changes,1\\r\\nBid changes,0\\r\\nStatus changes,1\\r\\n"))
        << file;
    EXPECT_TRUE(file.contains("2026-03-01 12:00,Campaign," + campaign + ",Budget,"));
    EXPECT_TRUE(file.contains(",Marketing API," + ready_.app_id + ","));
    EXPECT_TRUE(file.contains(R"(""before"": ""b\'100.00\'"", ""after"": ""b\'150.00\'"")"))
        << file;
    EXPECT_TRUE(file.contains(",On/Off Status,")) << "the edit in Ads Manager";
    EXPECT_TRUE(file.contains(",TikTok Ads Manager,"));

    const auto narrow = task("changelog", {{"start_time", "2026-03-01 00:00:00"},
                                           {"end_time", "2026-03-02 00:00:00"},
                                           {"module", "STATUS"}});
    advance("5m");
    EXPECT_FALSE(changes(narrow).contains(",Budget,"));
}

} // namespace

} // namespace bayme::sandbox
