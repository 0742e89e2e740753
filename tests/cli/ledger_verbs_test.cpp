// SPDX-License-Identifier: LicenseRef-Bayme
#include "support/scratch_folder.hpp"
#include "terminal_fixture.hpp"

#include <fstream>

namespace bayme::cli {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;
using Asked = test::FakeHost::Asked;

class LedgerVerbsTest : public test::TerminalFixture {};

TEST_F(LedgerVerbsTest, TheLedgerIsDrawnWithALegendOfWhatIsInIt) {
    host_.answers["ledger.map"] =
        R"({"from":"2026-03-01","to":"2026-03-04","days_per_tile":1,"tier":"basic","legend":[)"
        R"({"letter":"#","state":"complete","words":"complete: proven"},)"
        R"({"letter":"x","state":"failed","words":"failed"},)"
        R"({"letter":".","state":"never_fetched","words":"not fetched"}],"rows":[)"
        R"({"advertiser_id":"7001","name":"Shop","cube":"","tiles":"##.#","complete":3,)"
        R"("windows":4,"gaps":1,"overdue":0,"oldest_fetch":"2026-03-02T03:00:00Z"}],)"
        R"("windows":4,"complete":3,"gaps":1,"overdue":0,)"
        R"("fill":{"calls":1,"seconds":1,"rows":0,"rows_known":false}})";

    EXPECT_EQ(bayme({"ledger", "--from", "2026-03-01", "--to", "2026-03-04"}), 0);

    EXPECT_EQ(host_.asked[0],
              (Asked{"ledger.map", R"({"from":"2026-03-01","to":"2026-03-04"})", ""}));
    EXPECT_THAT(out_.str(), HasSubstr("7001     Shop  ##.#       3/4     1        0  2026-03-02"));
    EXPECT_THAT(out_.str(), HasSubstr("  #  complete: proven\n  .  not fetched\n"));
    EXPECT_THAT(out_.str(), Not(HasSubstr("failed")));
    EXPECT_THAT(out_.str(), HasSubstr("3 of 4 windows complete, 1 gap, 0 overdue.\n"));
    EXPECT_THAT(out_.str(), HasSubstr("costs at least 1 call, 1 s of TikTok's limit (level "
                                      "basic): `bayme sync reports --only-missing"));
}

TEST_F(LedgerVerbsTest, GapsAreListedWithTheirPrice) {
    host_.answers["ledger.gaps"] =
        R"({"gaps":[{"advertiser_id":"7001","cube":"ad_day","from":"2026-03-01",)"
        R"("to":"2026-03-30","days":30,"state":"partial","fill":{"calls":3,"seconds":1,)"
        R"("rows":3000,"rows_known":true}}],"count":1,"tier":"basic",)"
        R"("fill":{"calls":3,"seconds":1,"rows":3000,"rows_known":true}})";

    EXPECT_EQ(bayme({"ledger", "--gaps", "--cube", "ad_day", "--cube", "campaign_day"}), 0);

    EXPECT_EQ(host_.asked[0], (Asked{"ledger.gaps", R"({"cubes":["ad_day","campaign_day"]})", ""}));
    EXPECT_THAT(out_.str(), HasSubstr("30  partial      3  3000"));
    EXPECT_THAT(out_.str(), HasSubstr("1 gap: about 3 calls, 1 s of TikTok's limit"));
}

TEST_F(LedgerVerbsTest, MaturityIsToldInPercentWithWhatItRestsOn) {
    host_.answers["maturity.show"] =
        R"({"curves":[{"metric":"conversion","attribution":"","final_after_days":28,"points":[)"
        R"({"hours":6,"share":"0.793651","low":"0.7","high":"0.85","days":30},)"
        R"({"hours":72,"share":"1.01","days":3}]}],"newest":[{"day":"2026-03-04",)"
        R"("metric":"conversion","attribution":"","share":"0.5","days":30}]})";

    EXPECT_EQ(bayme({"maturity", "--advertiser", "7001"}), 0);

    EXPECT_EQ(host_.asked[0], (Asked{"maturity.show", R"({"advertiser_id":"7001"})", ""}));
    EXPECT_THAT(out_.str(), HasSubstr("Shares of what is known 28 days after each day."));
    EXPECT_THAT(out_.str(), ContainsRegex("6 h +79.4 % +70.0 % to 85.0 % +30"));
    EXPECT_THAT(out_.str(), ContainsRegex("3 days +101.0 % +too few days +3"));
    EXPECT_THAT(out_.str(), ContainsRegex("2026-03-04 +conversion +50.0 %"));
}

TEST_F(LedgerVerbsTest, WithoutOldDaysMaturitySaysFromWhenOn) {
    host_.answers["maturity.show"] =
        R"({"curves":[{"metric":"conversion","final_after_days":0,"points":[]}],"newest":[]})";

    EXPECT_EQ(bayme({"maturity", "--advertiser", "7001"}), 0);

    EXPECT_THAT(out_.str(), HasSubstr("No day is old enough yet"));
}

class ReconcileVerbTest : public test::TerminalFixture {
protected:
    std::string file(std::string_view name, std::string_view text) {
        const auto path = folder_ / std::string{name};
        std::ofstream{path, std::ios::binary} << text;
        return path.string();
    }
    bayme::test::ScratchFolder folder_;
};

TEST_F(ReconcileVerbTest, EqualFilesEndWithNought) {
    host_.answers["reconcile.run"] =
        R"({"agrees":true,"from":"2026-03-01","to":"2026-03-07","rows":3,"cells":6,"equal":4,)"
        R"("rounded":2,"different":0})";

    EXPECT_EQ(bayme({"reconcile", "--file", file("export.csv", "foobar"), "--advertiser", "7001"}),
              0);

    EXPECT_EQ(
        host_.asked[0].body,
        R"({"file_base64":"Zm9vYmFy","advertiser_ids":["7001"],"only_listed":false,"limit":50})");
    EXPECT_EQ(out_.str(), "2026-03-01 to 2026-03-07, 3 rows: of 6 cells 4 equal, 2 equal at the "
                          "digits shown, 0 different.\n");
}

TEST_F(ReconcileVerbTest, DifferencesAreNamedAndEndWithThree) {
    host_.answers["reconcile.run"] =
        R"({"agrees":false,"from":"2026-03-01","to":"2026-03-07","rows":3,"cells":6,"equal":4,)"
        R"("rounded":0,"different":2,"reasons":[{"reason":"restated_since","cells":1,)"
        R"("words":"TikTok restated it"}],"differences":[{"line":2,"advertiser_id":"7001",)"
        R"("object_id":"17","name":"Spring","day":"2026-03-01","metric":"spend",)"
        R"("exported":"12.40","held":"12.5","reason":"restated_since"},{"advertiser_id":"7001",)"
        R"("object_id":"18","name":"","day":"2026-03-01","metric":"spend","exported":"",)"
        R"("held":"3","reason":"deleted_object"}],"problems":[{"line":4,"text":"no such name"}],)"
        R"("unknown_columns":["Notes","More"]})";

    EXPECT_EQ(bayme({"reconcile", "--file", file("export.csv", "x"), "--columns",
                     file("columns.csv", "Kosten,spend")}),
              3);

    EXPECT_THAT(host_.asked[0].body, HasSubstr(R"("columns":"Kosten,spend")"));
    EXPECT_THAT(out_.str(), ContainsRegex("2 +7001 +17 +Spring +2026-03-01 +spend +12.40 +12.5 "
                                          "+restated_since"));
    EXPECT_THAT(out_.str(), ContainsRegex("- +7001 +18 +2026-03-01 +spend +not listed +3 "));
    EXPECT_THAT(out_.str(), HasSubstr("1 restated_since: TikTok restated it\n"));
    EXPECT_THAT(out_.str(), HasSubstr("Line 4 was not compared: no such name\n"));
    EXPECT_THAT(out_.str(), HasSubstr("Columns we do not know: Notes, More\n"));
}

TEST_F(ReconcileVerbTest, AFileThatIsNotThereIsWrongInput) {
    EXPECT_EQ(bayme({"reconcile", "--file", (folder_ / "missing.csv").string()}), 2);

    EXPECT_THAT(host_.asked, ::testing::IsEmpty());
}

} // namespace
} // namespace bayme::cli
