// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox_fixture.hpp"

#include <algorithm>
#include <cmath>

namespace bayme::sandbox {

namespace {

constexpr auto metrics = R"(["spend","impressions","conversion"])";

/// Facts about how figures come into being, read through reports only.
class DeliveryTest : public SandboxTest {
protected:
    json::array rows(const std::string& level, const std::string& from, const std::string& to) {
        auto query = whole_report(level, metrics);
        query["start_date"] = from;
        query["end_date"] = to;
        return list(get("report/integrated/get", query));
    }
    json::array hours(const std::string& level, const std::string& day) {
        auto query = whole_report(level, metrics);
        query["dimensions"] = R"([")" + level + R"(_id","stat_time_hour"])";
        query["start_date"] = query["end_date"] = day;
        return list(get("report/integrated/get", query));
    }
    void advance(const std::string& length) {
        const auto answer = command("/clock", R"({"advance":")" + length + R"("})");
        ASSERT_TRUE(answer.contains("now"));
    }
    /// The campaign that spent most on the day, from a report sorted by spend.
    std::string busiest_campaign(const std::string& day) {
        auto query = whole_report("campaign", metrics);
        query["start_date"] = query["end_date"] = day;
        query["order_field"] = "spend";
        const auto found = list(get("report/integrated/get", query));
        return found.empty() ? std::string{}
                             : text(found.front().at("dimensions").at("campaign_id"));
    }
    static json::array of(const json::array& rows, const std::string& campaign) {
        json::array found;
        std::ranges::copy_if(rows, std::back_inserter(found), [&](const json::value& row) {
            return text(row.at("dimensions").at("campaign_id")) == campaign;
        });
        return found;
    }
    /// id -> hundredths, of the objects with a daily budget of their own.
    std::map<std::string, std::int64_t> daily_budgets(const std::string& level) {
        std::map<std::string, std::int64_t> budgets;
        for (const auto& object : objects(level)) {
            const auto mode = text(object.at("budget_mode"));
            if (mode == "BUDGET_MODE_DAY" || mode == "BUDGET_MODE_DYNAMIC_DAILY_BUDGET") {
                budgets[text(object.at(level + "_id"))] =
                    std::llround(object.at("budget").to_number<double>() * 100);
            }
        }
        return budgets;
    }
    void pause(const std::string& campaign) {
        const auto answer = post("campaign/status/update",
                                 R"({"advertiser_id":")" + account_ + R"(","campaign_ids":[")" +
                                     campaign + R"("],"operation_status":"DISABLE"})");
        ASSERT_EQ(code(answer), 0);
    }
};

TEST_F(DeliveryTest, ConversionsArriveLaterAndSettle) {
    // Noon UTC is 04:00 of 1 March for the first account (UTC-8): 28 February has just ended.
    const auto early = sum_of(rows("advertiser", "2026-02-28", "2026-02-28"), "conversion");
    advance("2d");
    const auto later = sum_of(rows("advertiser", "2026-02-28", "2026-02-28"), "conversion");
    advance("8d");
    const auto settled = rows("advertiser", "2026-02-28", "2026-02-28");
    advance("30d");

    EXPECT_GT(early, 0);
    EXPECT_GT(later, early);
    EXPECT_GT(sum_of(settled, "conversion"), later);
    EXPECT_EQ(rows("advertiser", "2026-02-28", "2026-02-28"), settled);
}

TEST_F(DeliveryTest, TheDailyFixMovesSpendALittleAtNoonOfTheNextDay) {
    // 1 March of UTC-8 ends at 08:00 UTC of 2 March; its fix comes at 12:00 UTC.
    advance("23h");
    const auto before = sum_of(rows("ad", "2026-03-01", "2026-03-01"), "spend");
    advance("59m");
    EXPECT_EQ(sum_of(rows("ad", "2026-03-01", "2026-03-01"), "spend"), before);
    advance("1m");
    const auto after = sum_of(rows("ad", "2026-03-01", "2026-03-01"), "spend");

    EXPECT_NE(after, before);
    EXPECT_LT(std::abs(after - before) * 200, before) << "at most half a percent";
    advance("20d");
    EXPECT_EQ(sum_of(rows("ad", "2026-03-01", "2026-03-01"), "spend"), after);
}

