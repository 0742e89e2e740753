// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/database.hpp"

#include "base/failpoint.hpp"
#include "base/files.hpp"
#include "support/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace bayme::storage {
namespace {

constexpr const char* insert_campaign = "INSERT INTO campaigns VALUES ($1, $2, $3)";
constexpr const char* count_campaigns = "SELECT count(*) FROM campaigns";
constexpr std::string_view schema = R"sql(
    CREATE TABLE accounts (id TEXT PRIMARY KEY) STRICT;
    CREATE TABLE campaigns (
        id TEXT PRIMARY KEY,
        account TEXT NOT NULL REFERENCES accounts (id),
        budget INTEGER CHECK (budget >= 0)
    ) STRICT;
    INSERT INTO accounts VALUES ('a1');
)sql";

class DatabaseTest : public testing::Test {
protected:
    void SetUp() override {
        const std::vector<Migration> migrations{{1, "0001_test.sql", schema}};
        ASSERT_TRUE(database_->migrate(migrations));
    }

    static Result<std::int64_t> insert(Transaction& transaction, const std::string& id,
                                       std::int64_t budget = 0) {
        return transaction.run(insert_campaign, {id, "a1", budget});
    }

    std::int64_t count() {
        auto transaction = database_->begin_read().value();
        return transaction->find(count_campaigns).value()->integer(0);
    }

    std::unique_ptr<Database> database_ = Database::open(":memory:").value();
};

