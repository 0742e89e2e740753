// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"
#include "web/assets.hpp"
#include "web/content.hpp"
#include "web/shell.hpp"

#include <atomic>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace bayme::web {

/// The pages anybody may read: rendered and compressed once, when it is made. Answers carry no
/// security headers yet; Web adds them. Safe from any thread.
class PublicSite {
public:
    PublicSite(std::string public_url, PublicFrame frame, const Pages& pages, const Assets& assets,
               const Clock& clock);

    /// Nothing when the path is not a public page or asset.
    [[nodiscard]] std::optional<http::Response> get(const http::Request& request) const;
    [[nodiscard]] http::Response not_found() const;
    /// A page of the public look made for one request.
    [[nodiscard]] http::Response page(int status, PublicPage content) const;

    /// POST /csp-report: counted, never read or kept. 413 above 16 KiB.
    http::Response csp_report(const http::Request& request);
    [[nodiscard]] std::uint64_t csp_reports() const { return csp_reports_; }

private:
    void add_page(const std::string& path, const Page& page);
    [[nodiscard]] http::Response security_txt() const;

    std::string public_url_;
    std::string contact_;
    PublicFrame frame_;
    const Assets& assets_;
    const Clock& clock_;
    std::map<std::string, FixedContent, std::less<>> pages_;
    std::string not_found_;
    std::atomic<std::uint64_t> csp_reports_{0};
};

} // namespace bayme::web
