// SPDX-License-Identifier: LicenseRef-Bayme
#include "vault/vault.hpp"

#include "base/failpoint.hpp"
#include "support/test_vault.hpp"

#include <gtest/gtest.h>

namespace bayme::vault {
namespace {

constexpr FieldPlace place{"tokens", "access", "row-1", 1};

class VaultTest : public testing::Test {
protected:
    Result<std::unique_ptr<Vault>> init() {
        return Vault::init(*database_, files_, kek_place(), random_, clock_);
    }
    Result<std::unique_ptr<Vault>> open() {
        return Vault::open(*database_, load_kek(files_, kek_place(), random_), random_, clock_);
    }
    KekPlace kek_place() {
        return {.credential = {}, .environment = {}, .file = folder_ / "master.key"};
    }

    test::ScratchFolder folder_;
    SystemFiles files_;
    test::SeededRandom random_{7};
    test::FakeClock clock_;
    std::unique_ptr<storage::Database> database_ = storage::Database::open(":memory:").value();
    int version_ = database_->migrate().value();
};

TEST_F(VaultTest, AsksForInitBeforeAnythingElse) {
    EXPECT_EQ(open().error().reason, "not_initialised");
    EXPECT_FALSE(files_.facts(folder_ / "master.key")) << "opening makes no key";
}

TEST_F(VaultTest, OpensAgainWhatItSealedBefore) {
    storage::Blob blob;
    std::string mac;
    {
        const auto vault = init().value();
        const auto transaction = database_->begin_write().value();
        const auto key = vault->create_key(*transaction, KeyPurpose::person, "p1").value();
        blob = vault->seal(*transaction, key, place, SecretText{"secret"}).value();
        mac = vault->mac(MacPurpose::csrf, "session").value();
        ASSERT_TRUE(transaction->commit());
    }

    const auto vault = open().value();

    const auto transaction = database_->begin_read().value();
    EXPECT_FALSE(vault->is_sealed());
    EXPECT_TRUE(vault->open(*transaction, place, blob));
    EXPECT_EQ(vault->mac(MacPurpose::csrf, "session"), mac);
}

TEST_F(VaultTest, InitTwiceChangesNothing) {
    const auto mac = init().value()->mac(MacPurpose::csrf, "x").value();
    const auto key = files_.read(folder_ / "master.key").value();

    EXPECT_EQ(init().value()->mac(MacPurpose::csrf, "x"), mac);
    EXPECT_EQ(files_.read(folder_ / "master.key").value(), key);
}

TEST_F(VaultTest, InitFinishesWhatACrashLeftBehind) {
    ASSERT_TRUE(arm_failpoints("vault.init.key_written=error"));
    ASSERT_EQ(init().error().reason, "failpoint");
    const auto key = files_.read(folder_ / "master.key").value();

    EXPECT_TRUE(init());

    EXPECT_EQ(files_.read(folder_ / "master.key").value(), key);
}

TEST_F(VaultTest, IsSealedUnderAnotherMasterKey) {
    ASSERT_TRUE(init());
    ASSERT_TRUE(files_.remove(folder_ / "master.key"));
    ASSERT_TRUE(make_kek_file(files_, folder_ / "master.key", random_));

    const auto vault = open();

    ASSERT_TRUE(vault) << vault.error();
    ASSERT_TRUE((*vault)->is_sealed());
    EXPECT_EQ((*vault)->sealed_because()->reason, "wrong_key");
    const auto transaction = database_->begin_write().value();
    const auto key = (*vault)->create_key(*transaction, KeyPurpose::person, "p1");
    EXPECT_EQ(key.error().code, ErrorCode::unavailable);
    EXPECT_EQ(key.error().reason, "sealed");
    EXPECT_EQ((*vault)->mac(MacPurpose::csrf, "x").error().reason, "sealed");
    EXPECT_EQ((*vault)->open(*transaction, place, {}).error().reason, "sealed");
    EXPECT_EQ((*vault)->seal(*transaction, KeyId{"k"}, place, {}).error().reason, "sealed");
}

TEST_F(VaultTest, IsSealedWithoutAMasterKeyAndInitMakesNoNewOne) {
    ASSERT_TRUE(init());
    ASSERT_TRUE(files_.remove(folder_ / "master.key"));

    EXPECT_EQ(open().value()->sealed_because()->reason, "key_missing");
    EXPECT_EQ(init().error().reason, "key_missing");

    EXPECT_FALSE(files_.facts(folder_ / "master.key"));
}

TEST_F(VaultTest, InitMakesNoKeyBesideWrappedKeysThatHaveLostTheirCheck) {
    const auto vault = init().value();
    const auto transaction = database_->begin_write().value();
    ASSERT_TRUE(vault->create_key(*transaction, KeyPurpose::person, "p1"));
    ASSERT_TRUE(transaction->run("DELETE FROM vault_check"));
    ASSERT_TRUE(transaction->commit());

    EXPECT_EQ(init().error().reason, "key_missing") << "the master key is there";
    ASSERT_TRUE(files_.remove(folder_ / "master.key"));
    EXPECT_EQ(init().error().reason, "key_missing") << "and is not";

    EXPECT_FALSE(files_.facts(folder_ / "master.key"));
}

TEST_F(VaultTest, RefusesToInitUnderAWrongKey) {
    ASSERT_TRUE(init());
    ASSERT_TRUE(files_.remove(folder_ / "master.key"));
    ASSERT_TRUE(make_kek_file(files_, folder_ / "master.key", random_));

    EXPECT_EQ(init().error().reason, "wrong_key");
}

TEST_F(VaultTest, HashesDifferByPurposeMessageAndDeployment) {
    const auto vault = init().value();
    const auto csrf = vault->mac(MacPurpose::csrf, "x").value();

    EXPECT_EQ(csrf.size(), 64U);
    EXPECT_EQ(vault->mac(MacPurpose::csrf, "x"), csrf);
    EXPECT_NE(vault->mac(MacPurpose::csrf, "y"), csrf);
    EXPECT_NE(vault->mac(MacPurpose::email_index, "x"), csrf);
    test::TestState other;
    EXPECT_NE(other.vault->mac(MacPurpose::csrf, "x"), csrf);
}

} // namespace
} // namespace bayme::vault
