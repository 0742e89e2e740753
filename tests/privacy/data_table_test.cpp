// SPDX-License-Identifier: LicenseRef-Bayme
#include "privacy/data_table.hpp"

#include <gtest/gtest.h>

namespace bayme::privacy {
namespace {

constexpr const char* categories = "category,title,contents,purpose,basis\n"
                                   "technical_logs,Logs,c,p,b\n";
constexpr const char* retention = "class,category,period,title,counted_from\n"
                                  "api_log,technical_logs,14 days,API log,the call\n"
                                  "installation,technical_logs,always,State,until it is removed\n";

Result<DataTable> parse(std::string rows, const RetentionDays& configured = {},
                        const std::string& sweep = {}) {
    rows.insert(0, "table,column,category,personal,purpose,basis,retention\n");
    const auto rules = "table,condition,class\n" + sweep;
    return DataTable::parse({.categories = categories,
                             .retention = retention,
                             .sweep = rules,
                             .columns = {{"test.csv", rows}}},
                            configured);
}

TEST(DataTableTest, ShipsTheCategoriesOfThePolicyAndNoOther) {
    const auto table = DataTable::shipped();

    ASSERT_TRUE(table) << table.error();
    std::vector<std::string> ids;
    for (const auto& category : table->categories()) {
        ids.push_back(category.id);
    }
    EXPECT_THAT(ids, testing::UnorderedElementsAre("oauth_tokens", "account_ids",
                                                   "advertising_data", "creative_metadata",
                                                   "technical_logs", "staff_account_data"));
}

TEST(DataTableTest, ShipsTheDaysThatThePolicyPromises) {
    const auto table = DataTable::shipped().value();
    struct Case {
        const char* id;
        int days;
    };
    // Months are rounded up to whole days: 37 months of 30.44 days are 1126.2.
    for (const auto& [id, days] :
         {Case{"tokens", 1}, Case{"day_facts", 1127}, Case{"hour_facts", 396}, Case{"objects", 396},
          Case{"plans", 761}, Case{"audit", 731}, Case{"api_log", 14}, Case{"jobs", 30},
          Case{"program_log", 30}, Case{"exports", 7}, Case{"oauth_flows", 1}, Case{"sessions", 30},
          Case{"backups", 35}}) {
        ASSERT_NE(table.find_class(id), nullptr) << id;
        EXPECT_EQ(table.find_class(id)->days, days) << id;
    }
}

TEST(DataTableTest, EveryShippedClassHasAnEnd) {
    const auto table = DataTable::shipped().value();

    for (const auto& retention_class : table.classes()) {
        EXPECT_FALSE(retention_class.counted_from.empty()) << retention_class.id;
        EXPECT_TRUE(retention_class.days > 0 || retention_class.id == "installation")
            << retention_class.id;
    }
}

TEST(DataTableTest, SaysTheTermInWords) {
    const auto table =
        DataTable::shipped({{"api_log", 3}, {"audit", 700}, {"day_facts", 1127}}).value();

    EXPECT_EQ(table.find_class("audit")->term(), "700 days after the act");
    EXPECT_EQ(table.find_class("api_log")->term(), "3 days after the call");
    EXPECT_EQ(table.find_class("day_facts")->term(), "37 months after the day reported");
    EXPECT_EQ(table.find_class("tokens")->term(), "1 day after access is revoked or disconnected");
    EXPECT_EQ(table.find_class("installation")->term(), "until the installation is removed");
}

TEST(DataTableTest, RefusesAConfigurationThatMeansNothing) {
    for (const auto& configured :
         {RetentionDays{{"diary", 3}}, RetentionDays{{"api_log", 0}},
          RetentionDays{{"api_log", 3661}}, RetentionDays{{"installation", 3}}}) {
        const auto table = DataTable::shipped(configured);
        ASSERT_FALSE(table) << configured.begin()->first;
        EXPECT_EQ(table.error().code, ErrorCode::invalid_input);
    }
}

TEST(DataTableTest, RefusesARowThatContradictsItself) {
    ASSERT_TRUE(parse("t,c,technical_logs,yes,why,law,api_log\n"));
    for (const auto* row : {
             "t,c,comments,no,why,law,api_log\n",             // a category nobody was told of
             "t,c,technical_logs,perhaps,why,law,api_log\n",  // personal or not
             "t,c,technical_logs,no,,law,api_log\n",          // no purpose
             "t,c,technical_logs,no,why,curiosity,api_log\n", // no legal basis
             "t,c,technical_logs,no,why,law,forever\n",       // no such class
             "t,c,technical_logs,yes,why,law,installation\n", // personal without an end
             "t,c,technical_logs,no,why,law,api_log\nt,c,technical_logs,no,why,law,api_log\n",
         }) {
        const auto table = parse(row);
        ASSERT_FALSE(table) << row;
        EXPECT_NE(table.error().message.find("test.csv: t.c"), std::string::npos) << row;
    }
}

TEST(DataTableTest, RefusesASweepWithoutAnAgeOrAClass) {
    EXPECT_TRUE(parse("", {}, "t,at < $1,api_log\n"));
    for (const auto* rule :
         {"t,at < $1,none\n", "t,at < $1,installation\n", "t,1,api_log\n", "t,,api_log\n"}) {
        EXPECT_FALSE(parse("", {}, rule)) << rule;
    }
}

} // namespace
} // namespace bayme::privacy
