// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "sandbox/library.hpp"
#include "sandbox/ordering.hpp"
#include "sandbox/paging.hpp"
#include "sandbox/rules.hpp"
#include "sandbox/smart_plus.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace bayme::sandbox {

namespace {

constexpr std::array advertising{"advertiser_id", "campaign_id", "adgroup_id", "smart_plus_ad_id"};
constexpr std::array parts{"main_material_id", "ad_text_entity_id", "call_to_action_entity_id",
                           "interactive_add_on_entity_id"};
constexpr std::array times{"stat_time_hour", "stat_time_day", "stat_time_week", "stat_time_month"};
constexpr std::array attributes{"main_material_name", "ad_text", "call_to_action", "currency"};
constexpr std::string_view no_add_on = "interactive_add_on_entity_id";

/// Over a span, or in parts of it.
enum class Form { overview, breakdown };

template <typename Words>
bool is_one_of(const Words& words, std::string_view name) {
    return std::ranges::find(words, name) != words.end();
}

struct MaterialQuery {
    const Account* account = nullptr;
    std::vector<std::string> dimensions;
    std::vector<std::string> metrics;
    std::string time; ///< the time dimension, if any
    std::int64_t first_day = 0;
    std::int64_t last_day = 0;
};

/// One row: what it is grouped by, an ad that has these parts, and the figures.
struct MaterialRow {
    std::vector<std::string> keys;
    std::uint32_t example = 0;
    Sums sums;
};

std::string part_of(const World& world, const Ad& ad, std::string_view dimension) {
    const auto& adgroup = world.adgroups[ad.parent];
    if (dimension == "advertiser_id") {
        return world.accounts[ad.account].id;
    }
    if (dimension == "campaign_id") {
        return world.campaigns[adgroup.parent].id_text();
    }
    if (dimension == "adgroup_id") {
        return adgroup.id_text();
    }
    if (dimension == "smart_plus_ad_id") {
        return std::to_string(world.ad_id_v2(ad));
    }
    if (dimension == "ad_text_entity_id") {
        return entity_id(world.ad_text(ad));
    }
    return dimension == "call_to_action_entity_id" ? entity_id(world.call_to_action(ad))
                                                   : first_video_material_id(ad);
}

std::string time_of(std::string_view dimension, std::int64_t day, unsigned hour) {
    if (dimension == "stat_time_hour") {
        return time_text(day * day_length + hour * hour_length);
    }
    if (dimension == "stat_time_week") {
        day -= weekday_of(day);
    } else if (dimension == "stat_time_month") {
        day = day_from_date(year_of(day), month_of(day) + 1, 1);
    }
    return day_text(day) + " 00:00:00";
}

/// An advertising dimension with one of a part; or parts alone, with a time if
/// wanted.
std::optional<Refusal> dimension_refusal(const std::vector<std::string>& dimensions, Form form) {
    const auto count = [&](const auto& words) {
        return std::ranges::count_if(
            dimensions, [&](const std::string& name) { return is_one_of(words, name); });
    };
    const std::set<std::string> distinct{dimensions.begin(), dimensions.end()};
    const bool fits = form == Form::overview
                          ? count(advertising) == 1 && count(parts) == 1 && count(times) == 0
                          : count(advertising) == 0 && count(parts) >= 1 && count(times) <= 1;
    const auto known = count(advertising) + count(parts) + count(times);
    return fits && distinct.size() == dimensions.size() &&
                   known == static_cast<std::ptrdiff_t>(dimensions.size())
               ? std::nullopt
               : std::optional{invalid("dimensions: this grouping is not supported.")};
}

std::expected<MaterialQuery, Refusal> plan(const Platform& platform, const Call& call, Form form) {
    const auto& asked = call.parameters;
    MaterialQuery query;
    query.account = &account_of(platform, call);
    query.dimensions = asked.texts("dimensions");
    if (auto refusal = dimension_refusal(query.dimensions, form)) {
        return Refused{*refusal};
    }
    for (const auto& name : query.dimensions) {
        query.time = is_one_of(times, name) ? name : query.time;
    }
    query.metrics = asked.texts("metrics");
    for (const auto& name : query.metrics) {
        const auto* const metric = platform.metrics.find(name);
        const bool figure = metric != nullptr && metric->kind != MetricKind::attribute;
        if (!figure && !is_one_of(attributes, name)) {
            return refused(fmt::format("Invalid metric fields: {}.", name));
        }
    }
    if (asked.flag("query_lifetime")) {
        query.first_day = day_of(platform.world.born);
        query.last_day = query.account->local_day(call.now);
        return query;
    }
    if (!asked.has("start_date") || !asked.has("end_date")) {
        return Refused{missing_fields({"start_date", "end_date"})};
    }
    const auto days = days_asked(asked, query.time);
    if (!days) {
        return Refused{days.error()};
    }
    std::tie(query.first_day, query.last_day) = *days;
    return query;
}

bool passes(const World& world, const Parameters& filtering, const Ad& ad) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> filters{
        {{"campaign_ids", "campaign_id"},
         {"adgroup_ids", "adgroup_id"},
         {"smart_plus_ad_ids", "smart_plus_ad_id"},
         {"main_material_ids", "main_material_id"},
         {"ad_text_entity_ids", "ad_text_entity_id"},
         {"call_to_action_entity_ids", "call_to_action_entity_id"}}};
    return !filtering.has("interactive_add_on_entity_ids") &&
           filtering.admits("main_material_types", "VIDEO_NON_SPARK_ADS") &&
           std::ranges::all_of(filters, [&](const auto& filter) {
               return !filtering.has(filter.first) ||
                      filtering.admits(filter.first, part_of(world, ad, filter.second));
           });
}

