// SPDX-License-Identifier: LicenseRef-Bayme
#include "simulation/truth.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <stdexcept>
#include <tuple>
#include <utility>

namespace bayme::simulation {
namespace {

namespace json = boost::json;
using snapshots::Column;
using snapshots::Cube;
using snapshots::Level;

constexpr std::size_t most_complaints = 10;

Column column_of(Level level) {
    switch (level) {
    case Level::campaign:
        return Column::campaign;
    case Level::adgroup:
        return Column::adgroup;
    case Level::ad:
        return Column::ad;
    case Level::advertiser:
        break;
    }
    return Column::advertiser;
}

std::set<std::string> additive_metrics(const Cube& cube) {
    std::set<std::string> names;
    for (const auto index : snapshots::fetched_metrics(cube)) {
        const auto& metric = snapshots::metric(index);
        if (metric.additivity == snapshots::Additivity::sum) {
            names.emplace(metric.name);
        }
    }
    return names;
}

/// The figures of each day.
Result<std::map<Day, Figures>> figures_of(snapshots::Snapshots& snapshots, const Cube& cube,
                                          const AdvertiserId& advertiser, DayRange days,
                                          std::optional<Instant> as_of, bool& thinned) {
    snapshots::Query query{.cube = cube,
                           .advertisers = {advertiser},
                           .days = days,
                           .as_of = as_of,
                           .group_by = {Column::day},
                           .metrics = {},
                           .filters = {}};
    const auto object = column_of(cube.level);
    if (object != Column::advertiser) {
        query.group_by.push_back(object);
    }
    for (const auto index : snapshots::fetched_metrics(cube)) {
        if (snapshots::metric(index).additivity == snapshots::Additivity::sum) {
            query.metrics.push_back(index);
        }
    }
    BAYME_TRY(const auto table, snapshots.read(query));
    thinned = table.resolved_to.has_value();
    std::map<Day, Figures> days_figures;
    const auto keys = query.group_by.size();
    for (std::size_t row = 0; row < table.rows; ++row) {
        const auto day = Day::from_number(static_cast<int>(table.keys[row * keys]));
        const auto id =
            keys == 1 ? advertiser.text() : snapshots::object_text(table.keys[row * keys + 1]);
        auto& figures = days_figures[day][id];
        for (std::size_t i = 0; i < query.metrics.size(); ++i) {
            const auto value = table.values[row * query.metrics.size() + i];
            if (value != 0 && value != snapshots::no_value) {
                figures[std::string{snapshots::metric(query.metrics[i]).name}] = value;
            }
        }
        if (figures.empty()) {
            days_figures[day].erase(id);
        }
    }
    return days_figures;
}

/// The first thing in which the two differ; empty when they agree on what both have names for.
std::string difference(const Figures& ours, const Figures& truth) {
    const auto flat = [](const Figures& figures) {
        std::map<std::pair<std::string, std::string>, std::int64_t> all;
        for (const auto& [id, values] : figures) {
            for (const auto& [name, value] : values) {
                all[{id, name}] = value;
            }
        }
        return all;
    };
    const auto held = flat(ours);
    const auto true_ones = flat(truth);
    for (const auto& [key, value] : true_ones) {
        const auto found = held.find(key);
        const auto got = found == held.end() ? 0 : found->second;
        if (got != value) {
            return fmt::format("{} of {} is {}, not {}", key.second, key.first, value, got);
        }
    }
    for (const auto& [key, value] : held) {
        if (!true_ones.contains(key)) {
            return fmt::format("{} of {} is 0, not {}", key.second, key.first, value);
        }
    }
    return {};
}

} // namespace

Result<std::int64_t> add_claims(std::vector<Claim>& claims, snapshots::Snapshots& snapshots,
                                const SandboxWire& wire, const std::vector<AdvertiserId>& accounts,
                                DayRange days, std::optional<Instant> as_of) {
    std::int64_t untold = 0;
    for (const auto& cube : snapshots::cubes()) {
        for (const auto& account : accounts) {
            BAYME_TRY(const auto cells,
                      snapshots.cells(
                          {.cube = cube, .advertisers = {account}, .days = days, .as_of = as_of}));
            if (cells.empty()) {
                continue;
            }
            bool thinned = false;
            BAYME_TRY(auto figures, figures_of(snapshots, cube, account, days, as_of, thinned));
            for (const auto& cell : cells) {
                if (cell.state != snapshots::CellState::complete) {
                    continue;
                }
                if (thinned) {
                    ++untold;
                    continue;
                }
                if (cell.request_ids.empty()) {
                    return fail(ErrorCode::internal, "a complete cell of {} names no request",
                                cube.name);
                }
                const auto moment = wire.answered_at(cell.request_ids.back());
                if (!moment) {
                    return fail(ErrorCode::internal, "a complete cell names request {}",
                                cell.request_ids.back());
                }
                claims.push_back({.answered_at = *moment,
                                  .advertiser = account,
                                  .cube = &cube,
                                  .day = cell.day,
                                  .asked = as_of ? format_instant(*as_of) : "now",
                                  .figures = std::move(figures[cell.day])});
            }
        }
    }
    return untold;
}

Truth::Truth(const sandbox::SandboxOptions& options, Instant start) {
    auto honest = options;
    honest.now = start;
    honest.faults.clear();
    honest.quota = sandbox::Quota::off;
    sandbox_ = sandbox::Sandbox::make(honest, wall_, waits_).value();
}

Figures Truth::at(const Claim& claim, const std::set<std::string>& names) {
    http::Request clock;
    clock.method = http::Method::post;
    clock.path = "/clock";
    clock.body = fmt::format(R"({{"now":"{}"}})", format_instant(claim.answered_at));
    if (sandbox_->answer_control(clock).status != 200) {
        throw std::runtime_error{"the clock of the truth only moves forward"};
    }
    http::Request truth;
    truth.path = "/truth";
    truth.query = http::format_query({{"advertiser_id", claim.advertiser.text()},
                                      {"level", std::string{to_string(claim.cube->level)}},
                                      {"from", claim.day.text()},
                                      {"to", claim.day.text()}});
    const auto told = json::parse(sandbox_->answer_control(truth).body).as_object();
    std::int64_t minor_unit = 1'000'000;
    for (auto digits = told.at("digits").to_number<std::int64_t>(); digits > 0; --digits) {
        minor_unit /= 10;
    }
    Figures figures;
    for (const auto& row : told.at("rows").as_array()) {
        const std::string id{row.at("id").as_string()};
        for (const auto& count : row.at("counts").as_object()) {
            const std::string name{count.key()};
            const auto value = count.value().to_number<std::int64_t>();
            if (value != 0 && names.contains(name)) {
                const auto unit = snapshots::metric(*snapshots::find_metric(name)).unit;
                figures[id][name] = unit == snapshots::Unit::money ? value * minor_unit : value;
            }
        }
    }
    return figures;
}

std::vector<std::string> Truth::compare(std::vector<Claim>& claims) {
    std::ranges::stable_sort(claims, {}, &Claim::answered_at);
    std::set<std::string> known;
    {
        http::Request truth;
        truth.path = "/truth";
        truth.query = http::format_query({{"advertiser_id", claims.front().advertiser.text()},
                                          {"level", "advertiser"},
                                          {"from", claims.front().day.text()},
                                          {"to", claims.front().day.text()}});
        const auto told = json::parse(sandbox_->answer_control(truth).body).as_object();
        for (const auto& row : told.at("rows").as_array()) {
            for (const auto& count : row.at("counts").as_object()) {
                known.emplace(count.key());
            }
        }
    }
    std::vector<std::string> wrong;
    std::map<std::tuple<AdvertiserId, std::string_view, Day>, Figures> told; // at one moment
    Instant told_at;
    for (auto& claim : claims) {
        std::set<std::string> names;
        std::ranges::set_intersection(additive_metrics(*claim.cube), known,
                                      std::inserter(names, names.end()));
        for (auto& [id, values] : claim.figures) {
            std::erase_if(values, [&](const auto& one) { return !names.contains(one.first); });
        }
        if (std::exchange(told_at, claim.answered_at) != claim.answered_at) {
            told.clear();
        }
        const auto key = std::tuple{claim.advertiser, claim.cube->name, claim.day};
        if (!told.contains(key)) {
            told[key] = at(claim, names);
        }
        if (const auto what = difference(claim.figures, told[key]);
            !what.empty() && wrong.size() < most_complaints) {
            wrong.push_back(fmt::format("{} {} {} {} (answered {}): {}", claim.advertiser,
                                        claim.cube->name, claim.day.text(), claim.asked,
                                        format_instant(claim.answered_at), what));
        }
    }
    return wrong;
}

} // namespace bayme::simulation
