// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/mirror.hpp"

#include "support/fake_clock.hpp"
#include "support/migrated_database.hpp"

#include <gtest/gtest.h>

namespace bayme::storage {
namespace {

const AdvertiserId account{"7002238017842757633"};

class MirrorStoreTest : public testing::Test {
protected:
    MirrorObject campaign(const std::string& id, const std::string& name) {
        return {.advertiser_id = account,
                .level = ObjectLevel::campaign,
                .id = id,
                .campaign_id = CampaignId{id},
                .adgroup_id = {},
                .name = name,
                .operation_status = "ENABLE",
                .secondary_status = "CAMPAIGN_STATUS_ENABLE",
                .objective_type = "TRAFFIC",
                .budget_mode = "BUDGET_MODE_DAY",
                .budget_micros = 50'000'000,
                .created_at = clock.now(),
                .modified_at = std::nullopt,
                .members = R"({"age_groups":"AGE_18_24"})",
                .unmodelled = "{}",
                .first_seen_at = clock.now(),
                .seen_at = clock.now(),
                .deleted_at = std::nullopt};
    }
    PutOutcome put(const MirrorObject& object) {
        return database.write([&](Transaction& tx) { return mirror->put(tx, object); }).value();
    }
    std::string name_at(std::optional<Instant> moment) {
        const auto names = database.read([&](Transaction& tx) {
            return mirror->names(tx, account, ObjectLevel::campaign, moment);
        });
        return names->empty() ? "unknown" : names->front().name;
    }

    test::FakeClock clock;
    test::MigratedDatabase database;
    std::unique_ptr<MirrorStore> mirror = make_sql_mirror_store();
};

TEST_F(MirrorStoreTest, GivesBackWhatWasPut) {
    const auto object = campaign("1714125042508817", "Spring \"sale\" <b>");

    EXPECT_TRUE(put(object).added);

    EXPECT_EQ(database
                  .read([&](Transaction& tx) {
                      return mirror->find(tx, account, ObjectLevel::campaign, "1714125042508817");
                  })
                  .value(),
              object);
}

TEST_F(MirrorStoreTest, AnotherAccountSeesNothing) {
    put(campaign("1", "a"));

    const auto found = database.read([&](Transaction& tx) {
        return mirror->find(tx, AdvertiserId{"8"}, ObjectLevel::campaign, "1");
    });

    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, ErrorCode::not_found);
}

TEST_F(MirrorStoreTest, KeepsTheHistoryOfEachFieldThatDiffers) {
    put(campaign("1", "a"));
    clock.advance(seconds{60});
    auto changed = campaign("1", "b");
    changed.budget_micros = 62'500'000;

    EXPECT_EQ(put(changed).fields_changed, 2);

    const auto history = database
                             .read([&](Transaction& tx) {
                                 return mirror->history(tx, account, ObjectLevel::campaign, "1");
                             })
                             .value();
    ASSERT_EQ(history.size(), 2U);
    EXPECT_EQ(history[0].field, "budget");
    EXPECT_EQ(history[0].before, "50");
    EXPECT_EQ(history[0].after, "62.5");
    EXPECT_EQ(history[1].field, "name");
    EXPECT_EQ(history[1].seen_at, clock.now());
}

TEST_F(MirrorStoreTest, KeepsTheHistoryOfEveryMemberTheModelNamesOrNot) {
    auto object = campaign("1", "a");
    object.unmodelled = R"({"brand_new":{"a":1},"cover_url":"https://a","gone":true})";
    put(object);
    const auto earlier = clock.now();
    clock.advance(seconds{60});
    object.seen_at = clock.now();
    object.members = R"({"age_groups":"AGE_18_24","gender":"FEMALE"})";
    object.unmodelled = R"({"brand_new":{"a":2},"cover_url":"https://b"})";

    EXPECT_EQ(put(object).fields_changed, 3);

    const auto history = database
                             .read([&](Transaction& tx) {
                                 return mirror->history(tx, account, ObjectLevel::campaign, "1");
                             })
                             .value();
    ASSERT_EQ(history.size(), 3U) << "an address that is signed anew is no change";
    EXPECT_EQ(history[0].field, "brand_new");
    EXPECT_EQ(history[0].before, R"({"a":1})");
    EXPECT_EQ(history[0].after, R"({"a":2})");
    EXPECT_EQ(history[1].field, "gender");
    EXPECT_EQ(history[1].before, "");
    EXPECT_EQ(history[1].after, "FEMALE");
    EXPECT_EQ(history[2].field, "gone");
    EXPECT_EQ(history[2].earlier_seen_at, earlier);
}

TEST_F(MirrorStoreTest, NamesAreThoseKnownAtTheMoment) {
    const auto before = clock.now() - seconds{1};
    put(campaign("1", "first"));
    const auto first = clock.now();
    clock.advance(seconds{60});
    put(campaign("1", "second"));
    clock.advance(seconds{60});
    put(campaign("1", "third"));

    EXPECT_EQ(name_at(before), "unknown");
    EXPECT_EQ(name_at(first), "first");
    EXPECT_EQ(name_at(first + seconds{59}), "first");
    EXPECT_EQ(name_at(first + seconds{60}), "second");
    EXPECT_EQ(name_at(std::nullopt), "third");
}

TEST_F(MirrorStoreTest, WhatACompleteListingDidNotSeeIsBuriedNotDeleted) {
    put(campaign("1", "gone"));
    clock.advance(seconds{60});
    const auto listing = clock.now();
    put(campaign("2", "here"));

    const auto buried = database.write(
        [&](Transaction& tx) { return mirror->bury(tx, account, ObjectLevel::campaign, listing); });

    EXPECT_EQ(buried.value(), 1);
    const auto list = [&](bool with_deleted) {
        return database
            .read([&](Transaction& tx) {
                return mirror->list(tx, account, ObjectLevel::campaign, "", with_deleted);
            })
            .value();
    };
    ASSERT_EQ(list(false).size(), 1U);
    EXPECT_EQ(list(false)[0].name, "here");
    EXPECT_EQ(list(true).size(), 2U);
}

} // namespace
} // namespace bayme::storage