std::vector<MaterialRow> run(Platform& platform, const MaterialQuery& query, const Call& call) {
    const auto& world = platform.world;
    const auto filtering = call.parameters.object("filtering");
    const auto as_of = AsOf::at(call.now);
    std::map<std::vector<std::string>, MaterialRow> rows;
    const auto add = [&](std::uint32_t index, std::int64_t day, unsigned hour,
                         const AdCounts& counts) {
        const auto& ad = world.ads[index];
        if (!ad.bundle || !passes(world, filtering, ad)) {
            return;
        }
        std::vector<std::string> keys;
        for (const auto& name : query.dimensions) {
            keys.push_back(name == query.time ? time_of(name, day, hour)
                                              : part_of(world, ad, name));
        }
        auto& row = rows.try_emplace(keys, MaterialRow{keys, index, {}}).first->second;
        row.sums.add(counts);
    };
    std::set<std::uint32_t> units;
    for (const auto adgroup : query.account->adgroups) {
        if (world.campaigns[world.adgroups[adgroup].parent].smart_plus) {
            units.insert(world.adgroups[adgroup].unit);
        }
    }
    const auto last = std::min(query.last_day, query.account->local_day(call.now));
    for (const auto unit : units) {
        for (auto day = query.first_day; day <= last; ++day) {
            if (query.time == "stat_time_hour") {
                for (const auto& one : platform.delivery.hours(unit, day, as_of)) {
                    add(one.ad, day, one.hour, one.counts);
                }
                continue;
            }
            for (const auto& one : platform.delivery.day(unit, day, as_of)) {
                add(one.ad, day, 0, one.counts);
            }
        }
    }
    std::vector<MaterialRow> found;
    // The ads of this world have no add-ons: grouped by them there is nothing.
    if (is_one_of(query.dimensions, no_add_on)) {
        return found;
    }
    for (auto& [keys, row] : rows) {
        found.push_back(std::move(row));
    }
    return found;
}

std::string attribute_of(const Platform& platform, const MaterialQuery& query, const Ad& ad,
                         std::string_view name) {
    if (name == "currency") {
        return query.account->currency;
    }
    // A material's name is that of its ad: without the ad there is none.
    if (!is_one_of(query.dimensions, "smart_plus_ad_id")) {
        return {};
    }
    return name == "main_material_name" ? ad.name
           : name == "ad_text"          ? platform.world.ad_text(ad)
                                        : platform.world.call_to_action(ad);
}

void append(std::string& out, const Platform& platform, const MaterialQuery& query,
            const MaterialRow& row) {
    JsonWriter json;
    json.begin_object().key("dimensions").begin_object();
    for (std::size_t i = 0; i < query.dimensions.size(); ++i) {
        json.member(query.dimensions[i], row.keys[i]);
        if (query.dimensions[i] == parts.front()) {
            json.member("main_material_type", "VIDEO_NON_SPARK_ADS");
        }
    }
    json.end_object().key("metrics").begin_object();
    for (const auto& name : query.metrics) {
        json.member(
            name, is_one_of(attributes, name)
                      ? attribute_of(platform, query, platform.world.ads[row.example], name)
                      : metric_text(*platform.metrics.find(name), row.sums, query.account->digits));
    }
    out += json.end_object().end_object().text();
}

Answer material_report(Platform& platform, const Call& call, Form form) {
    const auto query = plan(platform, call, form);
    if (!query) {
        return query.error();
    }
    const auto* const order = platform.metrics.find(call.parameters.text("sort_field"));
    if (order == nullptr || order->kind == MetricKind::attribute) {
        return invalid("sort_field: only a metric that is no attribute can be used.");
    }
    auto rows = run(platform, *query, call);
    sort_by(rows, order_asked(call),
            [&](const MaterialRow& row) { return metric_weight(*order, row.sums); });
    return paged(call, "list", rows, [&](std::string& out, const MaterialRow& row) {
        append(out, platform, *query, row);
    });
}

} // namespace

Answer material_overview(Platform& platform, const Call& call) {
    return material_report(platform, call, Form::overview);
}

Answer material_breakdown(Platform& platform, const Call& call) {
    return material_report(platform, call, Form::breakdown);
}

} // namespace bayme::sandbox
