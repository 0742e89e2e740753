// SPDX-License-Identifier: LicenseRef-Bayme
#include "reports/mirror_names.hpp"

#include "support/migrated_database.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bayme::reports {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

class MirrorNamesTest : public testing::Test {
protected:
    void seen(std::string_view id, std::string_view name, std::string_view at) {
        storage::MirrorObject object;
        object.advertiser_id = AdvertiserId{"7001"};
        object.level = storage::ObjectLevel::campaign;
        object.id = id;
        object.campaign_id = CampaignId{id};
        object.name = name;
        object.unmodelled = "{}";
        object.seen_at = parse_instant(at).value();
        const auto put =
            database_.write([&](storage::Transaction& tx) { return mirror_->put(tx, object); });
        ASSERT_TRUE(put) << put.error();
    }
    Names campaigns(std::optional<Instant> moment = {}) {
        auto found = names_.names(AdvertiserId{"7001"}, snapshots::Level::campaign, moment);
        EXPECT_TRUE(found) << found.error();
        return found ? *std::move(found) : Names{};
    }

    test::MigratedDatabase database_;
    std::unique_ptr<storage::MirrorStore> mirror_ = storage::make_sql_mirror_store();
    std::unique_ptr<storage::AdvertiserStore> advertisers_ = storage::make_sql_advertiser_store();
    MirrorNames names_{*database_, *mirror_, *advertisers_};
};

TEST_F(MirrorNamesTest, GiveTheNameOfNowAndTheNameOfThen) {
    seen("11", "Summer", "2026-03-01T00:00:00Z");
    seen("11", "Late summer", "2026-03-03T00:00:00Z");

    EXPECT_THAT(campaigns(), ElementsAre(Pair("11", "Late summer")));
    EXPECT_THAT(campaigns(parse_instant("2026-03-02T00:00:00Z").value()),
                ElementsAre(Pair("11", "Summer")));
}

TEST_F(MirrorNamesTest, AnAccountNobodyKnowsHasNoName) {
    const auto found = names_.names(AdvertiserId{"7009"}, snapshots::Level::advertiser, {});

    ASSERT_TRUE(found) << found.error();
    EXPECT_THAT(*found, IsEmpty());
}

} // namespace
} // namespace bayme::reports
