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

/// What one connection may do, feature by feature.
struct ConnectionPageView {
    struct Feature {
        std::string name;
        Tone tone = Tone::quiet;
        std::string state; ///< "Granted", "Not granted", "Refused since 22 Nov 14:51 UTC"
        std::string box;   ///< to tick on TikTok's page
        std::string without;
        std::string proof; ///< the refused call and its request id; empty when none
    };
    OpenConnection connection;
    std::string probed_at; ///< empty when no probe went through yet
    std::vector<Feature> features;
    bool may_connect = false;
};
StaffPage connection_page(const StaffFrame& frame, const ConnectionPageView& view);

EndQuestion disconnect_question(const OpenConnection& connection);

} // namespace bayme::web
