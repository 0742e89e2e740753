// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/migrations.hpp"

#include "storage/database.hpp"

#include <gtest/gtest.h>

namespace bayme::storage {
namespace {

constexpr Migration first{1, "0001_first.sql", "CREATE TABLE one (id TEXT) STRICT"};
constexpr Migration second{2, "0002_second.sql",
                           "CREATE TABLE two (id TEXT) STRICT; INSERT INTO one VALUES ('x');"};
constexpr Migration broken{3, "0003_broken.sql",
                           "CREATE TABLE three (id TEXT) STRICT; INSERT INTO nowhere VALUES (1);"};

std::int64_t tables(Database& database, std::string name) {
    const auto transaction = database.begin_read().value();
    return transaction
        ->find("SELECT count(*) FROM sqlite_schema WHERE name = $1", {std::move(name)})
        .value()
        ->integer(0);
}

TEST(MigrationsTest, ShippedOnesAreNumberedUpwardsAndApplyToANewFile) {
    const auto migrations = shipped_migrations();
    const auto database = Database::open(":memory:").value();

    const auto reached = database->migrate();

    ASSERT_TRUE(reached) << reached.error();
    ASSERT_FALSE(migrations.empty());
    EXPECT_EQ(*reached, migrations.back().number);
    for (std::size_t index = 1; index < migrations.size(); ++index) {
        EXPECT_GT(migrations[index].number, migrations[index - 1].number);
    }
}

TEST(MigrationsTest, AppliesOnlyWhatIsMissing) {
    const auto database = Database::open(":memory:").value();
    EXPECT_EQ(database->version(), 0);
    EXPECT_EQ(database->migrate(std::vector{first}), 1);

    EXPECT_EQ(database->migrate(std::vector{first, second}), 2);
    EXPECT_EQ(database->migrate(std::vector{first, second}), 2);

    EXPECT_EQ(database->version(), 2);
    EXPECT_EQ(tables(*database, "two"), 1);
}

TEST(MigrationsTest, LeavesNothingBehindOfOneThatFails) {
    const auto database = Database::open(":memory:").value();

    const auto migrated = database->migrate(std::vector{first, second, broken});

    ASSERT_FALSE(migrated);
    EXPECT_TRUE(migrated.error().message.starts_with("0003_broken.sql: ")) << migrated.error();
    EXPECT_EQ(database->version(), 2);
    EXPECT_EQ(tables(*database, "three"), 0);
}

TEST(MigrationsTest, RefusesAFileThatANewerProgramHasMigrated) {
    const auto database = Database::open(":memory:").value();
    ASSERT_TRUE(database->migrate(std::vector{first, second}));

    const auto migrated = database->migrate(std::vector{first});

    ASSERT_FALSE(migrated);
    EXPECT_EQ(migrated.error().code, ErrorCode::conflict);
    EXPECT_EQ(migrated.error().reason, "newer_schema");
}

} // namespace
} // namespace bayme::storage
