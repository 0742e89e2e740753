// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/endpoints.hpp"

#include "tiktok/endpoints/table.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

namespace bayme::tiktok {
namespace {

const std::vector<Endpoint>& joined() {
    static const std::vector<Endpoint> all = [] {
        std::vector<Endpoint> rows;
        for (const auto family :
             {endpoint_table::accounts(), endpoint_table::business_center(),
              endpoint_table::objects(), endpoint_table::automated(), endpoint_table::files(),
              endpoint_table::creatives(), endpoint_table::tools(), endpoint_table::reports(),
              endpoint_table::report_tasks(), endpoint_table::tokens()}) {
            rows.insert(rows.end(), family.begin(), family.end());
        }
        return rows;
    }();
    return all;
}

using enum DataCategory;

} // namespace

std::string_view to_string(DataCategory category) {
    switch (category) {
    case oauth_tokens:
        return "oauth_tokens";
    case account_ids:
        return "account_ids";
    case advertising_data:
        return "advertising_data";
    case creative_metadata:
        return "creative_metadata";
    case technical_logs:
        return "technical_logs";
    }
    return "technical_logs";
}

std::span<const Endpoint> endpoints() {
    return joined();
}

const Endpoint* find_endpoint(std::string_view name) {
    std::string dotted{name};
    std::ranges::replace(dotted, '/', '.');
    const auto found = std::ranges::find(joined(), std::string_view{dotted}, &Endpoint::name);
    return found == joined().end() ? nullptr : &*found;
}

const Endpoint& endpoint(std::string_view name) {
    const auto* found = find_endpoint(name);
    if (found == nullptr) {
        throw std::logic_error{"no endpoint " + std::string{name}};
    }
    return *found;
}

} // namespace bayme::tiktok
