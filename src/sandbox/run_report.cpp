// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "sandbox/dice.hpp"
#include "sandbox/report.hpp"
#include "sandbox/shape.hpp"
#include "sandbox/status.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace bayme::sandbox {

namespace {

constexpr std::int64_t small_row = 30;
constexpr Seconds reshuffled_every = 300;
constexpr std::uint32_t unwanted = std::numeric_limits<std::uint32_t>::max();

/// Which row an ad's figures go to.
class Rows {
public:
    Rows(const World& world, const ReportQuery& query)
        : world_(world), level_(query.level),
          slots_(query.grain == Grain::none  ? 1
                 : query.grain == Grain::day ? query.last_day - query.first_day + 1
                                             : 24),
          cells_(std::max<std::size_t>(query.cells.size(), 1)) {
        if (level_ == Level::advertiser) {
            objects_ =
                query.wanted.at(0) ? std::vector<std::uint32_t>{0} : std::vector<std::uint32_t>{};
        } else {
            for (const auto index : world.members(*query.account, level_)) {
                if (query.wanted[index]) {
                    objects_.push_back(index);
                }
            }
        }
        places_.assign(query.wanted.size(), unwanted);
        for (std::size_t i = 0; i < objects_.size(); ++i) {
            places_[objects_[i]] = static_cast<std::uint32_t>(i);
        }
        sums_.resize(objects_.size() * static_cast<std::size_t>(slots_) * cells_);
    }

    [[nodiscard]] std::uint32_t place(std::uint32_t ad) const {
        switch (level_) {
        case Level::ad:
            return places_[ad];
        case Level::adgroup:
            return places_[world_.ads[ad].parent];
        case Level::campaign:
            return places_[world_.adgroups[world_.ads[ad].parent].parent];
        case Level::advertiser:
            break;
        }
        return places_[0];
    }
    [[nodiscard]] bool wants(const Unit& unit) const {
        return std::ranges::any_of(unit.ads,
                                   [&](std::uint32_t ad) { return place(ad) != unwanted; });
    }
    /// The figures of an ad, in parts where the query asks for a breakdown.
    void add(const ReportQuery& query, std::uint32_t ad, std::int64_t slot,
             const AdCounts& counts) {
        const auto where = place(ad);
        if (where == unwanted) {
            return;
        }
        auto* const first =
            &sums_[(where * static_cast<std::size_t>(slots_) + static_cast<std::size_t>(slot)) *
                   cells_];
        if (query.cells.empty()) {
            first->add(counts);
            return;
        }
        const auto parts = split(counts, world_.ads[ad].id, query.weights);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            first[i].add(parts[i]);
        }
    }
    template <typename Keep>
    [[nodiscard]] std::vector<ReportRow> take(Keep keep) const {
        std::vector<ReportRow> rows;
        for (std::size_t i = 0; i < sums_.size(); ++i) {
            const auto line = i / cells_;
            const auto object = objects_[line / static_cast<std::size_t>(slots_)];
            if (keep(object, i, sums_[i])) {
                rows.push_back({object, static_cast<std::int64_t>(line) % slots_,
                                static_cast<std::uint32_t>(i % cells_), sums_[i]});
            }
        }
        return rows;
    }

private:
    const World& world_;
    Level level_;
    std::int64_t slots_;
    std::size_t cells_;
    std::vector<std::uint32_t> objects_;
    std::vector<std::uint32_t> places_;
    std::vector<Sums> sums_;
};

} // namespace

std::vector<ReportRow> run_report(const World& world, Delivery& delivery, const ReportQuery& query,
                                  AsOf as_of) {
    Rows rows{world, query};
    const auto first = std::max(query.first_day, day_of(world.born));
    const auto last = std::min(query.last_day, query.account->local_day(as_of.now));
    for (std::uint32_t unit = 0; unit < world.units.size(); ++unit) {
        if (&world.accounts[world.units[unit].account] != query.account ||
            !rows.wants(world.units[unit])) {
            continue;
        }
        for (auto day = first; day <= last; ++day) {
            if (query.grain == Grain::hour) {
                for (const auto& hour : delivery.hours(unit, day, as_of)) {
                    rows.add(query, hour.ad, static_cast<std::int64_t>(hour.hour), hour.counts);
                }
                continue;
            }
            for (const auto& ad : delivery.day(unit, day, as_of)) {
                rows.add(query, ad.ad, query.grain == Grain::day ? day - query.first_day : 0,
                         ad.counts);
            }
        }
    }
    // Without a time dimension, objects that could deliver show up with zeros.
    const bool zeros =
        query.grain == Grain::none && query.level != Level::advertiser && query.cells.empty();
    const bool unsteady = std::ranges::any_of(query.breakdowns, &Breakdown::unsteady);
    auto found = rows.take([&](std::uint32_t object, std::size_t place, const Sums& sums) {
        // Small rows of some breakdowns come and go [CONTRACT 9, 15].
        if (unsteady && sums[Counter::impressions] < small_row &&
            roll({place, static_cast<std::uint64_t>(as_of.now / reshuffled_every)}) % 2 == 0) {
            return false;
        }
        return !sums.idle() || (zeros && status_of(world, query.level, object, as_of.now).primary ==
                                             "STATUS_DELIVERY_OK");
    });
    if (query.order != nullptr) {
        std::ranges::stable_sort(found, [&](const ReportRow& left, const ReportRow& right) {
            const auto one = metric_weight(*query.order, left.sums);
            const auto other = metric_weight(*query.order, right.sums);
            return query.ascending ? one < other : one > other;
        });
    }
    return found;
}

void append_row(std::string& out, const World& world, const ReportQuery& query,
                const ReportRow& row, Seconds now) {
    out.append(R"({"dimensions":{")").append(level_word(query.level)).append(R"(_id":)");
    out.append(json_string(query.level == Level::advertiser
                               ? query.account->id
                               : world.node(query.level, row.object).id_text()));
    if (query.grain == Grain::day) {
        out.append(R"(,"stat_time_day":")")
            .append(day_text(query.first_day + row.slot))
            .append(R"( 00:00:00")");
    } else if (query.grain == Grain::hour) {
        out.append(R"(,"stat_time_hour":")")
            .append(time_text(query.first_day * day_length + row.slot * hour_length))
            .append("\"");
    }
    for (std::size_t i = 0; i < query.breakdowns.size(); ++i) {
        out.append(",\"").append(query.breakdowns[i]->name).append("\":");
        out.append(json_string(query.cells[row.cell][i]));
    }
    out.append(R"(},"metrics":{)");
    char separator = '"';
    for (const auto* const metric : query.metrics) {
        out.append(separator == '"' ? "\"" : ",\"").append(metric->name).append("\":");
        separator = ',';
        if (metric->kind == MetricKind::attribute) {
            out.append(
                attribute_json(*metric, world, *query.account, query.level, row.object, now));
        } else {
            out.append("\"")
                .append(metric_text(*metric, row.sums, query.account->digits))
                .append("\"");
        }
    }
    out.append("}}");
}

Sums sum_of(const std::vector<ReportRow>& rows) {
    Sums sums;
    for (const auto& row : rows) {
        sums.add(row.sums);
    }
    return sums;
}

std::string totals_json(const ReportQuery& query, const Sums& sums) {
    std::string out = "{";
    for (const auto* const metric : query.metrics) {
        out.append(out.size() == 1 ? "\"" : ",\"").append(metric->name).append("\":\"");
        out.append(metric_text(*metric, sums, query.account->digits)).append("\"");
    }
    return out + "}";
}

} // namespace bayme::sandbox
