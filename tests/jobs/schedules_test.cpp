// SPDX-License-Identifier: LicenseRef-Bayme
#include "workers_fixture.hpp"

namespace bayme::jobs {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using storage::Rhythm;

Instant at(std::string_view text) {
    return parse_instant(text).value();
}

UtcOffset offset(int quarters) {
    return UtcOffset::from_seconds(quarters * 900).value();
}

TEST(RhythmTest, SaysItselfInWords) {
    EXPECT_EQ(in_words({.every = minutes{15}}), "every 15 minutes");
    EXPECT_EQ(in_words({.every = hours{1}}), "every hour");
    EXPECT_EQ(in_words({.every = hours{24}}), "every day");
    EXPECT_EQ(in_words({.every = seconds{90}}), "every 90 seconds");
    EXPECT_EQ(in_words(daily_at(minutes{185})), "daily at 03:05 UTC");
    EXPECT_EQ(in_words(daily_at(minutes{180}, offset(-14))), "daily at 03:00 UTC-3:30");
}

TEST(RhythmTest, DailyIsAtTheTimeOfTheAccountsClock) {
    struct Case {
        int quarters;
        const char* turn;
    };
    // 03:00 in the account's zone, as UTC, after noon UTC on the first of March.
    for (const auto& [quarters, turn] :
         {Case{0, "2026-03-02T03:00:00Z"}, Case{4, "2026-03-02T02:00:00Z"},
          Case{-44, "2026-03-01T14:00:00Z"}, Case{56, "2026-03-01T13:00:00Z"},
          Case{23, "2026-03-01T21:15:00Z"}}) {
        const auto next =
            next_moment(daily_at(hours{3}, offset(quarters)), "x", at("2026-03-01T12:00:00Z"));

        const auto late = next - at(turn);
        EXPECT_GE(late, seconds{0}) << quarters;
        EXPECT_LT(late, minutes{10}) << quarters;
    }
}

TEST(RhythmTest, TheJitterIsSmallAndAlwaysTheSameForAName) {
    const Rhythm quarter{.every = minutes{15}};
    const auto noon = at("2026-03-01T12:00:00Z");
    std::set<Instant> moments;
    for (const auto* name : {"a", "b", "c", "structure", "reports", "connections"}) {
        const auto next = next_moment(quarter, name, noon - microseconds{1});
        EXPECT_GE(next, noon);
        EXPECT_LT(next, noon + seconds{75});
        EXPECT_EQ(next_moment(quarter, name, next), next + minutes{15});
        moments.insert(next);
    }
    EXPECT_GT(moments.size(), 3U);
    EXPECT_LT(next_moment(quarter, "a", Instant{seconds{-5000}}), Instant{seconds{-4000}});
}

class SchedulesTest : public WorkersTest {
protected:
    void SetUp() override {
        workers->handle(plain("tidy"), [this](jobs::Run&) -> Result<std::string> {
            ++runs;
            return "{}";
        });
    }
    void put(const Rhythm& rhythm) {
        ASSERT_TRUE(database.write([&](Transaction& tx) {
            return put_schedule(tx, *schedules, plain("tidy"), "tidy", rhythm, clock.now());
        }));
    }
    storage::Schedule schedule() {
        return database.read([&](Transaction& tx) { return schedules->find(tx, "tidy"); })
            .value()
            .value();
    }
    /// As the threads do it, every ten seconds for so long.
    void live(std::chrono::seconds for_so_long) {
        for (auto left = for_so_long; left > seconds{0}; left -= seconds{10}) {
            pass();
            clock.advance(seconds{10});
        }
        pass();
    }
    void pass() {
        ASSERT_TRUE(workers->tick());
        work();
    }

    int runs = 0;
};

TEST_F(SchedulesTest, RunsOnceATurn) {
    put({.every = minutes{15}});

    live(hours{6});

    EXPECT_EQ(runs, 24);
}

TEST_F(SchedulesTest, CatchesUpOnceAfterDowntime) {
    put({.every = minutes{15}});
    live(minutes{20});
    const int before = runs;
    clock.advance(hours{48});

    put({.every = minutes{15}}); // the program starts again
    live(minutes{1});

    EXPECT_EQ(runs, before + 1);
    EXPECT_GT(schedule().next_at, clock.now());
    EXPECT_LE(schedule().next_at, clock.now() + minutes{15});
}

TEST_F(SchedulesTest, AClockSetForwardRunsItOnce) {
    put(daily_at(hours{3}));

    clock.advance(hours{24 * 30});
    live(hours{1});

    EXPECT_EQ(runs, 1);
}

TEST_F(SchedulesTest, AskingForEveryMissedTurnWouldBeNoticed) {
    const test::Planted planted{"jobs.every_missed_turn"};
    put({.every = minutes{15}});
    clock.advance(hours{48});

    live(minutes{1});

    EXPECT_GT(runs, 1);
}

TEST_F(SchedulesTest, AClockSetBackDoesNotRunItTwice) {
    put(daily_at(hours{3}));
    clock.set("2026-03-02T03:20:00Z");
    pass();
    ASSERT_EQ(runs, 1);

    clock.set("2026-03-02T02:00:00Z");
    live(hours{4});
    EXPECT_EQ(runs, 1) << "it had this turn";

    clock.set("2026-03-03T03:20:00Z");
    pass();
    EXPECT_EQ(runs, 2);
}

TEST_F(SchedulesTest, AClockThatWasAYearAheadDoesNotSilenceIt) {
    put(daily_at(hours{3}));
    clock.set("2027-03-01T12:00:00Z");
    pass();
    clock.set("2026-03-01T12:00:00Z");

    live(hours{24});

    EXPECT_EQ(runs, 2) << "once in the wrong year, once in the right one";
}

TEST_F(SchedulesTest, AnotherRhythmGivesAnotherTurnTheSameKeepsIt) {
    put({.every = hours{1}});
    const auto turn = schedule().next_at;
    clock.advance(minutes{30});
    put({.every = hours{1}});
    EXPECT_EQ(schedule().next_at, turn);

    put(daily_at(hours{3}));

    EXPECT_GT(schedule().next_at, turn);
}

TEST_F(SchedulesTest, RemembersTheJobItAskedForLast) {
    put({.every = minutes{15}});

    live(minutes{17});

    EXPECT_EQ(find(schedule().last_job).state, JobState::done);
    EXPECT_EQ(find(schedule().last_job).requested_by, (Actor{ActorKind::schedule, "tidy"}));
}

} // namespace
} // namespace bayme::jobs
