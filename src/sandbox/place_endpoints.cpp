// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "sandbox/dictionaries.hpp"
#include "sandbox/tool_endpoints.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace bayme::sandbox {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> depths{{
    {"TO_COUNTRY", "COUNTRY"},
    {"TO_PROVINCE", "COUNTRY PROVINCE"},
    {"TO_CITY", "COUNTRY PROVINCE CITY"},
    {"TO_DISTRICT", "COUNTRY PROVINCE CITY DISTRICT"},
    {"ALL", "COUNTRY PROVINCE CITY DISTRICT"},
}};

std::string lower(std::string_view text) {
    std::string out{text};
    std::ranges::transform(out, out.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return out;
}

std::vector<std::string> below(const Region& region) {
    std::vector<std::string> ids;
    for (const auto& other : regions()) {
        if (other.parent == region.id) {
            ids.push_back(other.id);
        }
    }
    return ids;
}

void write_tag(JsonWriter& out, const Region& region, std::string_view keyword) {
    out.begin_object();
    if (!keyword.empty()) {
        out.member("keyword", keyword);
    }
    out.member("name", region.name)
        .member("targeting_type", "GEO")
        .key("geo")
        .begin_object()
        .member("geo_id", region.id)
        .member("geo_type", region.level)
        .member("parent_id", region.parent)
        .member("region_code", region.country)
        .member("description", lower(region.level))
        .end_object()
        .key("status_info")
        .begin_object()
        .member("status", "ENABLED")
        .key("reason")
        .null()
        .end_object()
        .end_object();
}

/// The tags found, and what lies above them.
std::string tags_json(const std::vector<std::pair<const Region*, std::string>>& found) {
    JsonWriter out;
    std::set<std::string> parents;
    out.begin_object().key("targeting_tag_list").begin_array();
    for (const auto& [region, keyword] : found) {
        write_tag(out, *region, keyword);
        for (const auto* above = find_region(region->parent); above != nullptr;
             above = find_region(above->parent)) {
            parents.insert(above->id);
        }
    }
    out.end_array().key("parent_tags").begin_array();
    for (const auto& id : parents) {
        write_tag(out, *find_region(id), {});
    }
    return out.end_array().end_object().take();
}

/// What both lists of places say of one.
void write_place(JsonWriter& out, const Region& region) {
    out.member("parent_id", region.parent)
        .member("area_type", "ADMIN")
        .key("support_below_18")
        .boolean(region.country != "US");
}

} // namespace

Answer list_regions(Platform& /*platform*/, const Call& call) {
    const auto range = call.parameters.text("level_range");
    const auto* const depth =
        std::ranges::find(depths, range, [](const auto& row) { return row.first; });
    std::vector<std::string> countries;
    JsonWriter out;
    out.begin_object().key("region_info").begin_array();
    for (const auto& region : regions()) {
        if (region.level == "COUNTRY") {
            countries.push_back(region.country);
        }
        if (!depth->second.contains(region.level)) {
            continue;
        }
        out.begin_object()
            .member("location_id", region.id)
            .member("name", region.name)
            .member("region_code", region.country)
            .member("level", region.level)
            .key("next_level_ids")
            .raw(json_array(below(region)));
        write_place(out, region);
        out.end_object();
    }
    out.end_array().key("region_list").raw(json_array(countries));
    return Answer{out.end_object().take()};
}

Answer search_regions(Platform& /*platform*/, const Call& /*call*/) {
    JsonWriter out;
    out.begin_object().key("region_list").begin_array();
    for (const auto& region : regions()) {
        out.begin_object()
            .member("region_id", region.id)
            .member("region_name", region.name)
            .member("region_level", region.level)
            .member("country_code", region.country);
        write_place(out, region);
        out.end_object();
    }
    return Answer{out.end_array().end_object().take()};
}

Answer search_targeting(Platform& /*platform*/, const Call& call) {
    const auto types = call.parameters.texts("geo_types");
    const auto codes = call.parameters.texts("region_codes");
    const bool fuzzy = call.parameters.text("search_type") == "FUZZY_SEARCH";
    std::vector<std::pair<const Region*, std::string>> found;
    for (const auto& keyword : call.parameters.texts("keywords")) {
        for (const auto& region : regions()) {
            const auto name = lower(region.name);
            const bool named = fuzzy ? name.contains(lower(keyword)) : name == lower(keyword);
            const bool typed =
                types.empty() || std::ranges::find(types, region.level) != types.end();
            const bool placed =
                codes.empty() || std::ranges::find(codes, region.country) != codes.end();
            if (named && typed && placed) {
                found.emplace_back(&region, keyword);
            }
        }
    }
    return Answer{tags_json(found)};
}

Answer show_targeting(Platform& /*platform*/, const Call& call) {
    std::vector<std::pair<const Region*, std::string>> found;
    for (const auto& id : call.parameters.texts("targeting_ids")) {
        if (const auto* const region = find_region(id)) {
            found.emplace_back(region, std::string{});
        }
    }
    return Answer{tags_json(found)};
}

} // namespace bayme::sandbox
