// SPDX-License-Identifier: LicenseRef-Bayme
#include "create_fixture.hpp"
#include "sandbox/contract.hpp"
#include "support/source_folder.hpp"

#include <algorithm>
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

    /// "campaign.create.10.json.txt" is of the endpoint "campaign.create".
    static std::string endpoint_of(std::string name) {
        name.resize(std::min(name.find(".json"), name.size()));
        const auto end = name.find_last_not_of("0123456789");
        return name.at(end) == '.' ? name.substr(0, end) : name;
    }

    std::set<std::string> differences_;
    int compared_ = 0;
};

/// Recordings of endpoints that are simulated, and why no answer of ours is set beside them.
const std::map<std::string, std::string> not_compared{
    {"identity.video.info.3.json", "a list of posts, which the published parameters do not know"},
    {"tool.targeting.search.2.json", "about postcodes: this world has none"},
};

/// Every difference there is, and why.
const std::map<std::string, std::string> reasons{
    {"adgroup.update.json.txt.need_audit: not here", "in no published list of members"},
    {"adgroup.update.json.txt.skip_learning_phase: number here, bool recorded",
     "real records have 0 and 1"},
    {"campaign.create.10.json.txt.creatives[].ad_ref_pixel_id: not here",
     "in no published list of members: there is tracking_pixel_id"},
    {"campaign.create.2.json.package: not here",
     "in no published list of members: there is app_id"},
    {"campaign.create.5.json.txt.package: not here",
     "in no published list of members: there is app_id"},
    {"campaign.create.2.json.skip_learning_phase: number here, bool recorded",
     "real records have 0 and 1"},
    {"campaign.create.5.json.txt.skip_learning_phase: number here, bool recorded",
     "real records have 0 and 1"},
    {"campaign.create.8.json.skip_learning_phase: number here, bool recorded",
     "real records have 0 and 1"},
    {"file.image.ad.upload.json.txt.create_time: not here", "comes ten seconds later"},
    {"file.image.ad.upload.json.txt.modify_time: not here", "comes ten seconds later"},
    {"file.image.ad.upload.json.txt.is_carousel_usable: not here", "comes ten seconds later"},
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
    const auto ads = send_members(
        "ad/create", {{"adgroup_id", adgroup}, {"creatives", json::array{creative()}}});
    const auto image =
        send_members("file/image/ad/upload", {{"upload_type", "UPLOAD_BY_URL"},
                                              {"image_url", "https://shop.example/a.jpg"}});
    const auto gmv_max = get("gmv_max/campaign/get",
                             {{"advertiser_id", account_},
                              {"filtering", R"({"gmv_max_promotion_types":["PRODUCT_GMV_MAX"]})"}});
    const auto smart_ads = get("smart_plus/ad/get", {{"advertiser_id", account_}});
    auto shared_ids = whole_report(
        "ad", R"(["ad_id_v2","ad_name","impressions","spend","campaign_automation_type"])");
    shared_ids["dimensions"] = R"(["ad_id_v2","stat_time_day"])";
    const auto places = send_members("tool/targeting/search", {{"objective_type", "TRAFFIC"},
                                                               {"placements", {"PLACEMENT_TIKTOK"}},
                                                               {"search_type", "FUZZY_SEARCH"},
                                                               {"keywords", {"seattle"}}});
    const auto portfolio =
        text(send_members(
                 "creative/portfolio/create",
                 {{"creative_portfolio_type", "CARD"},
                  {"portfolio_content", json::array{{{"card_type", "IMAGE"}, {"image_id", "y"}}}}})
                 .at("data")
                 .at("creative_portfolio_id"));
    send_members("creative/portfolio/create",
                 {{"creative_portfolio_type", "CARD"},
                  {"portfolio_content", json::array{{{"card_type", "IMAGE"}, {"image_id", "x"}}}}});
    advance("1m");

    const std::map<std::string, json::object> cases{
        {"campaign.create.json", found("campaign", campaign)},
        {"campaign.create.4.json.txt", found("campaign", campaign)},
        {"campaign.get.json.txt", get("campaign/get", {{"advertiser_id", account_}})},
        {"adgroup.create.json.txt", found("adgroup", adgroup)},
        {"campaign.create.json.txt", found("campaign", campaign)},
        {"campaign.create.7.json", found("campaign", campaign)},
        {"campaign.create.2.json", found("adgroup", adgroup)},
        {"campaign.create.5.json.txt", found("adgroup", adgroup)},
        {"campaign.create.8.json", found("adgroup", adgroup)},
        {"campaign.create.3.json", ads},
        {"campaign.create.6.json", ads},
        {"campaign.create.10.json.txt", ads},
        {"campaign.update.json.txt", send_members("campaign/update", {{"campaign_id", campaign}})},
        {"adgroup.get.json.txt", get("adgroup/get", {{"advertiser_id", account_}})},
        {"adgroup.update.json.txt", found("adgroup", adgroup)},
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
        {"file.image.ad.upload.json.txt", image},
        {"file.image.ad.update.json",
         send_members("file/image/ad/update",
                      {{"image_id", image.at("data").at("image_id")}, {"file_name", "new"}})},
        {"file.video.ad.update.json",
         send_members("file/video/ad/update",
                      {{"video_id", first.at("video_id")}, {"file_name", "new"}})},
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
        {"creative.portfolio.delete.json",
         send_members("creative/portfolio/delete", {{"creative_portfolio_ids", {portfolio}}})},
        {"gmv_max.campaign.get.json", gmv_max},
        {"campaign.gmv_max.info.json",
         get("campaign/gmv_max/info",
             {{"advertiser_id", account_},
              {"campaign_id", text(list(gmv_max).front().at("campaign_id"))}})},
        {"gmv_max.store.list.json", get("gmv_max/store/list", {{"advertiser_id", account_}})},
        {"report.integrated.get.json.txt", get("report/integrated/get", shared_ids)},
        {"smart_plus.campaign.get.json.txt",
         get("smart_plus/campaign/get", {{"advertiser_id", account_}})},
        {"smart_plus.ad.review_info.json",
         get("smart_plus/ad/review_info",
             {{"advertiser_id", account_},
              {"smart_plus_ad_ids", quoted(list(smart_ads).front().at("smart_plus_ad_id"))}})},
        {"smart_plus.material.review_info.json",
         get("smart_plus/material/review_info",
             {{"advertiser_id", account_},
              {"ad_material_ids",
               quoted(list(smart_ads).front().at("creative_list").at(0).at("ad_material_id"))}})},
        {"smart_plus.material_report.overview.json",
         get("smart_plus/material_report/overview",
             {{"advertiser_id", account_},
              {"dimensions", R"(["smart_plus_ad_id","main_material_id"])"},
              {"metrics", R"(["main_material_name","spend"])"},
              {"start_date", "2026-02-01"},
              {"end_date", "2026-02-20"}})},
        {"report.task.create.json", report_task},
        {"report.task.check.json",
         get("report/task/check", {{"advertiser_id", account_}, {"task_id", task}})},
        {"report.task.cancel.json", send_members("report/task/cancel", {{"task_id", task}})},
        {"tool.hashtag.get.json",
         get("tool/hashtag/get",
             {{"advertiser_id", account_}, {"keyword_ids", R"(["2911052068069"])"}})},
        {"tool.targeting.info.json",
         send_members("tool/targeting/info", {{"targeting_ids", {"5368361"}}})},
        {"tool.targeting.search.4.json", places},
        {"tool.targeting.search.json", places},
    };
    for (const auto& [name, answer] : cases) {
        const auto theirs = recorded(name);
        const bool wrapped = answer.contains("data");
        EXPECT_TRUE(!wrapped || code(answer) == 0) << name << json::serialize(answer);
        if (theirs.is_object() && theirs.get_object().contains("data")) {
            compare(name, theirs.at("data"), wrapped ? answer.at("data") : json::value(answer));
        }
    }
    const auto contract = Contract::load();
    ASSERT_TRUE(contract) << contract.error();
    for (const auto& file : std::filesystem::directory_iterator{folder()}) {
        const auto name = file.path().filename().string();
        const bool simulated =
            std::ranges::any_of(contract->endpoints(), [&](const Endpoint& endpoint) {
                auto dotted = endpoint.path;
                std::ranges::replace(dotted, '/', '.');
                return dotted == endpoint_of(name);
            });
        EXPECT_TRUE(!simulated || cases.contains(name) || not_compared.contains(name)) << name;
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
