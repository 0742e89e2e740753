// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "accounts/tokens.hpp"
#include "jobs/workers.hpp"
#include "storage/mirror.hpp"
#include "tiktok/client.hpp"

namespace bayme::sync {

struct StructureOutcome {
    std::int64_t seen = 0;
    std::int64_t added = 0;
    std::int64_t changed = 0;
    /// Not in a complete listing any more.
    std::int64_t buried = 0;
    /// Levels whose listing moved under the walk: nothing was buried there.
    int levels_not_whole = 0;
};

// How a platform object stands in the mirror.
storage::MirrorObject mirrored(const tiktok::Campaign& campaign, const AdvertiserId& advertiser,
                               Instant seen_at);
storage::MirrorObject mirrored(const tiktok::Adgroup& adgroup, const AdvertiserId& advertiser,
                               Instant seen_at);
storage::MirrorObject mirrored(const tiktok::Ad& ad, const AdvertiserId& advertiser,
                               Instant seen_at);

/// Mirrors campaigns, ad groups and ads of one account, deleted ones included.
class Structure {
public:
    Structure(storage::Database& database, storage::AdvertiserStore& advertisers,
              storage::MirrorStore& mirror, accounts::Tokens& tokens, tiktok::Client& client,
              const Clock& clock)
        : database_(database), advertisers_(advertisers), mirror_(mirror), tokens_(tokens),
          client_(client), clock_(clock) {}

    Result<StructureOutcome> sync(jobs::Run& run, const tiktok::CallContext& context,
                                  const AdvertiserId& advertiser);

private:
    template <typename Listing>
    Result<void> store(jobs::Run& run, const Listing& listing, storage::ObjectLevel level,
                       const AdvertiserId& advertiser, Instant listed_at,
                       StructureOutcome& outcome);

    storage::Database& database_;
    storage::AdvertiserStore& advertisers_;
    storage::MirrorStore& mirror_;
    accounts::Tokens& tokens_;
    tiktok::Client& client_;
    const Clock& clock_;
};

} // namespace bayme::sync
