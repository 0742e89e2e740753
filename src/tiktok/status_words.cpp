// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/status_words.hpp"

#include <algorithm>
#include <array>

namespace bayme::tiktok {
namespace {

// AD_STAUS_ is TikTok's own spelling of one state [CONTRACT 4.11].
constexpr auto prefixes = std::to_array<std::string_view>(
    {"CAMPAIGN_STATUS_", "ADGROUP_STATUS_", "AD_STATUS_", "AD_STAUS_"});

struct Words {
    std::string_view status; ///< without its prefix
    std::string_view words;
};
constexpr auto table = std::to_array<Words>({
    {"ADGROUP_AUDIT_DENY", "TikTok's review refused the ad group"},
    {"ADGROUP_DELETE", "Its ad group was deleted"},
    {"ADGROUP_DISABLE", "Its ad group is paused"},
    {"ADGROUP_PRE_ONLINE", "About to start"},
    {"ADGROUP_QUOTA_LIMIT", "The account has as many active ad groups as it may"},
    {"ADVERTISER_ACCOUNT_INVALID", "TikTok does not accept the account"},
    {"ADVERTISER_ACCOUNT_PUNISH", "TikTok suspended the account"},
    {"ADVERTISER_AUDIT", "TikTok reviews the account"},
    {"ADVERTISER_AUDIT_DENY", "TikTok's review refused the account"},
    {"ADVERTISER_CONTRACT_PENDING", "The account's contract is not signed"},
    {"ADVERTISER_REAUDIT", "TikTok reviews the account again"},
    {"AD_QUOTA_LIMIT", "The account has as many ads as it may"},
    {"ANCHOR_UNAVAILABLE", "What the ad links to is not available"},
    {"ASSET_AUTHORIZATION_LOST", "The right to use a creative was withdrawn"},
    {"AUDIT", "In TikTok's review"},
    {"AUDIT_DENY", "Refused by TikTok's review"},
    {"AWAITING_RELEASE", "Not released yet"},
    {"BALANCE_EXCEED", "The account's balance is used up"},
    {"BUDGET_EXCEED", "The budget is used up"},
    {"CAMPAIGN_DELETE", "Its campaign was deleted"},
    {"CAMPAIGN_DISABLE", "Its campaign is paused"},
    {"CAMPAIGN_EXCEED", "The campaign's budget is used up"},
    {"CREATE", "It has no ads yet"},
    {"DELETE", "Deleted"},
    {"DELIVERY_OK", "Delivering"},
    {"DISABLE", "Paused"},
    {"DONE", "Ended"},
    {"ENABLE", "Active"},
    {"FROZEN", "Frozen by TikTok"},
    {"IDENTITY_USED_BY_GMV_MAX_AD", "A GMV Max campaign uses its TikTok account"},
    {"INDUSTRY_QUALIFICATION_DENY", "TikTok refused the proof this industry needs"},
    {"INDUSTRY_QUALIFICATION_EXPIRED", "The proof this industry needs has expired"},
    {"INDUSTRY_QUALIFICATION_MISSING", "The proof this industry needs is missing"},
    {"LIVE_NOT_START", "The live stream has not begun"},
    {"LIVE_OFFLINE", "The live stream is over"},
    {"MUSIC_AUTHORIZATION_MISSING", "The music may not be used"},
    {"NOT_START", "Before its start"},
    {"PARTIAL_AUDIT_DELIVERY_OK", "Delivering; TikTok's review refused a part"},
    {"PARTIAL_AUDIT_NO_DELIVERY", "TikTok's review refused a part, and nothing delivers"},
    {"PIXEL_UNBIND", "Its pixel is no longer connected"},
    {"PROCESS_AUDIO", "TikTok works on the sound"},
    {"PRODUCT_UNAVAILABLE", "Its product is not available"},
    {"REAUDIT", "In TikTok's review again after a change"},
    {"REVIEW_PARTIALLY_APPROVED", "Delivering; TikTok's review refused a part"},
    {"SEARCH_KEYWORDS_IN_REVIEW", "TikTok reviews the keywords"},
    {"SEARCH_KEYWORDS_NOT_AVAILABLE", "TikTok's review refused the keywords"},
    {"SEARCH_KEYWORDS_PARTIAL_APPROVED", "Delivering; TikTok's review refused some keywords"},
    {"SHADOW_ADGROUP_REAUDIT", "Delivering; a change is in TikTok's review"},
    {"TIME_DONE", "After its end"},
    {"TRANSCODING_FAIL", "TikTok could not convert the video"},
});
static_assert(std::ranges::is_sorted(table, {}, &Words::status));

} // namespace

std::string status_words(std::string_view status) {
    for (const auto prefix : prefixes) {
        if (status.starts_with(prefix)) {
            status.remove_prefix(prefix.size());
            break;
        }
    }
    const auto* const found = std::ranges::lower_bound(table, status, {}, &Words::status);
    if (found != table.end() && found->status == status) {
        return std::string{found->words};
    }
    std::string own{status};
    std::ranges::transform(own, own.begin(), [](char c) {
        return c == '_' ? ' ' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return own;
}

} // namespace bayme::tiktok
