// SPDX-License-Identifier: LicenseRef-Bayme
#include "cli/run.hpp"

#include "terminal_fixture.hpp"

#include <cerrno>

namespace bayme::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using Asked = test::FakeHost::Asked;

class RunTest : public test::TerminalFixture {};

TEST_F(RunTest, PrintsHelpOnStandardOutput) {
    EXPECT_EQ(bayme({"--help"}), 0);
    EXPECT_THAT(out_.str(), HasSubstr("Exit codes: 0 done"));
    EXPECT_EQ(bayme({"call", "--help"}), 0);
    EXPECT_THAT(out_.str(), HasSubstr("bayme call system.whoami"));
    EXPECT_THAT(out_.str(), HasSubstr("--config, --data and --json"));
    EXPECT_EQ(bayme({"own-accounts", "--help"}), 0);
    EXPECT_THAT(out_.str(), Not(HasSubstr("To begin"))) << "that is the program's own";
    EXPECT_EQ(bayme({"sandbox", "--help"}), 0);
    EXPECT_THAT(out_.str(), HasSubstr("--seed NUMBER  "));
    for (std::istringstream lines(out_.str()); !lines.eof();) {
        std::string line;
        std::getline(lines, line);
        EXPECT_LE(line.size(), 100U) << line;
    }
}

TEST_F(RunTest, AnswersWrongUsageWithTwo) {
    EXPECT_EQ(bayme({}), 2);
    EXPECT_EQ(bayme({"frobnicate"}), 2);
    EXPECT_EQ(bayme({"jobs"}), 2);
    EXPECT_EQ(bayme({"jobs", "list", "--state", "slow"}), 2);
    EXPECT_EQ(bayme({"jobs", "show"}), 2);
    EXPECT_EQ(out_.str(), "");
    EXPECT_NE(err_.str(), "");
}

TEST_F(RunTest, NamesTheCommandThatWasMeant) {
    bayme({"--data", "/x", "reprot"});
    EXPECT_THAT(err_.str(), HasSubstr("no command \"reprot\"; did you mean \"report\"?"));
    bayme({"plan", "drft"});
    EXPECT_THAT(err_.str(), HasSubstr("no command \"drft\"; did you mean \"draft\"?"));
    bayme({"plan", "draft", "--advertiser", "7001"});
    EXPECT_THAT(err_.str(), Not(HasSubstr("no command")));
}

TEST_F(RunTest, AuditSaysWhatAnActCameTo) {
    host_.answers.emplace(
        "audit.list",
        R"({"rows":[{"number":2,"at":"2026-03-01T12:00:00.5Z","actor":"person:p",)"
        R"("actor_name":"Ada Lindqvist","action":"plans.apply_step","object":"campaign:1","before":"ENABLE",)"
        R"("after":{"state":"applied","read_back":"DISABLE"}},{"number":1,)"
        R"("at":"2026-03-01T11:59:59.5Z","actor":"person:p","action":"plans.draft",)"
        R"("object":"plan:q","after":{"state":"draft","steps":[{"object":"campaign:1",)"
        R"("before":"ENABLE","after":"DISABLE"},{}]}}]})");

    EXPECT_EQ(bayme({"audit", "list"}), 0);

    EXPECT_THAT(out_.str(), HasSubstr("2026-03-01T12:00:00Z"));
    EXPECT_THAT(out_.str(), HasSubstr("  Ada Lindqvist  plans.apply_step"));
    EXPECT_THAT(out_.str(), HasSubstr("applied: ENABLE -> DISABLE\n"));
    EXPECT_THAT(out_.str(), HasSubstr("draft: campaign:1 ENABLE -> DISABLE and 1 more\n"));
}

