// SPDX-License-Identifier: LicenseRef-Bayme
#include "staff/audit.hpp"

#include "support/test_vault.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>

namespace bayme::staff {
namespace {

using std::chrono::hours;

class AuditTest : public testing::Test {
protected:
    void record(int count) {
        for (int index = 0; index < count; ++index) {
            ASSERT_TRUE(audit_.record(*transaction_, {.actor = {ActorKind::person, "p1"},
                                                      .action = "plans.approve",
                                                      .object = fmt::format("plan:{}", index),
                                                      .advertiser_id = AdvertiserId{"7001"},
                                                      .before = R"({"state":"checked"})",
                                                      .after = R"({"state":"approved"})",
                                                      .request_id = "r1"}));
            state_.clock.advance(hours{1});
        }
    }
    AuditVerdict verify() { return audit_.verify(*transaction_).value(); }
    /// What somebody with the file and without the master key could do.
    void tamper(const char* sql) {
        for (const auto* trigger : {"DROP TRIGGER IF EXISTS audit_is_not_changed",
                                    "DROP TRIGGER IF EXISTS audit_is_not_deleted", sql}) {
            const auto done = transaction_->run(trigger);
            ASSERT_TRUE(done) << done.error();
        }
    }

    test::TestState state_;
    Audit audit_{*state_.vault, state_.clock};
    std::unique_ptr<storage::Transaction> transaction_ = state_.database->begin_write().value();
};

TEST_F(AuditTest, KeepsWhatWasSaidNewestFirst) {
    record(3);

    const auto rows = audit_.list(*transaction_, 2).value();
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].number, 3);
    EXPECT_EQ(rows[0].actor, "person:p1");
    EXPECT_EQ(rows[0].action, "plans.approve");
    EXPECT_EQ(rows[0].object, "plan:2");
    EXPECT_EQ(rows[0].advertiser_id, AdvertiserId{"7001"});
    EXPECT_EQ(rows[0].after, R"({"state":"approved"})");
    EXPECT_EQ(format_instant(rows[0].at), "2026-03-01T14:00:00Z");
    const auto rest = audit_.list(*transaction_, 2, rows[1].number).value();
    ASSERT_EQ(rest.size(), 1U);
    EXPECT_EQ(rest[0].number, 1);
}

TEST_F(AuditTest, VerifiesEmptyAndLong) {
    EXPECT_TRUE(verify().is_whole());
    record(2500);
    EXPECT_TRUE(verify().is_whole());
    EXPECT_EQ(verify().rows, 2500);
}

TEST_F(AuditTest, TheDatabaseRefusesToChangeOrDeleteARow) {
    record(2);

    EXPECT_EQ(transaction_->run("UPDATE audit SET actor = 'x'").error().reason, "trigger");
    EXPECT_EQ(transaction_->run("DELETE FROM audit WHERE number = 2").error().reason, "trigger");
    EXPECT_EQ(transaction_->run("DELETE FROM audit_anchor").error().reason, "trigger");
}

TEST_F(AuditTest, IsRolledBackWithTheActItBelongsTo) {
    record(2);
    transaction_.reset();
    transaction_ = state_.database->begin_write().value();

    EXPECT_EQ(verify().rows, 0);
}

struct Tampering {
    const char* name;
    const char* sql;
    std::int64_t broken_at;
};

void PrintTo(const Tampering& tampering, std::ostream* out) {
    *out << tampering.name;
}

class TamperingTest : public AuditTest, public testing::WithParamInterface<Tampering> {};

TEST_P(TamperingTest, IsDetectedAndLocated) {
    record(10);

    tamper(GetParam().sql);

    EXPECT_FALSE(verify().is_whole());
    EXPECT_EQ(verify().broken_at, GetParam().broken_at);
}

INSTANTIATE_TEST_SUITE_P(
    Audit, TamperingTest,
    testing::Values(
        Tampering{"time", "UPDATE audit SET at = at + 1 WHERE number = 4", 4},
        Tampering{"actor", "UPDATE audit SET actor = 'person:p2' WHERE number = 4", 4},
        Tampering{"action", "UPDATE audit SET action = 'plans.reject' WHERE number = 1", 1},
        Tampering{"object", "UPDATE audit SET object = 'plan:8' WHERE number = 10", 10},
        Tampering{"account", "UPDATE audit SET advertiser_id = '' WHERE number = 4", 4},
        Tampering{"before", "UPDATE audit SET before = '' WHERE number = 4", 4},
        Tampering{"after", "UPDATE audit SET after = '{}' WHERE number = 4", 4},
        Tampering{"request", "UPDATE audit SET request_id = 'r2' WHERE number = 4", 4},
        Tampering{"shift",
                  "UPDATE audit SET before = before || 'x', after = substr(after, 2)"
                  " WHERE number = 4",
                  4},
        Tampering{"chain", "UPDATE audit SET chain = '' WHERE number = 4", 4},
        Tampering{"first", "DELETE FROM audit WHERE number = 1", 1},
        Tampering{"middle", "DELETE FROM audit WHERE number = 5", 5},
        Tampering{"last", "DELETE FROM audit WHERE number = 10", 10},
        Tampering{"all", "DELETE FROM audit", 1},
        Tampering{"older",
                  "INSERT INTO audit SELECT 0, at, actor, action, object, advertiser_id,"
                  " before, after, request_id, chain FROM audit WHERE number = 1",
                  0},
        Tampering{"newer",
                  "INSERT INTO audit SELECT 11, at, actor, action, object, advertiser_id,"
                  " before, after, request_id, chain FROM audit WHERE number = 10",
                  11},
        Tampering{"order", "UPDATE audit SET number = CASE number WHEN 3 THEN 40 ELSE number END;",
                  3}),
    [](const testing::TestParamInfo<Tampering>& tested) { return tested.param.name; });

