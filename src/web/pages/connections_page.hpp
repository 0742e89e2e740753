// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/id.hpp"
#include "web/figures.hpp"
#include "web/pages/end_page.hpp"

#include <string>
#include <vector>

namespace bayme::web {

/// A connection that has not ended.
struct OpenConnection {
    ConnectionId id;
    Tone tone = Tone::ok;
    std::string state;
    std::string cause; ///< what the last look at it found wrong; empty when nothing
    std::string made_by;
    std::string made_at;
    /// Names of the accounts it reads.
    std::vector<std::string> accounts;
};

/// The table below the accounts; nothing without a connection.
Html connections_table(const std::vector<OpenConnection>& connections);

EndQuestion disconnect_question(const OpenConnection& connection);

} // namespace bayme::web
