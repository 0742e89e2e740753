// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <string>
#include <string_view>

namespace bayme {

/// On whose behalf a call is made.
enum class ActorKind {
    person,         ///< signed in; id is a PersonId
    api_key,        ///< id is an ApiKeyId
    rule,           ///< id names the rule
    schedule,       ///< id names the schedule
    local_operator, ///< the OS user who owns the data folder, through the socket or in-process
    anyone,         ///< a visitor of the public site
};

std::string_view to_string(ActorKind kind);

/// Travels with every call and into every audit row. Holds an id, never a name: names live only in
/// the encrypted person row.
struct Actor {
    ActorKind kind = ActorKind::anyone;
    std::string id;

    bool operator==(const Actor&) const = default;
};

/// "person:01h…", "local_operator".
std::string to_string(const Actor& actor);
/// Reads what to_string writes; `anyone` for what it does not know.
Actor parse_actor(std::string_view text);

} // namespace bayme
