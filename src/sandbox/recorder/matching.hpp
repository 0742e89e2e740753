// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/recorder/exchange.hpp"

#include <map>
#include <string>

namespace bayme::sandbox {

/// What a request says, member by member: "query.page" -> "1", "body.filtering.status" -> "\"OK\"".
/// Lists and texts are canonical JSON; the order of members does not count. Left out is what
/// differs each time or is private; mail addresses and phone numbers all look the same.
using Said = std::map<std::string, std::string>;
Said said(const Exchange& exchange);

/// One member in which two requests differ; "absent" for a side without it.
struct Difference {
    std::string member;
    std::string asked;
    std::string recorded;
};
std::vector<Difference> differences(const Said& asked, const Said& recorded);

} // namespace bayme::sandbox
