// SPDX-License-Identifier: LicenseRef-Bayme
#include "terminal_fixture.hpp"

namespace bayme::cli {
namespace {

using ::testing::ContainsRegex;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using Asked = test::FakeHost::Asked;
using test::job;

class WorkVerbsTest : public test::TerminalFixture {
protected:
    void given_sync_of(const std::string& jobs) {
        host_.answers.emplace("sync.start", fmt::format(R"({{"group":"g","job_ids":{}}})", jobs));
    }
};

TEST_F(WorkVerbsTest, SyncStartsJobsAndSaysWhereToLook) {
    given_sync_of(R"(["a","b"])");

    EXPECT_EQ(bayme({"sync", "reports", "--advertiser", "7001", "--from", "2026-03-01", "--to",
                     "2026-03-02"}),
              0);

    EXPECT_THAT(host_.asked,
                ElementsAre(Asked{"sync.start",
                                  R"({"what":"reports","advertiser_ids":["7001"],)"
                                  R"("from":"2026-03-01","to":"2026-03-02","only_missing":false})",
                                  ""}));
    EXPECT_THAT(out_.str(), HasSubstr("2 jobs queued as group g"));
}

TEST_F(WorkVerbsTest, SyncNamesTheAccountsItLeftOut) {
    host_.answers.emplace("sync.start",
                          R"({"group":"g","job_ids":["a"],"not_connected":["7001","7002"]})");
    host_.answer_in_turn("jobs.show", {job("done")});

    EXPECT_EQ(bayme({"sync", "--wait"}), 3);

    EXPECT_THAT(err_.str(), HasSubstr("TikTok refuses it: 7001, 7002. `bayme connect` connects"));
    EXPECT_EQ(bayme({"sync"}), 3);
}

constexpr const char* pause = R"({"scope":"account","subject":"7001","paused_by_name":"Ada",)"
                              R"("paused_at":"2026-03-01T12:00:00Z","reason":"we count"})";

TEST_F(WorkVerbsTest, SyncSaysThatItWaitsBecauseSomebodyPausedIt) {
    host_.answers.emplace("sync.start",
                          fmt::format(R"({{"group":"g","job_ids":["a"],"paused":[{}]}})", pause));

    EXPECT_EQ(bayme({"sync"}), 0);

    EXPECT_THAT(err_.str(),
                HasSubstr("Waits: account 7001 is paused by Ada since 2026-03-01T12:00:00Z"));
    EXPECT_THAT(err_.str(), HasSubstr("we count"));
}

TEST_F(WorkVerbsTest, NobodyWaitsForAPausedJob) {
    given_sync_of(R"(["a"])");
    host_.answer_in_turn("jobs.show",
                         {fmt::format(R"({{"id":"a","state":"queued","paused":{}}})", pause)});

    EXPECT_EQ(bayme({"sync", "--wait"}), 5);

    EXPECT_THAT(err_.str(), HasSubstr("job a waits: account 7001 is paused by Ada"));
    EXPECT_THAT(err_.str(), HasSubstr("nothing is lost"));
    EXPECT_THAT(err_.str(), Not(HasSubstr("go on by themselves")));
}

TEST_F(WorkVerbsTest, DeadLettersAreListedRetriedAndDismissed) {
    host_.answers.emplace("jobs.list", R"({"jobs":[]})");
    host_.answers.emplace("jobs.retry", R"({"id":"new","state":"queued"})");
    host_.answers.emplace("jobs.dismiss", R"({"id":"j","settled":{"as":"dismissed"}})");

    EXPECT_EQ(bayme({"jobs", "list", "--dead"}), 0);
    EXPECT_EQ(bayme({"jobs", "retry", "j"}), 0);
    EXPECT_EQ(bayme({"jobs", "dismiss", "j"}), 0);

    EXPECT_THAT(host_.asked,
                ElementsAre(Asked{"jobs.list", R"({"dead_letters":true,"limit":20})", ""},
                            Asked{"jobs.retry", R"({"job_id":"j"})", ""},
                            Asked{"jobs.dismiss", R"({"job_id":"j"})", ""}));
    EXPECT_THAT(out_.str(), HasSubstr("dealt with     dismissed"));
}

TEST_F(WorkVerbsTest, AKindOrAnAccountIsPausedWithAReason) {
    for (const auto* operation : {"jobs.pause_kind", "jobs.pause_account", "jobs.resume_kind"}) {
        host_.answers.emplace(operation, R"({"kinds":[]})");
    }

    EXPECT_EQ(bayme({"jobs", "pause", "--kind", "sync.account", "--reason", "we look"}), 0);
    EXPECT_EQ(bayme({"jobs", "pause", "--advertiser", "7001", "--reason", "we look"}), 0);
    EXPECT_EQ(bayme({"jobs", "resume", "--kind", "sync.account"}), 0);
    EXPECT_EQ(bayme({"jobs", "pause", "--reason", "we look"}), 2);
    EXPECT_EQ(bayme({"jobs", "pause", "--kind", "sync.account"}), 2);

    EXPECT_THAT(
        host_.asked,
        ElementsAre(
            Asked{"jobs.pause_kind", R"({"kind":"sync.account","reason":"we look"})", ""},
            Asked{"jobs.pause_account", R"({"advertiser_id":"7001","reason":"we look"})", ""},
            Asked{"jobs.resume_kind", R"({"kind":"sync.account"})", ""}));
}

TEST_F(WorkVerbsTest, SyncWaitsUntilTheJobsHaveEnded) {
    given_sync_of(R"(["a"])");
    host_.answer_in_turn("jobs.show", {job("running"), job("running"), job("done")});

    EXPECT_EQ(bayme({"sync", "--wait"}), 0);

    EXPECT_EQ(host_.pauses, 2);
    EXPECT_TRUE(host_.ran_jobs);
    EXPECT_EQ(out_.str(), "1 done, 0 failed, 0 cancelled\n");
    EXPECT_EQ(err_.str(), "0 of 1 jobs ended, 50 % of the work is done\n"
                          "1 of 1 jobs ended, 100 % of the work is done\n");
}

TEST_F(WorkVerbsTest, SyncDrawsABarOnATerminal) {
    terminal_.err_is_tty = true;
    given_sync_of(R"(["a"])");
    host_.answer_in_turn("jobs.show", {job("running"), job("done")});

    bayme({"sync", "--wait"});

    EXPECT_THAT(err_.str(), HasSubstr("\r[###############---------------] 1/2  0 of 1 jobs"));
}

TEST_F(WorkVerbsTest, SyncTellsPartlyDoneFromFailed) {
    given_sync_of(R"(["a","b"])");
    host_.answer_in_turn("jobs.show", {job("done"), job("failed", "unavailable")});
    EXPECT_EQ(bayme({"sync", "--wait"}), 3);
    EXPECT_THAT(err_.str(), HasSubstr("it broke"));

    host_.answer_in_turn("jobs.show",
                         {job("failed", "unauthenticated"), job("failed", "unavailable")});
    EXPECT_EQ(bayme({"sync", "--wait"}), 4) << "what the first failure says";
}

std::string waiting(int seconds) {
    return fmt::format(R"({{"id":"j","state":"queued","progress":{{"done":1,"total":2}},)"
                       R"("error":{{"code":"rate_limited","reason":"tiktok.40100",)"
                       R"("message":"too many calls","request_id":"r7"}},)"
                       R"("next_try_at":"2026-03-20T12:05:00Z","next_try_in_seconds":{}}})",
                       seconds);
}

TEST_F(WorkVerbsTest, SyncComesBackWhenAllThatIsLeftWaitsForLong) {
    given_sync_of(R"(["a"])");
    host_.answer_in_turn("jobs.show", {job("running"), waiting(60)});

    EXPECT_EQ(bayme({"sync", "--wait"}), 5);

    EXPECT_EQ(out_.str(), "0 done, 0 failed, 0 cancelled, 1 waiting\n");
    EXPECT_THAT(err_.str(), HasSubstr("too many calls"));
    EXPECT_THAT(err_.str(), HasSubstr("2026-03-20T12:05:00Z"));
    EXPECT_THAT(err_.str(), Not(HasSubstr("Nothing was changed")));
}

TEST_F(WorkVerbsTest, SyncSitsThroughAShortWaitAndThroughWhatStillRuns) {
    given_sync_of(R"(["a","b"])");
    host_.answer_in_turn("jobs.show", {waiting(10), job("done"), waiting(60), job("running"),
                                       job("running"), job("done"), job("done"), job("done")});

    EXPECT_EQ(bayme({"sync", "--wait"}), 0);

    EXPECT_EQ(host_.pauses, 3);
}

TEST_F(WorkVerbsTest, SyncThatDidSomeOfItAndWaitsForTheRestIsPartlyDone) {
    given_sync_of(R"(["a","b"])");
    host_.answer_in_turn("jobs.show", {job("done"), waiting(3600)});

    EXPECT_EQ(bayme({"sync", "--wait"}), 3);
}

TEST_F(WorkVerbsTest, SyncThatWasAnsweredInPartIsPartlyDone) {
    given_sync_of(R"(["a"])");
    host_.answer_in_turn("jobs.show", {R"({"id":"j","state":"done","result":{"whole":false}})"});

    EXPECT_EQ(bayme({"sync", "--wait"}), 3);

    EXPECT_THAT(err_.str(), HasSubstr("marked partial"));
}

TEST_F(WorkVerbsTest, SyncDoesNotWaitForJobsThatCannotGoOn) {
    given_sync_of(R"(["a"])");
    host_.answers.emplace("jobs.show",
                          R"({"id":"j","state":"running","progress":{"done":1,"total":2},)"
                          R"("blocked":{"code":"internal","reason":"disk_full",)"
                          R"("message":"the disk is full"}})");

    EXPECT_EQ(bayme({"sync", "--wait"}), 1);
    EXPECT_EQ(host_.pauses, 0);
    EXPECT_THAT(err_.str(), HasSubstr("the disk is full"));
    EXPECT_THAT(err_.str(), HasSubstr("go on by themselves"));
}

TEST_F(WorkVerbsTest, SyncTellsWhyItFailedAsJson) {
    given_sync_of(R"(["a"])");
    host_.answer_in_turn("jobs.show", {waiting(60)});

    EXPECT_EQ(bayme({"sync", "--wait", "--json"}), 5);

    EXPECT_THAT(out_.str(), HasSubstr(R"("waiting":1,"next_try_at":"2026-03-20T12:05:00Z")"));
    EXPECT_THAT(err_.str(), HasSubstr(R"("code":"rate_limited")"));
    EXPECT_THAT(err_.str(), HasSubstr(R"("request_id":"r7")"));
}

TEST_F(WorkVerbsTest, SyncPrintsResultsAsJson) {
    given_sync_of(R"(["a"])");
    host_.answer_in_turn("jobs.show", {job("done")});

    bayme({"sync", "--wait", "--json"});

    EXPECT_EQ(out_.str(), "{\"group\":\"g\",\"done\":1,\"cancelled\":0,\"failed\":0,"
                          "\"waiting\":0,\"results\":[{\"rows\":7}],\"not_connected\":[]}\n");
}

TEST_F(WorkVerbsTest, ReportTakesNamesWithBlanksBetween) {
    host_.answers.emplace("reports.export", R"({"text":"","worst_cell":"complete"})");

    bayme({"report", "--dimensions", "campaign, day", "--metrics", "spend clicks", "--from",
           "2026-03-01", "--to", "2026-03-01"});

    EXPECT_THAT(host_.asked.at(0).body,
                HasSubstr(R"("dimensions":["campaign","day"],"metrics":["spend","clicks"])"));
}

TEST_F(WorkVerbsTest, ReportHelpSaysHowWhereIsWritten) {
    bayme({"report", "--help"});

    EXPECT_THAT(out_.str(), HasSubstr("campaign_name contains \"sale\""));
    EXPECT_THAT(out_.str(), HasSubstr("ad_id in (1800, 1801)"));
}

TEST_F(WorkVerbsTest, ReportAsksAndPrintsTheTextAsItIs) {
    host_.answers.emplace("reports.export",
                          R"({"text":"day,spend\n2026-03-01,1.5\n","worst_cell":"partial"})");

    EXPECT_EQ(bayme({"report", "--dimensions", "campaign,day", "--metrics", "spend,ctr", "--from",
                     "2026-03-01", "--to", "2026-03-02", "--where", "spend > 1", "--order-by",
                     "-spend", "--format", "csv"}),
              0);

    EXPECT_EQ(out_.str(), "day,spend\n2026-03-01,1.5\n");
    EXPECT_THAT(err_.str(), HasSubstr("partial"));
    EXPECT_EQ(host_.asked.at(0).body,
              R"({"query":{"dimensions":["campaign","day"],"metrics":["spend","ctr"],)"
              R"("order_by":["-spend"],"from":"2026-03-01","to":"2026-03-02",)"
              R"("where":"spend > 1"},"format":"csv"})");
}

TEST_F(WorkVerbsTest, ReportIsJsonWhenAskedForJson) {
    host_.answers.emplace("reports.export", R"({"text":"{}","worst_cell":"complete"})");
    bayme({"report", "--metrics", "spend", "--from", "2026-03-01", "--to", "2026-03-01", "--json"});
    EXPECT_THAT(host_.asked.at(0).body, HasSubstr(R"("format":"json")"));
}

TEST_F(WorkVerbsTest, ReportWantsMetricsAndDays) {
    EXPECT_EQ(bayme({"report", "--from", "2026-03-01", "--to", "2026-03-02"}), 2);
    EXPECT_EQ(bayme({"report", "--metrics", "spend"}), 2);
    EXPECT_EQ(
        bayme({"report", "--metrics", "spend", "--from", "a", "--to", "b", "--format", "parquet"}),
        2);
}

TEST_F(WorkVerbsTest, ConnectPrintsTheLinkAlone) {
    host_.answers.emplace("connections.link", R"({"url":"http://localhost/x","minutes":15})");
    EXPECT_EQ(bayme({"connect"}), 0);
    EXPECT_EQ(out_.str(), "http://localhost/x\n");
}

TEST_F(WorkVerbsTest, ALinkForAnOwnAccountNamesItsLogin) {
    host_.answers.emplace("own_accounts.link", R"({"url":"http://localhost/y","minutes":15})");
    EXPECT_EQ(bayme({"own-accounts", "connect", "tiktok-developers"}), 0);
    EXPECT_EQ(out_.str(), "http://localhost/y\n");
    EXPECT_EQ(host_.asked.at(0).body, R"({"kind":"tiktok-developers"})");
    EXPECT_EQ(bayme({"own-accounts", "connect", "tiktok"}), 2);
}

TEST_F(WorkVerbsTest, OwnPostsAreReadFirstWhenAskedFor) {
    host_.answers.emplace("own_accounts.posts",
                          R"({"read_at":"2026-03-01T12:00:00Z","posts":[{"post_id":"v1",)"
                          R"("title":"","description":"Spring","share_url":""}]})");
    host_.answers.emplace("own_accounts.read_posts", R"({"job_id":"a"})");
    host_.answer_in_turn("jobs.show", {job("done"), job("failed", "unavailable")});

    EXPECT_EQ(bayme({"own-accounts", "posts", "o1"}), 0);
    EXPECT_THAT(out_.str(), HasSubstr("Spring"));
    EXPECT_EQ(host_.asked.size(), 1U);
    EXPECT_EQ(bayme({"own-accounts", "posts", "o1", "--read"}), 0);
    EXPECT_EQ(host_.asked.at(1).operation, "own_accounts.read_posts");
    EXPECT_EQ(bayme({"own-accounts", "posts", "o1", "--read"}), 5) << "no stale list instead";
}

TEST_F(WorkVerbsTest, ConnectSpendsACodeOnlyWhenToldTo) {
    EXPECT_EQ(bayme({"connect", "--auth-code", "c"}), 2);
    EXPECT_TRUE(host_.asked.empty());

    host_.answers.emplace("connections.finish_with_code",
                          R"({"connection_id":"k","problem":"","accounts":[]})");
    in_.str("secret-code\n");
    EXPECT_EQ(bayme({"connect", "--auth-code", "-", "--yes"}), 0);
    EXPECT_EQ(host_.asked.at(0).body, R"({"auth_code":"secret-code"})");
}

TEST_F(WorkVerbsTest, ConnectWithoutAListIsPartlyDone) {
    host_.answers.emplace("connections.finish_with_code",
                          R"({"connection_id":"k","problem":"later","accounts":[]})");
    EXPECT_EQ(bayme({"connect", "--auth-code", "c", "--yes"}), 3);
}

TEST_F(WorkVerbsTest, AccountsSayWhatTikTokHoldsAgainstThem) {
    host_.answers.emplace("accounts.list",
                          R"({"accounts":[{"advertiser_id":"7001","name":"Cafe","included":true,)"
                          R"("status":"STATUS_LIMIT","rejection_reason":"1:Suspended\n",)"
                          R"("connection_state":"active","currency":"BRL","offset":"UTC-3",)"
                          R"("reports_synced_at":"2026-03-01T12:00:00.123Z"},)"
                          R"({"advertiser_id":"7002","connection_state":"revoked"}]})");

    EXPECT_EQ(bayme({"accounts", "list"}), 0);

    EXPECT_THAT(out_.str(), ContainsRegex("LIMIT +BRL +UTC-3 +2026-03-01T12:00:00Z\n"));
    EXPECT_THAT(out_.str(), ContainsRegex("7002 .* revoked .* never\n"));
    EXPECT_THAT(out_.str(), HasSubstr("7001: TikTok says \"1:Suspended"));
}

TEST_F(WorkVerbsTest, ProgressIsNotTakenBackWhenMoreWorkIsFound) {
    given_sync_of(R"(["a"])");
    const auto at = [](int done, int total) {
        return fmt::format(R"({{"state":"running","progress":{{"done":{},"total":{},"text":""}}}})",
                           done, total);
    };
    host_.answer_in_turn("jobs.show", {at(5, 10), at(6, 30), job("done")});

    bayme({"sync", "--wait"});

    EXPECT_EQ(err_.str(), "0 of 1 jobs ended, 50 % of the work is done\n"
                          "1 of 1 jobs ended, 100 % of the work is done\n");
}

TEST_F(WorkVerbsTest, SandboxAndDemoSayWhereTheyAre) {
    EXPECT_EQ(bayme({"sandbox"}), 0);
    EXPECT_THAT(out_.str(), HasSubstr("http://127.0.0.1:1/open_api/v1.3/"));
    EXPECT_EQ(bayme({"sandbox", "--json"}), 0);
    EXPECT_EQ(out_.str(), "{}\n");
    EXPECT_EQ(bayme({"demo"}), 0);
    EXPECT_THAT(out_.str(), HasSubstr("http://localhost:1/link/x"));
    EXPECT_THAT(out_.str(), HasSubstr("--data /scratch"));
}

TEST_F(WorkVerbsTest, DecodeReadsStandardInput) {
    in_.str("12345");
    EXPECT_EQ(bayme({"decode", "campaign/get", "--json"}), 0);
    EXPECT_EQ(out_.str(), "campaign/get 5 true\n");
    EXPECT_EQ(bayme({"decode", "campaign/get", "/no/such/file"}), 2);
    EXPECT_EQ(bayme({"decode", "campaign/get", "/dev/null"}), 2);
    EXPECT_THAT(err_.str(), HasSubstr("the input is empty"));
}

TEST_F(WorkVerbsTest, QuotaShowsWhatIsUsedAndWhatQueuedWorkWillCost) {
    host_.answers.emplace(
        "quota.show",
        R"({"tier":"basic","app":{"scope":"app","calls_today":61,"pace_permille":965,)"
        R"("learned":true,"windows":[{"window":"minute","allowed":600,"used":61,"left":539}]},)"
        R"("limits":[{"scope":"endpoint:ad.get","calls_today":7,"windows":[]}],)"
        R"("penalties":[{"scope":"app","until":"2026-03-01T12:05:00Z","seconds_left":120,)"
        R"("strikes":1}],"waiting":[{"priority":"backfill","calls":3}],)"
        R"("planned":[{"kind":"sync.account","jobs":4,"calls":120,"seconds":13},)"
        R"({"kind":"changes.apply","jobs":1}],"refused":2,"day_ends":"2026-03-02T00:00:01Z"})");

    EXPECT_EQ(bayme({"quota"}), 0);

    for (const auto* text :
         {"level basic", "2 calls refused", "600", "539", "96.5 %", "TikTok named this limit",
          "endpoint:ad.get", "app keeps still until", "3 calls wait with priority backfill",
          "4 queued jobs sync.account: about 120 calls, 13 s of the app's limit",
          "1 queued jobs changes.apply: price not known yet"}) {
        EXPECT_THAT(out_.str(), HasSubstr(text));
    }
}

} // namespace
} // namespace bayme::cli
