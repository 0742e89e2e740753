// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/result.hpp"

#include "base/actor.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace bayme {
namespace {

Result<int> half(int number) {
    if (number % 2 != 0) {
        return fail(ErrorCode::invalid_input, "{} is odd", number);
    }
    return number / 2;
}

Result<int> quarter(int number) {
    BAYME_TRY(const auto first, half(number));
    BAYME_TRY(const auto second, half(first));
    return second;
}

TEST(ResultTest, TryHandsTheErrorUpward) {
    EXPECT_EQ(quarter(8).value(), 2);
    EXPECT_EQ(quarter(6).error().message, "3 is odd");
}

TEST(ResultTest, EachLayerAddsItsContextOnce) {
    auto error = half(3).error();

    const auto told = std::move(error).in("reading the budget").because("odd");

    std::ostringstream out;
    out << told;
    EXPECT_EQ(out.str(), "invalid_input: reading the budget: 3 is odd [odd]");
}

TEST(ResultTest, AnActorRoundTripsThroughText) {
    const Actor actor{ActorKind::person, "01h"};

    EXPECT_EQ(to_string(actor), "person:01h");
    EXPECT_EQ(parse_actor("person:01h"), actor);
    EXPECT_EQ(parse_actor("local_operator").kind, ActorKind::local_operator);
    EXPECT_EQ(parse_actor("root").kind, ActorKind::anyone);
}

} // namespace
} // namespace bayme
