// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/api_keys.hpp"
#include "storage/persons.hpp"
#include "storage/sessions.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace bayme::storage {
namespace {

const PersonId ana{"ana"};
const PersonId ben{"ben"};
const Instant start = parse_instant("2026-03-01T12:00:00Z").value();
const Instant later = start + std::chrono::minutes{10};

PersonRecord person(const PersonId& id, std::optional<std::string> email_index = {}) {
    return {.id = id,
            .role = "buyer",
            .name = Blob{"\x01name"},
            .email = Blob{"\x01mail"},
            .email_index = std::move(email_index),
            .permission_epoch = 0,
            .created_at = start,
            .ended_at = {}};
}

/// What every implementation of the ports of staff keeps to.
class StaffPortsTest : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(database_->migrate());
        transaction_ = database_->begin_write().value();
        ASSERT_TRUE(persons_.add(*transaction_, person(ana, "index of ana")));
        ASSERT_TRUE(persons_.add(*transaction_, person(ben)));
    }
    std::int64_t epoch(const PersonId& id) {
        return persons_.find(*transaction_, id).value().permission_epoch;
    }

    std::unique_ptr<Database> database_ = Database::open(":memory:").value();
    std::unique_ptr<Transaction> transaction_;
    SqlPersons persons_;
    SqlSessions sessions_;
    SqlApiKeys keys_;
};

TEST_F(StaffPortsTest, APersonIsReadBackMemberByMember) {
    const auto found = persons_.find(*transaction_, ana).value();

    EXPECT_EQ(found.id, ana);
    EXPECT_EQ(found.role, "buyer");
    EXPECT_EQ(found.name, Blob{"\x01name"});
    EXPECT_EQ(found.email, Blob{"\x01mail"});
    EXPECT_EQ(found.email_index, "index of ana");
    EXPECT_EQ(found.created_at, start);
    EXPECT_EQ(found.ended_at, std::nullopt);
    EXPECT_EQ(persons_.find_by_email(*transaction_, "index of ana").value().id, ana);
    EXPECT_EQ(persons_.find_by_email(*transaction_, "").error().code, ErrorCode::not_found);
    EXPECT_EQ(persons_.list(*transaction_).value().size(), 2U);
}

TEST_F(StaffPortsTest, AnAddressAndAnIdBelongToOnePerson) {
    EXPECT_EQ(persons_.add(*transaction_, person(PersonId{"cid"}, "index of ana")).error().reason,
              "unique");
    EXPECT_EQ(persons_.add(*transaction_, person(ana)).error().reason, "unique");
}

TEST_F(StaffPortsTest, EveryChangeOfRightsRaisesTheEpochOfThatPersonOnly) {
    const AdvertiserId account{"7001"};

    ASSERT_TRUE(persons_.set_role(*transaction_, ana, "analyst"));
    EXPECT_EQ(epoch(ana), 1);
    ASSERT_TRUE(persons_.grant(*transaction_, ana, account, start));
    ASSERT_TRUE(persons_.grant(*transaction_, ana, account, later)) << "granting twice is fine";
    EXPECT_EQ(epoch(ana), 3);
    EXPECT_EQ(persons_.grants(*transaction_, ana), std::vector{account});
    ASSERT_TRUE(persons_.withdraw(*transaction_, ana, account));
    EXPECT_EQ(persons_.grants(*transaction_, ana), std::vector<AdvertiserId>{});
    ASSERT_TRUE(persons_.end(*transaction_, ana, start));
    ASSERT_TRUE(persons_.blank(*transaction_, ana));
    EXPECT_EQ(epoch(ana), 6);

    EXPECT_EQ(epoch(ben), 0);
    EXPECT_EQ(persons_.find(*transaction_, ana)->name, Blob{});
    EXPECT_EQ(persons_.find(*transaction_, ana)->email_index, std::nullopt);
}

TEST_F(StaffPortsTest, TheFirstEndOfAPersonStays) {
    ASSERT_TRUE(persons_.end(*transaction_, ana, start));
    ASSERT_TRUE(persons_.end(*transaction_, ana, later));

    EXPECT_EQ(persons_.find(*transaction_, ana)->ended_at, start);
}

