// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/codes/table.hpp"

#include <array>

namespace bayme::tiktok::codes {
namespace {

using enum CodeClass;

constexpr std::string_view report_it = "Report this with the request id.";
constexpr std::string_view check_host = "Check the configured api_url.";
constexpr std::string_view not_on_test_host = "Use the production host for this.";
constexpr std::string_view correct_it = "Correct the value TikTok names and send it again.";

constexpr auto table = std::to_array<ReturnCode>({
    {0, ok, ErrorCode::internal, Window::none, "It was done.", ""},
    {20001, partial, ErrorCode::uncertain, Window::none,
     "Some of the objects were changed, others were not.",
     "Look at each object; those that were left out can be sent again."},
    row(40000, invalid, "TikTok found a value in the request invalid.", correct_it),
    row(40001, permission, "The connection may not do this, or does not reach the account.",
        "Ask an administrator to connect the account again with the permission ticked, or to "
        "give the connected person a role on the account."),
    row(40002, invalid, "TikTok refused a value of the request.", correct_it),
    row(40006, invalid, "The values do not fit this version of the interface.", report_it),
    row(40007, gone, "The object does not exist at TikTok, or was deleted.",
        "Refresh the account and look again."),
    fault(40008, "TikTok does not offer this function here.", not_on_test_host),
    fault(40009, "TikTok's test host does not know this parameter or method.", not_on_test_host),
    fault(40010, "This host is not served in this version of the interface.", check_host),
    row(40011, invalid, "More ids than one request may carry.", "Send fewer at a time."),
    row(40013, gone, "The test account does not exist.",
        "Create one in TikTok's developer portal."),
    fault(40014, "TikTok's test host does not offer this function.", not_on_test_host),
    limit(40016, Window::endpoint, "This function was called too often.",
          "Nothing to do: it continues by itself."),
    row(40050, duplicate, "TikTok says it has seen this request before.",
        "Read the object back: it was probably done the first time."),
    fault(40051, "The version of the interface is not valid.", check_host),
    row(40052, conflict, "The creative material exists already.", "Use the existing one."),
    row(40053, invalid, "The video id is not valid.", "Choose a video of this account."),
    row(40064, permission, "The message was blocked by TikTok's rules.",
        "Bayme sends no messages: report this with the request id."),
    row(40065, invalid, "The targeting is not allowed together with ages 13 to 17 in the US.",
        "Exclude that age group or remove the restricted targeting."),
    row(40067, invalid, "The report is too large for one request.",
        "Nothing to do: it is asked for in smaller parts."),
});

} // namespace

std::span<const ReturnCode> general() {
    return table;
}

} // namespace bayme::tiktok::codes
