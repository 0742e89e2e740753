// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/secret.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <concepts>
#include <ostream>
#include <type_traits>

namespace bayme {
namespace {

template <typename T>
concept Printable = requires(std::ostream& out, const T& value) { out << value; };

static_assert(!Printable<SecretText>);
static_assert(!fmt::is_formattable<SecretText>::value);
static_assert(!std::copy_constructible<SecretText>);
static_assert(!std::is_convertible_v<SecretText, std::string>);
static_assert(!std::equality_comparable<SecretText>);

TEST(SecretTest, IsReadThroughACallbackOnly) {
    const SecretText token{"act.1234"};

    EXPECT_EQ(token.reveal([](std::string_view text) { return text.size(); }), 8U);
}

TEST(SecretTest, LeavesNothingBehindWhenMoved) {
    SecretText from{"short"};

    const SecretText to = std::move(from);

    EXPECT_TRUE(from.empty()); // NOLINT(bugprone-use-after-move): that is what is tested
    EXPECT_FALSE(to.empty());
}

} // namespace
} // namespace bayme
