// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/operations/campaigns.hpp"

#include "api/context.hpp"
#include "api/operations.hpp"
#include "reports/campaign_overview.hpp"
#include "storage/connections.hpp"
#include "storage/mirror.hpp"
#include "tiktok/status_words.hpp"

namespace bayme::api {
namespace {

std::optional<Decimal> decimal(const std::optional<Micros>& micros) {
    return micros ? std::optional{Decimal{*micros}} : std::nullopt;
}

DayFiguresView view(const reports::DayFigures& figures) {
    DayFiguresView seen{.spend = Decimal{figures.spend},
                        .impressions = figures.impressions,
                        .clicks = figures.clicks,
                        .conversions = figures.conversions,
                        .cost_per_conversion = {}};
    const auto& formula = snapshots::metric(*snapshots::find_metric("cost_per_conversion"));
    seen.cost_per_conversion =
        decimal(snapshots::evaluate(formula, figures.spend, figures.conversions));
    return seen;
}

std::optional<DayFiguresView> view(const std::optional<reports::DayFigures>& figures) {
    return figures ? std::optional{view(*figures)} : std::nullopt;
}

DayStateView view(const reports::DayState& state) {
    return {state.day, std::string{to_string(state.state)}, state.facts_at};
}

CampaignView view(const reports::CampaignLine& line) {
    const auto& campaign = line.campaign;
    return {.campaign_id = campaign.campaign_id,
            .name = campaign.name,
            .operation_status = campaign.operation_status,
            .secondary_status = campaign.secondary_status,
            .objective_type = campaign.objective_type,
            .budget_mode = campaign.budget_mode,
            .budget = decimal(campaign.budget_micros),
            .deleted = campaign.deleted_at.has_value(),
            .yesterday = view(line.yesterday),
            .today = view(line.today)};
}

Result<CampaignList> list_campaigns(Context& context, const ListCampaigns& request) {
    BAYME_TRY(storage::Transaction & transaction, context.reading());
    BAYME_TRY(const auto account, context.advertisers().find(transaction, request.advertiser_id));
    BAYME_TRY(const auto overview,
              reports::campaign_overview(transaction, context.snapshots(), context.mirror(),
                                         account, context.now()));
    BAYME_TRY(const auto offset, UtcOffset::from_seconds(account.offset_seconds.value_or(0)));
    CampaignList list{.advertiser_id = account.id,
                      .advertiser_name = account.name,
                      .currency = account.currency,
                      .offset = offset.text(),
                      .yesterday = view(overview.yesterday),
                      .today = view(overview.today),
                      .campaigns = {},
                      .total_yesterday = view(overview.total_yesterday),
                      .total_today = view(overview.total_today)};
    for (const auto& line : overview.campaigns) {
        list.campaigns.push_back(view(line));
    }
    return list;
}

Result<ObjectList> list_objects(Context& context, const ListObjects& request) {
    BAYME_TRY(const auto level, storage::parse_object_level(request.level));
    BAYME_TRY(storage::Transaction & transaction, context.reading());
    BAYME_TRY(const auto objects, context.mirror().list(transaction, request.advertiser_id, level,
                                                        request.parent_id, request.with_deleted));
    ObjectList list;
    for (const auto& object : objects) {
        list.objects.push_back(object_view(object));
    }
    return list;
}

const Operation table[] = {
    {.name = "campaigns.list",
     .summary = "An account's campaigns with yesterday's and today's figures",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli, Surface::mcp},
     .run =
         [](Context& context, const ListCampaigns& request) {
             return list_campaigns(context, request);
         }},
    {.name = "objects.list",
     .summary = "Campaigns, ad groups, ads, files or identities as mirrored",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli, Surface::mcp},
     .run =
         [](Context& context, const ListObjects& request) {
             return list_objects(context, request);
         }},
};

} // namespace

ObjectView object_view(const storage::MirrorObject& object) {
    return {.level = std::string{to_string(object.level)},
            .object_id = object.id,
            .campaign_id = object.campaign_id,
            .adgroup_id = object.adgroup_id,
            .name = object.name,
            .operation_status = object.operation_status,
            .secondary_status = object.secondary_status,
            .status_words = tiktok::status_words(object.secondary_status),
            .budget_mode = object.budget_mode,
            .budget = decimal(object.budget_micros),
            .created_at = object.created_at,
            .modified_at = object.modified_at,
            .first_seen_at = object.first_seen_at,
            .seen_at = object.seen_at,
            .deleted_at = object.deleted_at};
}

std::span<const Operation> campaign_operations() {
    return table;
}

} // namespace bayme::api
