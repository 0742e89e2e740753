// SPDX-License-Identifier: LicenseRef-Bayme
#include "workers_fixture.hpp"

#include <random>

namespace bayme::jobs {
namespace {

using LeaseTest = WorkersTest;

/// What a handler writes: the name of whoever wrote last.
void write_note(Transaction& tx, const std::string& text) {
    tx.run("UPDATE notes SET text = $1", {text}).value();
}

class StallTest : public WorkersTest {
protected:
    void SetUp() override {
        ASSERT_TRUE(database.write([](Transaction& tx) -> Result<std::int64_t> {
            BAYME_CHECK(tx.run("CREATE TABLE notes (text TEXT NOT NULL)", {}));
            return tx.run("INSERT INTO notes VALUES ('')", {});
        }));
    }
    std::string note() {
        return database.read([](Transaction& tx) { return tx.find("SELECT text FROM notes"); })
            .value()
            ->text(0);
    }
    Result<void> put_note(jobs::Run& run, const std::string& text) {
        BAYME_TRY(const auto tx, database->begin_write());
        BAYME_CHECK(run.still_mine(*tx));
        write_note(*tx, text);
        return tx->commit();
    }
    /// A handler that is stuck the first time it runs. Meanwhile the program looks after its jobs
    /// as ever, until another worker has done the work; then it comes back and writes.
    void get_stuck_once() {
        workers->handle(plain("stuck"), [this](jobs::Run& run) -> Result<std::string> {
            if (++runs > 1) {
                BAYME_CHECK(put_note(run, "the winner"));
                return R"({"by":"winner"})";
            }
            for (int minute = 0; minute < 16; ++minute) {
                clock.advance(std::chrono::minutes{1});
                workers->look_after();
            }
            clock.advance(seconds{3});
            BAYME_CHECK(workers->run_one());
            late = put_note(run, "the loser");
            return R"({"by":"loser"})";
        });
    }