TEST_F(DatabaseTest, GivesBackEveryKindOfValueAsItWasWritten) {
    const auto transaction = database_->begin_write().value();
    ASSERT_TRUE(transaction->run("CREATE TABLE kinds (i INTEGER, t TEXT, b BLOB, n TEXT) STRICT"));
    const std::string bytes{"\0\xff\x01", 3};

    ASSERT_TRUE(transaction->run("INSERT INTO kinds VALUES ($1, $2, $3, $4)",
                                 {std::int64_t{-9'007'199'254'740'993}, "Ж", Blob{bytes}, {}}));
    const auto row = transaction->find("SELECT i, t, b, n FROM kinds").value();

    EXPECT_EQ(row->integer(0), -9'007'199'254'740'993);
    EXPECT_EQ(row->text(1), "Ж");
    EXPECT_EQ(row->blob(2), bytes);
    EXPECT_TRUE(row->is_null(3));
    EXPECT_EQ(row->optional_text(3), std::nullopt);
    EXPECT_THROW(static_cast<void>(row->text(0)), std::logic_error);
}

TEST_F(DatabaseTest, BindsParametersByNumberAndNotByAppearance) {
    const auto transaction = database_->begin_read().value();

    const auto row = transaction->find("SELECT $2 || $1 || $2", {"1", "2"}).value();

    EXPECT_EQ(row->text(0), "212");
}

TEST_F(DatabaseTest, RefusesAWrongNumberOfValues) {
    const auto transaction = database_->begin_read().value();

    EXPECT_EQ(transaction->find("SELECT $1", {}).error().reason, "sql");
    EXPECT_EQ(transaction->find("SELECT :name", {"x"}).error().reason, "sql");
}

TEST_F(DatabaseTest, CountsTheRowsThatAStatementChanged) {
    const auto transaction = database_->begin_write().value();
    ASSERT_TRUE(insert(*transaction, "c1"));
    ASSERT_TRUE(insert(*transaction, "c2"));

    EXPECT_EQ(transaction->run("UPDATE campaigns SET budget = 5"), 2);
    EXPECT_EQ(transaction->run("DELETE FROM campaigns WHERE id = $1", {"c3"}), 0);
}

TEST_F(DatabaseTest, KeepsAStatementApartFromAnotherTextAtTheSameAddress) {
    const auto transaction = database_->begin_read().value();
    char text[] = "SELECT 1";
    ASSERT_EQ(transaction->find(text).value()->integer(0), 1);

    text[7] = '2';

    EXPECT_EQ(transaction->find(text).value()->integer(0), 2);
}

TEST_F(DatabaseTest, RollsBackWhatWasNotCommitted) {
    {
        const auto transaction = database_->begin_write().value();
        ASSERT_TRUE(insert(*transaction, "c1"));
    }

    EXPECT_EQ(count(), 0);
}

TEST_F(DatabaseTest, RunsActionsInOrderAfterACommitAndNeverAfterARollback) {
    std::string order;
    {
        const auto abandoned = database_->begin_write().value();
        abandoned->after_commit([&] { order += "no"; });
    }
    const auto transaction = database_->begin_write().value();
    ASSERT_TRUE(insert(*transaction, "c1"));
    // The writer is free again when actions run, so an action may write.
    transaction->after_commit([&] { order += database_->begin_write() ? "1" : "blocked"; });
    transaction->after_commit([&] { order += "2"; });

    ASSERT_TRUE(transaction->commit());

    EXPECT_EQ(order, "12");
}

TEST_F(DatabaseTest, RefusesWorkOnATransactionThatHasEnded) {
    const auto transaction = database_->begin_write().value();
    ASSERT_TRUE(transaction->commit());

    EXPECT_EQ(insert(*transaction, "c1").error().reason, "sql");
    EXPECT_EQ(transaction->commit().error().reason, "sql");
}

TEST_F(DatabaseTest, ShowsAReaderTheStateAsOfItsBeginning) {
    const auto reader = database_->begin_read().value();
    const auto writer = database_->begin_write().value();
    ASSERT_TRUE(insert(*writer, "c1"));
    const auto during = reader->find(count_campaigns).value()->integer(0);

    ASSERT_TRUE(writer->commit());

    EXPECT_EQ(during, 0);
    EXPECT_EQ(reader->find(count_campaigns).value()->integer(0), 0);
    EXPECT_EQ(count(), 1);
}

TEST_F(DatabaseTest, LetsNoReaderWrite) {
    const auto reader = database_->begin_read().value();

    EXPECT_EQ(insert(*reader, "c1").error().reason, "sql");
}

TEST_F(DatabaseTest, RefusesASecondWriterOnTheSameThreadInsteadOfWaitingForever) {
    const auto transaction = database_->begin_write().value();

    const auto second = database_->begin_write();

    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().reason, "sql");
}

TEST_F(DatabaseTest, LetsWritersOfManyThreadsWaitForEachOther) {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 8; ++thread) {
        threads.emplace_back([this, thread] {
            for (int round = 0; round < 10; ++round) {
                const auto transaction = database_->begin_write().value();
                ASSERT_TRUE(insert(*transaction, fmt::format("{}-{}", thread, round)));
                ASSERT_TRUE(transaction->commit());
            }
        });
    }
    threads.clear();

    EXPECT_EQ(count(), 80);
}

TEST_F(DatabaseTest, NamesTheConstraintThatWasBroken) {
    struct Case {
        const char* sql;
        const char* reason;
    };
    for (const auto& [sql, reason] : {
             Case{"INSERT INTO campaigns VALUES ('c1', 'a1', 1)", "unique"},
             Case{"INSERT INTO campaigns VALUES ('c2', 'none', 1)", "foreign_key"},
             Case{"INSERT INTO campaigns VALUES ('c2', NULL, 1)", "not_null"},
             Case{"INSERT INTO campaigns VALUES ('c2', 'a1', -1)", "check"},
         }) {
        const auto transaction = database_->begin_write().value();
        ASSERT_TRUE(insert(*transaction, "c1"));

        const auto broken = transaction->run(sql);

        ASSERT_FALSE(broken) << sql;
        EXPECT_EQ(broken.error().code, ErrorCode::conflict) << sql;
        EXPECT_EQ(broken.error().reason, reason) << sql;
        EXPECT_TRUE(insert(*transaction, "c3")) << "the transaction still stands";
    }
}

TEST_F(DatabaseTest, CallsAWrongTypeOrAWrongTableABug) {
    const auto transaction = database_->begin_write().value();

    EXPECT_EQ(transaction->run(insert_campaign, {"c1", "a1", "much"}).error().reason, "sql");
    EXPECT_EQ(transaction->run("DELETE FROM nothing").error().code, ErrorCode::internal);
}

TEST_F(DatabaseTest, SaysWhenTheDiskIsFullAndCommitsNothing) {
    const auto transaction = database_->begin_write().value();
    ASSERT_TRUE(insert(*transaction, "c1"));
    ASSERT_TRUE(transaction->query("PRAGMA max_page_count = 1"));

    const auto full = transaction->run(insert_campaign, {std::string(100'000, 'x'), "a1", {}});

    ASSERT_FALSE(full);
    EXPECT_EQ(full.error().code, ErrorCode::internal);
    EXPECT_EQ(full.error().reason, "disk_full");
    EXPECT_FALSE(transaction->commit());
    EXPECT_EQ(count(), 0);
}

TEST_F(DatabaseTest, LosesEverythingBeforeACommitAndNothingAfterIt) {
    ASSERT_TRUE(arm_failpoints("storage.commit.before=error,storage.commit.after=error"));
    for (const auto* id : {"before", "after"}) {
        const auto transaction = database_->begin_write().value();
        ASSERT_TRUE(insert(*transaction, id));
        EXPECT_EQ(transaction->commit().error().reason, "failpoint");
    }

    EXPECT_EQ(count(), 1);
}

TEST(DatabaseFileTest, KeepsWhatWasCommittedInAFileOnlyItsOwnerReads) {
    const test::ScratchFolder folder;
    const std::vector<Migration> migrations{{1, "0001_test.sql", schema}};
    {
        const auto database = Database::open(folder / "state.db").value();
        ASSERT_TRUE(database->migrate(migrations));
        const auto transaction = database->begin_write().value();
        ASSERT_TRUE(transaction->run(insert_campaign, {"c1", "a1", {}}));
        ASSERT_TRUE(transaction->commit());
        EXPECT_EQ(SystemFiles{}.facts(folder / "state.db-wal").value().mode, 0600U);
    }

    const auto database = Database::open(folder / "state.db").value();

    const auto transaction = database->begin_read().value();
    EXPECT_EQ(transaction->find(count_campaigns).value()->integer(0), 1);
    EXPECT_EQ(transaction->find("PRAGMA synchronous").value()->integer(0), 2);
    EXPECT_EQ(SystemFiles{}.facts(folder / "state.db").value().mode, 0600U);
}

TEST(DatabaseFileTest, LeavesNothingOfAnErasedRowAfterACheckpoint) {
    const test::ScratchFolder folder;
    const std::vector<Migration> migrations{{1, "0001_test.sql", schema}};
    const auto database = Database::open(folder / "state.db").value();
    ASSERT_TRUE(database->migrate(migrations));
    for (const auto* sql :
         {"INSERT INTO campaigns VALUES ('canary-0183', 'a1', 1)", "DELETE FROM campaigns"}) {
        const auto transaction = database->begin_write().value();
        ASSERT_TRUE(transaction->run(sql));
        ASSERT_TRUE(transaction->commit());
    }
    ASSERT_NE(SystemFiles{}.read(folder / "state.db-wal")->find("canary"), std::string::npos);

    ASSERT_TRUE(database->checkpoint());

    EXPECT_EQ(SystemFiles{}.facts(folder / "state.db-wal")->size, 0U);
    EXPECT_EQ(SystemFiles{}.read(folder / "state.db")->find("canary"), std::string::npos);
}

TEST(DatabaseFileTest, CallsAFileThatIsNoDatabaseCorrupt) {
    const test::ScratchFolder folder;
    ASSERT_TRUE(SystemFiles{}.write(folder / "state.db", std::string(4096, 'x'),
                                    FileMode::owner_read_write));

    EXPECT_EQ(Database::open(folder / "state.db").error().reason, "corrupt");
    EXPECT_EQ(Database::open(folder / "none/state.db").error().reason, "io");
}

} // namespace
} // namespace bayme::storage
