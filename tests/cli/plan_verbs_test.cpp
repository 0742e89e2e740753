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

class PlanVerbsTest : public test::TerminalFixture {};

TEST_F(PlanVerbsTest, PlanDraftsOneChangeForEachObject) {
    host_.answers.emplace(
        "plans.draft",
        R"({"plan_id":"p","state":"draft","advertiser_id":"7001","needs":"one","currency":"EUR",)"
        R"("steps":[{"level":"campaign","object_id":"1","field":"budget",)"
        R"("before":"10","after":"12.5","state":"pending"}]})");

    EXPECT_EQ(bayme({"plan", "draft", "--advertiser", "7001", "--object", "1", "--object", "2",
                     "--budget", "12.5", "--title", "more"}),
              0);

    EXPECT_EQ(host_.asked.at(0).body,
              R"({"advertiser_id":"7001","title":"more","changes":[)"
              R"({"level":"campaign","object_id":"1","field":"budget","value":"12.5"},)"
              R"({"level":"campaign","object_id":"2","field":"budget","value":"12.5"}]})");
    EXPECT_THAT(out_.str(), HasSubstr("budget EUR"));
    EXPECT_THAT(out_.str(), HasSubstr("bayme plan approve p --wait\n"));
}

TEST_F(PlanVerbsTest, PlanNamesRivalsAndWhoMayApprove) {
    host_.answers.emplace(
        "plans.draft",
        R"({"plan_id":"p","state":"draft","advertiser_id":"7001","needs":"second_person",)"
        R"("approval":"Somebody else must.","currency":"EUR",)"
        R"("steps":[{"level":"campaign","object_id":"1","field":"budget",)"
        R"("before":"10","after":"100","state":"pending","rivals":[{"plan_id":"q",)"
        R"("title":"Sale","state":"draft","drafted_by_name":"Ada","after":"20"}]}]})");

    EXPECT_EQ(bayme({"--data", "/d", "plan", "draft", "--advertiser", "7001", "--object", "1",
                     "--budget", "100"}),
              0);

    EXPECT_THAT(
        out_.str(),
        HasSubstr("1: the plan q (draft, drafted by Ada) changes its budget as well, to 20\n"));
    EXPECT_THAT(out_.str(), HasSubstr("Nothing is sent yet. Somebody else must.\n"));
}

TEST_F(PlanVerbsTest, RefusedApprovalIsExplainedOnce) {
    host_.answers.emplace(
        "plans.approve", fail(Error{ErrorCode::forbidden, "Somebody else must.", "second_person"}));

    EXPECT_EQ(bayme({"plan", "approve", "p"}), 4);

    EXPECT_EQ(err_.str(), "bayme: Somebody else must.\nNothing was changed.\n");
}

TEST_F(PlanVerbsTest, PlanSpeaksOfStatusInWords) {
    host_.answers.emplace("plans.show",
                          R"({"plan_id":"p","state":"approved","advertiser_id":"7001","steps":[)"
                          R"({"level":"campaign","object_id":"1","field":"operation_status",)"
                          R"("before":"ENABLE","after":"DISABLE","state":"pending"}]})");

    EXPECT_EQ(bayme({"plan", "show", "p"}), 0);

    EXPECT_THAT(out_.str(), ContainsRegex("status +active +paused +pending"));
    EXPECT_THAT(out_.str(), HasSubstr("bayme plan show p\n"));
}

TEST_F(PlanVerbsTest, PlanSaysWhyAChangeMakesNoSense) {
    Error wrong{ErrorCode::invalid_input, "the changes make no sense as they stand"};
    wrong.fields.push_back({"changes[0]", "campaign \"Sale\" is DISABLE already"});
    host_.answers.emplace("plans.draft", fail(wrong));

    EXPECT_EQ(bayme({"plan", "draft", "--advertiser", "7001", "--object", "1", "--pause"}), 2);

    EXPECT_THAT(err_.str(), HasSubstr("changes[0]: campaign \"Sale\" is DISABLE already"));
}

TEST_F(PlanVerbsTest, PlanTakesOneChangeAtATime) {
    EXPECT_EQ(bayme({"plan", "draft", "--advertiser", "7001", "--object", "1"}), 2);
    EXPECT_EQ(bayme({"plan", "draft", "--advertiser", "7001", "--object", "1", "--pause",
                     "--budget", "5"}),
              2);
}

TEST_F(PlanVerbsTest, PlanApproveWaitsAndShowsWhatWasReadBack) {
    host_.answers.emplace("plans.approve",
                          R"({"plan_id":"p","state":"approved","job_id":"j","steps":[]})");
    host_.answer_in_turn("jobs.show", {job("running"), job("done")});
    host_.answers.emplace("plans.show", R"({"plan_id":"p","state":"uncertain","steps":[]})");

    EXPECT_EQ(bayme({"plan", "approve", "p", "--wait"}), 3);
    EXPECT_THAT(out_.str(), HasSubstr("Plan p  uncertain"));
}

std::string failed_plan(std::string_view code, std::string_view reason) {
    return fmt::format(R"({{"plan_id":"p","state":"failed","steps":[{{"object_id":"1",)"
                       R"("state":"refused","message":"TikTok said no","code":"{}",)"
                       R"("reason":"{}","tiktok_request_id":"r9"}}]}})",
                       code, reason);
}

TEST_F(PlanVerbsTest, PlanThatFailedEndsAsItsFirstErrorSays) {
    host_.answers.emplace("plans.approve",
                          R"({"plan_id":"p","state":"approved","job_id":"j","steps":[]})");
    host_.answers.emplace("jobs.show", job("done"));
    const auto exit_of = [&](std::string_view code, std::string_view reason) {
        host_.answer_in_turn("plans.show", {failed_plan(code, reason)});
        return bayme({"plan", "approve", "p", "--wait"});
    };

    EXPECT_EQ(exit_of("access_refused", "tiktok.40105"), 4);
    EXPECT_EQ(exit_of("forbidden", "tiktok.40001"), 4);
    EXPECT_EQ(exit_of("invalid_input", "tiktok.40002"), 2);
    EXPECT_EQ(exit_of("unavailable", "tiktok.html"), 5);
    EXPECT_EQ(exit_of("conflict", "changes.moved"), 1);
    EXPECT_THAT(out_.str(),
                HasSubstr("1: TikTok said no [conflict, changes.moved, request id r9]\n"));
}

TEST_F(PlanVerbsTest, PlanThatStoppedSaysWhyAndHowToGoOn) {
    host_.answers.emplace("plans.resume",
                          R"({"plan_id":"p","state":"approved","job_id":"j","steps":[]})");
    host_.answers.emplace("jobs.show", job("failed", "internal"));
    host_.answers.emplace(
        "plans.show", R"({"plan_id":"p","state":"stopped","steps":[],"stop":{"code":"internal",)"
                      R"("reason":"","message":"given up: it was started 20 times"}})");

    EXPECT_EQ(bayme({"plan", "resume", "p", "--wait"}), 1);

    EXPECT_THAT(out_.str(), HasSubstr("Stopped: given up: it was started 20 times [internal]\n"));
    EXPECT_THAT(out_.str(), HasSubstr("bayme plan resume p --wait\n  bayme plan discard p\n"));
}

} // namespace
} // namespace bayme::cli
