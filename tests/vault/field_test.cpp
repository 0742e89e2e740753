// SPDX-License-Identifier: LicenseRef-Bayme
#include "support/test_vault.hpp"

#include <gtest/gtest.h>

namespace bayme::vault {
namespace {

constexpr FieldPlace token_place{"tokens", "access", "row-1", 3};

std::string plain(const SecretText& text) {
    return text.reveal([](std::string_view view) { return std::string{view}; });
}

class FieldTest : public testing::Test {
protected:
    KeyId make_key(std::string_view subject) {
        return vault().create_key(*transaction_, KeyPurpose::connection, subject).value();
    }
    storage::Blob seal(const FieldPlace& place, std::string text) {
        return vault().seal(*transaction_, key_, place, SecretText{std::move(text)}).value();
    }
    Vault& vault() { return *state_.vault; }

    test::TestState state_;
    std::unique_ptr<storage::Transaction> transaction_ = state_.database->begin_write().value();
    KeyId key_ = make_key("connection-1");
};

TEST_F(FieldTest, OpensWhereItWasSealed) {
    for (const auto& text : {std::string{}, std::string{"act.abc"}, std::string(10'000, 'x')}) {
        const auto blob = seal(token_place, text);

        const auto opened = vault().open(*transaction_, token_place, blob);

        ASSERT_TRUE(opened) << opened.error();
        EXPECT_EQ(plain(*opened), text);
        // version, algorithm, key id, nonce, tag
        EXPECT_EQ(blob.bytes.size(), text.size() + 2 + 16 + 24 + 16);
        EXPECT_EQ(blob.bytes.substr(0, 2), "\x01\x01");
    }
}

TEST_F(FieldTest, NeverLooksTheSameTwice) {
    EXPECT_NE(seal(token_place, "same").bytes, seal(token_place, "same").bytes);
}

TEST_F(FieldTest, OpensInNoOtherTableColumnRowOrGeneration) {
    const auto blob = seal(token_place, "secret");
    for (const auto& other : {
             FieldPlace{"persons", "access", "row-1", 3},
             FieldPlace{"tokens", "refresh", "row-1", 3},
             FieldPlace{"tokens", "access", "row-2", 3},
             FieldPlace{"tokens", "access", "row-1", 2},
             FieldPlace{"token", "saccess", "row-1", 3},
         }) {
        EXPECT_EQ(vault().open(*transaction_, other, blob).error().reason, "not_authentic");
    }
}

TEST_F(FieldTest, NoneOfAThousandOpensInThePlaceOfAnother) {
    constexpr std::size_t count = 1000;
    std::vector<std::string> rows;
    std::vector<storage::Blob> blobs;
    for (std::size_t index = 0; index < count; ++index) {
        rows.push_back(std::to_string(index));
        blobs.push_back(seal({"tokens", "access", rows.back(), 1}, "token " + rows.back()));
    }
    int opened = 0;
    int in_place = 0;
    // Every blob is tried in its own place and in 20 of the others, so that all distances occur.
    for (std::size_t index = 0; index < count; ++index) {
        for (std::size_t step = 0; step <= 20; ++step) {
            const auto at = (index + step * (1 + index % 47)) % count;
            const bool opens =
                vault()
                    .open(*transaction_, {"tokens", "access", rows[at], 1}, blobs[index])
                    .has_value();
            (at == index ? in_place : opened) += opens ? 1 : 0;
        }
    }

    EXPECT_EQ(opened, 0);
    EXPECT_EQ(in_place, 1000);
}

TEST_F(FieldTest, OpensWithNoBitFlippedAndNoByteMissing) {
    const auto blob = seal(token_place, "a token of usual length, 40 characters!!");
    int opened = 0;
    for (std::size_t bit = 0; bit < blob.bytes.size() * 8; ++bit) {
        auto flipped = blob;
        flipped.bytes[bit / 8] = static_cast<char>(flipped.bytes[bit / 8] ^ (1 << (bit % 8)));
        opened += vault().open(*transaction_, token_place, flipped) ? 1 : 0;
    }
    for (std::size_t size = 0; size < blob.bytes.size(); ++size) {
        const storage::Blob cut{blob.bytes.substr(0, size)};
        opened += vault().open(*transaction_, token_place, cut) ? 1 : 0;
    }

    EXPECT_EQ(opened, 0);
}

TEST_F(FieldTest, IsGoneWithItsKey) {
    const auto other_key = make_key("connection-2");
    const auto blob = seal(token_place, "secret");
    const auto other = vault().seal(*transaction_, other_key, token_place, SecretText{"x"}).value();

    ASSERT_TRUE(vault().destroy_key(*transaction_, key_));
    ASSERT_TRUE(vault().destroy_key(*transaction_, key_)) << "repeating it is fine";

    EXPECT_EQ(vault().open(*transaction_, token_place, blob).error().code, ErrorCode::not_found);
    EXPECT_FALSE(vault().seal(*transaction_, key_, token_place, SecretText{"again"}));
    EXPECT_TRUE(vault().open(*transaction_, token_place, other));
    EXPECT_TRUE(transaction_->find("SELECT wrapped FROM vault_keys WHERE id = $1", {key_.text()})
                    .value()
                    ->is_null(0));
}

TEST_F(FieldTest, ASubjectHasOneKeyAtATime) {
    const auto again = vault().create_key(*transaction_, KeyPurpose::connection, "connection-1");
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::conflict);
    EXPECT_EQ(vault().find_key(*transaction_, KeyPurpose::connection, "connection-1"), key_);

    ASSERT_TRUE(vault().destroy_key(*transaction_, key_));

    EXPECT_EQ(vault().find_key(*transaction_, KeyPurpose::connection, "connection-1").error().code,
              ErrorCode::not_found);
    EXPECT_NE(make_key("connection-1"), key_);
}

TEST_F(FieldTest, AKeyRecordMovedToAnotherSubjectOpensNothing) {
    const auto blob = seal(token_place, "secret");
    ASSERT_TRUE(transaction_->run("UPDATE vault_keys SET subject = 'connection-9'"));

    EXPECT_EQ(vault().open(*transaction_, token_place, blob).error().reason, "not_authentic");
}

} // namespace
} // namespace bayme::vault