TEST_F(DeliveryTest, DeliveryIsPublishedHalfAnHourLate) {
    // At 12:00 UTC, 04:00 local, hours 0 to 2 are out whole and hour 3 up to 03:30.
    const auto three = hours("advertiser", "2026-03-01");
    ASSERT_FALSE(three.empty());
    EXPECT_EQ(text(three.back().at("dimensions").at("stat_time_hour")), "2026-03-01 03:00:00");
    advance("29m");
    EXPECT_EQ(text(hours("advertiser", "2026-03-01").back().at("dimensions").at("stat_time_hour")),
              "2026-03-01 03:00:00");
    advance("6m");
    const auto four = hours("advertiser", "2026-03-01");
    EXPECT_EQ(text(four.back().at("dimensions").at("stat_time_hour")), "2026-03-01 04:00:00");
    EXPECT_GT(sum_of(four, "spend"), sum_of(three, "spend"));
}

TEST_F(DeliveryTest, APauseStopsWhatComesAndKeepsWhatWas) {
    const auto campaign = busiest_campaign("2026-02-28");
    const auto past = of(rows("campaign", "2026-02-10", "2026-02-28"), campaign);
    const auto today = of(rows("campaign", "2026-03-01", "2026-03-01"), campaign);
    ASSERT_FALSE(today.empty());

    pause(campaign);

    EXPECT_EQ(of(rows("campaign", "2026-02-10", "2026-02-28"), campaign), past);
    EXPECT_EQ(of(rows("campaign", "2026-03-01", "2026-03-01"), campaign), today);
    // What ran before the pause is still being published for half an hour.
    advance("35m");
    const auto ended = of(rows("campaign", "2026-03-01", "2026-03-01"), campaign);
    EXPECT_GT(sum_of(ended, "spend"), sum_of(today, "spend"));
    advance("2h");
    EXPECT_EQ(sum_of(of(rows("campaign", "2026-03-01", "2026-03-01"), campaign), "spend"),
              sum_of(ended, "spend"));
    advance("2d");
    EXPECT_TRUE(of(rows("campaign", "2026-03-02", "2026-03-03"), campaign).empty());
}

TEST_F(DeliveryTest, NobodySpendsMoreThanTheDailyBudget) {
    int limited = 0;
    for (const auto* const level : {"campaign", "adgroup"}) {
        const auto limits = daily_budgets(level);
        for (const auto& row : rows(level, "2026-02-01", "2026-02-28")) {
            const auto id = text(row.at("dimensions").at(std::string{level} + "_id"));
            if (!limits.contains(id)) {
                continue;
            }
            const auto spend = sum_of({row}, "spend");
            // The daily fix may add half a percent after the fact.
            EXPECT_LE(spend * 200, limits.at(id) * 201) << level << " " << id;
            limited += spend * 100 >= limits.at(id) * 98 ? 1 : 0;
        }
    }
    EXPECT_GT(limited, 10) << "some should run into their budget";
}

TEST_F(DeliveryTest, ARaisedBudgetBuysMoreFromThenOn) {
    for (const auto* const level : {"campaign", "adgroup"}) {
        const auto limits = daily_budgets(level);
        const auto member = std::string{level} + "_id";
        const auto spent = [&](const std::string& id, const std::string& day) {
            std::int64_t spend = 0;
            for (const auto& row : rows(level, day, day)) {
                spend += text(row.at("dimensions").at(member)) == id ? sum_of({row}, "spend") : 0;
            }
            return spend;
        };
        for (const auto& [id, budget] : limits) {
            const auto before = spent(id, "2026-02-28");
            if (before * 100 < budget * 98) {
                continue;
            }
            const auto answer =
                command("/edit", R"({"advertiser_id":")" + account_ + R"(","level":")" + level +
                                     R"(","id":")" + id + R"(","budget":)" +
                                     std::to_string(budget / 50) + "}");
            ASSERT_TRUE(answer.contains("after")) << json::serialize(answer);
            EXPECT_EQ(spent(id, "2026-02-28"), before);
            advance("3d");
            EXPECT_GT(spent(id, "2026-03-02") * 200, budget * 201);
            return;
        }
    }
    FAIL() << "nobody ran into the budget";
}

TEST_F(DeliveryTest, ReachIsNotTheSumOfDays) {
    auto query = whole_report("campaign", R"(["reach","impressions"])");
    const auto days = list(get("report/integrated/get", query));
    query["dimensions"] = R"(["campaign_id"])";
    const auto window = list(get("report/integrated/get", query));
    EXPECT_EQ(sum_of(window, "impressions"), sum_of(days, "impressions"));
    EXPECT_LT(sum_of(window, "reach"), sum_of(days, "reach"));
}

} // namespace

} // namespace bayme::sandbox
