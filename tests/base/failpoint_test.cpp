// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/failpoint.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace bayme {
namespace {

Failpoint third_time{"test.third_time"};
Failpoint deadly{"test.deadly"};
Failpoint defect{"test.defect", FailpointKind::defect};

TEST(FailpointTest, IsOffUntilArmedAndFiresOnceAtItsCount) {
    ASSERT_TRUE(third_time.reach());

    ASSERT_TRUE(arm_failpoints("test.third_time=error@3"));

    EXPECT_TRUE(third_time.reach());
    EXPECT_TRUE(third_time.reach());
    EXPECT_EQ(third_time.reach().error().reason, "failpoint");
    EXPECT_TRUE(third_time.reach());
    EXPECT_EQ(failpoint_hits("test.third_time"), 1);
}

TEST(FailpointTest, KillsTheProcessAsKillNineDoes) {
    EXPECT_EXIT(
        {
            (void)arm_failpoints("test.deadly=kill");
            (void)deadly.reach();
        },
        testing::KilledBySignal(SIGKILL), "");
}

TEST(FailpointTest, UnwindsPastEveryBarrierThatStopsExceptions) {
    ASSERT_TRUE(arm_failpoints("test.third_time=unwind@2"));
    const auto guarded = [] {
        try {
            return third_time.reach();
        } catch (const std::exception& error) {
            return Result<void>{fail(ErrorCode::internal, "{}", error.what())};
        }
    };

    EXPECT_TRUE(guarded());
    EXPECT_THROW(static_cast<void>(guarded()), Unwound);
    disarm_failpoints();
}

TEST(FailpointTest, APlantedDefectIsASwitchNotAnError) {
    EXPECT_FALSE(defect.is_planted());

    ASSERT_TRUE(arm_failpoints("test.defect=planted"));

    EXPECT_TRUE(defect.is_planted());
    EXPECT_TRUE(defect.reach());
}

TEST(FailpointTest, RefusesWhatItDoesNotKnow) {
    for (const auto* text : {"test.none=kill", "test.deadly", "test.deadly=maybe",
                             "test.deadly=kill@0", "test.deadly=kill@x"}) {
        EXPECT_FALSE(arm_failpoints(text)) << text;
    }
    const auto names = failpoint_names();
    EXPECT_TRUE(std::ranges::is_sorted(names));
    EXPECT_NE(std::ranges::find(names, "test.deadly"), names.end());
}

TEST(FailpointTest, ADefectIsNoPlaceToDieAt) {
    EXPECT_EQ(std::ranges::count(failpoint_names(), "test.defect"), 0);
}

} // namespace
} // namespace bayme
