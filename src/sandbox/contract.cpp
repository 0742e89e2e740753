// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/contract.hpp"

#include "sandbox/data_files.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace bayme::sandbox {

namespace {

namespace json = boost::json;

constexpr std::array families{"endpoints/oauth.json",     "endpoints/accounts.json",
                              "endpoints/campaigns.json", "endpoints/adgroups.json",
                              "endpoints/ads.json",       "endpoints/reports.json",
                              "endpoints/automated.json", "endpoints/assets.json",
                              "endpoints/tools.json",     "endpoints/business.json"};

constexpr std::array<std::pair<std::string_view, Kind>, 10> kinds{{
    {"id", Kind::id},
    {"text", Kind::text},
    {"int", Kind::integer},
    {"number", Kind::number},
    {"bool", Kind::boolean},
    {"time", Kind::time},
    {"day", Kind::day},
    {"list", Kind::list},
    {"object", Kind::object},
    {"file", Kind::file},
}};

Kind kind_of(const json::value& word) {
    const std::string_view text = word.as_string();
    const auto* const found =
        std::ranges::find(kinds, text, [](const auto& row) { return row.first; });
    return found == kinds.end() ? Kind::text : found->second;
}

bool flag(const json::object& row, std::string_view name, bool otherwise) {
    const auto* const value = row.if_contains(name);
    return value == nullptr ? otherwise : value->as_bool();
}

template <typename Number>
void read_number(const json::object& row, std::string_view name, std::optional<Number>& into) {
    if (const auto* const value = row.if_contains(name)) {
        into = value->to_number<Number>();
    }
}

std::vector<std::string> texts(const json::object& row, std::string_view name) {
    std::vector<std::string> found;
    if (const auto* const values = row.if_contains(name)) {
        for (const auto& value : values->as_array()) {
            found.emplace_back(value.as_string());
        }
    }
    return found;
}

Parameter read_parameter(const json::object& row) {
    Parameter parameter;
    parameter.name = row.at("name").as_string();
    parameter.kind = kind_of(row.at("type"));
    if (const auto* const item = row.if_contains("of")) {
        parameter.item_kind = kind_of(*item);
    }
    parameter.required = flag(row, "required", false);
    parameter.replaced = flag(row, "replaced", false);
    read_number(row, "min", parameter.min);
    read_number(row, "max", parameter.max);
    read_number(row, "min_length", parameter.min_length);
    read_number(row, "max_length", parameter.max_length);
    read_number(row, "min_items", parameter.min_items);
    read_number(row, "max_items", parameter.max_items);
    if (const auto* const code = row.if_contains("over_code")) {
        parameter.over_code = code->to_number<int>();
    }
    parameter.values = texts(row, "values");
    parameter.prefixes = texts(row, "prefixes");
    if (const auto* const shape = row.if_contains("shape")) {
        parameter.shape = shape->as_string();
    }
    if (const auto* const standard = row.if_contains("default")) {
        parameter.default_json = json::serialize(*standard);
    }
    if (const auto* const members = row.if_contains("members")) {
        for (const auto& member : members->as_array()) {
            parameter.members.push_back(read_parameter(member.as_object()));
        }
    }
    return parameter;
}

/// A list of names becomes the values that `fields` may hold.
Result<void> fill_shapes(std::vector<Parameter>& parameters) {
    for (auto& parameter : parameters) {
        if (parameter.shape.empty()) {
            continue;
        }
        BAYME_TRY(const auto shape, data_file("shapes/" + parameter.shape + ".json"));
        for (const auto& member : shape.as_object()) {
            parameter.values.emplace_back(member.key());
        }
    }
    return {};
}

} // namespace

Result<Contract> Contract::load() {
    Contract contract;
    for (const auto* const family : families) {
        BAYME_TRY(const auto file, data_file(family));
        for (const auto& value : file.as_array()) {
            const auto& row = value.as_object();
            Endpoint endpoint;
            endpoint.path = row.at("path").as_string();
            endpoint.method =
                row.at("method").as_string() == "POST" ? http::Method::post : http::Method::get;
            endpoint.needs_token = flag(row, "token", true);
            for (const auto& scope : row.at("scopes").as_array()) {
                endpoint.scopes.push_back(scope.to_number<std::int64_t>());
            }
            for (const auto& parameter : row.at("parameters").as_array()) {
                endpoint.parameters.push_back(read_parameter(parameter.as_object()));
            }
            BAYME_CHECK(fill_shapes(endpoint.parameters));
            contract.endpoints_.push_back(std::move(endpoint));
        }
    }
    BAYME_CHECK(bind_handlers(contract.endpoints_));
    return contract;
}

const Endpoint* Contract::find(std::string_view path) const {
    const auto found = std::ranges::find(endpoints_, path, &Endpoint::path);
    return found == endpoints_.end() ? nullptr : &*found;
}

} // namespace bayme::sandbox
