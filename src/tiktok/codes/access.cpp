// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/codes/table.hpp"

#include <array>

namespace bayme::tiktok::codes {
namespace {

using enum CodeClass;

constexpr std::string_view connect_again = "Connect the account again.";
constexpr std::string_view check_app = "Check app_id and app_secret in the configuration.";
constexpr std::string_view ask_tiktok = "Ask TikTok's support or the owner of the developer app.";
constexpr std::string_view by_itself = "Nothing to do: it continues by itself.";
constexpr std::string_view report_it = "Report this with the request id.";

constexpr auto table = std::to_array<ReturnCode>({
    limit(40100, Window::app, "The app made more calls than its level allows.", by_itself),
    row(40101, reauthorise, "App id and secret do not match, or the code is not valid.", check_app),
    row(40102, reauthorise, "The access has expired or was replaced by a newer one.",
        connect_again),
    row(40103, reauthorise, "The access can no longer be renewed.", connect_again),
    fault(40104, "The call carried no access token.", report_it),
    row(40105, reauthorise, "The access was withdrawn, or the token is wrong.", connect_again),
    row(40106, reauthorise, "The person behind the access does not fit this account.",
        connect_again),
    row(40107, reauthorise, "The access cannot be renewed in this way.", connect_again),
    fault(40108, "TikTok does not support this kind of grant.", report_it),
    fault(40109, "TikTok could not decipher the request.", report_it),
    row(40110, reauthorise, "The authorisation was cancelled, used before, or is too old.",
        "Start connecting again."),
    row(40112, invalid, "TikTok says the password is wrong.", "Sign in at TikTok again."),
    row(40113, reauthorise, "The app is blocked, unknown, or not the one that got the access.",
        "Check app_id in the configuration, then connect the account again."),
    row(40115, reauthorise, "The authorisation is too old or meant for something else.",
        "Start connecting again."),
    fault(40116, "TikTok did not accept the request's signature.", report_it),
    row(40117, permission, "The app may not use this method.", ask_tiktok),
    row(40118, permission, "The app or account is not on TikTok's list for this function.",
        "Apply for the function at TikTok; everything else keeps working."),
    row(40119, permission, "The app and the account belong to different companies.", ask_tiktok),
    row(40121, permission, "The person is no creator of TikTok's marketplace.", ask_tiktok),
    row(40122, permission, "The creator is not in a region TikTok serves.", ask_tiktok),
    row(40124, permission, "The developer profile is not complete or not approved.",
        "Complete it in TikTok's developer portal."),
    row(40125, permission, "The developer lacks a permission for this.", ask_tiktok),
    row(40131, reauthorise, "TikTok did not accept the access.", connect_again),
    limit(40132, Window::value, "Too many calls about the same object.", by_itself),
    limit(40133, Window::advertiser_path, "Too many calls of this kind for one account.",
          by_itself),
});

} // namespace

std::span<const ReturnCode> access() {
    return table;
}

} // namespace bayme::tiktok::codes
