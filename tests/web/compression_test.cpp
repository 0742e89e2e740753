// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/compression.hpp"

#include <gtest/gtest.h>

namespace bayme::web {
namespace {

struct Case {
    const char* accept;
    const char* chosen;
};

class NegotiationTest : public testing::TestWithParam<Case> {};

TEST_P(NegotiationTest, ChoosesWhatTheClientLikesBest) {
    EXPECT_EQ(to_string(choose_encoding(GetParam().accept)), GetParam().chosen)
        << "Accept-Encoding: " << GetParam().accept;
}

INSTANTIATE_TEST_SUITE_P(
    Headers, NegotiationTest,
    testing::Values(Case{"", ""}, Case{"gzip", "gzip"}, Case{"br", "br"},
                    Case{"gzip, deflate, br, zstd", "br"}, Case{"gzip;q=1.0, br;q=0.5", "gzip"},
                    Case{"br;q=0, gzip", "gzip"}, Case{"br;q=0.000, gzip;q=0", ""}, Case{"*", "br"},
                    Case{"*;q=0", ""}, Case{"identity", ""}, Case{"identity;q=1, *;q=0.5", ""},
                    Case{"gzip;q=0.5, identity", ""}, Case{"GZIP", "gzip"},
                    Case{" br ; q=0.9 , gzip ; q=0.8", "br"}, Case{"br;q=2", ""},
                    Case{"br;q=-1", ""}, Case{"br;q=", ""}, Case{"br;x=1", ""}, Case{"brotli", ""},
                    Case{",,,gzip,,", "gzip"}, Case{";;;", ""}, Case{"gzip;q=0.001", "gzip"},
                    Case{"gzip;q=1.001", ""}));

} // namespace
} // namespace bayme::web
