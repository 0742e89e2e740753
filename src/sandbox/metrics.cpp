// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/metrics.hpp"

#include "sandbox/data_files.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace bayme::sandbox {

namespace {

namespace json = boost::json;

constexpr std::array<std::pair<std::string_view, MetricKind>, 8> kinds{{
    {"count", MetricKind::count},
    {"money", MetricKind::money},
    {"reach", MetricKind::reach},
    {"percent", MetricKind::percent},
    {"ratio", MetricKind::ratio},
    {"cost", MetricKind::cost},
    {"attribute", MetricKind::attribute},
    {"none", MetricKind::none},
}};

Result<Term> read_term(const json::object& row, std::string_view side) {
    const auto* const name = row.if_contains(side);
    if (name == nullptr) {
        return Term{};
    }
    if (name->as_string() == "reach") {
        return Term{.reach = true};
    }
    const auto counter = find_counter(std::string_view{name->as_string()});
    if (!counter) {
        return fail(ErrorCode::internal, "metrics.json names an unknown counter");
    }
    return Term{.counter = *counter};
}

std::int64_t value_of(Term term, const Sums& sums) {
    return term.reach ? reach_of(sums[Counter::reached]) : sums.values[term.counter];
}

} // namespace

std::int64_t reach_of(std::int64_t impressions) {
    // Frequency starts at 1.05 and grows slowly: reach rises with impressions, ever less. Rounded
    // up: whoever saw something is somebody, and a union never has more than its parts.
    const auto divisor = 4'200'000 + impressions;
    return (impressions * 4'000'000 + divisor - 1) / divisor;
}

Result<Metrics> Metrics::load() {
    BAYME_TRY(const auto file, data_file("metrics.json"));
    Metrics metrics;
    for (const auto& value : file.as_array()) {
        const auto& row = value.as_object();
        Metric metric;
        metric.name = row.at("name").as_string();
        const std::string_view word = row.at("kind").as_string();
        metric.kind =
            std::ranges::find(kinds, word, [](const auto& kind) { return kind.first; })->second;
        BAYME_TRY(metric.numerator,
                  read_term(row, row.contains("counter") ? "counter" : "numerator"));
        BAYME_TRY(metric.denominator, read_term(row, "denominator"));
        if (const auto* const scale = row.if_contains("scale")) {
            metric.scale = scale->to_number<std::int64_t>();
        }
        if (const auto* const decimals = row.if_contains("decimals")) {
            metric.decimals = decimals->to_number<int>();
        }
        if (const auto* const level = row.if_contains("level")) {
            metric.level = parse_level(std::string_view{level->as_string()}).value();
        }
        metrics.metrics_.push_back(std::move(metric));
    }
    return metrics;
}

const Metric* Metrics::find(std::string_view name) const {
    const auto found = std::ranges::find(metrics_, name, &Metric::name);
    return found == metrics_.end() ? nullptr : &*found;
}

std::string metric_text(const Metric& metric, const Sums& sums, int currency_digits) {
    switch (metric.kind) {
    case MetricKind::count:
        return fmt::format_int(value_of(metric.numerator, sums)).str();
    case MetricKind::money:
        return minor_text(value_of(metric.numerator, sums), currency_digits);
    case MetricKind::reach:
        return fmt::format_int(reach_of(sums[Counter::reached])).str();
    case MetricKind::percent:
        return ratio_text(value_of(metric.numerator, sums), value_of(metric.denominator, sums),
                          metric.scale, metric.decimals);
    case MetricKind::ratio: {
        // A side in hundredths: time in centiseconds, money over money in the same unit.
        const bool hundredths =
            metric.numerator.counter == static_cast<std::size_t>(Counter::play_centiseconds);
        return ratio_text(value_of(metric.numerator, sums),
                          value_of(metric.denominator, sums) * (hundredths ? 100 : 1), metric.scale,
                          metric.decimals);
    }
    case MetricKind::cost: {
        const std::int64_t minor_per_unit = currency_digits == 0 ? 1 : 100;
        return ratio_text(value_of(metric.numerator, sums),
                          value_of(metric.denominator, sums) * minor_per_unit, metric.scale,
                          metric.decimals - (2 - currency_digits));
    }
    case MetricKind::attribute:
    case MetricKind::none:
        break;
    }
    return "-";
}

double metric_weight(const Metric& metric, const Sums& sums) {
    const auto numerator =
        static_cast<double>(metric.kind == MetricKind::reach ? reach_of(sums[Counter::reached])
                                                             : value_of(metric.numerator, sums));
    if (metric.kind == MetricKind::count || metric.kind == MetricKind::money ||
        metric.kind == MetricKind::reach) {
        return numerator;
    }
    const auto denominator = value_of(metric.denominator, sums);
    return denominator == 0 ? 0 : numerator / static_cast<double>(denominator);
}

} // namespace bayme::sandbox
