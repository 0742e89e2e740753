// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace bayme::http {

/// The parts of an outbound URL, host in lower case, default port left out of `authority`.
struct RecipientUrl {
    bool https = true;
    /// "name" or "name:port", as the table of recipients writes it.
    std::string authority;
    std::string host;
    /// From the slash on.
    std::string path;

    [[nodiscard]] std::string text() const {
        return (https ? "https://" : "http://") + authority + path;
    }
};

/// Reads "https://host[:port]/path". Narrow on purpose, so that libcurl cannot read another host
/// than we: no user, query or fragment, host of letters, digits, dots and hyphens or [::1].
/// @return invalid_input without quoting the text.
Result<RecipientUrl> parse_recipient_url(std::string_view url);

/// localhost, 127.0.0.1 or [::1]: where plain http may go.
bool is_loopback_host(std::string_view host);

} // namespace bayme::http