    int runs = 0;
    Result<void> late;
};

TEST_F(StallTest, AHandlerThatGivesNoSignOfLifeLosesItsJobAndItsLateWritesChangeNothing) {
    get_stuck_once();
    const auto id = ask("stuck");

    ASSERT_TRUE(workers->run_one().value());

    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().reason, "lease_lost");
    EXPECT_EQ(note(), "the winner");
    EXPECT_EQ(find(id).state, JobState::done);
    EXPECT_EQ(find(id).result, R"({"by":"winner"})");
    const auto failures =
        database.read([&](Transaction& tx) { return store->failures(tx, id); }).value();
    ASSERT_EQ(failures.size(), 1U);
    EXPECT_EQ(failures[0].error.reason, "stalled");
}

TEST_F(StallTest, WithoutTheFenceTheLoserWouldHaveWritten) {
    const test::Planted planted{"jobs.forget_fence"};
    get_stuck_once();
    ask("stuck");
    // The winner is still at it when the loser comes back, so that only the fence tells them apart.
    workers->handle(plain("stuck"), [this](jobs::Run& run) -> Result<std::string> {
        if (++runs > 1) {
            return "{}";
        }
        for (int minute = 0; minute < 16; ++minute) {
            clock.advance(std::chrono::minutes{1});
            workers->look_after();
        }
        clock.advance(seconds{3});
        BAYME_CHECK(database.write([&](Transaction& tx) {
            return store->lease(tx, "winner", clock.now(), clock.now() + seconds{60});
        }));
        late = put_note(run, "the loser");
        return "{}";
    });

    ASSERT_TRUE(workers->run_one().value());

    EXPECT_TRUE(late);
    EXPECT_EQ(note(), "the loser");
}

TEST_F(StallTest, WithoutTheStallTimeNobodyWouldTakeTheJob) {
    const test::Planted planted{"jobs.trust_the_stuck"};
    get_stuck_once();
    const auto id = ask("stuck");

    ASSERT_TRUE(workers->run_one().value());

    EXPECT_EQ(runs, 1);
    EXPECT_EQ(find(id).result, R"({"by":"loser"})");
}

TEST_F(LeaseTest, WhoeverReportsKeepsItsJobHoweverLongItTakes) {
    workers->handle(plain("slow"), [&](jobs::Run& run) -> Result<std::string> {
        for (int minute = 0; minute < 300; ++minute) {
            clock.advance(std::chrono::minutes{1});
            workers->look_after();
            run.report({minute, 300, ""});
        }
        return "{}";
    });
    const auto id = ask("slow");

    ASSERT_TRUE(workers->run_one().value());

    EXPECT_EQ(find(id).state, JobState::done);
    EXPECT_EQ(find(id).attempts, 1);
}

TEST_F(LeaseTest, AKindMayTakeLongerOverOneStep) {
    const auto silent = [&](jobs::Run&) -> Result<std::string> {
        for (int minute = 0; minute < 60; ++minute) {
            clock.advance(std::chrono::minutes{1});
            workers->look_after();
        }
        return "{}";
    };
    workers->handle(plain("sweep"), silent, {.stall = std::chrono::hours{2}});
    const auto id = ask("sweep");

    ASSERT_TRUE(workers->run_one().value());

    EXPECT_EQ(find(id).state, JobState::done);
}

TEST_F(LeaseTest, AHandlerThatAlwaysStallsBecomesADeadLetter) {
    workers->handle(plain("stuck"), [&](jobs::Run&) -> Result<std::string> {
        clock.advance(std::chrono::minutes{15});
        workers->look_after();
        return "{}";
    });
    const auto id = ask("stuck");

    for (int attempt = 0; attempt < 8; ++attempt) {
        ASSERT_TRUE(workers->run_one().value()) << attempt;
        clock.advance(std::chrono::minutes{10});
    }

    EXPECT_TRUE(find(id).is_dead_letter());
    EXPECT_EQ(find(id).error->reason, "stalled");
}

TEST_F(LeaseTest, AStuckThreadIsReplaced) {
    std::atomic<bool> stuck = false;
    std::atomic<bool> released = false;
    workers = Workers::make(*database, queue, *schedules, clock, random, scheduler, {.threads = 1});
    workers->handle(plain("stuck"), [&](jobs::Run&) -> Result<std::string> {
        stuck = true;
        stuck.notify_all();
        released.wait(false);
        return "{}";
    });
    std::atomic<bool> done = false;
    workers->handle(plain("next"), [&](jobs::Run&) -> Result<std::string> {
        done = true;
        done.notify_all();
        return "{}";
    });
    ask("stuck");
    workers->start();
    stuck.wait(false);
    ask("next");

    clock.advance(std::chrono::minutes{15});
    workers->look_after();
    done.wait(false);

    released = true;
    released.notify_all();
    workers->stop();
}

/// Two workers on one unit of work, in virtual time: each step is one of them doing something, or
/// time passing. @return how many rounds ended otherwise than with one
/// completion, by the worker that had the job.
int race(test::MigratedDatabase& database, storage::JobStore& store, test::FakeClock& clock,
         int rounds) {
    std::mt19937 dice{7};
    int wrong = 0;
    for (int round = 0; round < rounds; ++round) {
        const auto tx = database->begin_write().value();
        const JobId id{fmt::format("{}", round)};
        store.add(*tx, {.id = id, .kind = "unit", .not_before = clock.now()}, clock.now()).value();
        std::array<std::optional<storage::Job>, 2> held;
        std::size_t holder = 0;
        int completed = 0;
        int by_holder = 0;
        while (completed == 0) {
            const std::size_t who = dice() % 2;
            auto& mine = held.at(who);
            if (dice() % 3 == 0) {
                clock.advance(seconds{dice() % 90});
            } else if (!mine) {
                mine = store.lease(*tx, "w", clock.now(), clock.now() + seconds{60}).value();
                holder = mine ? who : holder;
            } else if (dice() % 2 == 0) {
                (void)store.extend(*tx, *mine, clock.now() + seconds{60});
            } else {
                completed += store.finish(*tx, *mine, "{}", clock.now()) ? 1 : 0;
                by_holder = who == holder ? completed : 0;
                mine.reset();
            }
        }
        for (const auto& mine : held) {
            completed += mine && store.finish(*tx, *mine, "{}", clock.now()) ? 1 : 0;
        }
        const auto job = store.find(*tx, id).value();
        wrong += completed == 1 && by_holder == 1 && job.state == JobState::done ? 0 : 1;
        tx->run("DELETE FROM jobs", {}).value();
        tx->commit().value();
    }
    return wrong;
}

TEST_F(LeaseTest, OfTwoWorkersOnOneUnitExactlyOneCompletesInAHundredThousandRounds) {
    EXPECT_EQ(race(database, *store, clock, 100'000), 0);
}

TEST_F(LeaseTest, WithoutTheFenceTheRaceIsLostByWhoeverHasTheJob) {
    const test::Planted planted{"jobs.forget_fence"};

    EXPECT_GT(race(database, *store, clock, 1'000), 0);
}

} // namespace
} // namespace bayme::jobs
