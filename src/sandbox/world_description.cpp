// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/world_description.hpp"

#include "embedded/sandbox_data.hpp"
#include "sandbox/data_files.hpp"
#include "sandbox/json_keys.hpp"
#include "sandbox/json_schema.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace bayme::sandbox {

namespace {

namespace json = boost::json;

constexpr std::string_view folder = "worlds/";
constexpr std::string_view ending = ".json";

/// Members of objects join, except where a part of one would mean nothing without the rest.
void lay_over(json::object& under, const json::object& over) {
    for (const auto& member : over) {
        auto* const below = under.if_contains(member.key());
        const bool whole = member.key() == "response" || member.key() == "objectives";
        if (below != nullptr && below->is_object() && member.value().is_object() && !whole) {
            lay_over(below->get_object(), member.value().get_object());
        } else {
            under[member.key()] = member.value();
        }
    }
}

std::int64_t number(const json::object& from, std::string_view name) {
    return from.at(name).to_number<std::int64_t>();
}

std::int64_t number_or(const json::object& from, std::string_view name, std::int64_t otherwise) {
    const auto* const found = from.if_contains(name);
    return found == nullptr ? otherwise : found->to_number<std::int64_t>();
}

Range range(const json::object& from, std::string_view name) {
    const auto& ends = from.at(name);
    return {ends.at(0).to_number<std::int64_t>(), ends.at(1).to_number<std::int64_t>()};
}

Steps steps(const json::object& from, std::string_view name) {
    const auto& row = from.at(name).as_object();
    return {{number(row, "from"), number(row, "to")}, number(row, "step")};
}

Moves moves(const json::object& from, std::string_view name) {
    const auto& row = from.at(name).as_object();
    return {static_cast<std::uint64_t>(number(row, "one_in")),
            static_cast<std::uint64_t>(number(row, "most"))};
}

template <std::size_t size>
void fill(std::array<std::int64_t, size>& into, const json::object& from, std::string_view name) {
    for (std::size_t i = 0; i < size; ++i) {
        into[i] = from.at(name).at(i).to_number<std::int64_t>();
    }
}

ResponseShape response_of(const json::object& from) {
    ResponseShape shape;
    const std::string_view word = from.at("family").as_string();
    shape.most = number_or(from, "most", 4000) * 1000;
    if (word == "power") {
        shape.family = CurveFamily::power;
        shape.exponent = range(from, "exponent");
    } else if (word == "hill") {
        shape.family = CurveFamily::hill;
        shape.half = range(from, "half");
        shape.steepness = range(from, "steepness");
    } else if (word == "log") {
        shape.family = CurveFamily::log;
        shape.scale = range(from, "scale");
    } else {
        shape.most = unity;
    }
    return shape;
}

Shock shock_of(const json::object& from) {
    Shock shock;
    if (from.contains("year")) {
        shock.year = static_cast<int>(number(from, "year"));
    }
    shock.month = static_cast<unsigned>(number(from, "month"));
    shock.day = static_cast<unsigned>(number(from, "day"));
    shock.hour = number_or(from, "hour", 0);
    shock.hours = number(from, "hours");
    if (const auto* const accounts = from.if_contains("accounts")) {
        for (const auto& account : accounts->as_array()) {
            shock.accounts.push_back(account.to_number<std::uint32_t>());
        }
    }
    shock.demand = number_or(from, "demand", 1000);
    shock.price = number_or(from, "price", 1000);
    shock.clicks = number_or(from, "clicks", 1000);
    shock.conversions = number_or(from, "conversions", 1000);
    return shock;
}

void read_market(WorldDescription& world, const json::object& from) {
    for (const auto& row : from.at("objectives").as_object()) {
        world.objectives.emplace_back(row.key(), row.value().to_number<std::uint64_t>());
    }
    const auto& budgets = from.at("budgets").as_object();
    world.budgets = {steps(budgets, "campaign"), steps(budgets, "adgroup"),
                     static_cast<std::uint64_t>(number(budgets, "shared"))};
    const auto& ads = from.at("ads").as_object();
    world.ads = {range(ads, "demand"), range(ads, "spread"), range(ads, "new_demand"),
                 range(ads, "price"),  range(ads, "clicks"), range(ads, "conversions"),
                 range(ads, "hook"),   range(ads, "order")};
    world.response = response_of(from.at("response").as_object());
    const auto& noise = from.at("noise").as_object();
    world.noise = {number(noise, "hour"), number(noise, "day"), number(noise, "price"),
                   number(noise, "rates"), noise.at("counts") == "poisson"};
}

void read_time(WorldDescription& world, const json::object& from) {
    const auto& conversions = from.at("conversions").as_object();
    world.window = number(conversions, "window") * hour_length;
    for (const auto& point : conversions.at("delay").as_array()) {
        world.arrival.emplace_back(point.at(0).to_number<Seconds>() * hour_length,
                                   point.at(1).to_number<std::int64_t>());
    }
    const auto& season = from.at("season").as_object();
    fill(world.season.hours, season, "hours");
    fill(world.season.weekdays, season, "weekdays");
    fill(world.season.months, season, "months");
    fill(world.season.prices, season, "prices");
    for (const auto& shock : from.at("shocks").as_array()) {
        world.shocks.push_back(shock_of(shock.as_object()));
    }
}

void read_life(WorldDescription& world, const json::object& from) {
    world.overlap = number(from.at("cannibalisation").as_object(), "overlap");
    const auto& learning = from.at("learning").as_object();
    world.learning = {learning.at("at_start").as_bool(), number(learning, "conversions"),
                      number(learning, "longest") * hour_length, number(learning, "price"),
                      number(learning, "rate")};
    const auto& age = from.at("fatigue").at("age").as_object();
    const auto& impressions = from.at("fatigue").at("impressions").as_object();
    world.fatigue = {number(age, "days"), number(age, "loss"), range(impressions, "half"),
                     number(impressions, "loss")};
    const auto& review = from.at("review").as_object();
    world.review = {range(review, "minutes"),
                    static_cast<std::uint64_t>(number(review, "refused"))};
    const auto& restatement = from.at("restatement").as_object();
    world.restatement = {moves(restatement, "fix"), moves(restatement, "invalid_clicks"),
                         moves(restatement, "vouchers")};
}

template <typename... Parts>
std::unexpected<Error> misfit(fmt::format_string<Parts...> text, Parts&&... parts) {
    return fail(ErrorCode::invalid_input, "{}", fmt::format(text, std::forward<Parts>(parts)...));
}

/// Ranges whose ends are the wrong way round: of every pair of whole numbers that is a range.
Result<void> check_ranges(const json::object& object, const std::string& path) {
    for (const auto& member : object) {
        const auto place = path + (path.empty() ? "" : ".") + std::string{member.key()};
        const auto& value = member.value();
        if (value.is_object()) {
            BAYME_CHECK(check_ranges(value.get_object(), place));
        } else if (value.is_array() && value.get_array().size() == 2 && value.at(0).is_int64() &&
                   value.at(1).is_int64() && value.at(0).get_int64() > value.at(1).get_int64()) {
            return misfit("{}: the lowest comes first, got {}", place, json::serialize(value));
        }
    }
    return {};
}

/// What a schema cannot say.
Result<void> check_sense(const WorldDescription& world, const json::object& from) {
    BAYME_CHECK(check_ranges(from, {}));
    for (const auto& [name, steps] :
         {std::pair{"campaign", world.budgets.campaign}, {"adgroup", world.budgets.adgroup}}) {
        if (steps.range.low > steps.range.high) {
            return misfit("budgets.{}.to: is below from", name);
        }
    }
    for (std::size_t i = 1; i < world.arrival.size(); ++i) {
        const auto& [age, share] = world.arrival[i];
        if (age <= world.arrival[i - 1].first || share < world.arrival[i - 1].second) {
            return misfit("conversions.delay[{}]: the points have to rise", i);
        }
    }
    if (world.arrival.front().first != 0 || world.arrival.back().second != 1000) {
        return misfit("conversions.delay: begins at hour 0 and ends at 1000 thousandths");
    }
    const bool any =
        std::ranges::any_of(world.objectives, [](const auto& row) { return row.second > 0; });
    return any ? Result<void>{} : misfit("objectives: one weight has to be above 0");
}

} // namespace

