// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "sandbox/dice.hpp"
#include "sandbox/ordering.hpp"
#include "sandbox/report.hpp"
#include "sandbox/shape.hpp"
#include "sandbox/status.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <ranges>
#include <span>

namespace bayme::sandbox {

namespace {

constexpr std::int64_t small_row = 30;
constexpr Seconds reshuffled_every = 300;
constexpr std::uint32_t unwanted = std::numeric_limits<std::uint32_t>::max();

/// Figures of 300 bytes that are made at a time, and rows that are kept.
constexpr std::size_t most_at_once = 100'000;
constexpr std::size_t most_whole = 60'000;

std::int64_t slots_of(const ReportQuery& query) {
    return query.grain == Grain::none  ? 1
           : query.grain == Grain::day ? query.last_day - query.first_day + 1
                                       : 24;
}

std::size_t cells_of(const ReportQuery& query) {
    return std::max<std::size_t>(query.cells.size(), 1);
}

/// Whose row an ad's figures go to: by ad_id_v2 that of its bundle's newest wanted creative.
std::uint32_t leader_of(const World& world, const ReportQuery& query, std::uint32_t ad) {
    if (query.ads == AdRows::ad_id || !world.ads[ad].bundle) {
        return ad;
    }
    const auto& creatives = world.bundles[*world.ads[ad].bundle].creatives;
    for (const auto index : std::views::reverse(creatives)) {
        if (query.wanted[index]) {
            return index;
        }
    }
    return ad;
}

/// The wanted objects in the order of the answer.
std::vector<std::uint32_t> objects_of(const World& world, const ReportQuery& query) {
    if (query.level == Level::advertiser) {
        return query.wanted.at(0) ? std::vector<std::uint32_t>{0} : std::vector<std::uint32_t>{};
    }
    std::vector<std::uint32_t> objects;
    for (const auto index : world.members(*query.account, query.level)) {
        if (query.wanted[index] &&
            (query.level != Level::ad || leader_of(world, query, index) == index)) {
            objects.push_back(index);
        }
    }
    return objects;
}

/// Which row an ad's figures go to.
class Rows {
public:
    Rows(const World& world, const ReportQuery& query, std::span<const std::uint32_t> objects)
        : world_(world), query_(query), level_(query.level), slots_(slots_of(query)),
          cells_(cells_of(query)), objects_(objects) {
        places_.assign(query.wanted.size(), unwanted);
        for (std::size_t i = 0; i < objects_.size(); ++i) {
            places_[objects_[i]] = static_cast<std::uint32_t>(i);
        }
        sums_.resize(objects_.size() * static_cast<std::size_t>(slots_) * cells_);
    }

