// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/world_description.hpp"
#include "sandbox_fixture.hpp"

#include <string>
#include <string_view>

namespace bayme::sandbox {

/// A world without luck, calendar, ageing and restatement, so that what one member does can be
/// worked out by hand; `members` are added to it, or replace its own.
inline std::string still_world(std::string_view members) {
    std::string hours = "1000";
    for (int hour = 1; hour < 24; ++hour) {
        hours += ",1000";
    }
    auto world =
        json::parse(
            R"({"name":"still","teaches":"One thing at a time.","objectives":{"WEB_CONVERSIONS":1},)"
            R"("noise":{"hour":0,"price":0},"conversions":{"delay":[[0,1000]]},)"
            R"("ads":{"price":[600,600],"clicks":[20000,20000],"conversions":[50000,50000]},)"
            R"("season":{"hours":[)" +
            hours +
            R"(],"weekdays":[1000,1000,1000,1000,1000,1000,1000],"months":[1000,1000,1000,1000,1000,)"
            R"(1000,1000,1000,1000,1000,1000,1000]},"restatement":{"fix":{"one_in":0},)"
            R"("invalid_clicks":{"one_in":0},"vouchers":{"one_in":0}},)"
            R"("learning":{"price":1000,"rate":1000}})")
            .as_object();
    const auto more = json::parse("{" + std::string{members} + "}");
    for (const auto& member : more.as_object()) {
        world[member.key()] = member.value();
    }
    return json::serialize(world);
}

class WorldsTest : public SandboxTest {
protected:
    void start_in(const std::string& world) {
        SandboxOptions options;
        options.world = world;
        start(options);
    }
    void start_in_built_in(const std::string& name) { start_in(built_in_world(name).value()); }

    /// Rows of GET /truth without dates.
    json::array curves(const std::string& level, const std::string& id = {}) {
        Query query{{"advertiser_id", account_}, {"level", level}};
        if (!id.empty()) {
            query["id"] = id;
        }
        return control("/truth", query).at("list").as_array();
    }
    /// Exact counts of an object on one day, an empty object when there are none.
    json::object figures(const std::string& level, const std::string& id, const std::string& day) {
        const auto rows = control("/truth", {{"advertiser_id", account_},
                                             {"level", level},
                                             {"id", id},
                                             {"from", day},
                                             {"to", day}})
                              .at("rows")
                              .as_array();
        return rows.empty() ? json::object{} : rows.front().at("counts").as_object();
    }
    double count(const std::string& level, const std::string& id, const std::string& day,
                 std::string_view counter) {
        const auto counts = figures(level, id, day);
        return counts.empty() ? 0 : counts.at(counter).to_number<double>();
    }
    json::object what_if(const std::string& level, const std::string& id, const std::string& change,
                         const std::string& from, const std::string& to) {
        return command("/truth/what-if", R"({"advertiser_id":")" + account_ + R"(","level":")" +
                                             level + R"(","id":")" + id + R"(",)" + change +
                                             R"(,"from":")" + from + R"(","to":")" + to + R"("})");
    }
    static double number(const json::value& value) { return value.to_number<double>(); }
    void advance(const std::string& length) {
        ASSERT_TRUE(command("/clock", R"({"advance":")" + length + R"("})").contains("now"));
    }
    void edit(const std::string& level, const std::string& id, const std::string& change) {
        const auto answer =
            command("/edit", R"({"advertiser_id":")" + account_ + R"(","level":")" + level +
                                 R"(","id":")" + id + R"(",)" + change + "}");
        ASSERT_TRUE(answer.contains("after")) << json::serialize(answer);
    }
    /// An ad group with a daily budget of its own that delivers and may spend four times as much;
    /// its row of the curves.
    json::object running_adgroup() {
        auto found = find_adgroup("");
        if (found.empty()) {
            ADD_FAILURE() << "no running ad group";
        }
        return found;
    }
    /// The same of one family of campaigns; empty when there is none.
    json::object find_adgroup(std::string_view automation) {
        for (const auto& object : objects("adgroup")) {
            if (!text(object.at("campaign_automation_type")).starts_with(automation) ||
                object.at("secondary_status") != "ADGROUP_STATUS_DELIVERY_OK" ||
                object.at("budget_mode") == "BUDGET_MODE_INFINITE" ||
                object.at("budget_mode") == "BUDGET_MODE_TOTAL") {
                continue;
            }
            const auto row = curves("adgroup", text(object.at("adgroup_id"))).front().as_object();
            if (row.at("demand").as_int64() > 0 && row.at("pressure").as_int64() < 2'000'000) {
                return row;
            }
        }
        return {};
    }
};

} // namespace bayme::sandbox
