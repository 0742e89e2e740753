// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/member_changes.hpp"

#include <simdjson.h>

#include <map>

namespace bayme::storage {
namespace {

std::map<std::string, std::string> members_of(std::string_view json) {
    std::map<std::string, std::string> members;
    simdjson::dom::parser parser;
    simdjson::dom::object object;
    if (parser.parse(simdjson::padded_string{json}).get(object) != simdjson::SUCCESS) {
        return members;
    }
    for (const auto& member : object) {
        std::string_view text;
        members[std::string{member.key}] = member.value.get(text) == simdjson::SUCCESS
                                               ? std::string{text}
                                               : simdjson::minify(member.value);
    }
    return members;
}

} // namespace

std::vector<MemberChange> member_changes(std::string_view before, std::string_view after) {
    if (before == after) {
        return {};
    }
    const auto earlier = members_of(before);
    const auto later = members_of(after);
    std::vector<MemberChange> changes;
    for (const auto& [name, text] : earlier) {
        const auto found = later.find(name);
        if (found == later.end()) {
            changes.push_back({name, text, ""});
        } else if (found->second != text) {
            changes.push_back({name, text, found->second});
        }
    }
    for (const auto& [name, text] : later) {
        if (!earlier.contains(name)) {
            changes.push_back({name, "", text});
        }
    }
    return changes;
}

} // namespace bayme::storage
