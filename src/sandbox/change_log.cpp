// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/change_log.hpp"

#include <charconv>

namespace bayme::sandbox {

void ChangeLog::add(const World& world, const std::vector<Effect>& effects, std::string_view by,
                    Seconds now) {
    const bool api = by == "api";
    for (const auto& effect : effects) {
        const auto level = parse_level(effect.level);
        std::uint64_t id = 0;
        std::from_chars(effect.id.data(), effect.id.data() + effect.id.size(), id);
        const auto found = world.node_index.find(id);
        if (!level || found == world.node_index.end() || effect.before == effect.after) {
            continue;
        }
        changes_.push_back({now, world.node(*level, found->second.second).account, *level,
                            effect.id, effect.member, effect.before, effect.after,
                            api ? "d***********r@sandbox.example" : "b***********r@sandbox.example",
                            api ? "Marketing API" : "TikTok Ads Manager"});
    }
}

} // namespace bayme::sandbox
