// SPDX-License-Identifier: LicenseRef-Bayme
#include "reports/plan.hpp"

#include "base/nearest.hpp"

#include <algorithm>
#include <array>

namespace bayme::reports {
namespace {

using snapshots::Additivity;
using snapshots::Grain;
using snapshots::Level;
using snapshots::metric;
using snapshots::MetricIndex;

std::unexpected<Error> wrong(std::string_view field, std::string message) {
    Error error{ErrorCode::invalid_input, fmt::format("{}: {}", field, message)};
    error.fields.push_back({std::string{field}, std::move(message)});
    return fail(std::move(error));
}

bool has(const std::vector<Dimension>& dimensions, Dimension wanted) {
    return std::ranges::find(dimensions, wanted) != dimensions.end();
}

Level level_of(Dimension column) {
    switch (column) {
    case Dimension::campaign:
        return Level::campaign;
    case Dimension::adgroup:
        return Level::adgroup;
    case Dimension::ad:
        return Level::ad;
    default:
        return Level::advertiser;
    }
}

Dimension dimension_of(Level level) {
    constexpr std::array columns{Dimension::advertiser, Dimension::campaign, Dimension::adgroup,
                                 Dimension::ad};
    return columns.at(static_cast<std::size_t>(level));
}

Level deepest(const std::vector<Dimension>& dimensions) {
    auto level = Level::advertiser;
    for (const auto dimension : dimensions) {
        level = std::max(level, level_of(dimension));
    }
    return level;
}

Result<std::vector<Dimension>> read_dimensions(const ReportRequest& request) {
    std::vector<Dimension> dimensions;
    for (std::size_t i = 0; i < request.dimensions.size(); ++i) {
        const auto& name = request.dimensions[i];
        const auto dimension = parse_dimension(name);
        const auto field = fmt::format("dimensions[{}]", i);
        if (!dimension) {
            return wrong(field, fmt::format("\"{}\" is none of day, hour, advertiser, campaign, "
                                            "adgroup, ad",
                                            name));
        }
        if (has(dimensions, *dimension)) {
            return wrong(field, fmt::format("\"{}\" is asked for twice", name));
        }
        dimensions.push_back(*dimension);
    }
    return dimensions;
}

std::string unknown_metric(const std::string& name) {
    std::vector<std::string_view> known;
    for (const auto& one : snapshots::metrics()) {
        known.push_back(one.name);
    }
    const auto meant = nearest_name(name, known);
    return fmt::format("\"{}\" is no metric we know{}", name,
                       meant ? fmt::format("; did you mean \"{}\"?", *meant) : "");
}

Result<std::vector<MetricIndex>> read_metrics(const ReportRequest& request) {
    if (request.metrics.empty()) {
        return wrong("metrics", "expected at least one");
    }
    std::vector<MetricIndex> found;
    for (std::size_t i = 0; i < request.metrics.size(); ++i) {
        const auto index = snapshots::find_metric(request.metrics[i]);
        const auto field = fmt::format("metrics[{}]", i);
        if (!index) {
            return wrong(field, unknown_metric(request.metrics[i]));
        }
        if (std::ranges::count(found, *index) != 0) {
            return wrong(field, fmt::format("\"{}\" is asked for twice", request.metrics[i]));
        }
        found.push_back(*index);
    }
    return found;
}

/// What has to be read for a metric.
void add_sums(std::vector<MetricIndex>& sums, MetricIndex index) {
    const auto& asked = metric(index);
    const auto add = [&](MetricIndex sum) {
        if (std::ranges::find(sums, sum) == sums.end()) {
            sums.push_back(sum);
        }
    };
    if (asked.has_formula) {
        add(asked.formula.numerator);
        add(asked.formula.denominator);
    } else {
        add(index);
    }
}

/// Whether each row of the answer is exactly one fetched fact.
bool is_one_fact(const Plan& plan, std::size_t accounts) {
    const bool one_day = has(plan.dimensions, Dimension::day) || plan.days.size() == 1;
    const bool one_object = has(plan.dimensions, dimension_of(plan.cube.level)) ||
                            (plan.cube.level == Level::advertiser && accounts == 1);
    return one_day && one_object && plan.cube.grain == Grain::day;
}

Result<void> check_metric(const Plan& plan, MetricIndex index, std::size_t accounts) {
    const auto& asked = metric(index);
    if (!asked.at(deepest(plan.dimensions))) {
        return wrong("metrics", fmt::format("{} differs in meaning between objects: group by "
                                            "campaign, adgroup or ad",
                                            asked.name));
    }
    if (!asked.at(plan.cube.grain)) {
        return wrong("metrics", fmt::format("{} is not known by hour", asked.name));
    }
    if (asked.additivity == Additivity::exact_window && !is_one_fact(plan, accounts)) {
        return wrong("metrics",
                     fmt::format("{} does not add up over days or objects: group by day and {}",
                                 asked.name, to_string(plan.cube.level)));
    }
    return {};
}

Result<const snapshots::Cube*> pick_cube(const Plan& plan) {
    auto level = deepest(plan.dimensions);
    for (const auto& term : plan.where.objects) {
        level = std::max(level, level_of(term.column));
    }
    const auto grain = has(plan.dimensions, Dimension::hour) ? Grain::hour : Grain::day;
    const auto* const cube = snapshots::find_cube(level, grain);
    if (cube == nullptr) {
        return wrong("dimensions",
                     fmt::format("{} is not kept by {}", to_string(level), to_string(grain)));
    }
    return cube;
}

} // namespace

Result<Plan> plan_report(const ReportRequest& request, std::size_t accounts) {
    Plan plan;
    BAYME_TRY(plan.dimensions, read_dimensions(request));
    BAYME_TRY(plan.metrics, read_metrics(request));
    BAYME_TRY(plan.where, parse_where(request.where));
    if (request.to < request.from) {
        return wrong("to", fmt::format("{} is before {}", request.to.text(), request.from.text()));
    }
    plan.days = {request.from, request.to};
    if (request.limit && *request.limit < 1) {
        return wrong("limit", fmt::format("{} is no number from 1", *request.limit));
    }
    BAYME_TRY(const auto* const cube, pick_cube(plan));
    plan.cube = *cube;
    auto computed = plan.metrics;
    for (const auto& term : plan.where.metrics) {
        computed.push_back(term.metric);
    }
    for (const auto index : computed) {
        BAYME_CHECK(check_metric(plan, index, accounts));
        add_sums(plan.sums, index);
    }
    for (const auto& term : plan.where.names) {
        if (!has(plan.dimensions, term.column)) {
            return wrong("where",
                         fmt::format("{0}_name needs the dimension {0}", to_string(term.column)));
        }
    }
    plan.money = std::ranges::any_of(
        plan.sums, [](MetricIndex index) { return metric(index).unit == snapshots::Unit::money; });
    return plan;
}

} // namespace bayme::reports
