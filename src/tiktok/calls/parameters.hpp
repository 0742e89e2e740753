// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/json_text.hpp"
#include "tiktok/calls/limits.hpp"
#include "tiktok/members.hpp"

namespace bayme::tiktok::calls {

enum class ParameterType { text, texts, number, numbers, flag, object, objects, file };
std::string_view to_string(ParameterType type);

/// Entries of a list, characters of a text, or the value of a whole number; `most` of 0 is no
/// limit.
struct Bounds {
    std::int64_t least = 0;
    std::int64_t most = 0;
    bool wide = false;     ///< a CJK character counts two [CONTRACT 4.2]
    bool no_emoji = false; ///< as names of campaigns and ad groups [CONTRACT 4.2, 4.6]
};

/// One parameter as the platform's documents name it: "filtering.campaign_ids".
struct ParameterFact {
    std::string path;
    ParameterType type = ParameterType::text;
    bool required = false;
    Bounds bounds{};
};

/// One parameter of a request and the member it is taken from. Requests are checked, written and
/// compared with the platform's documents from tables of these.
template <typename Object>
struct Parameter {
    std::string_view name; ///< empty: the members stand where the parameter would
    ParameterType type = ParameterType::text;
    bool (*given)(const Object&) = nullptr;
    void (*write)(const Object&, JsonWriter&) = nullptr;
    Result<void> (*check)(const Object&, const std::string& path, Bounds) = nullptr;
    void (*describe)(const std::string& path, std::vector<ParameterFact>&) = nullptr;
    bool required = false;
    Bounds bounds{};

    /// Without it nothing is sent.
    [[nodiscard]] constexpr Parameter needed() const {
        auto copy = *this;
        copy.required = true;
        return copy;
    }
    [[nodiscard]] constexpr Parameter within(std::int64_t least, std::int64_t most) const {
        auto copy = *this;
        copy.bounds = {least, most};
        return copy;
    }
    /// A name of a campaign, an ad group or an ad, as TikTok counts it.
    [[nodiscard]] constexpr Parameter as_name(std::int64_t least, bool no_emoji) const {
        auto copy = *this;
        copy.bounds = {least, longest_name, true, no_emoji};
        return copy;
    }
};

template <typename Object>
using Parameters = std::span<const Parameter<Object>>;

/// The first parameter that is missing or that the platform is known to refuse, by its name.
template <typename Object>
Result<void> check_all(Parameters<Object> table, const Object& object, const std::string& prefix) {
    for (const auto& parameter : table) {
        const auto path = prefix + std::string{parameter.name};
        if (!parameter.given(object)) {
            if (parameter.required) {
                return over_limit(path, "is missing");
            }
            continue;
        }
        BAYME_CHECK(parameter.check(object, path, parameter.bounds));
    }
    return {};
}

template <typename Object>
void write_all(Parameters<Object> table, const Object& object, JsonWriter& json) {
    for (const auto& parameter : table) {
        if (!parameter.given(object)) {
            continue;
        }
        if (!parameter.name.empty()) {
            json.key(parameter.name);
        }
        parameter.write(object, json);
    }
}

template <typename Object>
void describe_all(Parameters<Object> table, const std::string& prefix,
                  std::vector<ParameterFact>& facts) {
    for (const auto& parameter : table) {
        const auto path = prefix + std::string{parameter.name};
        if (!parameter.name.empty()) {
            facts.push_back({path, parameter.type, parameter.required, parameter.bounds});
        }
        if (parameter.describe != nullptr) {
            parameter.describe(parameter.name.empty() ? prefix : path + ".", facts);
        }
    }
}

/// Texts stand bare in a query, everything else as JSON text [CONTRACT 1.1].
std::string in_query(ParameterType type, std::string json);

template <typename Object>
void add_to_query(Parameters<Object> table, const Object& object,
                  std::vector<http::QueryParameter>& query) {
    for (const auto& parameter : table) {
        if (parameter.given(object)) {
            JsonWriter json;
            parameter.write(object, json);
            query.push_back({std::string{parameter.name}, in_query(parameter.type, json.take())});
        }
    }
}

} // namespace bayme::tiktok::calls