TEST_F(AuditTest, ATruncatedLogWithAMadeUpEndIsDetectedAndNotContinued) {
    record(10);

    tamper("DELETE FROM audit WHERE number > 7");
    tamper("UPDATE audit_anchor SET head_number = 7,"
           " head_chain = (SELECT chain FROM audit WHERE number = 7)");

    EXPECT_EQ(verify().broken_at, 8);
    EXPECT_EQ(
        audit_.record(*transaction_, {.actor = {}, .action = "a", .object = "o"}).error().reason,
        "audit_broken");
}

TEST_F(AuditTest, TwoRowsThatChangedPlacesAreDetected) {
    record(10);

    tamper("UPDATE audit SET number = 99 WHERE number = 4");
    tamper("UPDATE audit SET number = 4 WHERE number = 5");
    tamper("UPDATE audit SET number = 5 WHERE number = 99");

    EXPECT_EQ(verify().broken_at, 4);
}

TEST_F(AuditTest, NoneOfManyRandomEditsGoesUnnoticed) {
    record(12);
    tamper("SELECT 1");
    std::mt19937 engine{20260301};
    const auto pick = [&engine](int from, int to) {
        return std::uniform_int_distribution{from, to}(engine);
    };
    constexpr std::array columns{"actor",  "action", "object", "advertiser_id",
                                 "before", "after",  "chain",  "request_id"};
    int unnoticed = 0;
    int misplaced = 0;
    for (int edit = 0; edit < 200; ++edit) {
        const auto number = pick(1, 12);
        const auto* column = columns.at(static_cast<std::size_t>(pick(0, 7)));
        const auto sql =
            pick(0, 3) == 0 ? fmt::format("DELETE FROM audit WHERE number = {}", number)
                            : fmt::format("UPDATE audit SET {0} = substr({0}, 1, {1}) || '{2:x}' ||"
                                          " substr({0}, {1} + 2) || '.' WHERE number = {3}",
                                          column, pick(0, 10), pick(0, 15), number);
        ASSERT_TRUE(transaction_->run("SAVEPOINT edit"));
        ASSERT_TRUE(transaction_->run(sql.c_str()));

        const auto verdict = verify();

        unnoticed += verdict.is_whole() ? 1 : 0;
        misplaced += verdict.broken_at == number ? 0 : 1;
        ASSERT_TRUE(transaction_->run("ROLLBACK TO edit"));
        ASSERT_TRUE(transaction_->run("RELEASE edit"));
    }

    EXPECT_EQ(unnoticed, 0);
    EXPECT_EQ(misplaced, 0);
    EXPECT_TRUE(verify().is_whole());
}

TEST_F(AuditTest, RetentionDropsTheOldestAndTheRestStillVerifies) {
    record(10);

    // The rows are of 12:00, 13:00, … 21:00.
    EXPECT_EQ(audit_.trim(*transaction_, parse_instant("2026-03-01T12:00:00Z").value()), 0);
    EXPECT_EQ(audit_.trim(*transaction_, parse_instant("2026-03-01T16:00:00Z").value()), 4);

    EXPECT_TRUE(verify().is_whole());
    EXPECT_EQ(verify().rows, 6);
    record(1);
    EXPECT_TRUE(verify().is_whole());
    EXPECT_EQ(audit_.list(*transaction_, 1).value().at(0).number, 11);
    EXPECT_EQ(audit_.trim(*transaction_, parse_instant("2026-04-01T00:00:00Z").value()), 7);
    record(1);
    EXPECT_TRUE(verify().is_whole());
    EXPECT_EQ(audit_.list(*transaction_, 9).value().at(0).number, 12);
}

TEST_F(AuditTest, RetentionTouchesNothingInABrokenLog) {
    record(10);
    tamper("UPDATE audit SET actor = 'x' WHERE number = 8");

    EXPECT_EQ(
        audit_.trim(*transaction_, parse_instant("2026-03-01T16:00:00Z").value()).error().reason,
        "audit_broken");
}

} // namespace
} // namespace bayme::staff
