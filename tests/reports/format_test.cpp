// SPDX-License-Identifier: LicenseRef-Bayme
#include "reports/format.hpp"

#include "base/text_width.hpp"
#include "snapshots/metrics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace bayme::reports {
namespace {

using Kind = ReportColumn::Kind;

ReportColumn metric_column(std::string_view name) {
    return {std::string{name}, Kind::metric, snapshots::find_metric(name)};
}

/// Two campaigns with money, a count and a computed percent.
Report small_report() {
    const auto euro = Currency::parse("EUR").value();
    Report report;
    report.columns = {{"campaign_id", Kind::id},    {"campaign_name", Kind::name},
                      {"currency", Kind::currency}, metric_column("spend"),
                      metric_column("clicks"),      metric_column("ctr")};
    report.rows = {{{"11", "Summer, \"hot\"", "EUR", 12'345'600, 8, 82'727'273}, euro},
                   {{"12", "=HYPERLINK(1)", "EUR", -500'000, 0, std::monostate{}}, euro}};
    report.totals = {
        {{std::monostate{}, std::monostate{}, "EUR", 11'845'600, 8, 50'000'000}, euro}};
    report.rows_before_limit = 2;
    report.provenance.as_of = parse_instant("2026-03-05T10:00:00Z").value();
    report.provenance.ledger.windows = 2;
    report.provenance.ledger.complete = 2;
    report.provenance.cube = "campaign_day";
    report.provenance.query_hash = "00ff";
    report.provenance.formula_version = 1;
    return report;
}

std::vector<std::string> lines(const std::string& text) {
    std::istringstream stream{text};
    std::vector<std::string> found;
    for (std::string line; std::getline(stream, line);) {
        found.push_back(line);
    }
    return found;
}

TEST(CsvFormat, QuotesAndKeepsFormulasFromSpreadsheets) {
    EXPECT_EQ(format_csv(small_report()), "campaign_id,campaign_name,currency,spend,clicks,ctr\n"
                                          "11,\"Summer, \"\"hot\"\"\",EUR,12.3456,8,82.727273\n"
                                          "12,'=HYPERLINK(1),EUR,-0.50,0,\n");
}

TEST(CsvFormat, EveryOpenerOfAFormulaIsDefused) {
    for (const auto* name : {"=1", "+1", "-1", "@a", "\tx", "\rx", "\nx"}) {
        auto report = small_report();
        report.rows[0].cells[1] = name;
        EXPECT_NE(format_csv(report).find(std::string{"'"} + name), std::string::npos) << name;
    }
}

TEST(TableFormat, AlignsNumbersRightAndEndsWithTotalsAndTheCurrency) {
    EXPECT_EQ(format_table(small_report()),
              "campaign_id  campaign_name  currency  spend  clicks    ctr\n"
              "-----------  -------------  --------  -----  ------  -----\n"
              "11           Summer, \"hot\"  EUR       12.35       8  82.73\n"
              "12           =HYPERLINK(1)  EUR       -0.50       0\n"
              "-----------  -------------  --------  -----  ------  -----\n"
              "total                       EUR       11.85       8  50.00\n"
              "\n"
              "2 rows, money in EUR\n"
              "as of 2026-03-05T10:00:00Z\n"
              "2 of 2 account days complete\n");
}

TEST(TableFormat, NamesTheTotalsAlsoUnderANarrowColumn) {
    auto report = small_report();
    report.columns = {{"day", Kind::day}, {"currency", Kind::currency}, metric_column("clicks")};
    report.rows.clear();
    report.totals.clear();
    for (const auto* code : {"EUR", "JPY", "USD"}) {
        report.totals.push_back(
            {{std::monostate{}, std::string{code}, 1}, Currency::parse(code).value()});
    }

    const auto text = format_table(report);

    EXPECT_NE(text.find("total  EUR            1\n"), std::string::npos) << text;
    EXPECT_NE(text.find("money in EUR, JPY and USD\n"), std::string::npos) << text;
}

TEST(TableFormat, SaysHowToFetchDaysThatAreMissing) {
    auto report = small_report();
    EXPECT_EQ(format_table(report).find("bayme sync"), std::string::npos);
    report.provenance.missing = Missing::not_fetched;
    EXPECT_NE(format_table(report).find("bayme sync reports"), std::string::npos);
}

TEST(TableFormat, SendsNobodyToFetchWhatAFetchDoesNotBring) {
    snapshots::LedgerView ledger;
    EXPECT_EQ(missing_of(ledger, Day::parse("2026-03-05").value(), true), Missing::none);
    ledger.worst = snapshots::CellState::never_fetched;
    ledger.worst_window = {AdvertiserId{"7001"}, *snapshots::find_cube("campaign_day"),
                           Day::parse("2026-03-05").value()};
    auto report = small_report();
    const auto said = [&](std::string_view today, bool is_past) {
        report.provenance.missing = missing_of(ledger, Day::parse(today).value(), is_past);
        return format_table(report);
    };

    EXPECT_THAT(said("2026-03-05", false), testing::HasSubstr("bayme sync reports"));
    EXPECT_THAT(said("2026-03-05", true), testing::HasSubstr("had not been fetched by then\n"));
    EXPECT_THAT(said("2026-03-05", true), testing::Not(testing::HasSubstr("bayme sync")));
    EXPECT_THAT(said("2026-03-04", false), testing::HasSubstr("have not begun yet\n"));
    EXPECT_THAT(said("2026-03-04", false), testing::Not(testing::HasSubstr("bayme sync")));
}

TEST(TableFormat, NeverPassesAHundredColumns) {
    auto report = small_report();
    report.columns.insert(report.columns.begin(), {{"ad_id", Kind::id}, {"ad_name", Kind::name}});
    for (auto* rows : {&report.rows, &report.totals}) {
        for (auto& row : *rows) {
            row.cells.insert(row.cells.begin(),
                             {std::string(19, '7'),
                              std::string{"春の大セール"} + std::string(90, 'n') + "\x1B[31m"});
        }
    }
    for (const auto* name : {"cost_per_conversion", "real_time_cost_per_conversion", "impressions",
                             "value_per_complete_payment", "cost_per_landing_page_view"}) {
        report.columns.push_back(metric_column(name));
        for (auto* rows : {&report.rows, &report.totals}) {
            for (auto& row : *rows) {
                row.cells.emplace_back(std::int64_t{123'456'789'012'345});
            }
        }
    }

    const auto text = format_table(report);

    EXPECT_EQ(text.find('\x1B'), std::string::npos);
    for (const auto& line : lines(text)) {
        EXPECT_LE(display_width(line), 100U) << line;
    }
    EXPECT_NE(text.find("cost_per_landing_page_view"), std::string::npos);
}

TEST(TableFormat, SaysWhenRowsWereLeftOutAndWhichCellIsWorst) {
    auto report = small_report();
    report.rows_before_limit = 240;
    report.provenance.ledger.worst = snapshots::CellState::partial;
    report.provenance.ledger.worst_window =
        snapshots::Window{AdvertiserId{"7001"}, *snapshots::find_cube("campaign_day"),
                          Day::parse("2026-03-02").value()};
    report.provenance.ledger.complete = 1;

    const auto text = format_table(report);

    EXPECT_NE(text.find("2 of 240 rows"), std::string::npos);
    EXPECT_NE(text.find("1 of 2 account days complete; worst: partial, 2026-03-02 in account 7001"),
              std::string::npos);
}

TEST(JsonFormat, NumbersAreExactAndIdsAreText) {
    const auto json = format_json(small_report());

    EXPECT_NE(json.find(R"({"campaign_id":"11","campaign_name":"Summer, \"hot\"","currency":"EUR",)"
                        R"("spend":12.3456,"clicks":8,"ctr":82.727273})"),
              std::string::npos);
    EXPECT_NE(json.find(R"("ctr":null)"), std::string::npos);
    EXPECT_NE(json.find(R"("worst_cell":"complete")"), std::string::npos);
    EXPECT_EQ(lines(format_ndjson(small_report())).size(), 2U);
}

TEST(Text, IsCutAtWholeLetters) {
    EXPECT_EQ(display_width("春"), 2U);
    EXPECT_EQ(fit("春夏秋冬", 5), "春夏…");
    EXPECT_EQ(fit("e\xCC\x81t\xC3\xA9", 3), "e\xCC\x81t\xC3\xA9");
    EXPECT_EQ(fit("a\tb\x1B", 4), "a b ");
    EXPECT_EQ(fit("a\xE2\x80\xAE"
                  "b",
                  4),
              "ab");
    EXPECT_EQ(fit("abc", 0), "");
}

} // namespace
} // namespace bayme::reports