TEST_F(RunTest, AuditDoesNotTellAConflictAsAChange) {
    host_.answers.emplace("audit.list",
                          R"({"rows":[{"number":2,"action":"plans.apply_step","before":"410",)"
                          R"("after":{"state":"conflict","read_back":"450"}},)"
                          R"({"number":1,"action":"plans.apply_step","before":"410",)"
                          R"("after":{"state":"uncertain","read_back":"410"}}]})");

    EXPECT_EQ(bayme({"audit", "list"}), 0);

    EXPECT_THAT(out_.str(),
                HasSubstr("conflict: 450 at TikTok, not 410 as drafted; nothing was sent\n"));
    EXPECT_THAT(out_.str(), HasSubstr("uncertain: TikTok says 410\n"));
}

TEST_F(RunTest, CallsAnOperation) {
    host_.answers.emplace("jobs.list", R"({"jobs":[]})");

    EXPECT_EQ(bayme({"call", "jobs.list", R"({"limit":5})", "--idempotency-key", "k"}), 0);

    EXPECT_THAT(host_.asked, ElementsAre(Asked{"jobs.list", R"({"limit":5})", "k"}));
    EXPECT_EQ(out_.str(), "{\"jobs\":[]}\n");
}

TEST_F(RunTest, ReadsTheBodyFromStandardInput) {
    host_.answers.emplace("a.b", "{}");
    in_.str(R"({"x":1})");
    bayme({"call", "a.b", "-"});
    EXPECT_EQ(host_.asked.at(0).body, R"({"x":1})");
}

TEST_F(RunTest, CallsAnotherServer) {
    host_.answers.emplace("a.b", "{}");
    EXPECT_EQ(bayme({"call", "a.b", "--server", "https://ads.example.com"}), 0);
    EXPECT_EQ(host_.remote, "https://ads.example.com");
    EXPECT_EQ(host_.asked.at(0).body, "{}");
}

TEST_F(RunTest, GivesEachErrorItsExitCode) {
    const std::vector<std::pair<ErrorCode, int>> codes{
        {ErrorCode::internal, 1},      {ErrorCode::conflict, 1},
        {ErrorCode::invalid_input, 2}, {ErrorCode::not_found, 2},
        {ErrorCode::uncertain, 3},     {ErrorCode::forbidden, 4},
        {ErrorCode::rate_limited, 5},  {ErrorCode::unauthenticated, 4},
        {ErrorCode::unavailable, 5}};
    for (const auto& [code, exit] : codes) {
        host_.answers.insert_or_assign("a.b", fail(Error{code, "it failed", "why", "req-7"}));
        EXPECT_EQ(bayme({"call", "a.b"}), exit) << to_string(code);
        EXPECT_THAT(err_.str(), HasSubstr("bayme: it failed"));
        EXPECT_THAT(err_.str(), HasSubstr("Request id: req-7"));
        EXPECT_EQ(out_.str(), "");
    }
}

TEST_F(RunTest, PrintsErrorsAsProblemsWhenAskedForJson) {
    host_.answers.emplace("a.b", fail(Error{ErrorCode::conflict, "no", "why"}));
    bayme({"call", "a.b", "--json"});
    EXPECT_THAT(err_.str(), HasSubstr(R"("code":"conflict","reason":"why")"));
}

TEST_F(RunTest, TakesCommonOptionsBeforeAndAfterTheVerb) {
    EXPECT_EQ(bayme({"--data", "/x", "init", "--json"}), 0);
    EXPECT_EQ(out_.str(), "{\"folder\":\"/x\",\"link\":\"http://localhost:8080/link/abc\"}\n");
}

TEST_F(RunTest, ListsJobsAsATable) {
    host_.answers.emplace(
        "jobs.list",
        R"({"jobs":[{"id":"j1","kind":"sync.report","state":"failed",)"
        R"("advertiser_id":"7001","progress":{"done":3,"total":10,"text":""},"created_at":"2026-03-01T12:00:00Z",)"
        R"("error":{"code":"unavailable","reason":"http.timeout","message":"m"}}]})");

    EXPECT_EQ(bayme({"jobs", "list", "--state", "failed"}), 0);

    EXPECT_EQ(out_.str(),
              "ID  KIND         ACCOUNT  STATE   PROGRESS  CREATED               ERROR\n"
              "j1  sync.report  7001     failed  3/10      2026-03-01T12:00:00Z  http.timeout\n");
    EXPECT_THAT(host_.asked,
                ElementsAre(Asked{"jobs.list",
                                  R"({"state":"failed","dead_letters":false,"limit":20})", ""}));
}

