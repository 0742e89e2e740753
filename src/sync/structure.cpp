// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/structure.hpp"

#include "base/failpoint.hpp"
#include "tiktok/walk.hpp"

#include <algorithm>
#include <set>

namespace bayme::sync {
namespace {

using storage::ObjectLevel;

/// Objects written in one transaction.
constexpr std::size_t batch = 500;
/// Ids in one question after the missing; every endpoint takes that many.
constexpr std::size_t ids_at_once = 60;
/// TikTok dates a change before the listing that shows it.
constexpr std::chrono::minutes overlap{15};

Failpoint batch_stored{"sync.structure.batch_stored"};
/// Buries what a listing misses without asking for it by its id: what the tests must notice.
Failpoint unasked{"sync.structure.buried_unasked", FailpointKind::defect};

std::string text_of(const std::string& id) {
    return id;
}
template <typename Tag>
const std::string& text_of(const Id<Tag>& id) {
    return id.text();
}

template <typename IdType>
std::vector<IdType> typed(const tiktok::Texts& ids) {
    std::vector<IdType> made;
    std::ranges::transform(ids, std::back_inserter(made),
                           [](const auto& id) { return IdType{id}; });
    return made;
}

/// Nobody can be asked for one by its id.
struct NobodyToAsk {};

bool is_not_granted(const Error& error) {
    return error.reason == "tiktok.40001";
}

} // namespace

struct Structure::Look {
    jobs::Run& run;
    const tiktok::CallContext& context;
    AdvertiserId advertiser;
    SecretText token;
    Instant at;
};

Result<Structure::Look> Structure::look_at(jobs::Run& run, const tiktok::CallContext& context,
                                           const AdvertiserId& advertiser) {
    BAYME_TRY(const auto tx, database_.begin_read());
    BAYME_TRY(auto token, tokens_.open_for(*tx, advertiser));
    return Look{run, context, advertiser, std::move(token), clock_.now()};
}

template <typename Listing>
Result<void> Structure::put(const Look& look, const Listing& listing, StructureOutcome& outcome) {
    for (std::size_t first = 0; first < listing.items.size(); first += batch) {
        const auto last = std::min(first + batch, listing.items.size());
        BAYME_TRY(const auto tx, database_.begin_write());
        BAYME_CHECK(look.run.still_mine(*tx));
        for (auto i = first; i < last; ++i) {
            BAYME_TRY(const auto put,
                      mirror_.put(*tx, mirrored(listing.items[i], look.advertiser, look.at)));
            outcome.added += put.added ? 1 : 0;
            outcome.changed += put.fields_changed > 0 ? 1 : 0;
        }
        BAYME_CHECK(tx->commit());
        BAYME_CHECK(batch_stored.reach());
    }
    outcome.seen += static_cast<std::int64_t>(listing.items.size());
    return {};
}

template <typename Listing, typename AskAgain>
Result<void> Structure::store(const Look& look, ObjectLevel level, const Listing& listing,
                              const AskAgain& ask_again, StructureOutcome& outcome) {
    BAYME_CHECK(put(look, listing, outcome));
    if (!listing.proof.whole()) {
        ++outcome.levels_not_whole;
        return {};
    }
    BAYME_TRY(const auto missing, [&]() -> Result<tiktok::Texts> {
        BAYME_TRY(const auto tx, database_.begin_read());
        return mirror_.unseen(*tx, look.advertiser, level, look.at);
    }());
    if constexpr (!std::is_same_v<AskAgain, NobodyToAsk>) {
        for (std::size_t first = 0; first < missing.size() && !unasked.is_planted();
             first += ids_at_once) {
            const auto last = std::min(first + ids_at_once, missing.size());
            const tiktok::Texts ids{missing.begin() + static_cast<std::ptrdiff_t>(first),
                                    missing.begin() + static_cast<std::ptrdiff_t>(last)};
            BAYME_TRY(auto found, ask_again(ids));
            if (!found.proof.whole()) {
                ++outcome.levels_not_whole;
                return {};
            }
            // An answer that does not heed the filter proves nothing about the others.
            const std::set<std::string> asked{ids.begin(), ids.end()};
            std::erase_if(found.items,
                          [&](const auto& item) { return !asked.contains(text_of(item.id)); });
            BAYME_CHECK(put(look, found, outcome));
        }
    }
    if (missing.empty()) {
        return {};
    }
    BAYME_TRY(const auto tx, database_.begin_write());
    BAYME_CHECK(look.run.still_mine(*tx));
    BAYME_TRY(const auto buried, mirror_.bury(*tx, look.advertiser, level, look.at));
    outcome.buried += buried;
    return tx->commit();
}

Result<StructureOutcome> Structure::sync(jobs::Run& run, const tiktok::CallContext& context,
                                         const AdvertiserId& advertiser) {
    BAYME_TRY(const auto look, look_at(run, context, advertiser));
    StructureOutcome outcome;
    const tiktok::ObjectFilter everything{};

    run.report({0, 3, "campaigns"});
    BAYME_TRY(const auto campaigns, all_campaigns(client_, context, look.token, everything));
    const auto campaigns_again = [&](const tiktok::Texts& ids) {
        return all_campaigns(client_, context, look.token,
                             {.campaign_ids = typed<CampaignId>(ids)});
    };
    BAYME_CHECK(store(look, ObjectLevel::campaign, campaigns, campaigns_again, outcome));
    run.report({1, 3, "ad groups"});
    BAYME_TRY(const auto adgroups, all_adgroups(client_, context, look.token, everything));
    const auto adgroups_again = [&](const tiktok::Texts& ids) {
        return all_adgroups(client_, context, look.token, {.adgroup_ids = typed<AdgroupId>(ids)});
    };
    BAYME_CHECK(store(look, ObjectLevel::adgroup, adgroups, adgroups_again, outcome));
    run.report({2, 3, "ads"});
    BAYME_TRY(const auto ads, all_ads(client_, context, look.token, everything));
    const auto ads_again = [&](const tiktok::Texts& ids) {
        return all_ads(client_, context, look.token, {.ad_ids = typed<AdId>(ids)});
    };
    BAYME_CHECK(store(look, ObjectLevel::ad, ads, ads_again, outcome));

    BAYME_TRY(const auto tx, database_.begin_write());
    BAYME_CHECK(run.still_mine(*tx));
    BAYME_CHECK(advertisers_.set_structure_synced(*tx, advertiser, look.at));
    BAYME_CHECK(tx->commit());
    return outcome;
}

Result<StructureOutcome> Structure::sync_changed_ads(jobs::Run& run,
                                                     const tiktok::CallContext& context,
                                                     const AdvertiserId& advertiser) {
    StructureOutcome outcome;
    BAYME_TRY(const auto look, look_at(run, context, advertiser));
    BAYME_TRY(const auto account, [&]() -> Result<storage::Advertiser> {
        BAYME_TRY(const auto tx, database_.begin_read());
        return advertisers_.find(*tx, advertiser);
    }());
    if (!account.structure_synced_at) {
        return outcome;
    }
    BAYME_TRY(const auto ads, all_ads(client_, context, look.token,
                                      {.modified_after = *account.structure_synced_at - overlap}));
    BAYME_CHECK(put(look, ads, outcome));
    return outcome;
}

Result<StructureOutcome> Structure::sync_files(jobs::Run& run, const tiktok::CallContext& context,
                                               const AdvertiserId& advertiser,
                                               std::vector<ObjectLevel>& not_granted) {
    BAYME_TRY(const auto look, look_at(run, context, advertiser));
    StructureOutcome outcome;
    const auto keep = [&](ObjectLevel level, const auto& listing,
                          const auto& ask_again) -> Result<void> {
        if (!listing && is_not_granted(listing.error())) {
            not_granted.push_back(level);
            return {};
        }
        return listing ? store(look, level, *listing, ask_again, outcome)
                       : std::unexpected(listing.error());
    };
    BAYME_CHECK(keep(ObjectLevel::video, all_videos(client_, context, look.token, {}),
                     [&](const tiktok::Texts& ids) {
                         return all_videos(client_, context, look.token, {.video_ids = ids});
                     }));
    BAYME_CHECK(keep(ObjectLevel::image, all_images(client_, context, look.token, {}),
                     [&](const tiktok::Texts& ids) {
                         return all_images(client_, context, look.token, {.image_ids = ids});
                     }));
    BAYME_CHECK(
        keep(ObjectLevel::identity, all_identities(client_, context, look.token), NobodyToAsk{}));
    return outcome;
}

} // namespace bayme::sync
