// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "http/message.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace bayme::web {

/// Whom an answer is for. `flow`: not signed in, yet personal (links, sign-in, OAuth results).
enum class Audience { everyone, flow, staff };

/// The headers of TRUST 4.4 without any script: pages of this room run none, so script-src is left
/// to default-src 'none'.
class SecurityHeaders {
public:
    /// `https`: public_url is https, so browsers are told to stay with it. `form_origins`: where a
    /// form of ours may end up by a redirect, such as the origin of TikTok's consent page.
    SecurityHeaders(bool https, const std::vector<std::string>& form_origins);

    /// Adds them all. Flow and staff answers also get Cache-Control no-store.
    void add(http::Response& response, Audience audience) const;
    [[nodiscard]] const std::string& content_security_policy() const { return policy_; }

private:
    std::string policy_;
    http::Headers always_;
};

/// "https://host:1234/a?b" -> "https://host:1234"; empty for what is no http address.
std::string origin_of(std::string_view address);

} // namespace bayme::web
