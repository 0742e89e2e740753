// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/ledger.hpp"
#include "sandbox/world.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace bayme::sandbox {

/// One edit of an advertising object, by whomever.
struct Change {
    Seconds at = 0;
    std::uint32_t account = 0;
    Level level = Level::ad;
    std::string id;
    std::string member;
    std::string before;
    std::string after;
    std::string operator_mail; ///< masked
    std::string source;        ///< "Marketing API" or "TikTok Ads Manager"
};

/// Who changed what, for the changelog tasks [CONTRACT 7.5].
class ChangeLog {
public:
    /// Keeps the effects that concern campaigns, ad groups and ads.
    void add(const World& world, const std::vector<Effect>& effects, std::string_view by,
             Seconds now);
    [[nodiscard]] const std::vector<Change>& all() const { return changes_; }

private:
    std::vector<Change> changes_;
};

} // namespace bayme::sandbox
