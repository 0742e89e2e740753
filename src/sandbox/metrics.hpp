// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"
#include "sandbox/counters.hpp"
#include "sandbox/world.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::sandbox {

enum class MetricKind {
    count,
    money,
    reach,
    percent,
    ratio,
    cost,      ///< money per something; its decimals shrink with the currency's
    attribute, ///< a fact of the object
    none,      ///< does not apply: "-"
};

/// Which side of a ratio: a counter, or the estimated reach.
struct Term {
    std::size_t counter = 0;
    bool reach = false;
};

/// One row of data/sandbox/metrics.json.
struct Metric {
    std::string name;
    MetricKind kind = MetricKind::count;
    Term numerator;
    Term denominator;
    std::int64_t scale = 1;
    int decimals = 0;
    Level level = Level::advertiser; ///< of an attribute
};

/// The metrics a report can be asked for, and how their values are written.
class Metrics {
public:
    static Result<Metrics> load();
    [[nodiscard]] const Metric* find(std::string_view name) const;

private:
    std::vector<Metric> metrics_;
};

/// How many people saw it, estimated from all impressions of the window: not additive.
std::int64_t reach_of(std::int64_t impressions);

/// The text on the wire, without quotes. Not for attributes.
std::string metric_text(const Metric& metric, const Sums& sums, int currency_digits);
/// What order_field sorts by: the exact value, scaled.
double metric_weight(const Metric& metric, const Sums& sums);
/// What a row of ads stands for: each creative, or what the creatives of a Smart+ ad share.
enum class AdRows { ad_id, ad_id_v2 };
/// JSON text of an attribute: usually a string, sometimes null or a number as the platform has it.
std::string attribute_json(const Metric& metric, const World& world, const Account& account,
                           Level level, std::uint32_t index, AdRows rows, Seconds now);

} // namespace bayme::sandbox
