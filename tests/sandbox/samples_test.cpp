// SPDX-License-Identifier: LicenseRef-Bayme
#include "create_fixture.hpp"
#include "support/source_folder.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <regex>
#include <set>

namespace bayme::sandbox {

namespace {

/// Recorded answers are read where they lie, and compared member by member with ours.
class SamplesTest : public CreateTest {
protected:
    static std::filesystem::path folder() {
        const auto* const shared = std::getenv("BAYME_SHARED");
        return (shared != nullptr ? std::filesystem::path{shared}
                                  : test::source_folder() / ".." / "shared") /
               "tiktok" / "samples";
    }
    /// Some recordings have comments, and placeholders where numbers or words were.
    static std::string made_strict(std::string sample) {
        sample = std::regex_replace(sample, std::regex{R"((\n|^)\s*//[^\n]*)"}, "$1");
        sample =
            std::regex_replace(sample, std::regex{R"-("\{\{(\w+)\}\}(,?)\s*\n)-"}, "\"$1\"$2\n");
        sample = std::regex_replace(sample, std::regex{R"-("\{\{(\w+)\}\}")-"}, "\"$1\"");
        sample = std::regex_replace(sample, std::regex{R"(\{\{\w+\}\})"}, "0");
        return std::regex_replace(sample, std::regex{R"(: ([A-Z_]{3,}))"}, ": \"$1\"");
    }
    static json::value recorded(const std::string& name) {
        std::ifstream file{folder() / name};
        const std::string text{std::istreambuf_iterator<char>{file}, {}};
        json::error_code error;
        auto value = json::parse(name.ends_with(".txt") ? made_strict(text) : text, error);
        EXPECT_FALSE(error) << name << ": " << error.message();
        return error ? json::value{} : value;
    }
    static std::string kind(const json::value& value) {
        return value.is_object()   ? "object"
               : value.is_array()  ? "list"
               : value.is_string() ? "text"
               : value.is_bool()   ? "bool"
               : value.is_null()   ? "null"
                                   : "number";
    }
    /// Members that are recorded and missing here, or of another kind.
    void compare(const std::string& path, const json::value& theirs, const json::value& ours) {
        if (kind(theirs) == "null" || kind(ours) == "null") {
            return;
        }
        if (kind(theirs) != kind(ours)) {
            differences_.insert(path + ": " + kind(ours) + " here, " + kind(theirs) + " recorded");
            return;
        }
        if (theirs.is_array() && !theirs.get_array().empty() && !ours.get_array().empty()) {
            compare(path + "[]", theirs.get_array().front(), ours.get_array().front());
        }
        if (!theirs.is_object()) {
            return;
        }
        for (const auto& member : theirs.get_object()) {
            const auto name = path + "." + std::string{member.key()};
            const auto* const mine = ours.get_object().if_contains(member.key());
            ++compared_;
            if (mine == nullptr) {
                differences_.insert(name + ": not here");
            } else {
                compare(name, member.value(), *mine);
            }
        }
    }

