// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/shape.hpp"

#include "base/json_text.hpp"
#include "sandbox/data_files.hpp"
#include "sandbox/dice.hpp"
#include "sandbox/library.hpp"
#include "sandbox/parameters.hpp"
#include "sandbox/pixels.hpp"
#include "sandbox/status.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace bayme::sandbox {

namespace {

std::string masked_mail(std::string_view name) {
    return fmt::format("{}***************@**********",
                       static_cast<char>('a' + mix(name.size()) % 26));
}

std::string_view text_of(bool value) {
    return value ? "true" : "false";
}

/// A scheduled change that has not come into force yet, 0 when there is none.
Minor pending_budget(const Node& node, Seconds now) {
    return !node.budgets.empty() && node.budgets.back().at > now ? node.budgets.back().amount : 0;
}

void add_common(MemberTexts& values, const World& world, Level level, const Node& node,
                std::uint32_t index, Seconds now) {
    const auto word = std::string{level_word(level)};
    values["advertiser_id"] = json_string(world.accounts[node.account].id);
    values[word + "_id"] = json_string(node.id_text());
    values[word + "_name"] = json_string(node.name);
    values["create_time"] = json_string(time_text(node.created));
    values["modify_time"] = json_string(time_text(node.modified));
    values["operation_status"] = json_string(node.deleted   ? "DELETE"
                                             : node.enabled ? "ENABLE"
                                                            : "DISABLE");
    values["secondary_status"] = json_string(status_of(world, level, index, now).secondary);
}

void add_campaign(MemberTexts& values, const World& world, const Campaign& campaign, Seconds now) {
    const auto& account = world.accounts[campaign.account];
    const auto& objective = world.objectives[campaign.objective];
    const bool app = objective.name == "APP_PROMOTION";
    values["campaign_automation_type"] = json_string(automation_type(campaign));
    values["objective_type"] = json_string(objective.name);
    values["objective"] = app ? R"("APP")" : R"("LANDING_PAGE")";
    values["budget_mode"] = json_string(budget_mode_word(campaign.budget_mode));
    values["budget"] = minor_number(campaign.budget_at(now), account.digits);
    values["budget_optimize_on"] = text_of(campaign.shares_budget);
    if (campaign.shares_budget) {
        values["bid_type"] = R"("BID_TYPE_NO_BID")";
        values["optimization_goal"] = json_string(objective.goal);
    }
    if (app) {
        values["app_promotion_type"] = R"("APP_INSTALL")";
    }
}

void add_adgroup(MemberTexts& values, const World& world, const Adgroup& adgroup, Seconds now) {
    const auto& account = world.accounts[adgroup.account];
    const auto& campaign = world.campaigns[adgroup.parent];
    const auto& objective = world.objectives[campaign.objective];
    values["campaign_automation_type"] = json_string(automation_type(campaign));
    values["campaign_id"] = json_string(campaign.id_text());
    values["campaign_name"] = json_string(campaign.name);
    values["optimization_goal"] = json_string(objective.goal);
    values["billing_event"] = json_string(objective.billing);
    values["promotion_type"] = json_string(objective.promotion);
    values["budget_mode"] = json_string(budget_mode_word(adgroup.budget_mode));
    values["budget"] = minor_number(adgroup.budget_at(now), account.digits);
    values["scheduled_budget"] = minor_number(pending_budget(adgroup, now), account.digits);
    values["schedule_type"] =
        adgroup.scheduled ? R"("SCHEDULE_START_END")" : R"("SCHEDULE_FROM_NOW")";
    values["schedule_start_time"] = json_string(time_text(adgroup.starts));
    values["schedule_end_time"] = json_string(time_text(adgroup.ends));
    values["location_ids"] = fmt::format("[\"{}\"]", 1'000'000 + mix(adgroup.id) % 6'000'000);
    if (objective.name == "WEB_CONVERSIONS") {
        values["pixel_id"] = json_string(pixel_id(account, mix(campaign.id) % pixels_each));
        values["optimization_event"] = R"("SHOPPING")";
    } else if (objective.name == "APP_PROMOTION") {
        values["app_id"] =
            json_string(fmt::format("7{:018}", mix(campaign.id) % 1'000'000'000'000'000));
        values["operating_systems"] = R"(["ANDROID"])";
    }
}

/// What was sent and means nothing to delivery is shown as it was sent.
void add_given(MemberTexts& values, const Node& node) {
    if (node.given.empty()) {
        return;
    }
    const auto given = parse_json(node.given);
    for (const auto& member : given->as_object()) {
        values[std::string{member.key()}] = boost::json::serialize(member.value());
    }
}

void add_ad(MemberTexts& values, const World& world, const Ad& ad) {
    const auto& adgroup = world.adgroups[ad.parent];
    const auto& campaign = world.campaigns[adgroup.parent];
    const auto& account = world.accounts[ad.account];
    values["campaign_automation_type"] = json_string(automation_type(campaign));
    values["campaign_id"] = json_string(campaign.id_text());
    values["campaign_name"] = json_string(campaign.name);
    values["adgroup_id"] = json_string(adgroup.id_text());
    values["adgroup_name"] = json_string(adgroup.name);
    values["ad_id_v2"] = json_string(std::to_string(world.ad_id_v2(ad)));
    if (ad.bundle) {
        values["smart_plus_ad_id"] = values["ad_id_v2"];
    }
    values["identity_id"] = json_string(first_identity_id(account));
    values["ad_format"] = R"("SINGLE_VIDEO")";
    values["video_id"] = json_string(first_video_id(ad));
    values["image_ids"] = fmt::format("[{}]", json_string(first_image_id(ad)));
    values["ad_text"] = json_string(world.ad_text(ad));
    values["call_to_action"] = json_string(world.call_to_action(ad));
    values["landing_page_url"] = json_string(world.landing_page(ad));
    values["display_name"] = json_string(account.name);
}

} // namespace

Result<Shape> Shape::load(std::string_view name) {
    BAYME_TRY(const auto file, data_file(fmt::format("shapes/{}.json", name)));
    Shape shape;
    for (const auto& member : file.as_object()) {
        shape.members_.emplace_back(member.key(), boost::json::serialize(member.value()));
    }
    return shape;
}

void Shape::append(std::string& out, const MemberTexts& values, const Shown& shown) const {
    char separator = '{';
    for (const auto& [name, standard] : members_) {
        if (!shown.fields.empty() && std::ranges::find(shown.fields, name) == shown.fields.end()) {
            continue;
        }
        const auto found = values.find(name);
        const auto& text = found == values.end() ? standard : found->second;
        if (!shown.nulls && text == "null") {
            continue;
        }
        out.push_back(separator);
        separator = ',';
        out.append("\"").append(name).append("\":").append(text);
    }
    out.append(separator == '{' ? "{}" : "}");
}

Result<Objects> Objects::load() {
    Objects objects;
    BAYME_TRY(objects.advertiser_, Shape::load("advertiser"));
    BAYME_TRY(objects.campaign_, Shape::load("campaign"));
    BAYME_TRY(objects.adgroup_, Shape::load("adgroup"));
    BAYME_TRY(objects.ad_, Shape::load("ad"));
    BAYME_TRY(objects.smart_campaign_, Shape::load("smart_plus_campaign"));
    BAYME_TRY(objects.smart_adgroup_, Shape::load("smart_plus_adgroup"));
    BAYME_TRY(objects.smart_ad_, Shape::load("smart_plus_ad"));
    return objects;
}

void Objects::append_account(std::string& out, const Account& account, Seconds now,
                             const Shown& shown) const {
    MemberTexts values;
    const bool suspended = account.suspended && now >= *account.suspended;
    values["advertiser_id"] = json_string(account.id);
    values["name"] = json_string(account.name);
    values["company"] = json_string(account.name);
    values["status"] = suspended ? R"("STATUS_LIMIT")" : R"("STATUS_ENABLE")";
    if (suspended) {
        values["rejection_reason"] =
            json_string(fmt::format("1:Suspended for inactivity\n,endtime:{}",
                                    time_text(*account.suspended + 3650 * day_length)));
    }
    values["currency"] = json_string(account.currency);
    values["timezone"] = json_string(account.timezone);
    values["display_timezone"] = json_string(account.display_timezone);
    values["country"] = json_string(account.country);
    values["language"] = json_string(account.language);
    values["contacter"] = json_string("Si***or");
    values["email"] = json_string(masked_mail(account.name));
    values["cellphone_number"] = json_string("+10000****00");
    values["telephone_number"] = json_string("+10000****00");
    values["balance"] =
        minor_number(static_cast<Minor>(mix(static_cast<std::uint64_t>(account.created)) % 900'000),
                     account.digits);
    values["create_time"] = fmt::format("{}", account.created);
    advertiser_.append(out, values, shown);
}

namespace {

MemberTexts members_of(const World& world, Level level, std::uint32_t index, Seconds now) {
    MemberTexts values;
    const auto& node = world.node(level, index);
    if (level == Level::campaign) {
        add_campaign(values, world, world.campaigns[index], now);
    } else if (level == Level::adgroup) {
        add_adgroup(values, world, world.adgroups[index], now);
    } else {
        add_ad(values, world, world.ads[index]);
    }
    add_given(values, node);
    add_common(values, world, level, node, index, now);
    return values;
}

} // namespace

void Objects::append(std::string& out, const World& world, Level level, std::uint32_t index,
                     Seconds now, const Shown& shown) const {
    const auto& shape = level == Level::campaign  ? campaign_
                        : level == Level::adgroup ? adgroup_
                                                  : ad_;
    shape.append(out, members_of(world, level, index, now), shown);
}

void Objects::append_smart_plus(std::string& out, const World& world, Level level,
                                std::uint32_t index, Seconds now, const Shown& shown) const {
    auto values = members_of(world, level, index, now);
    values["current_budget"] = values["budget"];
    if (level == Level::campaign) {
        const auto& campaign = world.campaigns[index];
        values["smart_plus_adgroup_mode"] =
            campaign.children.size() > 1 ? R"("MULTIPLE")" : R"("SINGLE")";
        if (world.objectives[campaign.objective].name == "WEB_CONVERSIONS") {
            values["sales_destination"] = R"("WEBSITE")";
        }
        smart_campaign_.append(out, values, shown);
        return;
    }
    values["targeting_spec"] =
        fmt::format(R"({{"location_ids":{},"spc_audience_age":"18+","gender":"GENDER_UNLIMITED"}})",
                    values["location_ids"]);
    smart_adgroup_.append(out, values, shown);
}

void Objects::append_bundle(std::string& out, const MemberTexts& members,
                            const Shown& shown) const {
    smart_ad_.append(out, members, shown);
}

} // namespace bayme::sandbox