    [[nodiscard]] std::uint32_t place(std::uint32_t ad) const {
        switch (level_) {
        case Level::ad:
            return query_.wanted[ad] ? places_[leader_of(world_, query_, ad)] : unwanted;
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
            if (keep(object, i % (static_cast<std::size_t>(slots_) * cells_), sums_[i])) {
                rows.push_back({object, static_cast<std::int64_t>(line) % slots_,
                                static_cast<std::uint32_t>(i % cells_), sums_[i]});
            }
        }
        return rows;
    }

private:
    const World& world_;
    const ReportQuery& query_;
    Level level_;
    std::int64_t slots_;
    std::size_t cells_;
    std::span<const std::uint32_t> objects_;
    std::vector<std::uint32_t> places_;
    std::vector<Sums> sums_;
};

/// The rows of some objects.
std::vector<ReportRow> rows_of(const World& world, Delivery& delivery, const ReportQuery& query,
                               AsOf as_of, std::span<const std::uint32_t> objects) {
    Rows rows{world, query, objects};
    const auto first = std::max(query.first_day, day_of(world.born));
    const auto last = std::min(query.last_day, query.account->local_day(as_of.now));
    for (const auto unit : query.account->units) {
        if (!rows.wants(world.units[unit])) {
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
    return rows.take([&](std::uint32_t object, std::size_t place, const Sums& sums) {
        // Small rows of some breakdowns come and go [CONTRACT 9, 15].
        if (unsteady && sums[Counter::impressions] < small_row &&
            roll({object, place, static_cast<std::uint64_t>(as_of.now / reshuffled_every)}) % 2 ==
                0) {
            return false;
        }
        return !sums.idle() || (zeros && status_of(world, query.level, object, as_of.now).primary ==
                                             "STATUS_DELIVERY_OK");
    });
}

void sort(std::vector<ReportRow>& rows, const ReportQuery& query) {
    sort_by(rows, query.ascending ? Order::smallest_first : Order::largest_first,
            [&](const ReportRow& row) { return metric_weight(*query.order, row.sums); });
}

/// Calls `take` with the rows of some objects after the other.
template <typename Take>
void make_rows(const World& world, Delivery& delivery, const ReportQuery& query, AsOf as_of,
               std::span<const std::uint32_t> objects, Take take) {
    const auto each = static_cast<std::size_t>(slots_of(query)) * cells_of(query);
    // Hours are not kept from one call to the next: all objects at once.
    const auto step =
        query.grain == Grain::hour ? objects.size() : std::max<std::size_t>(most_at_once / each, 1);
    for (std::size_t i = 0; i < objects.size(); i += step) {
        const auto some = objects.subspan(i, std::min(step, objects.size() - i));
        take(some, rows_of(world, delivery, query, as_of, some));
    }
}

} // namespace

std::vector<ReportRow> run_report(const World& world, Delivery& delivery, const ReportQuery& query,
                                  AsOf as_of) {
    std::vector<ReportRow> all;
    const auto objects = objects_of(world, query);
    make_rows(world, delivery, query, as_of, objects,
              [&](auto, const auto& rows) { all.insert(all.end(), rows.begin(), rows.end()); });
    if (query.order != nullptr) {
        sort(all, query);
    }
    return all;
}

MadeReport::MadeReport(const World& world, Delivery& delivery, const ReportQuery& query, AsOf as_of)
    : as_of_(as_of), objects_(objects_of(world, query)) {
    make_rows(world, delivery, query, as_of, objects_, [&](auto some, const auto& rows) {
        auto row = rows.begin();
        for (const auto object : some) {
            for (; row != rows.end() && row->object == object; ++row) {
                sums_.add(row->sums);
                ++size_;
            }
            ends_.push_back(size_);
        }
        // A sorted report cannot be made again by objects.
        if (size_ <= most_whole || query.order != nullptr) {
            rows_.insert(rows_.end(), rows.begin(), rows.end());
        }
    });
    if (query.order != nullptr) {
        sort(rows_, query);
    } else if (rows_.size() < size_) {
        rows_ = {};
    }
}

std::vector<ReportRow> MadeReport::page(const World& world, Delivery& delivery,
                                        const ReportQuery& query, std::size_t first,
                                        std::size_t last) const {
    if (first >= last) {
        return {};
    }
    if (!rows_.empty()) {
        return {rows_.begin() + static_cast<std::ptrdiff_t>(first),
                rows_.begin() + static_cast<std::ptrdiff_t>(last)};
    }
    const auto from =
        static_cast<std::size_t>(std::ranges::upper_bound(ends_, first) - ends_.begin());
    const auto to = static_cast<std::size_t>(std::ranges::lower_bound(ends_, last) - ends_.begin());
    const auto before = from == 0 ? 0 : ends_[from - 1];
    auto rows =
        rows_of(world, delivery, query, as_of_, std::span{objects_}.subspan(from, to - from + 1));
    rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(first - before));
    rows.resize(std::min(rows.size(), last - first));
    return rows;
}

void append_row(std::string& out, const World& world, const ReportQuery& query,
                const ReportRow& row, Seconds now) {
    const bool whole = query.ads == AdRows::ad_id_v2;
    out.append(R"({"dimensions":{")").append(level_word(query.level));
    out.append(whole ? R"(_id_v2":)" : R"(_id":)");
    out.append(json_string(query.level == Level::advertiser ? query.account->id
                           : whole ? std::to_string(world.ad_id_v2(world.ads[row.object]))
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
            out.append(attribute_json(*metric, world, *query.account, query.level, row.object,
                                      query.ads, now));
        } else {
            out.append("\"")
                .append(metric_text(*metric, row.sums, query.account->digits))
                .append("\"");
        }
    }
    out.append("}}");
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
