// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/calls/kinds.hpp"

#include <algorithm>

namespace bayme::tiktok::calls {

/// A filter that only another level knows would be ignored by the platform, silently: refused, when
/// `all` of the levels' tables know it and `own` does not. The name's filter is called by its
/// level.
template <typename Filter>
Result<void> refuse_foreign(Parameters<Filter> own, std::initializer_list<Parameters<Filter>> all,
                            const Filter& filter) {
    const auto same = [](const Parameter<Filter>& one, const Parameter<Filter>& other) {
        return one.name == other.name ||
               (one.name.ends_with("_name") && other.name.ends_with("_name"));
    };
    for (const auto table : all) {
        for (const auto& parameter : table) {
            const bool known =
                std::ranges::any_of(own, [&](const auto& mine) { return same(mine, parameter); });
            if (!known && parameter.given(filter)) {
                return over_limit("filtering." + std::string{parameter.name},
                                  "this level has no such filter");
            }
        }
    }
    return {};
}

/// An identity of a Business Center is named together with it [CONTRACT 5.5].
template <typename Request>
Result<void> check_identity_owner(const Request& request) {
    if (request.type == "BC_AUTH_TT" && !request.authorized_bc_id) {
        return over_limit("identity_authorized_bc_id", "is missing for BC_AUTH_TT");
    }
    return {};
}

} // namespace bayme::tiktok::calls
