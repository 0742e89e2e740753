// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/parameters.hpp"
#include "sandbox/status.hpp"
#include "sandbox/world.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace bayme::sandbox {

/// The members of a list call's `filtering`, read once for all objects [CONTRACT 4.1]. Holds on to
/// the world.
class ObjectFilter {
public:
    ObjectFilter(const World& world, Level level, const Parameters& filtering, Seconds now);

    [[nodiscard]] bool passes(std::uint32_t index) const;
    /// Smart+ ads are asked for as what their creatives share.
    [[nodiscard]] bool passes(const Bundle& bundle) const;

private:
    using Ids = std::optional<std::unordered_set<std::string>>;

    static Ids ids(const Parameters& filtering, std::string_view name);
    [[nodiscard]] bool passes_ids(std::uint32_t index) const;
    [[nodiscard]] bool passes_traits(const Campaign& campaign) const;
    [[nodiscard]] bool passes_times(Seconds created, Seconds modified) const;
    [[nodiscard]] bool passes_status(const Status& status) const;

    const World& world_;
    Level level_;
    Seconds now_;
    Ids campaigns_;
    Ids adgroups_;
    Ids ads_;
    Ids ads_v2_;
    std::string name_;
    std::string primary_;
    std::string secondary_;
    std::string objective_;
    std::string goal_;
    std::string automation_;
    bool nothing_ = false;
    std::optional<Seconds> created_from_;
    std::optional<Seconds> created_to_;
    std::optional<Seconds> modified_after_;
};

} // namespace bayme::sandbox
