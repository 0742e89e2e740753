// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "sandbox/gmv_max.hpp"
#include "sandbox/ordering.hpp"
#include "sandbox/paging.hpp"
#include "sandbox/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

namespace bayme::sandbox {

namespace {

/// What a report may be grouped by, each with a day or an hour beside it.
const std::array<std::vector<std::string>, 8> groupings{
    {{"advertiser_id"},
     {"campaign_id"},
     {"item_group_id"},
     {"campaign_id", "item_group_id"},
     {"campaign_id", "item_group_id", "item_id"},
     {"item_id"},
     {"room_id"},
     {"campaign_id", "room_id"}}};

/// What every post is: others, posts without ads among them, are not simulated.
constexpr std::string_view delivering = "DELIVERING";
constexpr std::string_view advertised = "ADS_AND_ORGANIC";

struct GmvMaxQuery {
    const Account* account = nullptr;
    std::vector<std::string> ids; ///< the dimensions that are no time
    std::string time;             ///< stat_time_day, stat_time_hour or empty
    std::vector<std::string> metrics;
    std::int64_t first_day = 0;
    std::int64_t last_day = 0;
};

struct GmvMaxRow {
    std::vector<std::string> keys; ///< of ids, then of the time
    GmvMaxCampaign campaign;       ///< one that the row counts
    std::string product;
    std::string post; ///< or a livestream's room
    GmvMaxCounts counts;
};

std::string title_of(const std::string& post) {
    return "Post " + post;
}

std::string name_of(const std::string& product) {
    return "Product " + product;
}

bool has(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

std::string figure(std::string_view name, const GmvMaxCounts& counts, int digits) {
    const std::int64_t per_unit = digits == 0 ? 1 : 100;
    if (name == "cost" || name == "net_cost" || name == "gross_revenue") {
        return minor_text(name == "cost"       ? counts.cost
                          : name == "net_cost" ? counts.net_cost
                                               : counts.gross_revenue,
                          digits);
    }
    if (name == "orders") {
        return std::to_string(counts.orders);
    }
    if (name == "cost_per_order") {
        return ratio_text(counts.cost, counts.orders * per_unit, 1, digits);
    }
    if (name == "roi") {
        return ratio_text(counts.gross_revenue, counts.cost, 1, 2);
    }
    if (name == "product_impressions" || name == "product_clicks") {
        return std::to_string(name == "product_clicks" ? counts.product_clicks
                                                       : counts.product_impressions);
    }
    return name == "product_click_rate"
               ? ratio_text(counts.product_clicks, counts.product_impressions, 100, 2)
               : std::string{};
}

/// A fact of what the row is about; nothing when it has no such fact.
std::optional<std::string> fact(std::string_view name, const GmvMaxQuery& query,
                                const GmvMaxRow& row) {
    if (name == "currency") {
        return query.account->currency;
    }
    if (query.ids == groupings[1]) {
        const auto& campaign = row.campaign;
        const std::map<std::string_view, std::string> facts{
            {"campaign_id", campaign.id},
            {"campaign_name", campaign.name},
            {"operation_status", campaign.enabled ? "ENABLE" : "DISABLE"},
            {"bid_type", "CUSTOM"},
            {"schedule_type", campaign.enabled ? "SCHEDULE_FROM_NOW" : "SCHEDULE_START_END"},
            {"schedule_start_time", time_text(campaign.created)},
            {"target_roi_budget", minor_text(campaign.budget, query.account->digits)},
            {"roas_bid", minor_text(campaign.target, 2)}};
        const auto found = facts.find(name);
        return found == facts.end() ? std::nullopt : std::optional{found->second};
    }
    if (has(query.ids, "item_id")) {
        return name == "item_id"                    ? std::optional{row.post}
               : name == "title"                    ? std::optional{title_of(row.post)}
               : name == "creative_delivery_status" ? std::optional{std::string{delivering}}
                                                    : std::nullopt;
    }
    if (has(query.ids, "item_group_id")) {
        return name == "item_group_id"  ? std::optional{row.product}
               : name == "product_name" ? std::optional{name_of(row.product)}
               : name == "bid_type"     ? std::optional<std::string>{"CUSTOM"}
                                        : std::nullopt;
    }
    return std::nullopt;
}

std::optional<Refusal> metric_refusal(const GmvMaxQuery& query) {
    for (const auto& name : query.metrics) {
        if (figure(name, {}, 2).empty() && !fact(name, query, {})) {
            return invalid(fmt::format("Invalid metric fields: {}.", name));
        }
    }
    return std::nullopt;
}

/// Products and rooms are asked for by campaign, posts by product as well.
std::optional<Refusal> filter_refusal(const GmvMaxQuery& query, const Parameters& filtering) {
    std::vector<std::string> names;
    const auto need = [&](const std::string& name) {
        if (!filtering.has(name)) {
            names.push_back("filtering." + name);
        }
    };
    if (query.ids == groupings[1]) {
        need("gmv_max_promotion_types");
    }
    if (has(query.ids, "item_group_id") || has(query.ids, "item_id") || has(query.ids, "room_id")) {
        need("campaign_ids");
    }
    if (has(query.ids, "item_id")) {
        need("item_group_ids");
    }
    return names.empty() ? std::nullopt : std::optional{missing_fields(names)};
}

std::expected<GmvMaxQuery, Refusal> plan(const Platform& platform, const Call& call) {
    const auto& asked = call.parameters;
    GmvMaxQuery query;
    query.account = &account_of(platform, call);
    for (const auto& name : asked.texts("dimensions")) {
        if (name.starts_with("stat_time_") && query.time.empty()) {
            query.time = name;
        } else {
            query.ids.push_back(name);
        }
    }
    if (std::ranges::find(groupings, query.ids) == groupings.end()) {
        return refused("dimensions: this grouping is not supported.");
    }
    if (auto refusal = filter_refusal(query, asked.object("filtering"))) {
        return Refused{*refusal};
    }
    query.metrics = asked.texts("metrics");
    if (auto refusal = metric_refusal(query)) {
        return Refused{*refusal};
    }
    const auto days = days_asked(asked, query.time);
    if (!days) {
        return Refused{days.error()};
    }
    std::tie(query.first_day, query.last_day) = *days;
    return query;
}

/// Whether rows of these dimensions can be of the campaign, and its filters let
/// it pass.
bool passes(const GmvMaxQuery& query, const Parameters& filtering, const GmvMaxCampaign& campaign) {
    const bool products = has(query.ids, "item_group_id") || has(query.ids, "item_id") ||
                          filtering.has("item_group_ids") || filtering.has("item_ids");
    const bool rooms = has(query.ids, "room_id") || filtering.has("room_ids");
    const auto statuses = filtering.texts("campaign_statuses");
    const auto state = state_of(campaign);
    return !(campaign.live ? products : rooms) &&
           filtering.admits("gmv_max_promotion_types", campaign.live ? "LIVE" : "PRODUCT") &&
           filtering.admits("campaign_ids", campaign.id) &&
           campaign.name.contains(filtering.text("campaign_name")) &&
           (statuses.empty() || std::ranges::any_of(statuses, [&](const std::string& status) {
                return passes_primary(state, status);
            }));
}

/// The same of one of its products' posts, or of a room.
bool passes(const GmvMaxQuery& query, const Parameters& filtering, const GmvMaxRow& row) {
    const auto word = filtering.text("search_word");
    const bool found = has(query.ids, "item_id")         ? title_of(row.post).contains(word)
                       : has(query.ids, "item_group_id") ? name_of(row.product).contains(word)
                                                         : true;
    return found && filtering.admits(row.campaign.live ? "room_ids" : "item_ids", row.post) &&
           (row.campaign.live || filtering.admits("item_group_ids", row.product)) &&
           filtering.admits("creative_delivery_statuses", delivering) &&
           filtering.admits("creative_types", advertised);
}

/// Which row an hour of a post belongs to.
std::vector<std::string> keys_of(const GmvMaxQuery& query, const GmvMaxRow& row, std::int64_t day,
                                 unsigned hour) {
    std::vector<std::string> keys;
    for (const auto& name : query.ids) {
        keys.push_back(name == "advertiser_id"   ? query.account->id
                       : name == "campaign_id"   ? row.campaign.id
                       : name == "item_group_id" ? row.product
                                                 : row.post); // a room as well
    }
    if (query.time == "stat_time_day") {
        keys.push_back(day_text(day) + " 00:00:00");
    } else if (!query.time.empty()) {
        keys.push_back(time_text(day * day_length + static_cast<Seconds>(hour) * hour_length));
    }
    return keys;
}

class GmvMaxRows {
public:
    GmvMaxRows(const World& world, const GmvMaxQuery& query, AsOf as_of)
        : world_(world), query_(query), as_of_(as_of) {}

    /// Of a post; `row` names it.
    void add(GmvMaxRow row, std::size_t product, std::size_t post) {
        const auto& campaign = row.campaign;
        const auto last = std::min(query_.last_day, query_.account->local_day(as_of_.now));
        for (auto day = query_.first_day; day <= last; ++day) {
            for (unsigned hour = 0; hour < 24; ++hour) {
                const auto counts = gmv_max_counts(world_, *query_.account, campaign, product, post,
                                                   day, hour, as_of_);
                if (counts.cost == 0) {
                    continue;
                }
                row.keys = keys_of(query_, row, day, hour);
                rows_.try_emplace(row.keys, row).first->second.counts.add(counts);
            }
        }
    }
    [[nodiscard]] std::vector<GmvMaxRow> take() {
        std::vector<GmvMaxRow> found;
        for (auto& [keys, row] : rows_) {
            found.push_back(std::move(row));
        }
        return found;
    }

private:
    const World& world_;
    const GmvMaxQuery& query_;
    AsOf as_of_;
    std::map<std::vector<std::string>, GmvMaxRow> rows_;
};

std::vector<GmvMaxRow> run(const Platform& platform, const GmvMaxQuery& query, const Call& call) {
    const auto filtering = call.parameters.object("filtering");
    GmvMaxRows rows{platform.world, query, AsOf::at(call.now)};
    const bool of_store = has(call.parameters.texts("store_ids"), store_id(*query.account));
    for (const auto& campaign : gmv_max_campaigns(platform.world, *query.account)) {
        if (!of_store || !passes(query, filtering, campaign)) {
            continue;
        }
        const auto count = std::max<std::size_t>(campaign.products.size(), 1);
        for (std::size_t product = 0; product < count; ++product) {
            for (std::size_t post = 0; post < gmv_posts_each; ++post) {
                GmvMaxRow row;
                row.campaign = campaign;
                row.product = campaign.live ? "" : campaign.products[product];
                row.post = gmv_post_id(campaign, product, post);
                if (passes(query, filtering, row)) {
                    rows.add(std::move(row), product, post);
                }
            }
        }
    }
    return rows.take();
}

void append(std::string& out, const GmvMaxQuery& query, const GmvMaxRow& row) {
    JsonWriter json;
    json.begin_object().key("dimensions").begin_object();
    for (std::size_t i = 0; i < query.ids.size(); ++i) {
        json.member(query.ids[i], row.keys[i]);
    }
    if (!query.time.empty()) {
        json.member(query.time, row.keys.back());
    }
    json.end_object().key("metrics").begin_object();
    for (const auto& name : query.metrics) {
        const auto value = fact(name, query, row);
        json.member(name, value ? *value : figure(name, row.counts, query.account->digits));
    }
    out += json.end_object().end_object().text();
}

double weight(std::string_view name, const GmvMaxCounts& counts) {
    const auto ratio = [](std::int64_t one, std::int64_t other) {
        return other == 0 ? 0 : static_cast<double>(one) / static_cast<double>(other);
    };
    return name == "orders"          ? ratio(counts.orders, 1)
           : name == "gross_revenue" ? ratio(counts.gross_revenue, 1)
           : name == "net_cost"      ? ratio(counts.net_cost, 1)
           : name == "roi"           ? ratio(counts.gross_revenue, counts.cost)
                                     : ratio(counts.cost, 1);
}

} // namespace

Answer gmv_max_report(Platform& platform, const Call& call) {
    const auto query = plan(platform, call);
    if (!query) {
        return query.error();
    }
    auto rows = run(platform, *query, call);
    const auto field = call.parameters.text("sort_field");
    if (!field.empty()) {
        sort_by(rows, order_asked(call),
                [&](const GmvMaxRow& row) { return weight(field, row.counts); });
    }
    auto out = page_members(call, "list", rows, [&](std::string& text, const GmvMaxRow& row) {
        append(text, *query, row);
    });
    if (call.parameters.flag("enable_total_metrics")) {
        GmvMaxCounts total;
        for (const auto& row : rows) {
            total.add(row.counts);
        }
        JsonWriter totals;
        totals.begin_object();
        for (const auto& name : query->metrics) {
            const auto value = figure(name, total, query->account->digits);
            totals.member(name, value.empty() ? "-" : value);
        }
        out += ",\"total_metrics\":" + totals.end_object().take();
    }
    return Answer{"{" + out + "}"};
}

} // namespace bayme::sandbox
