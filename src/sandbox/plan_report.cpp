// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/platform.hpp"
#include "sandbox/report.hpp"
#include "sandbox/report_filters.hpp"
#include "sandbox/rules.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace bayme::sandbox {

namespace {

using Checked = std::expected<void, Refusal>;

constexpr std::array<std::pair<std::string_view, Level>, 4> data_levels{{
    {"AUCTION_ADVERTISER", Level::advertiser},
    {"AUCTION_CAMPAIGN", Level::campaign},
    {"AUCTION_ADGROUP", Level::adgroup},
    {"AUCTION_AD", Level::ad},
}};

Checked read_level(ReportQuery& query, const Parameters& parameters) {
    if (parameters.text("report_type") != "BASIC" && parameters.text("report_type") != "AUDIENCE") {
        return refused(fmt::format("report_type: {} reports are not simulated.",
                                   parameters.text("report_type")));
    }
    if (!parameters.has("data_level")) {
        return refused("Missing required field(s): data_level.");
    }
    auto word = parameters.text("data_level");
    if (word.starts_with("RESERVATION_")) {
        word.replace(0, std::string_view{"RESERVATION"}.size(), "AUCTION");
    }
    query.level =
        std::ranges::find(data_levels, word, [](const auto& row) { return row.first; })->second;
    return {};
}

/// Breakdowns of the audience; a basic report knows the country only.
bool is_breakdown(const Breakdown* breakdown, const Parameters& parameters) {
    return breakdown != nullptr &&
           (parameters.text("report_type") == "AUDIENCE" || breakdown->name == "country_code");
}

/// Every combination of the breakdowns' values with its share.
void fill_cells(ReportQuery& query) {
    for (const auto* const breakdown : query.breakdowns) {
        std::vector<std::vector<std::string>> cells;
        std::vector<std::uint64_t> weights;
        const bool first = query.cells.empty();
        for (std::size_t i = 0; i < (first ? 1 : query.cells.size()); ++i) {
            for (const auto& [value, weight] : values_of(*breakdown, *query.account)) {
                auto cell = first ? std::vector<std::string>{} : query.cells[i];
                cell.push_back(value);
                cells.push_back(std::move(cell));
                weights.push_back(first ? weight : query.weights[i] * weight / 100);
            }
        }
        query.cells = std::move(cells);
        query.weights = std::move(weights);
    }
}

Checked check_breakdowns(const ReportQuery& query, const Parameters& parameters) {
    const bool audience = parameters.text("report_type") == "AUDIENCE";
    if (audience && query.breakdowns.empty()) {
        return refused("dimensions: an AUDIENCE report needs one of the audience.");
    }
    if (query.breakdowns.size() > 1 &&
        !(query.breakdowns.size() == 2 &&
          std::ranges::all_of(query.breakdowns, [](const Breakdown* one) {
              return one->name == "age" || one->name == "gender";
          }))) {
        return refused(std::string{no_relation});
    }
    if (audience && (query.grain == Grain::hour || parameters.flag("query_lifetime"))) {
        return refused("dimensions: AUDIENCE reports are by day or for a span of days.");
    }
    return {};
}

Checked read_dimensions(ReportQuery& query, const Breakdowns& breakdowns,
                        const Parameters& parameters) {
    const auto own = fmt::format("{}_id", level_word(query.level));
    bool identified = false;
    std::set<std::string> seen;
    for (const auto& dimension : parameters.texts("dimensions")) {
        if (!seen.insert(dimension).second) {
            return refused(fmt::format("dimensions: {} comes twice.", dimension));
        }
        if (dimension == own && !identified) {
            identified = true;
        } else if (dimension == "ad_id_v2" && query.level == Level::ad && !identified) {
            identified = true;
            query.ads = AdRows::ad_id_v2;
        } else if (dimension == "stat_time_day" && query.grain == Grain::none) {
            query.grain = Grain::day;
        } else if (dimension == "stat_time_hour" && query.grain == Grain::none) {
            query.grain = Grain::hour;
        } else if (const auto* const breakdown = breakdowns.find(dimension);
                   is_breakdown(breakdown, parameters)) {
            query.breakdowns.push_back(breakdown);
        } else {
            return refused(std::string{no_relation});
        }
    }
    if (!identified) {
        return refused(fmt::format("dimensions: {} is needed at this data_level.", own));
    }
    fill_cells(query);
    return check_breakdowns(query, parameters);
}

Checked read_metrics(ReportQuery& query, const Metrics& metrics, const Parameters& parameters) {
    for (const auto& name : parameters.texts("metrics")) {
        const auto* const metric = metrics.find(name);
        if (metric == nullptr) {
            return refused(fmt::format("Invalid metric fields: {}.", name));
        }
        if (metric->kind == MetricKind::attribute && metric->level > query.level) {
            return refused(std::string{no_relation});
        }
        query.metrics.push_back(metric);
    }
    if (parameters.has("order_field")) {
        query.order = metrics.find(parameters.text("order_field"));
        if (query.order == nullptr || query.order->kind == MetricKind::attribute ||
            query.order->kind == MetricKind::none) {
            return refused("order_field: only a metric that is no attribute can be used.");
        }
        query.ascending = parameters.text("order_type") == "ASC";
    }
    return {};
}

Checked check_span(const ReportQuery& query) {
    const auto span = query.last_day - query.first_day + 1;
    if (query.grain == Grain::hour && span > 1) {
        return refused("max time span is 1 day when use stat_time_hour");
    }
    if (query.grain == Grain::day && span > 30) {
        return refused("max time span is 30 days when use stat_time_day");
    }
    if (span > 365) {
        return refused("max time span is 365 days");
    }
    return {};
}

Checked read_window(ReportQuery& query, const World& world, const Parameters& parameters,
                    Seconds now) {
    const auto today = query.account->local_day(now);
    if (parameters.flag("query_lifetime")) {
        if (query.grain != Grain::none) {
            return refused("dimensions: no time dimension together with query_lifetime.");
        }
        query.first_day = day_of(world.born);
        query.last_day = today;
        return {};
    }
    std::vector<std::string> missing;
    for (const auto* const name : {"start_date", "end_date"}) {
        if (!parameters.has(name)) {
            missing.emplace_back(name);
        }
    }
    if (!missing.empty()) {
        return refused(fmt::format("Missing required field(s): {}.", fmt::join(missing, ", ")));
    }
    query.first_day = *read_day(parameters.text("start_date"));
    query.last_day = *read_day(parameters.text("end_date"));
    if (query.last_day < query.first_day) {
        return refused("end_date is before start_date.");
    }
    return {};
}

} // namespace

