// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/report_fetch.hpp"

#include "base/failpoint.hpp"
#include "sync/sums.hpp"
#include "tiktok/walk.hpp"

#include <algorithm>
#include <optional>

namespace bayme::sync {
namespace {

using snapshots::FactBatch;
using snapshots::FactKey;
using snapshots::Level;
using tiktok::ReportRows;

Failpoint believe_totals{"sync.believe_totals", FailpointKind::defect};
Failpoint believe_answers{"sync.believe_answers", FailpointKind::defect};

/// Room is made for at most so many, whatever the first page promises.
constexpr std::int64_t most_expected_rows = 100'000;
constexpr int longest_by_day = 30;
constexpr int longest_by_hour = 1;

tiktok::ReportLevel level_of(Level level) {
    return static_cast<tiktok::ReportLevel>(level);
}
static_assert(static_cast<int>(Level::advertiser) ==
              static_cast<int>(tiktok::ReportLevel::advertiser));
static_assert(static_cast<int>(Level::ad) == static_cast<int>(tiktok::ReportLevel::ad));

/// Parents come as attributes: two id dimensions in one call are refused [CONTRACT 6.1].
std::vector<std::string> parents_of(Level level) {
    switch (level) {
    case Level::ad:
        return {"campaign_id", "adgroup_id"};
    case Level::adgroup:
        return {"campaign_id"};
    default:
        return {};
    }
}

/// Turns one page's rows into facts. Holds what is the same for all pages of a call.
class Collector {
public:
    Collector(const ReportOrder& order, const tiktok::ReportRequest& request, Fetched& fetched)
        : cube_(*order.cube), fetched_(fetched),
          first_attribute_(tiktok::dimensions_of(request).size()) {
        fetched_.facts.metrics = order.metrics;
        row_.resize(fetched_.facts.metrics.size());
    }

    [[nodiscard]] int total_parts() const { return total_parts_; }

    void take(const tiktok::ReportPage& page) {
        if (!page.unreadable.empty()) {
            flaw("unreadable");
        }
        fetched_.facts.reserve(
            static_cast<std::size_t>(std::min(page.info.total_number, most_expected_rows)));
        for (std::size_t row = 0; row < page.rows.size(); ++row) {
            take_row(page.rows, row);
        }
        if (!page.totals.empty()) {
            take_totals(page.totals);
        }
    }

    void flaw(std::string_view word) {
        if (fetched_.flaw.empty()) {
            fetched_.flaw = word;
        }
    }

private:
    void take_row(const ReportRows& rows, std::size_t row) {
        const auto key = key_of(rows, row);
        if (!key) {
            flaw("unreadable");
            return;
        }
        for (std::size_t i = 0; i < row_.size(); ++i) {
            const auto value = snapshots::held_value(fetched_.facts.metrics[i], rows.value(row, i));
            if (!value) {
                flaw("unreadable");
            }
            row_[i] = value.value_or(snapshots::no_value);
        }
        fetched_.facts.add(*key, row_);
    }

    std::optional<FactKey> key_of(const ReportRows& rows, std::size_t row) const {
        FactKey key{.day = rows.day(row), .hour = static_cast<std::int8_t>(rows.hour(row))};
        const auto number = [&](std::string_view id, snapshots::ObjectNumber& place) {
            const auto read = snapshots::object_number(id);
            place = read.value_or(0);
            return read.has_value();
        };
        bool good = true;
        switch (cube_.level) {
        case Level::ad:
            good = number(rows.id(row), key.ad) &&
                   number(rows.text(row, first_attribute_), key.campaign) &&
                   number(rows.text(row, first_attribute_ + 1), key.adgroup);
            break;
        case Level::adgroup:
            good = number(rows.id(row), key.adgroup) &&
                   number(rows.text(row, first_attribute_), key.campaign);
            break;
        case Level::campaign:
            good = number(rows.id(row), key.campaign);
            break;
        case Level::advertiser:
            break;
        }
        return good ? std::optional{key} : std::nullopt;
    }

    /// Those of slices add up, where the metric does.
    void take_totals(const std::vector<Micros>& totals) {
        std::vector<snapshots::MetricTotal> sums;
        for (std::size_t i = 0; i < fetched_.facts.metrics.size(); ++i) {
            const auto index = fetched_.facts.metrics[i];
            const auto value = snapshots::held_value(index, totals.at(i));
            const auto before =
                std::ranges::find(fetched_.totals, index, &snapshots::MetricTotal::metric);
            const bool first = total_parts_ == 0;
            if (value && *value != snapshots::no_value &&
                (first || (before != fetched_.totals.end() &&
                           snapshots::metric(index).additivity == snapshots::Additivity::sum))) {
                sums.push_back({index, *value + (first ? 0 : before->value)});
            }
        }
        fetched_.totals = std::move(sums);
        ++total_parts_;
    }

