// SPDX-License-Identifier: LicenseRef-Bayme
#include "reports/plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bayme::reports {
namespace {

ReportRequest asking(std::vector<std::string> dimensions, std::vector<std::string> metrics,
                     std::string where = "") {
    ReportRequest request;
    request.dimensions = std::move(dimensions);
    request.metrics = std::move(metrics);
    request.where = std::move(where);
    request.from = Day::parse("2026-03-01").value();
    request.to = Day::parse("2026-03-02").value();
    return request;
}

std::string cube_of(const ReportRequest& request) {
    const auto plan = plan_report(request, 2);
    EXPECT_TRUE(plan) << plan.error();
    return plan ? std::string{plan->cube.name} : "";
}

std::string field_at_fault(const ReportRequest& request) {
    const auto plan = plan_report(request, 2);
    if (plan) {
        return "none";
    }
    EXPECT_EQ(plan.error().code, ErrorCode::invalid_input);
    return plan.error().fields.empty() ? "" : plan.error().fields[0].path;
}

TEST(Plan, TakesTheWidestCubeThatHoldsTheAnswer) {
    EXPECT_EQ(cube_of(asking({}, {"spend"})), "advertiser_day");
    EXPECT_EQ(cube_of(asking({"day"}, {"spend"})), "advertiser_day");
    EXPECT_EQ(cube_of(asking({"campaign", "day"}, {"ctr"})), "campaign_day");
    EXPECT_EQ(cube_of(asking({"campaign", "ad"}, {"spend"})), "ad_day");
    EXPECT_EQ(cube_of(asking({"hour"}, {"spend"})), "advertiser_hour");
    EXPECT_EQ(cube_of(asking({"ad", "hour"}, {"spend"})), "ad_hour");
    EXPECT_EQ(cube_of(asking({"day"}, {"spend"}, "adgroup_id = 5")), "adgroup_day");
}

TEST(Plan, RefusesWhatIsNotKept) {
    EXPECT_EQ(field_at_fault(asking({"campaign", "hour"}, {"reach"})), "metrics");
    EXPECT_EQ(field_at_fault(asking({"day"}, {"result"})), "metrics");
    EXPECT_EQ(field_at_fault(asking({"campaign"}, {"result"})), "none");
}

TEST(Plan, GivesReachOnlyWhereOneFactIsOneRow) {
    EXPECT_EQ(field_at_fault(asking({"campaign", "day"}, {"reach"})), "none");
    EXPECT_EQ(field_at_fault(asking({"campaign"}, {"reach"})), "metrics");
    EXPECT_EQ(field_at_fault(asking({"day"}, {"reach"})), "metrics"); // two accounts
    EXPECT_TRUE(plan_report(asking({"day"}, {"reach"}), 1));
    EXPECT_EQ(field_at_fault(asking({"campaign", "day"}, {"reach"}, "ad_id = 5")), "metrics");
}

TEST(Plan, NamesTheFieldAtFault) {
    EXPECT_EQ(field_at_fault(asking({"country"}, {"spend"})), "dimensions[0]");
    EXPECT_EQ(field_at_fault(asking({"day", "day"}, {"spend"})), "dimensions[1]");
    EXPECT_EQ(field_at_fault(asking({"day"}, {"spend", "spent"})), "metrics[1]");
    EXPECT_EQ(field_at_fault(asking({"day"}, {})), "metrics");
    EXPECT_EQ(field_at_fault(asking({"day"}, {"spend"}, "campaign_name = x")), "where");
    auto backwards = asking({"day"}, {"spend"});
    backwards.to = Day::parse("2026-02-01").value();
    EXPECT_EQ(field_at_fault(backwards), "to");
}

TEST(Plan, ReadsTheSumsThatRatiosAndTermsNeed) {
    const auto plan = plan_report(asking({"day"}, {"ctr", "cpc"}, "conversion > 1"), 1);

    ASSERT_TRUE(plan) << plan.error();
    std::vector<std::string_view> names;
    for (const auto index : plan->sums) {
        names.push_back(snapshots::metric(index).name);
    }
    EXPECT_THAT(names, testing::ElementsAre("clicks", "impressions", "spend", "conversion"));
    EXPECT_TRUE(plan->money);
}

} // namespace
} // namespace bayme::reports
