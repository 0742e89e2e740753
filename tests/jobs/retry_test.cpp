// SPDX-License-Identifier: LicenseRef-Bayme
#include "jobs/retry.hpp"

#include "support/seeded_random.hpp"

#include <gtest/gtest.h>

namespace bayme::jobs {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

class RetryTest : public testing::Test {
protected:
    std::optional<milliseconds> delay(ErrorCode code, int attempt,
                                      std::optional<milliseconds> retry_after = {}) {
        Error error{code, "x"};
        error.retry_after = retry_after;
        return retry_delay(error, attempt, random);
    }
    test::SeededRandom random;
};

TEST_F(RetryTest, AnUnavailablePeerIsAskedAgainWithGrowingDelays) {
    const std::array<milliseconds, 5> at_least{seconds{2}, seconds{10}, minutes{1}, minutes{5},
                                               minutes{5}};
    for (std::size_t i = 0; i < at_least.size(); ++i) {
        const auto waited = delay(ErrorCode::unavailable, static_cast<int>(i) + 1);
        ASSERT_TRUE(waited);
        EXPECT_GE(*waited, at_least[i]);
        EXPECT_LE(*waited, at_least[i] * 5 / 4);
    }
    EXPECT_FALSE(delay(ErrorCode::unavailable, 8));
}

TEST_F(RetryTest, ALimitIsWaitedOutForAsLongAsItSays) {
    const auto waited = delay(ErrorCode::rate_limited, 99, minutes{5});

    ASSERT_TRUE(waited);
    EXPECT_GE(*waited, minutes{5});
}

TEST_F(RetryTest, ALimitThatComesAgainIsWaitedOutLonger) {
    EXPECT_LT(*delay(ErrorCode::rate_limited, 1, milliseconds{500}), milliseconds{1'500});
    EXPECT_GE(*delay(ErrorCode::rate_limited, 5, milliseconds{500}), seconds{16});
    EXPECT_GE(*delay(ErrorCode::rate_limited, 99, milliseconds{500}), seconds{60});
    EXPECT_LE(*delay(ErrorCode::rate_limited, 99, milliseconds{500}), seconds{75});
}

TEST_F(RetryTest, WhatWouldNotChangeIsNotTriedAgain) {
    for (const auto code : {ErrorCode::invalid_input, ErrorCode::not_found, ErrorCode::conflict,
                            ErrorCode::unauthenticated, ErrorCode::forbidden, ErrorCode::uncertain,
                            ErrorCode::internal}) {
        EXPECT_FALSE(delay(code, 1)) << to_string(code);
    }
}

} // namespace
} // namespace bayme::jobs
