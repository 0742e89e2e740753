// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/civil.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace bayme::sandbox {

/// The request_id members of creations: a repeat within ten seconds is known [CONTRACT 4.2].
class Repeats {
public:
    static constexpr Seconds memory = 10;

    /// The object that the same text made less than ten seconds ago.
    [[nodiscard]] std::optional<std::uint32_t> find(const std::string& key, Seconds now) const {
        const auto found = made_.find(key);
        return found == made_.end() || now >= found->second.first + memory
                   ? std::nullopt
                   : std::optional{found->second.second};
    }
    void remember(const std::string& key, Seconds now, std::uint32_t index) {
        made_[key] = {now, index};
    }

private:
    std::map<std::string, std::pair<Seconds, std::uint32_t>> made_;
};

} // namespace bayme::sandbox
