// SPDX-License-Identifier: LicenseRef-Bayme
#include "reports/reconcile.hpp"

namespace bayme::reports {
namespace {

struct Words {
    std::string_view name;
    std::string_view sentence;
};
/// By DifferenceReason.
constexpr std::array<Words, difference_reasons> all{{
    {"other_currency", "the file's money is in another currency than the account's"},
    {"not_fetched", "the day was never fetched here"},
    {"window_failed", "the last fetch of the day did not come through; what stood before stands"},
    {"window_partial",
     "the last fetch of the day could not be proven whole; what stood before stands"},
    {"restated_since", "the file shows what stood here before TikTok restated it"},
    {"day_not_over", "our figures of the day were read while it ran"},
    {"older_than_export", "we fetched the day before the file was made: fetch it again"},
    {"not_settled",
     "we fetched the day before TikTok corrects it, at 12:00 UTC of the next: fetch it again"},
    {"deleted_object", "the object is deleted, and the file does not list it"},
    {"unexplained",
     "nothing we know explains it: another time zone or attribution, or a filter, may"},
}};

} // namespace

std::string_view to_string(DifferenceReason reason) {
    return all.at(static_cast<std::size_t>(reason)).name;
}

std::string_view in_words(DifferenceReason reason) {
    return all.at(static_cast<std::size_t>(reason)).sentence;
}

} // namespace bayme::reports
