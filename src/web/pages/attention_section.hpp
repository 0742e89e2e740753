// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "web/staff_shell.hpp"

#include <string>
#include <vector>

namespace bayme::web {

/// Something to look after, and the page where that is done.
struct AttentionItem {
    bool urgent = false;
    std::string text = {};
    std::string advice = {};
    std::string address = {}; ///< empty: no page of ours helps
};

/// The section above the accounts; nothing when nothing needs looking after.
Html attention_section(const std::vector<AttentionItem>& items);

} // namespace bayme::web
