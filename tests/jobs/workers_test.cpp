// SPDX-License-Identifier: LicenseRef-Bayme
#include "workers_fixture.hpp"

namespace bayme::jobs {
namespace {

TEST_F(WorkersTest, RunsAJobAndKeepsItsResult) {
    workers->handle(plain("count"), [](jobs::Run& run) -> Result<std::string> {
        run.report({1, 2, "half"});
        return R"({"rows":2})";
    });
    const auto id = ask("count");

    EXPECT_TRUE(workers->run_one().value());

    EXPECT_EQ(find(id).state, JobState::done);
    EXPECT_EQ(find(id).result, R"({"rows":2})");
    EXPECT_EQ(find(id).progress, (storage::JobProgress{1, 2, "half"}));
    EXPECT_FALSE(workers->run_one().value());
}

TEST_F(WorkersTest, RetriesWhatIsUnavailableAndGivesUpOnTheRest) {
    int calls = 0;
    workers->handle(plain("flaky"), [&](jobs::Run&) -> Result<std::string> {
        return ++calls == 1 ? Result<std::string>{fail(ErrorCode::unavailable, "no answer")}
                            : Result<std::string>{"{}"};
    });
    workers->handle(plain("wrong"), [](jobs::Run&) -> Result<std::string> {
        return fail(ErrorCode::invalid_input, "no such day");
    });
    const auto flaky = ask("flaky");
    const auto wrong = ask("wrong");

    while (workers->run_one().value()) {
    }
    EXPECT_EQ(find(flaky).state, JobState::queued);
    clock.advance(seconds{3});
    EXPECT_TRUE(workers->run_one().value());

    EXPECT_EQ(find(flaky).state, JobState::done);
    EXPECT_EQ(find(wrong).state, JobState::failed);
    EXPECT_EQ(find(wrong).error->message, "no such day");
}

TEST_F(WorkersTest, AnExceptionFailsTheJobNotTheProcess) {
    workers->handle(plain("bug"),
                    [](jobs::Run&) -> Result<std::string> { throw std::runtime_error("bug"); });
    const auto id = ask("bug");

    ASSERT_TRUE(workers->run_one());

    EXPECT_EQ(find(id).state, JobState::failed);
    EXPECT_EQ(find(id).error->code, ErrorCode::internal);
}

TEST_F(WorkersTest, AJobThatKeepsKillingTheProcessIsGivenUp) {
    workers->handle(plain("deadly"), [](jobs::Run&) -> Result<std::string> { return "{}"; });
    const auto id = ask("deadly");
    for (int death = 0; death < 20; ++death) {
        ASSERT_TRUE(database.write(
            [&](Transaction& tx) { return store->lease(tx, "dead", clock.now(), clock.now()); }));
        clock.advance(seconds{1});
    }

    ASSERT_TRUE(workers->run_one().value());

    EXPECT_EQ(find(id).state, JobState::failed);
}

TEST_F(WorkersTest, WhatWaitsForAJobIsToldHoweverItEndsUnfinished) {
    std::vector<std::string> told;
    const auto tell = [&](Transaction&, const storage::Job&, const Error& error) -> Result<void> {
        told.push_back(error.reason.empty() ? error.message : error.reason);
        return {};
    };
    workers->handle(
        plain("wrong"),
        [](jobs::Run&) -> Result<std::string> { return fail(ErrorCode::conflict, "no way"); },
        {.unfinished = tell});
    workers->handle(plain("fine"), [](jobs::Run&) -> Result<std::string> { return "{}"; },
                    {.unfinished = tell});
    ask("wrong");
    ask("fine");
    while (workers->run_one().value()) {
    }

    const auto waiting = ask("fine");
    ASSERT_TRUE(database.write([&](Transaction& tx) { return queue.cancel(tx, waiting); }));

    EXPECT_EQ(told, (std::vector<std::string>{"no way", "cancelled"}));
}

TEST_F(WorkersTest, AFullDiskIsSaidUntilAJobGoesThrough) {
    std::string words(1'000'000, 'x');
    workers->handle(plain("wordy"), [&](jobs::Run&) -> Result<std::string> { return words; });
    const auto asked_at = clock.now();
    const auto id = ask("wordy");
    ASSERT_TRUE(
        database.write([](Transaction& tx) { return tx.query("PRAGMA max_page_count = 1"); }));

    const auto ran = workers->run_one();

    ASSERT_FALSE(ran);
    EXPECT_EQ(ran.error().reason, "disk_full");
    EXPECT_EQ(workers->blocked(asked_at)->reason, "disk_full");
    EXPECT_FALSE(workers->blocked(clock.now() + seconds{1})) << "that is no news to a later job";
    EXPECT_FALSE(workers->run_one().value());
    EXPECT_TRUE(workers->blocked(asked_at)) << "finding nothing to do proves no room";

    words = "{}";
    clock.advance(seconds{61});
    EXPECT_TRUE(workers->run_one().value());
    EXPECT_FALSE(workers->blocked(asked_at));
    EXPECT_EQ(find(id).state, JobState::done);
}

TEST_F(WorkersTest, ThreadsRunWhatIsAskedAndStopPutsTheRestBack) {
    std::atomic<bool> entered = false;
    workers->handle(plain("long"), [&](jobs::Run& run) -> Result<std::string> {
        entered = true;
        while (!run.should_stop()) {
            std::this_thread::yield();
        }
        return fail(Error{ErrorCode::unavailable, "the program stops"}.because("stopped"));
    });
    const auto id = ask("long");
    workers->start();
    while (!entered) {
        std::this_thread::yield();
    }

    workers->stop();

    EXPECT_EQ(find(id).state, JobState::queued);
}

} // namespace
} // namespace bayme::jobs
