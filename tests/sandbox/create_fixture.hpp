// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox_fixture.hpp"

namespace bayme::sandbox {

/// What creations need, and the shortest way to each object.
class CreateTest : public SandboxTest {
protected:
    using Members = json::object;

    json::object send_members(const std::string& path, Members members) {
        members.insert_or_assign("advertiser_id", account_);
        return post(path, json::serialize(members));
    }
    static Members with(Members members, const Members& changes) {
        for (const auto& change : changes) {
            if (change.value().is_null()) {
                members.erase(change.key());
            } else {
                members[change.key()] = change.value();
            }
        }
        return members;
    }
    static Members campaign_members() {
        return {{"campaign_name", "Launch"},
                {"objective_type", "TRAFFIC"},
                {"budget_mode", "BUDGET_MODE_INFINITE"}};
    }
    Members adgroup_members(const std::string& campaign) const {
        return {{"campaign_id", campaign},
                {"adgroup_name", "Broad"},
                {"promotion_type", "WEBSITE"},
                {"placements", {"PLACEMENT_TIKTOK"}},
                {"location_ids", {"6252001"}},
                {"budget_mode", "BUDGET_MODE_DYNAMIC_DAILY_BUDGET"},
                {"budget", 60},
                {"schedule_type", "SCHEDULE_FROM_NOW"},
                {"schedule_start_time", "2026-03-01 12:00:00"},
                {"optimization_goal", "CLICK"},
                {"billing_event", "CPC"},
                {"bid_type", "BID_TYPE_NO_BID"},
                {"pacing", "PACING_MODE_SMOOTH"}};
    }
    Members creative() {
        const json::object first = objects("ad").back().as_object();
        const auto& ad = first;
        return {{"ad_name", "Hook 1"},
                {"ad_format", "SINGLE_VIDEO"},
                {"identity_type", ad.at("identity_type")},
                {"identity_id", ad.at("identity_id")},
                {"video_id", ad.at("video_id")},
                {"image_ids", ad.at("image_ids")},
                {"ad_text", "Made to last"},
                {"call_to_action", "SHOP_NOW"},
                {"landing_page_url", "https://shop.example/new"}};
    }

    std::string new_campaign(const Members& changes = {}) {
        const auto answer = send_members("campaign/create", with(campaign_members(), changes));
        EXPECT_EQ(code(answer), 0) << json::serialize(answer);
        return text(answer.at("data").at("campaign_id"));
    }
    std::string new_adgroup(const std::string& campaign, const Members& changes = {}) {
        const auto answer =
            send_members("adgroup/create", with(adgroup_members(campaign), changes));
        EXPECT_EQ(code(answer), 0) << json::serialize(answer);
        return text(answer.at("data").at("adgroup_id"));
    }
    std::string new_ad(const std::string& adgroup, const Members& changes = {}) {
        const auto answer =
            send_members("ad/create", {{"adgroup_id", adgroup},
                                       {"creatives", json::array{with(creative(), changes)}}});
        EXPECT_EQ(code(answer), 0) << json::serialize(answer);
        return text(answer.at("data").at("ad_ids").at(0));
    }
    /// The object as a get shows it.
    json::object found(const std::string& level, const std::string& id) {
        const auto answer =
            get(level + "/get", {{"advertiser_id", account_},
                                 {"filtering", R"({"primary_status":"STATUS_ALL",")" + level +
                                                   R"(_ids":[")" + id + R"("]})"}});
        const auto& objects = list(answer);
        EXPECT_EQ(objects.size(), 1U) << level << " " << id;
        return objects.empty() ? json::object{} : objects.front().as_object();
    }
    std::string status(const std::string& level, const std::string& id) {
        return text(found(level, id).at("secondary_status"));
    }
    void advance(const std::string& length) {
        command("/clock", R"({"advance":")" + length + R"("})");
    }
    void review(const std::string& ad, const std::string& decision) {
        const auto answer =
            command("/edit", R"({"advertiser_id":")" + account_ + R"(","level":"ad","id":")" + ad +
                                 R"(","review":")" + decision + R"(","reason":"Blurred video"})");
        EXPECT_FALSE(answer.contains("error")) << json::serialize(answer);
    }
};

} // namespace bayme::sandbox
