// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/probe/answers.hpp"
#include "base/json_text.hpp"

#include <array>

namespace bayme::app::probe {
namespace {

using tiktok::decoding::JsonKind;
using tiktok::decoding::JsonNode;
using tiktok::decoding::JsonTree;

/// What makes up a creative; where it stands is the new ad's own.
constexpr std::array creative_members{
    "ad_format", "ad_text",        "call_to_action", "call_to_action_id",
    "card_id",   "display_name",   "identity_id",    "identity_authorized_bc_id",
    "image_ids", "identity_type",  "music_id",       "landing_page_url",
    "page_id",   "tiktok_item_id", "video_id"};

bool says_something(const JsonNode& member) {
    return member.kind != JsonKind::null && !(member.kind == JsonKind::text && member.text.empty());
}

/// `"ad_format":"SINGLE_VIDEO",…` of an ad; empty when it has no file of its own to show.
std::string creative_of(const JsonNode& ad) {
    const auto* const video = ad.find("video_id");
    const auto* const images = ad.find("image_ids");
    const bool shows = (video != nullptr && says_something(*video)) ||
                       (images != nullptr && !images->children.empty());
    std::string members;
    for (const auto* const name : creative_members) {
        const auto* const member = ad.find(name);
        if (shows && member != nullptr && says_something(*member)) {
            members += fmt::format(R"({}"{}":{})", members.empty() ? "" : ",", name, member->raw);
        }
    }
    return members;
}

/// The same creative with files that nobody has.
std::string broken(const std::string& creative) {
    std::string members;
    const auto tree = JsonTree::parse("{" + creative + "}");
    for (const auto& member : tree->root().children) {
        const auto value = member.key == "video_id"    ? std::string{R"("v00000000000000000000")"}
                           : member.key == "image_ids" ? std::string{R"(["no-such-image"])"}
                                                       : std::string{member.raw};
        members += fmt::format(R"({}"{}":{})", members.empty() ? "" : ",", member.key, value);
    }
    return members;
}

/// What a list of the level is narrowed by.
std::string filter(std::string_view level, const std::string& prefix, const std::string& campaign) {
    return level == "campaign" ? fmt::format(R"({{"campaign_name":{}}})", json_string(prefix))
                               : fmt::format(R"({{"campaign_ids":[{}]}})", json_string(campaign));
}

} // namespace

std::optional<std::string> Workshop::open() {
    const auto campaign = create_campaign(prefix_ + " base", "");
    campaign_ = campaign.text("campaign_id");
    if (!campaign.ok() || campaign_.empty()) {
        return fmt::format("the probe's campaign is answered {}: {}", campaign.word(),
                           campaign.message);
    }
    // Currencies differ in what is the least: an object that is disabled costs nothing.
    Heard adgroup;
    for (const auto* const amount : {"100", "3000000"}) {
        budget_ = amount;
        adgroup = create_adgroup(prefix_ + " base", "");
        if (adgroup.ok()) {
            break;
        }
    }
    adgroup_ = adgroup.text("adgroup_id");
    if (adgroup_.empty()) {
        return fmt::format("the probe's ad group is answered {}: {}", adgroup.word(),
                           adgroup.message);
    }
    find_creative();
    return std::nullopt;
}

void Workshop::find_creative() {
    const auto heard = caller_.get("ad.get", {{"page", "1"}, {"page_size", "100"}});
    const auto tree = JsonTree::parse(heard.data);
    const auto* const list = heard.ok() && tree ? tree->root().find("list") : nullptr;
    for (std::size_t i = 0; list != nullptr && i < list->children.size(); ++i) {
        creative_ = creative_of(list->children[i]);
        if (!creative_.empty()) {
            break;
        }
    }
    if (!creative_.empty() && !creative_.contains("landing_page_url")) {
        creative_ += R"(,"landing_page_url":"https://example.com/")";
    }
    if (!creative_.empty() && !creative_.contains("ad_text")) {
        creative_ += R"(,"ad_text":"Probe")";
    }
    if (!creative_.empty() && !creative_.contains("call_to_action")) {
        creative_ += R"(,"call_to_action":"LEARN_MORE")";
    }
}

Heard Workshop::create_campaign(const std::string& name, const std::string& request_id,
                                std::optional<std::chrono::milliseconds> within) {
    JsonWriter body;
    body.begin_object().member("campaign_name", name).member("objective_type", "TRAFFIC");
    body.member("budget_mode", "BUDGET_MODE_INFINITE").member("operation_status", "DISABLE");
    if (!request_id.empty()) {
        body.member("request_id", request_id);
    }
    return caller_.post("campaign.create", body.end_object().text(), within);
}

Heard Workshop::create_adgroup(const std::string& name, const std::string& request_id) const {
    JsonWriter body;
    body.begin_object().member("campaign_id", campaign_).member("adgroup_name", name);
    body.member("promotion_type", "WEBSITE").key("placements").raw(R"(["PLACEMENT_TIKTOK"])");
    body.member("placement_type", "PLACEMENT_TYPE_NORMAL");
    body.key("location_ids").raw(R"(["6252001"])").member("budget_mode", "BUDGET_MODE_DAY");
    body.key("budget").number(budget_).member("schedule_type", "SCHEDULE_FROM_NOW");
    body.member("schedule_start_time",
                format_tiktok_utc(caller_.ports().clock.now() + std::chrono::hours{1}));
    body.member("optimization_goal", "CLICK").member("billing_event", "CPC");
    body.member("bid_type", "BID_TYPE_NO_BID").member("pacing", "PACING_MODE_SMOOTH");
    body.member("operation_status", "DISABLE");
    if (!request_id.empty()) {
        body.member("request_id", request_id);
    }
    return caller_.post("adgroup.create", body.end_object().text());
}

Heard Workshop::create_ads(const std::vector<std::string>& names, std::size_t broken_ones) const {
    std::string creatives;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const bool is_broken = i + broken_ones >= names.size();
        creatives += fmt::format(R"({}{{"ad_name":{},"operation_status":"DISABLE",{}}})",
                                 creatives.empty() ? "" : ",", json_string(names[i]),
                                 is_broken ? broken(creative_) : creative_);
    }
    return caller_.post("ad.create", fmt::format(R"({{"adgroup_id":{},"creatives":[{}]}})",
                                                 json_string(adgroup_), creatives));
}

