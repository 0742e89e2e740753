// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/dice.hpp"
#include "sandbox/dictionaries.hpp"
#include "sandbox/tool_endpoints.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bayme::sandbox {

namespace {

constexpr std::int64_t country_users = 60'000'000;
constexpr std::int64_t province_users = 6'000'000;
constexpr std::int64_t city_users = 900'000;
constexpr std::int64_t narrow = 1'000'000;
constexpr std::int64_t broad = 20'000'000;

std::int64_t users_of(std::string_view id) {
    const auto* const region = find_region(id);
    const auto luck = static_cast<std::int64_t>(mix(id.size() + (id.empty() ? 0U : id.back())));
    const auto base = region == nullptr || region->level == "CITY" ? city_users
                      : region->level == "PROVINCE"                ? province_users
                                                                   : country_users;
    return base * (700 + (luck & 511)) / 1000;
}

/// Per mille that so many of all the values leave.
std::int64_t share(const Parameters& wanted, std::string_view name, std::int64_t of_all) {
    const auto count = static_cast<std::int64_t>(wanted.texts(name).size());
    return count == 0 ? 1000 : std::min<std::int64_t>(1000, 1000 * count / of_all);
}

} // namespace

Answer estimate_audience(Platform& /*platform*/, const Call& call) {
    const auto& wanted = call.parameters;
    std::int64_t users = 0;
    for (const auto& id : wanted.texts("location_ids")) {
        users += users_of(id);
    }
    users += static_cast<std::int64_t>(wanted.texts("zipcode_ids").size()) * 20'000;
    users = users * share(wanted, "age_groups", 6) / 1000;
    users = users * share(wanted, "operating_systems", 2) / 1000;
    users = users * share(wanted, "languages", 4) / 1000;
    const auto gender = wanted.text("gender");
    if (gender == "GENDER_MALE" || gender == "GENDER_FEMALE") {
        users = users * 48 / 100;
    }
    const auto interests = wanted.texts("interest_category_ids").size() +
                           wanted.texts("interest_keyword_ids").size() +
                           wanted.objects("actions").size();
    if (interests > 0) {
        users = users * std::min<std::int64_t>(90, 12 * static_cast<std::int64_t>(interests)) / 100;
    }
    users = users / 1000 * 1000;
    return Answer{
        fmt::format(R"({{"user_count":{{"lower_end":{},"upper_end":{}}},"user_count_stage":{}}})",
                    users * 9 / 10 / 1000 * 1000, users * 11 / 10 / 1000 * 1000,
                    users < narrow  ? 1
                    : users < broad ? 2
                                    : 3)};
}

} // namespace bayme::sandbox
