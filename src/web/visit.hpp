// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/authenticator.hpp"
#include "api/registry.hpp"
#include "web/answer_view.hpp"
#include "web/form.hpp"
#include "web/public_site.hpp"
#include "web/staff_shell.hpp"

#include <string>
#include <string_view>

namespace bayme::web {

struct WebSettings {
    std::string public_url;    ///< "https://app.bayme.store", without a slash at the end
    std::string authorize_url; ///< TikTok's consent page; its origin may follow a form of ours
    std::string login_url;     ///< the consent page for TikTok accounts, for the same reason
    std::string operator_name;
    bool sandbox = false; ///< the platform is simulated: every page says so
};

/// What every answer is made with. Lives as long as Web.
struct Workshop {
    const WebSettings& settings;
    const Assets& assets;
    PublicSite& site;
    const api::Registry& registry;
    const api::Authenticator& authenticator;
    const Clock& clock;
};

/// One request on its way to an answer.
struct Visit {
    const Workshop& shop;
    const http::Request& request;
    api::Caller caller = {};    ///< `anyone` on routes that need no session
    Form form = {};             ///< of the body, or of the address of a GET
    std::string parameter = {}; ///< what stood for ":id" in the route

    /// Calls an operation on behalf of the caller.
    [[nodiscard]] Result<AnswerView> call(std::string_view operation,
                                          std::string_view json = "{}") const;
    /// The same for what a drafting_form sent: once for each page and question. A form that was
    /// sent twice gets the first answer again; another amount from the same page is another draft.
    [[nodiscard]] Result<AnswerView> call_once(std::string_view operation,
                                               std::string_view json) const;
    /// What surrounds a staff page: who is signed in and the token of the session's forms.
    [[nodiscard]] Result<StaffFrame> frame() const;
    [[nodiscard]] http::Response staff_page(const StaffFrame& frame, const StaffPage& page,
                                            int status = 200) const;
    [[nodiscard]] http::Response flow_page(PublicPage page, int status = 200) const;
    /// A whole page that says what failed, with the status of the error's code; among the staff
    /// pages for who is signed in.
    [[nodiscard]] http::Response failure(const Error& error) const;
};

/// 303: the browser gets the address with GET, so that reloading does not repeat a change.
http::Response see_other(std::string_view path);

/// A failure for people: what failed, that nothing else changed, what to do.
Trouble to_trouble(const Error& error, std::string_view title, std::string_view request_id);

} // namespace bayme::web