Heard Workshop::listed(std::string_view level) const {
    return caller_.get(
        fmt::format("{}.get", level),
        {{"filtering", filter(level, prefix_, campaign_)}, {"page", "1"}, {"page_size", "1000"}});
}

std::vector<std::string> Workshop::names(std::string_view level) const {
    return listed(level).texts_of_list(fmt::format("{}_name", level));
}

std::size_t Workshop::tidy_up() const {
    constexpr std::size_t most_at_once = 20;
    const auto heard = listed("campaign");
    const auto ids = heard.texts_of_list("campaign_id");
    const auto all_names = heard.texts_of_list("campaign_name");
    // The filter is fuzzy, and nobody else's campaign may go.
    std::vector<std::string> own;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (all_names[i].starts_with(prefix_)) {
            own.push_back(ids[i]);
        }
    }
    std::size_t deleted = 0;
    for (std::size_t first = 0; first < own.size(); first += most_at_once) {
        const auto last = std::min(first + most_at_once, own.size());
        const std::vector<std::string> some(own.begin() + static_cast<std::ptrdiff_t>(first),
                                            own.begin() + static_cast<std::ptrdiff_t>(last));
        const auto gone = caller_.post(
            "campaign.status.update",
            fmt::format(R"({{"campaign_ids":{},"operation_status":"DELETE"}})", json_array(some)));
        deleted += gone.ok() ? some.size() : 0;
    }
    return deleted;
}

} // namespace bayme::app::probe
