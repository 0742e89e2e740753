// SPDX-License-Identifier: LicenseRef-Bayme
#include "vault/kek.hpp"

#include "support/scratch_folder.hpp"
#include "support/seeded_random.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace bayme::vault {
namespace {

const std::string hex_key(64, 'a');

class KekTest : public testing::Test {
protected:
    KekPlace in_file() { return {.credential = {}, .environment = {}, .file = file_}; }
    std::string reason(const KekPlace& place) {
        const auto kek = load_kek(files_, place, random_);
        return kek ? "loaded" : kek.error().reason;
    }
    void give_mode(unsigned mode) {
        std::filesystem::permissions(file_, static_cast<std::filesystem::perms>(mode));
    }

    test::ScratchFolder folder_;
    std::filesystem::path file_ = folder_ / "master.key";
    SystemFiles files_;
    test::SeededRandom random_;
};

TEST_F(KekTest, IsMadeWithAModeThatOnlyItsOwnerReads) {
    ASSERT_TRUE(make_kek_file(files_, file_, random_));

    EXPECT_EQ(files_.facts(file_).value().mode, 0400U);
    EXPECT_EQ(files_.facts(file_).value().size, 65U);
    EXPECT_EQ(reason(in_file()), "loaded");
}

TEST_F(KekTest, IsNeverReplaced) {
    ASSERT_TRUE(make_kek_file(files_, file_, random_));
    const auto before = files_.read(file_).value();

    EXPECT_EQ(make_kek_file(files_, file_, random_).error().code, ErrorCode::conflict);

    EXPECT_EQ(files_.read(file_).value(), before);
}

TEST_F(KekTest, IsRefusedWhenAnyWiderThanItsOwnersToRead) {
    ASSERT_TRUE(make_kek_file(files_, file_, random_));
    for (const unsigned mode : {0600U, 0440U, 0404U, 0500U, 0644U, 0777U}) {
        give_mode(mode);
        EXPECT_EQ(reason(in_file()), "key_mode") << mode;
    }
    give_mode(0400);
    EXPECT_EQ(reason(in_file()), "loaded");
}

TEST_F(KekTest, MissingAndMalformedOnesAreToldApart) {
    EXPECT_EQ(reason(in_file()), "key_missing");

    for (const auto& text : {std::string{}, std::string(63, 'a'), std::string(66, 'a'),
                             std::string(64, 'x'), std::string(32, '\x01')}) {
        ASSERT_TRUE(files_.write(file_, text, FileMode::owner_read));
        EXPECT_EQ(reason(in_file()), "key_text") << text;
    }
}

TEST_F(KekTest, ComesFromTheEnvironmentOnlyBehindALoopbackOrigin) {
    EXPECT_EQ(reason({.credential = {},
                      .environment = SecretText{hex_key},
                      .file = file_,
                      .origin = PublicOrigin::reachable}),
              "key_mode");
    EXPECT_EQ(reason({.credential = {},
                      .environment = SecretText{hex_key},
                      .file = file_,
                      .origin = PublicOrigin::loopback}),
              "loaded");
}

TEST_F(KekTest, ComesFromACredentialBeforeAnythingElse) {
    ASSERT_TRUE(make_kek_file(files_, file_, random_));
    ASSERT_TRUE(files_.write(folder_ / "bayme-kek", hex_key, FileMode::owner_read));
    auto place = in_file();
    const auto of_file = load_kek(files_, place, random_).value()->id();

    place.credential = folder_ / "bayme-kek";

    EXPECT_NE(load_kek(files_, place, random_).value()->id(), of_file);
    place.credential = folder_ / "none";
    EXPECT_EQ(reason(place), "key_missing");
}

TEST_F(KekTest, UnwrapsOnlyWhatItWrappedForTheSamePlace) {
    ASSERT_TRUE(make_kek_file(files_, file_, random_));
    const auto kek = load_kek(files_, in_file(), random_).value();
    const auto wrapped = kek->wrap(SecretText{std::string(32, 'k')}, "here").value();

    EXPECT_TRUE(kek->unwrap(wrapped, "here").value().reveal([](std::string_view key) {
        return key == std::string(32, 'k');
    }));
    EXPECT_EQ(kek->unwrap(wrapped, "there").error().reason, "not_authentic");
    EXPECT_EQ(kek->unwrap("", "here").error().reason, "not_authentic");
    EXPECT_EQ(kek->unwrap("\x01\x01", "here").error().reason, "not_authentic");
}

} // namespace
} // namespace bayme::vault
