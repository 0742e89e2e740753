// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bayme::storage {

/// A member that was added, changed or left out; the side without it is empty.
struct MemberChange {
    std::string name;
    std::string before;
    std::string after;
};

/// How two objects of JSON differ, member by member, by name. Texts are given without their quotes,
/// everything else as JSON without blanks; a text that is no object counts as one without members.
std::vector<MemberChange> member_changes(std::string_view before, std::string_view after);

} // namespace bayme::storage
