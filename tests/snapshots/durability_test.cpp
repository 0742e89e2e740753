// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/failpoint.hpp"
#include "snapshots/duckdb/engine.hpp"
#include "snapshots/store_fixture.hpp"

#include <csignal>
#include <fstream>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bayme::snapshots {
namespace {

using testing::IsEmpty;
using testing::Not;

constexpr ObjectNumber ads = 5000; ///< several chunks

/// Publishes every ad of one day with this spend; half of them change from one call to the next.
Draft day_of(std::string_view run, std::int64_t spend) {
    Draft draft{run};
    draft.cell("2026-03-01");
    for (ObjectNumber ad = 1; ad <= ads; ++ad) {
        draft.fact("2026-03-01", ad, ad % 2 == 0 ? spend : 1);
    }
    return draft;
}

class Durability : public testing::Test {
protected:
    std::unique_ptr<Snapshots> open() { return DuckDbStore::open(folder_, clock_); }

    /// Another process publishes spend 10 at 10:00 and spend 20 at 11:00 with these failpoints.
    /// @return how it ended, as waitpid tells it.
    int publish_elsewhere(const std::string& failpoints) {
        const auto child = fork();
        if (child == 0) {
            clock_.set("2026-03-05T10:00:00Z");
            const auto store = open();
            const bool first = store->publish(day_of("r1", 10)).has_value();
            clock_.set("2026-03-05T11:00:00Z");
            const bool armed = arm_failpoints(failpoints).has_value();
            const bool second = store->publish(day_of("r2", 20)).has_value();
            _exit(first && armed && second ? 0 : 1); // as a crash: nothing is closed
        }
        int status = 0;
        waitpid(child, &status, 0);
        return status;
    }

    static std::int64_t spend(Snapshots& store, std::optional<Instant> as_of = {}) {
        Query query;
        query.cube = *find_cube("ad_day");
        query.advertisers = {AdvertiserId{"7001"}};
        query.days = {day("2026-03-01"), day("2026-03-01")};
        query.metrics = {metric_named("spend")};
        query.as_of = as_of;
        const auto table = store.read(query);
        EXPECT_TRUE(table) << table.error();
        return table && table->rows == 1 ? table->values[0] : 0;
    }

    /// What is wrong after a crash and one more try of the same run.
    std::vector<std::string> faults_after_recovery() {
        clock_.set("2026-03-05T12:00:00Z");
        const auto store = open();
        auto faults = store->check().value();
        if (const auto now = spend(*store); now != before && now != after) {
            faults.push_back(fmt::format("half a window: {}", now));
        }
        EXPECT_TRUE(store->publish(day_of("r2", 20)));
        if (spend(*store) != after) {
            faults.emplace_back("the second try did not mend it");
        }
        if (spend(*store, instant("2026-03-05T10:30:00Z")) != before) {
            faults.emplace_back("the earlier version is lost");
        }
        return faults;
    }