    const snapshots::Cube& cube_;
    Fetched& fetched_;
    std::size_t first_attribute_;
    std::vector<std::int64_t> row_;
    int total_parts_ = 0;
};

bool has_key_twice(const FactBatch& facts, Level level) {
    std::vector<std::tuple<Day, int, snapshots::ObjectNumber>> keys;
    keys.reserve(facts.rows());
    for (const auto& key : facts.keys) {
        keys.emplace_back(key.day, key.hour, key.object(level));
    }
    std::ranges::sort(keys);
    return std::ranges::adjacent_find(keys) != keys.end();
}

/// Whether the rows add up to the platform's totals.
bool adds_up(const Fetched& fetched, const Currency& currency, int total_parts) {
    const auto& facts = fetched.facts;
    const auto numbers = static_cast<std::int64_t>(facts.rows()) + total_parts;
    return std::ranges::all_of(fetched.totals, [&](const snapshots::MetricTotal& total) {
        const auto& metric = snapshots::metric(total.metric);
        const auto column = static_cast<std::size_t>(
            std::ranges::find(facts.metrics, total.metric) - facts.metrics.begin());
        return metric.additivity != snapshots::Additivity::sum ||
               std::abs(sum_of(facts, column) - total.value) <= rounding(metric, currency, numbers);
    });
}

void prove(Fetched& fetched, const tiktok::WalkProof& walk, const snapshots::Cube& cube,
           const Currency& currency, int total_parts) {
    const auto flaw = [&](bool found, std::string_view word) {
        if (found && fetched.flaw.empty() && !believe_answers.is_planted()) {
            fetched.flaw = word;
        }
    };
    flaw(walk.ads_throttled, "ads_throttled");
    flaw(walk.partial, "answered_partly");
    flaw(walk.total_moved, "total_moved");
    flaw(static_cast<std::int64_t>(fetched.facts.rows()) != walk.stated_total, "rows_missing");
    flaw(has_key_twice(fetched.facts, cube.level), "key_twice");
    flaw(!believe_totals.is_planted() && !adds_up(fetched, currency, total_parts), "totals_differ");
    if (fetched.flaw.empty()) {
        fetched.proof =
            fetched.totals.empty() ? snapshots::Proof::row_count : snapshots::Proof::total_metrics;
    }
}

} // namespace

int longest_call(snapshots::Grain grain) {
    return grain == snapshots::Grain::hour ? longest_by_hour : longest_by_day;
}

tiktok::ReportRequest request_for(const ReportOrder& order) {
    const auto& cube = *order.cube;
    const bool hourly = cube.grain == snapshots::Grain::hour;
    tiktok::ReportRequest request{
        .advertiser = order.account->id,
        .level = level_of(cube.level),
        .grain = hourly ? tiktok::ReportGrain::hour : tiktok::ReportGrain::day,
        .days = order.days,
        .metrics = {},
        .attributes = parents_of(cube.level),
        .breakdowns = {},
        .campaign_ids = {},
        .kind = tiktok::ReportKind::basic,
        .totals = !hourly,
        .page_size = 1000,
    };
    for (const auto index : order.metrics) {
        request.metrics.emplace_back(snapshots::metric(index).name);
    }
    return request;
}

Result<Fetched> fetch_report(tiktok::Client& client, const tiktok::CallContext& context,
                             const SecretText& token, const ReportOrder& order) {
    BAYME_TRY(const auto currency, Currency::parse(order.account->currency));
    auto request = request_for(order);
    Fetched fetched;
    Collector collector{order, request, fetched};
    tiktok::WalkProof all;
    const auto slices = std::max<std::size_t>(1, order.slices.size());
    for (std::size_t slice = 0; slice < slices; ++slice) {
        if (!order.slices.empty()) {
            request.campaign_ids = order.slices[slice];
        }
        bool too_many = false;
        const auto take = [&](const tiktok::ReportPage& page) -> Result<void> {
            too_many = order.days.size() > 1 && page.info.total_number > order.most_rows;
            if (too_many) {
                return fail(ErrorCode::internal, "more rows than are held at a time");
            }
            collector.take(page);
            return {};
        };
        auto walk = tiktok::walk_report(client, context, token, request, take);
        if (too_many) {
            fetched.flaw = "too_many_rows";
            return fetched;
        }
        BAYME_TRY(const auto seen, std::move(walk));
        all.request_ids.insert(all.request_ids.end(), seen.request_ids.begin(),
                               seen.request_ids.end());
        all.stated_total += seen.stated_total;
        all.total_moved = all.total_moved || seen.total_moved;
        all.ads_throttled = all.ads_throttled || seen.ads_throttled;
        all.partial = all.partial || seen.partial;
    }
    fetched.request_ids = all.request_ids;
    fetched.total_number = all.stated_total;
    prove(fetched, all, *order.cube, currency, collector.total_parts());
    return fetched;
}

} // namespace bayme::sync
