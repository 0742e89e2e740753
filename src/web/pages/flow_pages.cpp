// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/pages/flow_pages.hpp"

#include <utility>

namespace bayme::web {

PublicPage sign_in_page() {
    return unlisted_page(
        "Sign in",
        join({element("h1", {"Sign in"}),
              element("p", {"Staff sign in with a link that works once and for 15 minutes."}),
              element("div",
                      {classes("card"), element("h2", {"How to get a link"}),
                       element("ul", {element("li", {"On the machine that runs the program: ",
                                                     element("code", {"bayme staff link"}),
                                                     " prints one, and so does ",
                                                     element("code", {"./dev run"}),
                                                     ". It takes the --data or --config that the "
                                                     "server was started with."}),
                                      element("li", {"Anybody else: ask an administrator of your "
                                                     "company's installation."})})}),
              element("p", {classes("meta"), "There is no public registration."})}));
}

PublicPage signed_out_page() {
    return unlisted_page(
        "Signed out",
        join({element("h1", {"You are signed out"}),
              element("p", {"Your session has ended, so this was not done. Nothing was "
                            "changed. Sign in, then do it again."}),
              element("p", {element("a", {classes("button"), href("/sign-in"), "Sign in"})})}));
}

PublicPage wrong_method_page(std::string_view allowed) {
    return unlisted_page("Not possible here",
                         join({element("h1", {"This address cannot be used that way"}),
                               element("p", {"It answers ", allowed, ". Nothing was changed."})}));
}

PublicPage trouble_page(Trouble words) {
    const auto title = std::exchange(words.title, {});
    return unlisted_page(title, join({element("h1", {title}), trouble(words)}));
}

PublicPage failed_page(std::string_view request_id) {
    return unlisted_page(
        "Something failed",
        join({element("h1", {"Something failed on our side"}),
              trouble({.title = "The page could not be made",
                       .failed = "An unexpected error stopped this request.",
                       .unchanged = "What was confirmed before stays as it was.",
                       .remedy = "Try again. If it happens twice, report the request id.",
                       .request_id = std::string{request_id}})}));
}

} // namespace bayme::web