TEST_F(RunTest, PrintsTheLinkAloneOnStandardOutput) {
    host_.answers.emplace("staff.link", R"({"url":"http://localhost/link/1","minutes":15})");
    EXPECT_EQ(bayme({"staff", "link"}), 0);
    EXPECT_EQ(out_.str(), "http://localhost/link/1\n");
}

TEST_F(RunTest, FailsWhenTheAuditLogIsBroken) {
    host_.answers.emplace("audit.verify", R"({"rows":9,"whole":false,"broken_at":4})");
    EXPECT_EQ(bayme({"audit", "verify"}), 1);
    EXPECT_THAT(out_.str(), HasSubstr("Row 4"));
}

TEST_F(RunTest, ConfigCheckAndDoctorFailWhenSomethingIsWrong) {
    EXPECT_EQ(bayme({"config", "check"}), 0);
    host_.problems = {"no https"};
    EXPECT_EQ(bayme({"config", "check"}), 2);
    EXPECT_THAT(out_.str(), HasSubstr("no https"));

    host_.checks = {{"vault", true, "open"}};
    EXPECT_EQ(bayme({"doctor"}), 0);
    host_.checks.push_back({"audit", false, "broken"});
    EXPECT_EQ(bayme({"doctor"}), 1);
}

TEST_F(RunTest, AProbeOnlyPrintsUntilItIsToldToRun) {
    host_.probe_report = {.host = "business-api.tiktok.com",
                          .may_write = false,
                          .quota = "level basic",
                          .questions = {}};
    host_.probe_report.questions.push_back(
        {.id = "names",
         .text = "Is a name refused twice?",
         .needs = "--write",
         .steps = {{"POST /campaign/create/", R"({"campaign_name":"…"})", 18, "what a name is"}},
         .by_hand = {},
         .settled = true,
         .answer = "refused",
         .seen = {"40002"},
         .facts = {{"campaign_name_twice", "refused"}}});

    EXPECT_EQ(bayme({"doctor", "--probe"}), 0);
    EXPECT_FALSE(host_.probed);
    EXPECT_THAT(out_.str(), HasSubstr("nothing is sent now"));
    EXPECT_THAT(out_.str(), HasSubstr("18 x POST /campaign/create/"));
    EXPECT_THAT(out_.str(), HasSubstr("refused here: this is not TikTok's test host"));
    EXPECT_THAT(out_.str(), Not(HasSubstr("settled")));

    EXPECT_EQ(bayme({"doctor", "--probe", "--run", "--advertiser", "7001"}), 0);
    ASSERT_TRUE(host_.probed);
    EXPECT_FALSE(host_.probed->write);
    EXPECT_EQ(host_.probed->advertiser, "7001");
    EXPECT_THAT(out_.str(), HasSubstr("settled: refused\n    40002\n"));

    EXPECT_EQ(bayme({"doctor", "--probe", "--write", "--json"}), 0);
    EXPECT_TRUE(host_.probed->run);
    EXPECT_THAT(out_.str(), HasSubstr(R"("settled":true,"answer":"refused","seen":["40002"],)"
                                      R"("facts":{"campaign_name_twice":"refused"})"));
    EXPECT_EQ(bayme({"doctor", "--probe", "--auth-code", "x"}), 2);
    EXPECT_EQ(bayme({"doctor", "--run"}), 2) << "a probe has to be asked for by name";
}

TEST_F(RunTest, ARecordingAndAReplayExcludeEachOther) {
    EXPECT_EQ(bayme({"sandbox", "--record", "a", "--replay", "b"}), 2);
    EXPECT_EQ(bayme({"sandbox", "--upstream", "https://sandbox-ads.tiktok.com"}), 2);
    EXPECT_EQ(bayme({"sandbox", "--record", "answers"}), 0);
    EXPECT_THAT(out_.str(), HasSubstr("go on to https://business-api.tiktok.com and are kept in "
                                      "answers,\nwithout credentials and people."));
    EXPECT_EQ(bayme({"sandbox", "--replay", "answers"}), 0);
    EXPECT_THAT(out_.str(), HasSubstr("The recording in answers answers at http://"));
}

TEST_F(RunTest, SaysWhereTheServerIs) {
    EXPECT_EQ(bayme({"serve", "--listen", "127.0.0.1:1"}), 0);
    EXPECT_EQ(out_.str(), "Bayme is ready at http://127.0.0.1:1\n"
                          "To sign in, in another terminal: bayme staff link\n");
}

TEST_F(RunTest, WhatItSuggestsWorksInTheFolderItWasGiven) {
    EXPECT_EQ(bayme({"serve", "--data", "/my data", "--config", "b.toml"}), 0);
    EXPECT_THAT(out_.str(), HasSubstr("bayme --config b.toml --data '/my data' staff link\n"));

    EXPECT_EQ(bayme({"init", "--data", "/it's"}), 0);
    EXPECT_THAT(out_.str(), HasSubstr("`bayme --data '/it'\\''s' serve`"));
}

TEST_F(RunTest, SaysThatAServerWithASealedVaultDoesNothing) {
    host_.sealed = Error{ErrorCode::conflict, "master.key may be read by others", "key_mode"};
    EXPECT_EQ(bayme({"serve", "--listen", "127.0.0.1:1"}), 0);
    EXPECT_EQ(out_.str(), "Bayme shows its public pages at http://127.0.0.1:1, and does nothing "
                          "else: the vault is sealed.\n");
    EXPECT_THAT(err_.str(), HasSubstr("master.key may be read by others"));
    EXPECT_THAT(err_.str(), HasSubstr("Let only the user who runs Bayme read its master key"));
}

TEST_F(RunTest, ListsAndEndsWhatIsConnected) {
    struct Kind {
        std::string verb;
        std::string operations;
        std::string listed;
        std::string row; ///< what the list shows of it
        std::string asked;
        std::string said;
    };
    const Kind kinds[] = {
        {"connections", "connections",
         R"({"connections":[{"connection_id":"c1","state":"active","connected_by_name":"Ada",)"
         R"("accounts":[{"included":true},{"included":false}],"problem":""}]})",
         "c1 +active +1 +Ada", R"({"connection_id":"c1"})", "The connection c1 is revoked."},
        {"own-accounts", "own_accounts",
         R"({"accounts":[{"account_id":"c1","name":"Nordlicht","kind":"tiktok-developers",)"
         R"("state":"active","connected_by_name":"Ada","problem":""}]})",
         "c1 +Nordlicht +tiktok-developers +active +Ada", R"({"account_id":"c1"})",
         "The account c1 is revoked."}};
    for (const auto& kind : kinds) {
        host_.answers[kind.operations + ".list"] = kind.listed;
        host_.answers[kind.operations + ".revoke"] =
            R"({"connection_id":"c1","account_id":"c1","state":"revoked"})";

        EXPECT_EQ(bayme({kind.verb, "list"}), 0);
        EXPECT_THAT(out_.str(), testing::ContainsRegex(kind.row));
        EXPECT_EQ(bayme({kind.verb, "revoke", "c1"}), 0);
        EXPECT_EQ(host_.asked.back().body, kind.asked);
        EXPECT_THAT(out_.str(), HasSubstr(kind.said));
    }
}

TEST_F(RunTest, PrintsTheDocumentWithoutADataFolder) {
    host_.unreachable = Error{ErrorCode::not_found, "nothing here"};
    EXPECT_EQ(bayme({"openapi"}), 0);
    EXPECT_THAT(out_.str(), testing::StartsWith(R"({"openapi":"3.1.0")"));
}

TEST(TextTableTest, CountsColumnsAndHidesControlCharacters) {
    std::ostringstream out;
    TextTable table{{"NAME", "N"}, {1}};
    table.add({"日本", "1"});
    table.add({"a\x1b[2Jb", "10"});

    table.print(out);

    EXPECT_EQ(out.str(), "NAME     N\n日本     1\na?[2Jb  10\n");
}

TEST_F(RunTest, APlansTitleCannotSteerTheTerminal) {
    host_.answers.emplace("plans.show", "{\"plan_id\":\"p\",\"state\":\"done\",\"title\":"
                                        "\"Pause \u202Eelas\u202C \\u001b[2J\",\"steps\":[]}");

    EXPECT_EQ(bayme({"plan", "show", "p"}), 0);

    EXPECT_THAT(out_.str(), HasSubstr("Pause elas ?[2J\n"));
}

TEST_F(RunTest, AWrongFieldIsNamedByItsOption) {
    Error wrong{ErrorCode::invalid_input,
                "query.as_of: expected an instant such as 2026-03-01T14:20:05Z, and 1 more",
                "request.fields"};
    wrong.fields = {{"query.as_of", "expected an instant such as 2026-03-01T14:20:05Z"},
                    {"query.order_by[1]", "no column of the answer"}};
    host_.answers.emplace("reports.export", fail(wrong));
    host_.answers.emplace("a.b", fail(wrong));

    EXPECT_EQ(bayme({"report", "--metrics", "spend", "--from", "2026-03-01", "--to", "2026-03-02",
                     "--as-of", "noon"}),
              2);
    EXPECT_THAT(err_.str(), HasSubstr("bayme: --as-of: expected an instant"));
    EXPECT_THAT(err_.str(), HasSubstr("  --order-by: no column of the answer"));
    EXPECT_THAT(err_.str(), Not(HasSubstr("query.")));

    bayme({"call", "a.b", "{}"});
    EXPECT_THAT(err_.str(), HasSubstr("query.as_of")) << "that is what its body has";
}

TEST_F(RunTest, WrongUsageIsAProblemForWhoeverAskedForJson) {
    EXPECT_EQ(bayme({"report", "--metrics", "spend", "--json"}), 2);

    const auto problem = read_problem(400, err_.str());
    EXPECT_EQ(problem.code, ErrorCode::invalid_input);
    EXPECT_EQ(problem.reason, "usage");
    EXPECT_THAT(problem.message, HasSubstr("--from"));
    EXPECT_EQ(out_.str(), "");

    bayme({"--json", "reprot"});
    EXPECT_THAT(read_problem(400, err_.str()).message, testing::StartsWith("there is no command"));
}

/// Has room for so many characters, then none; nothing is sure before it is flushed.
class SmallDisk final : public std::streambuf {
public:
    SmallDisk(std::size_t room, int error) : room_(room), error_(error) {}

private:
    int_type overflow(int_type character) override {
        return used_++ < room_ ? character : failed();
    }
    int sync() override { return used_ <= room_ / 2 ? 0 : failed(); }
    [[nodiscard]] int failed() const {
        errno = error_;
        return traits_type::eof();
    }

    std::size_t room_;
    int error_;
    std::size_t used_ = 0;
};

class OutputTest : public test::TerminalFixture {
protected:
    int bayme_into(SmallDisk disk, const std::vector<std::string>& arguments) {
        std::ostream out{&disk};
        Terminal terminal{.out = out, .err = err_, .in = in_};
        err_.str("");
        return run(arguments, host_, terminal);
    }
};

TEST_F(OutputTest, OutputThatIsLostIsAFailure) {
    host_.answers.emplace("reports.export", R"({"text":"day,spend\n","worst_cell":"complete"})");
    const std::vector<std::string> report{"report",     "--metrics",  "spend",
                                          "--from",     "2026-03-01", "--to",
                                          "2026-03-02", "--format",   "csv"};
    // Refused at once, halfway, and only by the flush at the end.
    for (const std::size_t room : {0U, 4U, 12U}) {
        EXPECT_EQ(bayme_into({room, ENOSPC}, report), 1) << room;
        EXPECT_EQ(err_.str(), "bayme: the output could not be written whole: "
                              "No space left on device\n");
    }
    EXPECT_EQ(bayme_into({100, ENOSPC}, report), 0);
    EXPECT_EQ(err_.str(), "");

    EXPECT_EQ(bayme_into({0, ENOSPC}, {"doctor"}), 1);
    EXPECT_EQ(bayme_into({0, ENOSPC}, {"--help"}), 1);
    EXPECT_EQ(bayme_into({0, EIO}, {"version", "--json"}), 1);
    EXPECT_EQ(read_problem(500, err_.str()).reason, "output_lost");
}

TEST_F(OutputTest, AReaderThatLeftEarlyHadEnough) {
    EXPECT_EQ(bayme_into({4, EPIPE}, {"version"}), 0);
    EXPECT_EQ(err_.str(), "");
}

TEST_F(RunTest, JsonAndAnotherFormatContradictEachOther) {
    host_.answers.emplace("reports.export", R"({"text":"[]","worst_cell":"complete"})");
    const auto report = [&](const std::string& format) {
        return bayme({"report", "--metrics", "spend", "--from", "2026-03-01", "--to", "2026-03-02",
                      "--json", "--format", format});
    };

    EXPECT_EQ(report("csv"), 2);
    EXPECT_THAT(host_.asked, testing::IsEmpty());
    const auto problem = read_problem(400, err_.str());
    EXPECT_EQ(problem.reason, "usage");
    EXPECT_THAT(problem.message, HasSubstr("--json"));
    EXPECT_THAT(problem.message, HasSubstr("--format csv"));
    EXPECT_EQ(report("json"), 0);
}

TEST_F(RunTest, InitSaysWhatToDoNext) {
    bayme({"--data", "/x", "init"});
    EXPECT_THAT(out_.str(), HasSubstr("Start the server with `bayme --data /x serve`"));

    host_.served_at = "http://localhost:8080";
    bayme({"--data", "/x", "init"});
    EXPECT_THAT(out_.str(), HasSubstr("It is served already, at http://localhost:8080. Sign in"));
    EXPECT_THAT(out_.str(), Not(HasSubstr("bayme serve")));
    EXPECT_THAT(out_.str(), HasSubstr("http://localhost:8080/link/abc"));
    bayme({"--data", "/x", "init", "--json"});
    EXPECT_THAT(out_.str(), HasSubstr(R"("url":"http://localhost:8080")"));
}

TEST_F(RunTest, TheDemosCommandsCanBePastedWhereItWasStarted) {
    terminal_.program = "build/release/bayme";
    bayme({"demo"});
    EXPECT_THAT(out_.str(), HasSubstr("  build/release/bayme --data /scratch accounts list\n"));

    terminal_.program = "./it's here/bayme";
    bayme({"demo"});
    EXPECT_THAT(out_.str(), HasSubstr(R"(  './it'\''s here/bayme' --data /scratch jobs list)"));
}

TEST(ReadProblemTest, ReadsWhatTheServerWrote) {
    const auto error = read_problem(
        400, R"({"code":"invalid_input","detail":"limit is wrong","reason":"request.fields",)"
             R"("fields":[{"path":"limit","message":"too small"}],"request_id":"r1"})");

    EXPECT_EQ(error.code, ErrorCode::invalid_input);
    EXPECT_EQ(error.request_id, "r1");
    EXPECT_EQ(error.fields.at(0).message, "too small");
}

TEST(ReadProblemTest, TakesAnythingElseForUnavailable) {
    EXPECT_EQ(read_problem(502, "<html>").code, ErrorCode::unavailable);
    EXPECT_EQ(read_problem(200, "[1]").reason, "http.not_json");
}

} // namespace
} // namespace bayme::cli
