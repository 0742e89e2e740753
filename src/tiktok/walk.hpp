// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/files.hpp"
#include "tiktok/identities.hpp"

#include <functional>

namespace bayme::tiktok {

/// What a walk over all pages saw. Offset pages over moving data repeat and skip objects: only
/// whole() says that nothing moved.
struct WalkProof {
    std::vector<std::string> request_ids; ///< one per page
    std::int64_t stated_total = 0;        ///< total_number of the last page
    std::int64_t seen = 0;                ///< different objects
    std::int64_t duplicates = 0;          ///< objects that came again
    bool total_moved = false;             ///< total_number or a page's number was not as before
    bool ads_throttled = false;           ///< X-Tt-Ads-Throttle on any page
    bool partial = false;                 ///< code 20001 on any page

    [[nodiscard]] bool whole() const {
        return seen == stated_total && duplicates == 0 && !total_moved && !ads_throttled &&
               !partial;
    }
};

/// All objects once each, the first sight of one wins, in the order of the answers.
template <typename T>
struct Listing {
    std::vector<T> items;
    WalkProof proof;
};

/// The first error ends the walk. An answer that states more than 100,000 pages is refused.
Result<Listing<Campaign>> all_campaigns(Client& client, const CallContext& context,
                                        const SecretText& token, const ObjectFilter& filter);
Result<Listing<Adgroup>> all_adgroups(Client& client, const CallContext& context,
                                      const SecretText& token, const ObjectFilter& filter);
Result<Listing<Ad>> all_ads(Client& client, const CallContext& context, const SecretText& token,
                            const ObjectFilter& filter);

Result<Listing<Video>> all_videos(Client& client, const CallContext& context,
                                  const SecretText& token, const VideoFilter& filter);
Result<Listing<Image>> all_images(Client& client, const CallContext& context,
                                  const SecretText& token, const ImageFilter& filter);
Result<Listing<Identity>> all_identities(Client& client, const CallContext& context,
                                         const SecretText& token);

/// Hands every page to `take`, in order; an error of `take` ends the walk. Rows are not
/// deduplicated for the caller, they are counted: a row's key is its dimensions.
Result<WalkProof> walk_report(Client& client, const CallContext& context, const SecretText& token,
                              const ReportRequest& request,
                              const std::function<Result<void>(const ReportPage&)>& take);

/// In batches the platform takes.
Result<std::vector<Advertiser>> all_advertiser_info(Client& client, const CallContext& context,
                                                    const SecretText& token,
                                                    std::span<const AdvertiserId> ids);

} // namespace bayme::tiktok
