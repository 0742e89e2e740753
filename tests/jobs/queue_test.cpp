// SPDX-License-Identifier: LicenseRef-Bayme
#include "workers_fixture.hpp"

namespace bayme::jobs {
namespace {

using storage::PauseScope;
using storage::Settlement;
using QueueTest = WorkersTest;

const Actor person{ActorKind::person, "p"};

TEST_F(QueueTest, WhatWaitsForAJobThatFailsEndsWithItsCause) {
    std::vector<JobId> told;
    const KindRules rules{
        .unfinished = [&](Transaction&, const storage::Job& job, const Error&) -> Result<void> {
            told.push_back(job.id);
            return {};
        }};
    fails("wrong", ErrorCode::invalid_input);
    succeeds("then", rules);
    const auto first = ask("wrong");
    const auto second = ask("then", {.waits_for = {first}});
    const auto third = ask("then", {.waits_for = {second}});

    work();

    const auto ended = find(third);
    EXPECT_EQ(find(second).state, JobState::failed);
    EXPECT_EQ(ended.state, JobState::failed);
    EXPECT_EQ(ended.attempts, 0);
    EXPECT_EQ(ended.error->code, ErrorCode::invalid_input);
    EXPECT_EQ(ended.error->reason, "awaited_failed");
    EXPECT_EQ(ended.error->request_id, "req");
    EXPECT_TRUE(ended.error->message.ends_with("no way")) << ended.error->message;
    EXPECT_EQ(told, (std::vector{second, third}));
}

TEST_F(QueueTest, WhatWaitsForACancelledJobIsCancelled) {
    succeeds("fine");
    const auto first = ask("fine");
    const auto second = ask("fine", {.waits_for = {first}});

    ASSERT_TRUE(database.write([&](Transaction& tx) { return queue.cancel(tx, first); }));

    EXPECT_EQ(find(second).state, JobState::cancelled);
    EXPECT_EQ(find(second).error->reason, "awaited_cancelled");
}

TEST_F(QueueTest, ADeadLetterIsTriedAgainAsANewJobWithTheSameArguments) {
    fails("wrong", ErrorCode::invalid_input);
    const auto dead =
        ask("wrong", {.advertiser_id = AdvertiserId{"7"}, .priority = 30, .unique_key = "key"});
    work();

    const auto again =
        database.write([&](Transaction& tx) { return queue.retry(tx, person, dead); }).value();

    const auto job = find(again);
    EXPECT_EQ(job.state, JobState::queued);
    EXPECT_EQ(job.requested_by, person);
    EXPECT_EQ(job.advertiser_id, AdvertiserId{"7"});
    EXPECT_EQ(job.priority, 30);
    EXPECT_EQ(job.unique_key, "key");
    EXPECT_EQ(find(dead).settled->as, Settlement::retried);
    EXPECT_EQ(find(dead).settled->by, person);
    EXPECT_EQ(find(dead).settled->job, again);
    EXPECT_EQ(database.write([&](Transaction& tx) { return queue.retry(tx, person, dead); })
                  .error()
                  .reason,
              "no_dead_letter");
}

TEST_F(QueueTest, ARetryWaitsForTheRetryOfWhatItWaitedFor) {
    fails("wrong", ErrorCode::invalid_input);
    succeeds("then");
    const auto first = ask("wrong");
    const auto second = ask("then", {.waits_for = {first}});
    work();
    const auto retry = [&](const JobId& id) {
        return database.write([&](Transaction& tx) { return queue.retry(tx, person, id); });
    };
    EXPECT_EQ(retry(second).error().reason, "awaited_ended") << "what it waits for comes first";

    succeeds("wrong");
    const auto first_again = retry(first).value();
    const auto second_again = retry(second).value();
    EXPECT_EQ(
        database.read([&](Transaction& tx) { return store->waits(tx, second_again); }).value(),
        std::vector{first_again});
    work();

    EXPECT_EQ(find(second_again).state, JobState::done);
}

TEST_F(QueueTest, AKindMaySayWhatToDoInsteadOfTryingAgain) {
    fails("plan", ErrorCode::conflict, {.instead_of_retry = "resume its plan"});
    const auto dead = ask("plan");
    work();

    const auto refused =
        database.write([&](Transaction& tx) { return queue.retry(tx, person, dead); });

    EXPECT_EQ(refused.error().reason, "not_retried");
    EXPECT_NE(refused.error().message.find("resume its plan"), std::string::npos);
    EXPECT_TRUE(find(dead).is_dead_letter());
}

TEST_F(QueueTest, APauseHoldsWhatIsQueuedAndLosesNothing) {
    succeeds("fine");
    const auto id = ask("fine");
    const auto pause = [&](const std::string& kind) {
        return database.write([&](Transaction& tx) {
            return queue.pause(tx, person, PauseScope::kind, kind, "we look at the numbers");
        });
    };
    EXPECT_EQ(pause("nothing").error().code, ErrorCode::not_found);
    ASSERT_TRUE(pause("fine"));

    work();
    EXPECT_EQ(find(id).state, JobState::queued);
    ASSERT_TRUE(database.write(
        [&](Transaction& tx) { return queue.resume(tx, PauseScope::kind, "fine"); }));
    work();

    EXPECT_EQ(find(id).state, JobState::done);
}

TEST_F(QueueTest, WhatRunsWhenItsKindIsPausedEndsNormally) {
    workers->handle(plain("long"), [&](jobs::Run&) -> Result<std::string> {
        EXPECT_TRUE(database.write([&](Transaction& tx) {
            return queue.pause(tx, person, PauseScope::kind, "long", "");
        }));
        return "{}";
    });
    const auto id = ask("long");

    work();

    EXPECT_EQ(find(id).state, JobState::done);
}

} // namespace
} // namespace bayme::jobs
