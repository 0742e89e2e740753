// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/public_site.hpp"

namespace bayme::web {
namespace {

constexpr std::size_t largest_report = 16384;
constexpr auto security_txt_validity = std::chrono::days{180};

// Pages change with the configuration only; five minutes keep a proxy useful and a mend quick.
constexpr const char* page_caching = "public, max-age=300";

constexpr const char* robots = "User-agent: *\n"
                               "Disallow: /app/\n"
                               "Disallow: /api/\n"
                               "Disallow: /link/\n"
                               "Disallow: /oauth/\n"
                               "Disallow: /sign-in\n";

http::Response html_response(int status, std::string document) {
    return {status, {{"Content-Type", "text/html; charset=utf-8"}}, std::move(document), nullptr};
}

} // namespace

PublicSite::PublicSite(std::string public_url, PublicFrame frame, const Pages& pages,
                       const Assets& assets, const Clock& clock)
    : public_url_(std::move(public_url)), contact_(pages.contact), frame_(std::move(frame)),
      assets_(assets), clock_(clock) {
    add_page("/", pages.home);
    add_page("/privacy", pages.privacy);
    add_page("/developers", pages.developers);
    for (const auto& [day, page] : pages.policy_versions) {
        add_page("/privacy/versions/" + day.text(), page);
    }
    pages_.try_emplace("/robots.txt", robots, "text/plain; charset=utf-8", page_caching);
    not_found_ = public_document(frame_, assets_,
                                 {.title = pages.not_found.title,
                                  .description = pages.not_found.description,
                                  .path = "",
                                  .findable = false,
                                  .body = pages.not_found.body});
}

void PublicSite::add_page(const std::string& path, const Page& page) {
    const bool is_version = path.starts_with("/privacy/versions/");
    auto document = public_document(frame_, assets_,
                                    {.title = page.title,
                                     .description = page.description,
                                     .path = is_version ? "/privacy" : path,
                                     .findable = !is_version,
                                     .body = page.body});
    pages_.try_emplace(path, std::move(document), "text/html; charset=utf-8", page_caching);
}

std::optional<http::Response> PublicSite::get(const http::Request& request) const {
    if (const auto page = pages_.find(request.path); page != pages_.end()) {
        return page->second.answer(request);
    }
    if (const auto* asset = assets_.find(request.path); asset != nullptr) {
        return asset->answer(request);
    }
    if (request.path == "/.well-known/security.txt") {
        return security_txt();
    }
    return std::nullopt;
}

http::Response PublicSite::not_found() const {
    return html_response(404, not_found_);
}

http::Response PublicSite::page(int status, PublicPage content) const {
    return html_response(status, public_document(frame_, assets_, content));
}

http::Response PublicSite::csp_report(const http::Request& request) {
    if (request.body.size() > largest_report) {
        return {413, {}, "", nullptr};
    }
    ++csp_reports_;
    return {204, {}, "", nullptr};
}

http::Response PublicSite::security_txt() const {
    // Whole days, so that the text is the same all day.
    const auto expires =
        std::chrono::floor<std::chrono::days>(clock_.now()) + security_txt_validity;
    auto body = fmt::format("Contact: mailto:{}\n"
                            "Expires: {}\n"
                            "Preferred-Languages: en\n"
                            "Canonical: {}/.well-known/security.txt\n"
                            "Policy: {}/privacy\n",
                            contact_, format_instant(Instant{expires}), public_url_, public_url_);
    return {200,
            {{"Content-Type", "text/plain; charset=utf-8"}, {"Cache-Control", page_caching}},
            std::move(body),
            nullptr};
}

} // namespace bayme::web
