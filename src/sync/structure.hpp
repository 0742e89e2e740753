// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "accounts/tokens.hpp"
#include "jobs/workers.hpp"
#include "storage/mirror.hpp"
#include "sync/mirrored.hpp"
#include "tiktok/client.hpp"

namespace bayme::sync {

struct StructureOutcome {
    std::int64_t seen = 0;
    std::int64_t added = 0;
    std::int64_t changed = 0;
    /// Neither in a complete listing any more nor found by its id.
    std::int64_t buried = 0;
    /// Levels whose listing moved under the walk: nothing was buried there.
    int levels_not_whole = 0;
};

/// Mirrors an account's campaigns, ad groups and ads, deleted ones included, and the files and
/// identities that ads are made of. Only a complete enumeration may mark something as gone, and
/// what it misses is asked for by its id first: paging over moving data skips objects.
class Structure {
public:
    Structure(storage::Database& database, storage::AdvertiserStore& advertisers,
              storage::MirrorStore& mirror, accounts::Tokens& tokens, tiktok::Client& client,
              const Clock& clock)
        : database_(database), advertisers_(advertisers), mirror_(mirror), tokens_(tokens),
          client_(client), clock_(clock) {}

    /// All campaigns, ad groups and ads.
    Result<StructureOutcome> sync(jobs::Run& run, const tiktok::CallContext& context,
                                  const AdvertiserId& advertiser);
    /// The ads TikTok says were changed since shortly before the last full listing; nothing when
    /// there was none. Never marks anything as gone. Ads without a change time of TikTok's wait for
    /// the full listing.
    Result<StructureOutcome> sync_changed_ads(jobs::Run& run, const tiktok::CallContext& context,
                                              const AdvertiserId& advertiser);
    /// Videos, images and identities. One that TikTok does not grant is left as it is and named.
    Result<StructureOutcome> sync_files(jobs::Run& run, const tiktok::CallContext& context,
                                        const AdvertiserId& advertiser,
                                        std::vector<storage::ObjectLevel>& not_granted);

private:
    /// One account at one moment.
    struct Look;

    template <typename Listing>
    Result<void> put(const Look& look, const Listing& listing, StructureOutcome& outcome);
    template <typename Listing, typename AskAgain>
    Result<void> store(const Look& look, storage::ObjectLevel level, const Listing& listing,
                       const AskAgain& ask_again, StructureOutcome& outcome);
    Result<Look> look_at(jobs::Run& run, const tiktok::CallContext& context,
                         const AdvertiserId& advertiser);

    storage::Database& database_;
    storage::AdvertiserStore& advertisers_;
    storage::MirrorStore& mirror_;
    accounts::Tokens& tokens_;
    tiktok::Client& client_;
    const Clock& clock_;
};

} // namespace bayme::sync
