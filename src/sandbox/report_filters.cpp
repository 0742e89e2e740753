// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/report_filters.hpp"

#include "sandbox/rules.hpp"
#include "sandbox/status.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <utility>

namespace bayme::sandbox {

namespace {

using Test = std::function<bool(std::uint32_t)>;

/// The object at or above this one, or nothing when `level` lies below it.
std::optional<std::uint32_t> above(const World& world, Level from, std::uint32_t index,
                                   Level level) {
    while (from > level) {
        index = world.node(from, index).parent;
        from = from == Level::ad ? Level::adgroup : Level::campaign;
    }
    return from == level ? std::optional{index} : std::nullopt;
}

std::expected<std::set<std::string>, Refusal> read_values(const Parameters& filter,
                                                          std::size_t most) {
    const auto value = parse_json(filter.text("filter_value"));
    if (!value || !value->is_array()) {
        return refused("filtering: filter_value is not the JSON text of a list.");
    }
    if (value->get_array().size() > most) {
        return Refused{{40011, fmt::format("filtering: at most {} values.", most)}};
    }
    std::set<std::string> values;
    for (const auto& one : value->get_array()) {
        values.insert(one.is_string() ? std::string{one.get_string()}
                                      : boost::json::serialize(one));
    }
    return values;
}

std::expected<Test, Refusal> id_test(const World& world, Level level, Level of,
                                     const Parameters& filter, AdRows ids_of) {
    auto values = read_values(filter, 100);
    if (!values) {
        return Refused{values.error()};
    }
    if (of > level || level == Level::advertiser) {
        return refused(std::string{no_relation});
    }
    const bool in = filter.text("filter_type") == "IN";
    if (!in && filter.text("filter_type") != "NOT_IN") {
        return refused("filtering: an id filter takes IN or NOT_IN.");
    }
    return [&world, level, of, in, ids_of, ids = std::move(*values)](std::uint32_t index) {
        const auto owner = *above(world, level, index, of);
        const auto id = ids_of == AdRows::ad_id_v2
                            ? std::to_string(world.ad_id_v2(world.ads[owner]))
                            : world.node(of, owner).id_text();
        return ids.contains(id) == in;
    };
}

std::expected<Test, Refusal> status_test(const World& world, Level level, Level of,
                                         const Parameters& filter, Seconds now) {
    auto values = read_values(filter, 20);
    if (!values) {
        return Refused{values.error()};
    }
    if (of != level) {
        return refused(
            fmt::format("filtering: {}_status does not fit the data_level.", level_word(of)));
    }
    return [&world, level, now, words = std::move(*values)](std::uint32_t index) {
        const auto status = status_of(world, level, index, now);
        return std::ranges::any_of(words, [&](const std::string& word) {
            return passes_primary(status, word) || passes_secondary(status, word);
        });
    };
}

/// A test of the campaign's trait that `trait` reads.
std::expected<Test, Refusal> trait_test(const World& world, Level level, const Parameters& filter,
                                        std::string (*trait)(const World&, const Campaign&)) {
    auto values = read_values(filter, 20);
    if (!values) {
        return Refused{values.error()};
    }
    return [&world, level, trait, words = std::move(*values)](std::uint32_t index) {
        return words.contains(trait(world, world.campaign_of(level, index)));
    };
}

std::string objective_trait(const World& world, const Campaign& campaign) {
    return world.objectives[campaign.objective].name;
}

std::string automation_trait(const World& /*world*/, const Campaign& campaign) {
    return std::string{automation_type(campaign)};
}

std::expected<Test, Refusal> name_test(const World& world, Level level, Level of,
                                       const Parameters& filter) {
    if (of > level || filter.text("filter_type") != "MATCH") {
        return refused(std::string{no_relation});
    }
    return [&world, level, of, part = filter.text("filter_value")](std::uint32_t index) {
        return world.node(of, *above(world, level, index, of)).name.contains(part);
    };
}

/// As status_of has it, which would ask for budgets as well.
bool is_deleted(const World& world, Level level, std::uint32_t index) {
    const auto& node = world.node(level, index);
    return node.deleted || world.campaign_of(level, index).deleted ||
           (level == Level::ad && world.adgroups[node.parent].deleted);
}

std::expected<Test, Refusal> read_filter(const World& world, Level level, const Parameters& filter,
                                         Seconds now) {
    const auto name = filter.text("field_name");
    if (name == "objective_type" && level != Level::advertiser) {
        return trait_test(world, level, filter, objective_trait);
    }
    if (name == "campaign_automation_type" && level != Level::advertiser) {
        return trait_test(world, level, filter, automation_trait);
    }
    if (name == "ad_ids_v2") {
        return id_test(world, level, Level::ad, filter, AdRows::ad_id_v2);
    }
    for (const auto of : {Level::campaign, Level::adgroup, Level::ad}) {
        const auto word = level_word(of);
        if (name == fmt::format("{}_ids", word)) {
            return id_test(world, level, of, filter, AdRows::ad_id);
        }
        if (name == fmt::format("{}_status", word)) {
            return status_test(world, level, of, filter, now);
        }
        if (name == fmt::format("{}_name", word)) {
            return name_test(world, level, of, filter);
        }
    }
    return refused(fmt::format("filtering: {} is not a field of this report.", name));
}

} // namespace

std::expected<void, Refusal> read_filters(ReportQuery& query, const World& world,
                                          const Parameters& parameters, Seconds now) {
    std::vector<Test> tests;
    bool status_given = false;
    for (const auto& filter : parameters.objects("filtering")) {
        auto test = read_filter(world, query.level, filter, now);
        if (!test) {
            return Refused{test.error()};
        }
        status_given = status_given || filter.text("field_name").ends_with("_status");
        tests.push_back(std::move(*test));
    }
    if (query.level == Level::advertiser) {
        query.wanted = {true};
        return {};
    }
    const auto& members = world.members(*query.account, query.level);
    const auto size = members.empty() ? 0 : *std::ranges::max_element(members) + 1;
    query.wanted.assign(size, false);
    for (const auto index : members) {
        query.wanted[index] =
            (status_given || !is_deleted(world, query.level, index)) &&
            std::ranges::all_of(tests, [&](const Test& test) { return test(index); });
    }
    return {};
}

void cut_ids(ReportQuery& query, const World& world, std::size_t most) {
    if (query.level == Level::advertiser) {
        return;
    }
    std::size_t taken = 0;
    for (const auto index : world.members(*query.account, query.level)) {
        if (query.wanted[index] && ++taken > most) {
            query.wanted[index] = false;
            query.cut = true;
        }
    }
}

} // namespace bayme::sandbox