TEST_F(StaffPortsTest, ALinkIsUsedOnceForItsPurposeBeforeItExpires) {
    const auto add = [&](std::string hash) {
        return sessions_.add_link(*transaction_, {.hash = std::move(hash),
                                                  .purpose = "sign_in",
                                                  .person = ana,
                                                  .created_at = start,
                                                  .expires_at = later,
                                                  .used_at = {}});
    };
    ASSERT_TRUE(add("a"));
    ASSERT_TRUE(add("b"));
    EXPECT_EQ(add("a").error().reason, "unique");

    EXPECT_FALSE(sessions_.use_link(*transaction_, "a", "connect", start));
    EXPECT_EQ(sessions_.use_link(*transaction_, "a", "sign_in", start)->person, ana);
    EXPECT_EQ(sessions_.use_link(*transaction_, "a", "sign_in", start).error().code,
              ErrorCode::not_found);
    EXPECT_FALSE(sessions_.use_link(*transaction_, "b", "sign_in", later));
    EXPECT_FALSE(sessions_.use_link(*transaction_, "none", "sign_in", start));
}

TEST_F(StaffPortsTest, ASessionIsTouchedForwardsAndEndsOnce) {
    const SessionId id{"s1"};
    ASSERT_TRUE(sessions_.add(*transaction_, {.id = id,
                                              .person = ana,
                                              .permission_epoch = 4,
                                              .created_at = start,
                                              .last_seen_at = start,
                                              .ended_at = {}}));

    ASSERT_TRUE(sessions_.touch(*transaction_, id, later));
    ASSERT_TRUE(sessions_.touch(*transaction_, id, start)) << "a clock that stepped back";
    EXPECT_EQ(sessions_.find(*transaction_, id)->last_seen_at, later);
    EXPECT_EQ(sessions_.find(*transaction_, id)->permission_epoch, 4);
    ASSERT_TRUE(sessions_.end_all(*transaction_, ben, start));
    EXPECT_EQ(sessions_.find(*transaction_, id)->ended_at, std::nullopt);
    ASSERT_TRUE(sessions_.end(*transaction_, id, start));
    ASSERT_TRUE(sessions_.end_all(*transaction_, ana, later));
    EXPECT_EQ(sessions_.find(*transaction_, id)->ended_at, start);
    EXPECT_EQ(sessions_.find(*transaction_, SessionId{"s2"}).error().code, ErrorCode::not_found);
}

TEST_F(StaffPortsTest, AnApiKeyKeepsItsListsInOrder) {
    const ApiKeyRecord key{.id = ApiKeyId{"k1"},
                           .hash = "hash",
                           .label = "label with spaces",
                           .created_by = "person:ana",
                           .permissions = {"draft_changes", "read_reports"},
                           .accounts = {AdvertiserId{"7001"}, AdvertiserId{"7002"}},
                           .created_at = start,
                           .expires_at = later,
                           .ended_at = {}};
    auto same_hash = key;
    same_hash.id = ApiKeyId{"k2"};
    ASSERT_TRUE(keys_.add(*transaction_, key));

    EXPECT_EQ(keys_.add(*transaction_, same_hash).error().reason, "unique");
    const auto found = keys_.find_by_hash(*transaction_, "hash").value();
    EXPECT_EQ(found.id, key.id);
    EXPECT_EQ(found.label, key.label);
    EXPECT_EQ(found.permissions, key.permissions);
    EXPECT_EQ(found.accounts, key.accounts);
    EXPECT_EQ(found.expires_at, later);
    ASSERT_TRUE(keys_.end(*transaction_, key.id, start));
    ASSERT_TRUE(keys_.end(*transaction_, key.id, later));
    EXPECT_EQ(keys_.find(*transaction_, key.id)->ended_at, start);
    EXPECT_EQ(keys_.find_by_hash(*transaction_, "none").error().code, ErrorCode::not_found);
}

} // namespace
} // namespace bayme::storage
