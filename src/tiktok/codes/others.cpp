// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/codes/table.hpp"

#include <array>

namespace bayme::tiktok::codes {
namespace {

using enum CodeClass;

constexpr std::string_view again = "Try again later.";
constexpr std::string_view other_file = "Choose another file.";
constexpr std::string_view check_address = "Check that the address is public, or upload the file.";
constexpr std::string_view report_it = "Report this with the request id.";

constexpr auto table = std::to_array<ReturnCode>({
    row(40200, retry_few, "TikTok's task failed.", again),
    row(40201, later, "TikTok has not finished the task yet.", "It is asked again by itself."),
    row(40202, conflict, "Somebody else was changing the object at the same moment.",
        "Refresh the object, check the change and send it again."),
    row(40300, gone, "The ad account does not exist or was deleted.",
        "Check the account in TikTok Ads Manager."),
    row(40301, gone, "TikTok cannot match the ad account.",
        "Check the account in TikTok Ads Manager."),
    row(40502, conflict, "The largest number of ads is reached.",
        "Delete ads that are no longer needed, or use another ad group."),
    row(40700, retry_few, "TikTok's own check failed.", again),
    row(40900, invalid, "The file changed on its way: its checksum differs.",
        "Upload the file again."),
    row(40901, later, "TikTok is still converting the video.", "It is asked again by itself."),
    row(40902, later, "TikTok could not fetch the address.", check_address),
    row(40903, later, "The image's address is not reachable for TikTok.", check_address),
    row(40904, invalid, "TikTok does not accept the image's content or format.", other_file),
    row(40905, gone, "The file does not exist.", "Upload the file again."),
    row(40906, invalid, "The file is empty.", other_file),
    row(40907, invalid, "The file is too large.", other_file),
    row(40908, invalid, "TikTok does not accept this type of file.", other_file),
    fault(40909, "TikTok does not know this kind of checksum.", report_it),
    row(40910, gone, "The uploaded file has expired.", "Upload the file again."),
    row(40911, conflict, "The account has a file of this name already.", "Rename the file."),
    row(40912, invalid, "The image's address is not usable for TikTok.", check_address),
    row(40913, later, "TikTok could not fetch the image.", check_address),
    row(40914, invalid, "The file is not valid.", other_file),
    row(40915, invalid, "The file does not meet what TikTok asks of it here.", other_file),
    row(41000, permission, "TikTok does not serve the country of this server's address.",
        "Run Bayme where TikTok's interface is offered."),
    fault(41001, "TikTok has taken this function offline.", "Update Bayme."),
    fault(41002, "TikTok no longer uses a value of the request.", "Update Bayme."),
    row(50000, retry, "TikTok had an internal error.", again),
    row(50002, retry, "TikTok could not process the request.", again),
    row(51010, retry, "A service behind TikTok's interface failed.", again),
    limit(51021, Window::endpoint, "A service behind TikTok's interface is overloaded.", again),
    row(51065, retry, "A service behind TikTok's interface failed.", again),
    row(51305, retry, "A service behind TikTok's interface failed.", again),
    row(60001, later, "TikTok is under maintenance.", again),
});

} // namespace

std::span<const ReturnCode> others() {
    return table;
}

} // namespace bayme::tiktok::codes