    static constexpr std::int64_t before = 2500 * 10 + 2500;
    static constexpr std::int64_t after = 2500 * 20 + 2500;
    test::FakeClock clock_;
    test::ScratchFolder folder_;
};

TEST_F(Durability, WhatWasPublishedIsThereWhenOpenedAgain) {
    ASSERT_TRUE(open()->publish(day_of("r1", 10)));

    const auto store = open();

    EXPECT_EQ(spend(*store), before);
    EXPECT_EQ(store->publish(day_of("r1", 99))->replayed, 1);
}

TEST_F(Durability, ObservedAtRisesOverARestartWithAnEarlierClock) {
    const auto first = open()->publish(day_of("r1", 10)).value();
    clock_.set("2026-02-01T00:00:00Z");

    const auto second = open()->publish(day_of("r2", 20)).value();

    EXPECT_GT(second.observed_at, first.observed_at);
}

class KilledAt : public Durability, public testing::WithParamInterface<std::string> {};

TEST_P(KilledAt, NothingIsLostOrTwiceAndTheSecondTryMendsIt) {
    const int status = publish_elsewhere(GetParam());

    ASSERT_TRUE(WIFSIGNALED(status));
    ASSERT_EQ(WTERMSIG(status), SIGKILL);
    EXPECT_THAT(faults_after_recovery(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    EveryFailpoint, KilledAt,
    testing::Values("snapshots.publish.begun=kill", "snapshots.publish.compared=kill",
                    "snapshots.publish.moved=kill", "snapshots.publish.appending=kill@2",
                    "snapshots.publish.staged=kill", "snapshots.publish.committed=kill"));

class KilledTidyingUp : public Durability, public testing::WithParamInterface<std::string> {
protected:
    /// Another process publishes two versions, then thins and expires what is old.
    int tidy_up_elsewhere(const std::string& failpoint) {
        const auto child = fork();
        if (child == 0) {
            clock_.set("2026-03-05T10:00:00Z");
            const auto store = open();
            const bool first = store->publish(day_of("r1", 10)).has_value();
            clock_.set("2026-03-05T11:00:00Z");
            const bool second = store->publish(day_of("r2", 20)).has_value();
            const bool armed = arm_failpoints(failpoint).has_value();
            const bool thinned = store->thin(instant("2026-06-01T00:00:00Z"), {}).has_value();
            const bool expired = store->expire({day("2026-04-01"), day("2026-04-01")}).has_value();
            _exit(first && second && armed && thinned && expired ? 0 : 1);
        }
        int status = 0;
        waitpid(child, &status, 0);
        return status;
    }
};

TEST_P(KilledTidyingUp, LeavesWhatStoodAndTheNextTryFinishes) {
    const int status = tidy_up_elsewhere(GetParam() + "=kill");

    ASSERT_TRUE(WIFSIGNALED(status));
    const auto store = open();
    EXPECT_THAT(store->check().value(), IsEmpty());
    EXPECT_EQ(spend(*store), after);
    EXPECT_TRUE(store->thin(instant("2026-06-01T00:00:00Z"), {}));
    EXPECT_EQ(store->expire({day("2026-04-01"), day("2026-04-01")}).value(), 5000);
    EXPECT_EQ(spend(*store), 0);
    EXPECT_THAT(store->check().value(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(EveryFailpoint, KilledTidyingUp,
                         testing::Values("snapshots.thin.staged", "snapshots.expire.staged"));

TEST_F(Durability, AnErrorHalfwayLeavesTheEarlierWindow) {
    const auto status = publish_elsewhere("snapshots.publish.staged=error");

    EXPECT_EQ(WEXITSTATUS(status), 1);
    EXPECT_THAT(faults_after_recovery(), IsEmpty());
}

TEST_F(Durability, ThePlantedPublishWithoutTransactionIsSeen) {
    publish_elsewhere("snapshots.publish.without_transaction=planted,"
                      "snapshots.publish.moved=kill");

    EXPECT_THAT(faults_after_recovery(), Not(IsEmpty()));
}

TEST_F(Durability, ThePlantedPublishWithoutHistoryIsSeen) {
    publish_elsewhere("snapshots.publish.skip_history=planted");

    EXPECT_THAT(faults_after_recovery(), Not(IsEmpty()));
}

TEST_F(Durability, AFileIsOpenOnce) {
    const auto store = open();

    const auto second = open_duckdb(folder_ / "facts.duckdb", clock_);

    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::conflict);
    EXPECT_EQ(second.error().reason, "folder_in_use");
}

TEST_F(Durability, AFileThatIsNoDatabaseIsRefused) {
    std::ofstream{folder_ / "facts.duckdb"} << "not a database at all, far from it";

    const auto store = open_duckdb(folder_ / "facts.duckdb", clock_);

    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().code, ErrorCode::internal);
    EXPECT_EQ(store.error().reason, "io");
}

TEST_F(Durability, AMetricThatIsNewGetsItsColumnAndOldFactsKeepTheirs) {
    ASSERT_TRUE(open()->publish(day_of("r1", 10)));
    {
        const auto engine = Engine::open(folder_ / "facts.duckdb", 1, 0).value();
        const auto connection = Connection::open(*engine).value();
        for (const auto* const table : {"ad_day", "ad_day_history"}) {
            ASSERT_TRUE(connection->run(fmt::format("ALTER TABLE {} DROP likes", table)));
            ASSERT_TRUE(connection->run(fmt::format("ALTER TABLE {} ADD retired BIGINT", table)));
        }
    }

    const auto store = open();

    EXPECT_EQ(spend(*store), before);
    EXPECT_EQ(store->publish(day_of("r2", 10))->unchanged, static_cast<std::int64_t>(ads));
    EXPECT_EQ(store->publish(day_of("r3", 20))->superseded, 2500);
    EXPECT_EQ(spend(*store), after);
}

TEST_F(Durability, TheEngineOpensNoOtherFileAndNoConnection) {
    const auto engine = Engine::open(folder_ / "other.duckdb", 1, 0).value();
    const auto connection = Connection::open(*engine).value();
    ASSERT_TRUE(close_ways_out(*connection, 16));

    EXPECT_FALSE(connection->run("SELECT * FROM read_csv('/etc/hostname')"));
    EXPECT_FALSE(connection->run("COPY (SELECT 1) TO '/tmp/bayme-must-not-be'"));
    EXPECT_FALSE(connection->run("ATTACH '/tmp/bayme-must-not-be'"));
    EXPECT_FALSE(connection->run("INSTALL httpfs"));
    EXPECT_FALSE(connection->run("SET enable_external_access = true"));
}

TEST_F(Durability, AFileThatCannotGrowIsAnErrorTheEarlierFactsStandAndItGoesOnAfterwards) {
    const auto child = fork();
    if (child == 0) {
        const auto store = open();
        const bool first = store->publish(day_of("r1", 10)).has_value();
        clock_.set("2026-03-05T11:00:00Z");
        signal(SIGXFSZ, SIG_IGN);
        rlimit limit{};
        getrlimit(RLIMIT_FSIZE, &limit);
        const rlimit none{1, limit.rlim_max};
        setrlimit(RLIMIT_FSIZE, &none);
        const auto second = store->publish(day_of("r2", 20));
        const bool read = spend(*store) == before;
        setrlimit(RLIMIT_FSIZE, &limit);
        const auto third = store->publish(day_of("r3", 20));
        const bool refused = !second && second.error().reason == "io";
        _exit(first && refused && read && third ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);

    EXPECT_EQ(WEXITSTATUS(status), 0);
    EXPECT_THAT(faults_after_recovery(), IsEmpty());
}

} // namespace
} // namespace bayme::snapshots
