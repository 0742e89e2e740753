// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "accounts/tokens.hpp"
#include "storage/reviews.hpp"
#include "tiktok/client.hpp"

namespace bayme::sync {

/// True for a secondary status that says that an object itself is being reviewed or was refused.
bool speaks_of_review(std::string_view secondary_status);

/// Reads why TikTok refused ads and ad groups, only of those whose status speaks of a review, and
/// of each at most every six hours unless it was changed.
class ObjectReviews {
public:
    ObjectReviews(storage::Database& database, storage::MirrorStore& mirror,
                  storage::ReviewStore& reviews, accounts::Tokens& tokens, tiktok::Client& client,
                  const Clock& clock)
        : database_(database), mirror_(mirror), reviews_(reviews), tokens_(tokens), client_(client),
          clock_(clock) {}

    /// @return how many reviews were read.
    Result<std::int64_t> sync(const tiktok::CallContext& context, const AdvertiserId& advertiser);

private:
    Result<tiktok::Texts> due(storage::Transaction& tx, const AdvertiserId& advertiser,
                              storage::ObjectLevel level);

    storage::Database& database_;
    storage::MirrorStore& mirror_;
    storage::ReviewStore& reviews_;
    accounts::Tokens& tokens_;
    tiktok::Client& client_;
    const Clock& clock_;
};

} // namespace bayme::sync
