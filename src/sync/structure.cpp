// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/structure.hpp"

#include "base/failpoint.hpp"
#include "base/json_text.hpp"
#include "tiktok/walk.hpp"

#include <algorithm>

namespace bayme::sync {
namespace {

using storage::MirrorObject;
using storage::ObjectLevel;

/// Objects written in one transaction.
constexpr std::size_t batch = 500;

Failpoint batch_stored{"sync.structure.batch_stored"};

std::string members(const std::vector<tiktok::Unmodelled>& unmodelled) {
    JsonWriter writer;
    writer.begin_object();
    for (const auto& member : unmodelled) {
        writer.key(member.name).raw(member.json);
    }
    return writer.end_object().take();
}

/// An infinite budget, or one under a campaign that has it, is 0 on the wire: no budget here.
void set_budget(MirrorObject& object, const tiktok::Budget& budget) {
    object.budget_mode = budget.mode;
    if (budget.mode != "BUDGET_MODE_INFINITE") {
        object.budget_micros = budget.amount;
    }
}

void set_times(MirrorObject& object, const std::optional<Instant>& created,
               const std::optional<Instant>& modified, Instant seen_at) {
    object.created_at = created;
    object.modified_at = modified;
    object.seen_at = seen_at;
    // A parent's deletion shows in the child's secondary status as *_DELETE too [CONTRACT 4.0].
    if (object.operation_status == "DELETE" || object.secondary_status.ends_with("_DELETE")) {
        object.deleted_at = modified.value_or(seen_at);
    }
}

} // namespace

MirrorObject mirrored(const tiktok::Campaign& campaign, const AdvertiserId& advertiser,
                      Instant seen_at) {
    MirrorObject object{.advertiser_id = advertiser,
                        .level = ObjectLevel::campaign,
                        .id = campaign.id.text(),
                        .campaign_id = campaign.id,
                        .name = campaign.name,
                        .operation_status = campaign.operation_status.value_or(""),
                        .secondary_status = campaign.secondary_status.value_or(""),
                        .objective_type = campaign.objective_type.value_or(""),
                        .unmodelled = members(campaign.unmodelled)};
    set_budget(object, campaign.budget);
    set_times(object, campaign.created, campaign.modified, seen_at);
    return object;
}

MirrorObject mirrored(const tiktok::Adgroup& adgroup, const AdvertiserId& advertiser,
                      Instant seen_at) {
    MirrorObject object{.advertiser_id = advertiser,
                        .level = ObjectLevel::adgroup,
                        .id = adgroup.id.text(),
                        .campaign_id = adgroup.campaign_id,
                        .adgroup_id = adgroup.id,
                        .name = adgroup.name,
                        .operation_status = adgroup.operation_status.value_or(""),
                        .secondary_status = adgroup.secondary_status.value_or(""),
                        .objective_type = adgroup.bidding.optimization_goal.value_or(""),
                        .unmodelled = members(adgroup.unmodelled)};
    set_budget(object, adgroup.budget);
    set_times(object, adgroup.created, adgroup.modified, seen_at);
    return object;
}

MirrorObject mirrored(const tiktok::Ad& ad, const AdvertiserId& advertiser, Instant seen_at) {
    MirrorObject object{.advertiser_id = advertiser,
                        .level = ObjectLevel::ad,
                        .id = ad.id.text(),
                        .campaign_id = ad.campaign_id,
                        .adgroup_id = ad.adgroup_id,
                        .name = ad.name,
                        .operation_status = ad.operation_status.value_or(""),
                        .secondary_status = ad.secondary_status.value_or(""),
                        .unmodelled = members(ad.unmodelled)};
    set_times(object, ad.created, ad.modified, seen_at);
    return object;
}

template <typename Listing>
Result<void> Structure::store(jobs::Run& run, const Listing& listing, ObjectLevel level,
                              const AdvertiserId& advertiser, Instant listed_at,
                              StructureOutcome& outcome) {
    for (std::size_t first = 0; first < listing.items.size(); first += batch) {
        const auto last = std::min(first + batch, listing.items.size());
        BAYME_TRY(const auto tx, database_.begin_write());
        BAYME_CHECK(run.still_mine(*tx));
        for (auto i = first; i < last; ++i) {
            BAYME_TRY(const auto put,
                      mirror_.put(*tx, mirrored(listing.items[i], advertiser, listed_at)));
            outcome.added += put.added ? 1 : 0;
            outcome.changed += put.fields_changed > 0 ? 1 : 0;
        }
        BAYME_CHECK(tx->commit());
        BAYME_CHECK(batch_stored.reach());
    }
    outcome.seen += static_cast<std::int64_t>(listing.items.size());
    if (!listing.proof.whole()) {
        ++outcome.levels_not_whole;
        return {};
    }
    BAYME_TRY(const auto tx, database_.begin_write());
    BAYME_CHECK(run.still_mine(*tx));
    BAYME_TRY(const auto buried, mirror_.bury(*tx, advertiser, level, listed_at));
    outcome.buried += buried;
    return tx->commit();
}

Result<StructureOutcome> Structure::sync(jobs::Run& run, const tiktok::CallContext& context,
                                         const AdvertiserId& advertiser) {
    SecretText token;
    {
        BAYME_TRY(const auto tx, database_.begin_read());
        BAYME_TRY(token, tokens_.open_for(*tx, advertiser));
    }
    StructureOutcome outcome;
    const auto listed_at = clock_.now();
    const tiktok::ObjectFilter everything{};

    run.report({0, 3, "campaigns"});
    BAYME_TRY(const auto campaigns, all_campaigns(client_, context, token, everything));
    BAYME_CHECK(store(run, campaigns, ObjectLevel::campaign, advertiser, listed_at, outcome));
    run.report({1, 3, "ad groups"});
    BAYME_TRY(const auto adgroups, all_adgroups(client_, context, token, everything));
    BAYME_CHECK(store(run, adgroups, ObjectLevel::adgroup, advertiser, listed_at, outcome));
    run.report({2, 3, "ads"});
    BAYME_TRY(const auto ads, all_ads(client_, context, token, everything));
    BAYME_CHECK(store(run, ads, ObjectLevel::ad, advertiser, listed_at, outcome));

    BAYME_TRY(const auto tx, database_.begin_write());
    BAYME_CHECK(run.still_mine(*tx));
    BAYME_CHECK(advertisers_.set_structure_synced(*tx, advertiser, listed_at));
    BAYME_CHECK(tx->commit());
    return outcome;
}

} // namespace bayme::sync