Result<WorldDescription> read_world(std::string_view text) {
    BAYME_TRY(const auto schema, data_file("world.schema.json"));
    BAYME_TRY(const auto usual, data_file("worlds/usual.json"));
    auto whole = usual.as_object();
    if (!text.empty()) {
        json::error_code error;
        const auto given = json::parse({text.data(), text.size()}, error);
        if (error) {
            return misfit("the world is not JSON: {}", error.message());
        }
        if (const auto twice = member_twice(text)) {
            return misfit("{}: comes twice", *twice);
        }
        BAYME_CHECK(check_against_schema(schema, given));
        lay_over(whole, given.as_object());
    }
    WorldDescription world;
    world.name = whole.at("name").as_string();
    world.teaches = whole.at("teaches").as_string();
    world.seed = static_cast<std::uint64_t>(number(whole, "seed"));
    if (const auto* const currencies = whole.if_contains("currencies")) {
        for (const auto& currency : currencies->as_array()) {
            world.currencies.emplace_back(currency.as_string());
        }
    }
    read_market(world, whole);
    read_time(world, whole);
    read_life(world, whole);
    BAYME_CHECK(check_sense(world, whole));
    return world;
}

Result<std::string> built_in_world(std::string_view name) {
    const auto text =
        find_embedded(embedded::sandbox_data(), fmt::format("{}{}{}", folder, name, ending));
    if (!text) {
        return fail(ErrorCode::not_found, "there is no world \"{}\"; there are {}", name,
                    fmt::join(built_in_worlds(), ", "));
    }
    return std::string{*text};
}

std::vector<std::string> built_in_worlds() {
    std::vector<std::string> names;
    for (const auto& file : embedded::sandbox_data()) {
        std::string_view path = file.name;
        if (path.starts_with(folder) && path.ends_with(ending)) {
            path.remove_prefix(folder.size());
            path.remove_suffix(ending.size());
            names.emplace_back(path);
        }
    }
    std::ranges::sort(names);
    return names;
}

} // namespace bayme::sandbox
