// SPDX-License-Identifier: LicenseRef-Bayme
#include "vault/hash.hpp"

#include "vault/hardening.hpp"

#include <gtest/gtest.h>

#include <sys/prctl.h>
#include <sys/resource.h>

namespace bayme::vault {
namespace {

TEST(HashTest, IsSha256) {
    // FIPS 180-2, appendix B.1
    EXPECT_EQ(sha256_hex("abc"),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(HashTest, ComparesTextsOfAnyLength) {
    EXPECT_TRUE(same_text("abc", "abc"));
    EXPECT_FALSE(same_text("abc", "abd"));
    EXPECT_FALSE(same_text("abc", "ab"));
    EXPECT_TRUE(same_text("", ""));
}

TEST(HashTest, TuplesThatDifferOnlyInWhereTheyAreCutDiffer) {
    std::string left;
    append_part(left, "ab");
    append_part(left, "c");
    std::string right;
    append_part(right, "a");
    append_part(right, "bc");

    EXPECT_NE(left, right);
    EXPECT_EQ(left, (std::string{"\x02\0\0\0ab\x01\0\0\0c", 11}));
}

TEST(HardeningTest, LeavesNoCoreAndNoDump) {
    EXPECT_EXIT(
        {
            rlimit cores{};
            const bool hardened = harden_process().has_value() &&
                                  prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0 &&
                                  getrlimit(RLIMIT_CORE, &cores) == 0 && cores.rlim_max == 0;
            std::exit(hardened ? 0 : 1);
        },
        testing::ExitedWithCode(0), "");
}

} // namespace
} // namespace bayme::vault