    std::set<std::string> differences_;
    int compared_ = 0;
};

/// Every difference there is, and why.
const std::map<std::string, std::string> reasons{
    {"adgroup.status.update.json.adgroup_ids[]: text here, number recorded",
     "an answer of v1.2 times: ids are text in v1.3"},
    {"campaign.status.update.json.campaign_ids[]: text here, number recorded",
     "an answer of v1.2 times: ids are text in v1.3"},
    {"adgroup.create.json.txt.skip_learning_phase: number here, bool recorded",
     "real records have 0 and 1"},
    {"tool.targeting.search.json.parent_tags[].isp: not here", "the recording is about ISPs"},
    {"tool.targeting.search.json.targeting_tag_list[].isp: not here",
     "the recording is about ISPs"},
    {"adgroup.get.json.txt.list[].skip_learning_phase: number here, bool recorded",
     "real records have 0 and 1"},
};

TEST_F(SamplesTest, OurAnswersHaveTheMembersOfTheRecordedOnes) {
    if (!std::filesystem::exists(folder())) {
        GTEST_SKIP() << "no recorded answers: 0 compared";
    }
    const auto campaign = new_campaign();
    const auto adgroup = new_adgroup(campaign);
    const auto ad = new_ad(adgroup);
    const auto first = objects("ad").back();
    const auto quoted = [](const json::value& id) {
        return "[" + json::serialize(id) + "]";
    };
    const auto identity =
        get("identity/get", {{"advertiser_id", account_}, {"identity_type", "TT_USER"}})
            .at("data")
            .at("identity_list")
            .at(0);
    const Query of_identity{{"advertiser_id", account_},
                            {"identity_type", "TT_USER"},
                            {"identity_id", text(identity.at("identity_id"))}};
    const auto posts = get("identity/video/get", of_identity);
    auto of_post = of_identity;
    of_post["item_id"] = text(posts.at("data").at("video_list").at(0).at("item_id"));
    const auto report_task = send_members("report/task/create", {{"report_type", "BASIC"},
                                                                 {"data_level", "AUCTION_AD"},
                                                                 {"dimensions", {"ad_id"}},
                                                                 {"start_date", "2026-02-01"},
                                                                 {"end_date", "2026-02-02"}});
    const auto task = text(report_task.at("data").at("task_id"));
    send_members("creative/portfolio/create",
                 {{"creative_portfolio_type", "CARD"},
                  {"portfolio_content", json::array{{{"card_type", "IMAGE"}, {"image_id", "x"}}}}});
    advance("1m");

    const std::map<std::string, json::object> cases{
        {"campaign.create.json", found("campaign", campaign)},
        {"campaign.create.4.json.txt", found("campaign", campaign)},
        {"campaign.get.json.txt", get("campaign/get", {{"advertiser_id", account_}})},
        {"adgroup.create.json.txt", found("adgroup", adgroup)},
        {"adgroup.get.json.txt", get("adgroup/get", {{"advertiser_id", account_}})},
        {"adgroup.quota.json", get("adgroup/quota", {{"advertiser_id", account_}})},
        {"adgroup.status.update.json",
         send_members("adgroup/status/update",
                      {{"adgroup_ids", {adgroup}}, {"operation_status", "DISABLE"}})},
        {"campaign.status.update.json",
         send_members("campaign/status/update",
                      {{"campaign_ids", {campaign}}, {"operation_status", "ENABLE"}})},
        {"ad.audience_size.estimate.json",
         send_members("ad/audience_size/estimate",
                      {{"objective_type", "TRAFFIC"}, {"location_ids", {"6252001"}}})},
        {"file.video.ad.info.json",
         get("file/video/ad/info",
             {{"advertiser_id", account_}, {"video_ids", quoted(first.at("video_id"))}})},
        {"file.image.ad.info.json",
         get("file/image/ad/info",
             {{"advertiser_id", account_}, {"image_ids", json::serialize(first.at("image_ids"))}})},
        {"file.name.check.json",
         get("file/name/check",
             {{"advertiser_id", account_}, {"file_name", "x"}, {"file_type", "VIDEO"}})},
        {"file.video.suggestcover.json",
         get("file/video/suggestcover",
             {{"advertiser_id", account_}, {"video_id", text(first.at("video_id"))}})},
        {"identity.create.json", send_members("identity/create", {{"display_name", "N"}})},
        {"identity.info.json", get("identity/info", of_identity)},
        {"identity.video.get.json.txt", posts},
        {"identity.video.info.json", get("identity/video/info", of_post)},
        {"creative.portfolio.list.json",
         get("creative/portfolio/list", {{"advertiser_id", account_}})},
        {"report.task.create.json", report_task},
        {"report.task.check.json",
         get("report/task/check", {{"advertiser_id", account_}, {"task_id", task}})},
        {"report.task.cancel.json", send_members("report/task/cancel", {{"task_id", task}})},
        {"tool.hashtag.get.json",
         get("tool/hashtag/get",
             {{"advertiser_id", account_}, {"keyword_ids", R"(["2911052068069"])"}})},
        {"tool.targeting.info.json",
         send_members("tool/targeting/info", {{"targeting_ids", {"5368361"}}})},
        {"tool.targeting.search.json",
         send_members("tool/targeting/search", {{"objective_type", "TRAFFIC"},
                                                {"placements", {"PLACEMENT_TIKTOK"}},
                                                {"search_type", "FUZZY_SEARCH"},
                                                {"keywords", {"seattle"}}})},
    };
    for (const auto& [name, answer] : cases) {
        const auto theirs = recorded(name);
        const bool wrapped = answer.contains("data");
        if (theirs.is_object() && theirs.get_object().contains("data")) {
            compare(name, theirs.at("data"), wrapped ? answer.at("data") : json::value(answer));
        }
    }
    for (const auto& difference : differences_) {
        EXPECT_TRUE(reasons.contains(difference)) << difference;
    }
    std::cout << cases.size() << " recorded answers, " << compared_ << " members compared, "
              << differences_.size() << " differ with a reason\n";
    for (const auto& [difference, reason] : reasons) {
        EXPECT_TRUE(differences_.contains(difference)) << difference << " is gone: " << reason;
    }
}

} // namespace

} // namespace bayme::sandbox
