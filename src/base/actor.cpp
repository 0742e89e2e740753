// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/actor.hpp"

#include <algorithm>
#include <array>

namespace bayme {
namespace {

constexpr std::array<std::string_view, 6> names{"person",   "api_key",        "rule",
                                                "schedule", "local_operator", "anyone"};

} // namespace

std::string_view to_string(ActorKind kind) {
    return names.at(static_cast<std::size_t>(kind));
}

std::string to_string(const Actor& actor) {
    std::string text{to_string(actor.kind)};
    if (!actor.id.empty()) {
        text += ":" + actor.id;
    }
    return text;
}

Actor parse_actor(std::string_view text) {
    const auto colon = text.find(':');
    const auto found = std::ranges::find(names, text.substr(0, colon));
    if (found == names.end()) {
        return {};
    }
    return {static_cast<ActorKind>(found - names.begin()),
            colon == std::string_view::npos ? "" : std::string{text.substr(colon + 1)}};
}

} // namespace bayme