AsOf ReportQuery::as_of(Seconds now) const {
    auto known = AsOf::at(now);
    for (const auto* const breakdown : breakdowns) {
        if (breakdown->latency > 0) {
            known.published =
                std::min(known.published, AsOf::at(now - breakdown->latency).published);
        }
    }
    return known;
}

std::expected<ReportQuery, Refusal> plan_report(const Platform& platform, const Account& account,
                                                const Parameters& parameters, Seconds now,
                                                Limits limits) {
    const auto& world = platform.world;
    ReportQuery query;
    query.account = &account;
    if (const auto read = read_level(query, parameters); !read) {
        return Refused{read.error()};
    }
    if (const auto read = read_dimensions(query, platform.breakdowns, parameters); !read) {
        return Refused{read.error()};
    }
    if (const auto read = read_metrics(query, platform.metrics, parameters); !read) {
        return Refused{read.error()};
    }
    if (const auto read = read_window(query, world, parameters, now); !read) {
        return Refused{read.error()};
    }
    const bool bounded = limits == Limits::synchronous && !parameters.flag("query_lifetime");
    if (const auto checked = bounded ? check_span(query) : Checked{}; !checked) {
        return Refused{checked.error()};
    }
    if (const auto read = read_filters(query, world, parameters, now); !read) {
        return Refused{read.error()};
    }
    // A service type that the account does not use finds nothing, without an error.
    if (parameters.text("service_type") == "RESERVATION" ||
        parameters.text("data_level").starts_with("RESERVATION_")) {
        query.wanted.assign(query.wanted.size(), false);
    }
    if (limits == Limits::synchronous) {
        cut_ids(query, world, platform.most_report_ids);
    }
    query.total = parameters.flag("enable_total_metrics") && query.grain != Grain::hour &&
                  parameters.integer("page", 1) == 1 && query.cells.empty();
    return query;
}

} // namespace bayme::sandbox
