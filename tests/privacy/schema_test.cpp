// SPDX-License-Identifier: LicenseRef-Bayme
#include "privacy/data_table.hpp"
#include "storage/database.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace bayme::privacy {
namespace {

using Names = std::set<std::string>;

/// "table.column" of everything the migrations make.
Names stored_columns() {
    const auto database = storage::Database::open(":memory:").value();
    EXPECT_TRUE(database->migrate());
    const auto transaction = database->begin_read().value();
    const auto rows = transaction
                          ->query("SELECT tables.name || '.' || columns.name"
                                  " FROM sqlite_schema AS tables, pragma_table_info(tables.name)"
                                  " AS columns WHERE tables.type = 'table'")
                          .value();
    Names names;
    for (const auto& row : rows) {
        names.insert(row.text(0));
    }
    return names;
}

Names described_columns(const DataTable& table) {
    Names names;
    for (const auto& column : table.columns()) {
        if (column.table != "snapshots" && column.table != "files") {
            names.insert(column.table + "." + column.column);
        }
    }
    return names;
}

std::string joined(const Names& names) {
    std::string text;
    for (const auto& name : names) {
        text += "\n  " + name;
    }
    return text;
}

Names without(const Names& names, const Names& others) {
    Names rest;
    std::ranges::set_difference(names, others, std::inserter(rest, rest.end()));
    return rest;
}

class SchemaTest : public testing::Test {
protected:
    DataTable table_ = DataTable::shipped().value();
};

TEST_F(SchemaTest, EveryStoredColumnHasARowInTheTableOfData) {
    const auto missing = without(stored_columns(), described_columns(table_));

    EXPECT_TRUE(missing.empty()) << "add rows to data/columns for:" << joined(missing);
}

TEST_F(SchemaTest, EveryRowOfTheTableOfDataHasItsColumn) {
    const auto missing = without(described_columns(table_), stored_columns());

    EXPECT_TRUE(missing.empty()) << "data/columns describes what is not stored:" << joined(missing);
}

TEST_F(SchemaTest, WhateverHasAnEndInDaysIsSweptOrGoesWithItsParent) {
    const auto database = storage::Database::open(":memory:").value();
    ASSERT_TRUE(database->migrate());
    const auto transaction = database->begin_read().value();
    for (const auto& column : table_.columns()) {
        if (column.table == "snapshots" || column.table == "files" ||
            table_.find_class(column.retention)->days == 0) {
            continue;
        }
        const bool swept = std::ranges::any_of(table_.sweep_rules(), [&](const SweepRule& rule) {
            return rule.table == column.table;
        });
        const auto parents = transaction
                                 ->query("SELECT 1 FROM pragma_foreign_key_list($1)"
                                         " WHERE on_delete = 'CASCADE'",
                                         {column.table})
                                 .value();
        EXPECT_TRUE(swept || !parents.empty())
            << column.table << " is kept forever: add a rule to data/sweep.csv";
    }
}

} // namespace
} // namespace bayme::privacy
