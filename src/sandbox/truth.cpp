// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/truth.hpp"

#include "base/json_text.hpp"
#include "sandbox/running.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace bayme::sandbox {

namespace {

constexpr std::int64_t longest_figures = 400;

constexpr std::array<std::pair<CurveFamily, std::string_view>, 4> families{
    {{CurveFamily::linear_cap, "linear_cap"},
     {CurveFamily::power, "power"},
     {CurveFamily::hill, "hill"},
     {CurveFamily::log, "log"}}};

void write_curve(JsonWriter& out, const Curve& curve) {
    const auto* const family =
        std::ranges::find(families, curve.family, [](const auto& row) { return row.first; });
    out.key("curve").begin_object().member("family", family->second);
    switch (curve.family) {
    case CurveFamily::linear_cap:
        break;
    case CurveFamily::power:
        out.member("exponent", curve.exponent);
        break;
    case CurveFamily::hill:
        out.member("half", curve.half).member("steepness", curve.steepness);
        break;
    case CurveFamily::log:
        out.member("scale", curve.scale);
        break;
    }
    out.member("most", curve.most / 1000).end_object();
}

/// Tells about things as they are at one moment.
class Curves {
public:
    Curves(Platform& platform, Seconds now)
        : world_(platform.world), delivery_(platform.delivery), now_(now) {}

    void write_adgroup(JsonWriter& out, std::uint32_t index) {
        const auto& adgroup = world_.adgroups[index];
        const auto& account = world_.accounts[adgroup.account];
        const auto& unit = world_.units[adgroup.unit];
        std::vector<bool> running;
        for (const auto ad : unit.ads) {
            running.push_back(runs(world_, world_.ads[ad], now_));
        }
        const auto paces = delivery_.pacing().paces(unit, now_, running);
        Pace pace;
        std::int64_t demand = 0;
        for (std::size_t i = 0; i < unit.ads.size(); ++i) {
            const auto& ad = world_.ads[unit.ads[i]];
            if (ad.parent == index) {
                pace = paces[i];
                demand += running[i] ? demand_of(ad) : 0;
            }
        }
        const auto day = account.local_day(now_);
        out.member("id", adgroup.id_text())
            .member("campaign_id", world_.campaigns[adgroup.parent].id_text())
            .member("budget_of", level_word(unit.level))
            .member("limit", daily_limit(world_, unit, now_))
            .member("demand", demand);
        write_curve(out, curve_of(world_, adgroup));
        out.member("share", pace.share)
            .member("pressure", pace.pressure)
            .member("price", pace.price)
            .key("learning")
            .boolean(delivery_.forecast().learns(index, now_))
            .member("conversions", delivery_.forecast().conversions(index, day));
    }

    void write_ad(JsonWriter& out, std::uint32_t index) {
        const auto& ad = world_.ads[index];
        const auto day = world_.accounts[ad.account].local_day(now_);
        const auto seen = delivery_.forecast().impressions(index, day);
        out.member("id", ad.id_text())
            .member("adgroup_id", world_.adgroups[ad.parent].id_text())
            .member("demand", demand_of(ad))
            .member("cost_per_mille", ad.cost_per_mille)
            .member("click_rate", ad.click_rate)
            .member("conversion_rate", ad.conversion_rate)
            .member("hook_rate", ad.hook_rate)
            .member("order_value", ad.order_value)
            .member("impressions", seen)
            .member("half_life", half_life_of(world_, ad))
            .member("freshness", freshness_of(world_, ad, seen));
    }

private:
    /// Minor units a day.
    [[nodiscard]] std::int64_t demand_of(const Ad& ad) const {
        const auto& account = world_.accounts[ad.account];
        const auto day = account.local_day(now_);
        const auto hour = static_cast<unsigned>((now_ - account.start_of(day)) / hour_length);
        return delivery_.traffic().usual_demand(ad, day, hour) / 1000;
    }

    const World& world_;
    Delivery& delivery_;
    Seconds now_;
};

void write_counts(JsonWriter& out, const Sums& sums) {
    out.key("counts").begin_object();
    for (std::size_t i = 0; i < counter_count; ++i) {
        out.member(counter_name(i), sums.values[i]);
    }
    out.end_object();
}

} // namespace

Told tell_figures(Platform& platform, const Parameters& asked, Seconds now) {
    const auto& world = platform.world;
    const auto* const account = world.find_account(asked.text("advertiser_id"));
    const auto level = parse_level(asked.text("level"));
    const auto first = read_day(asked.text("from"));
    const auto last = read_day(asked.text("to"));
    if (account == nullptr || !level || !first || !last || *last - *first > longest_figures) {
        return std::unexpected{"advertiser_id, level, from and to (at most 400 days) are needed"};
    }
    const auto as_of = AsOf::at(now);
    std::map<std::pair<std::string, std::int64_t>, Sums> sums;
    for (const auto unit : account->units) {
        for (auto day = *first; day <= std::min(*last, account->local_day(now)); ++day) {
            for (const auto& ad : platform.delivery.day(unit, day, as_of)) {
                const auto& adgroup = world.adgroups[world.ads[ad.ad].parent];
                const auto id = *level == Level::ad        ? world.ads[ad.ad].id_text()
                                : *level == Level::adgroup ? adgroup.id_text()
                                : *level == Level::campaign
                                    ? world.campaigns[adgroup.parent].id_text()
                                    : account->id;
                sums[{id, day}].add(ad.counts);
            }
        }
    }
    JsonWriter out;
    out.begin_object()
        .member("now", format_instant(Instant{std::chrono::seconds{now}}))
        .member("currency", account->currency)
        .member("digits", static_cast<std::int64_t>(account->digits))
        .key("rows")
        .begin_array();
    for (const auto& [key, row] : sums) {
        if (asked.has("id") && asked.text("id") != key.first) {
            continue;
        }
        out.begin_object().member("id", key.first).member("day", day_text(key.second));
        write_counts(out, row);
        out.end_object();
    }
    return out.end_array().end_object().take();
}

Told tell_curves(Platform& platform, const Parameters& asked, Seconds now) {
    const auto& world = platform.world;
    const auto* const account = world.find_account(asked.text("advertiser_id"));
    const auto level = parse_level(asked.text("level"));
    if (account == nullptr || (level != Level::adgroup && level != Level::ad)) {
        return std::unexpected{"advertiser_id and level (adgroup, ad) are needed; from and to for "
                               "figures"};
    }
    Curves curves{platform, now};
    JsonWriter out;
    out.begin_object()
        .member("world", world.description.name)
        .member("seed", std::to_string(world.seed))
        .member("currency", account->currency)
        .member("digits", static_cast<std::int64_t>(account->digits))
        .key("list")
        .begin_array();
    for (const auto index : world.members(*account, *level)) {
        if (asked.has("id") && asked.text("id") != world.node(*level, index).id_text()) {
            continue;
        }
        out.begin_object();
        if (level == Level::ad) {
            curves.write_ad(out, index);
        } else {
            curves.write_adgroup(out, index);
        }
        out.end_object();
    }
    return out.end_array().end_object().take();
}

} // namespace bayme::sandbox
