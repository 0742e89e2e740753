// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/errors.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bayme::api {
namespace {

struct Case {
    Error error;
    int status;
    int exit;
};
void PrintTo(const Case& one, std::ostream* out) {
    *out << one.error;
}

class ErrorTableTest : public testing::TestWithParam<Case> {};

TEST_P(ErrorTableTest, GivesStatusAndExitCode) {
    EXPECT_EQ(http_status(GetParam().error), GetParam().status);
    EXPECT_EQ(exit_code(GetParam().error), GetParam().exit);
}

INSTANTIATE_TEST_SUITE_P(
    Table, ErrorTableTest,
    testing::Values(
        Case{{ErrorCode::invalid_input, ""}, 400, 2}, Case{{ErrorCode::not_found, ""}, 404, 2},
        Case{{ErrorCode::conflict, ""}, 409, 1}, Case{{ErrorCode::unauthenticated, ""}, 401, 4},
        Case{{ErrorCode::forbidden, ""}, 403, 4}, Case{{ErrorCode::rate_limited, ""}, 429, 5},
        Case{{ErrorCode::unavailable, ""}, 503, 5}, Case{{ErrorCode::uncertain, ""}, 504, 3},
        Case{{ErrorCode::internal, ""}, 500, 1},
        // TikTok refuses our token: the caller's own sign-in is fine.
        Case{{ErrorCode::unauthenticated, "", "tiktok.40105"}, 502, 4},
        Case{{ErrorCode::unauthenticated, "", "not_connected"}, 409, 4},
        Case{{ErrorCode::rate_limited, "", "tiktok.40100"}, 429, 5},
        Case{{ErrorCode::unavailable, "", "tiktok.html"}, 503, 5},
        Case{{ErrorCode::internal, "", "disk_full"}, 507, 1},
        Case{{ErrorCode::conflict, "", "wrong_key"}, 503, 1},
        Case{{ErrorCode::unavailable, "", "sealed"}, 503, 1},
        Case{{ErrorCode::conflict, "", "folder_in_use"}, 409, 1}));

TEST(ErrorCodeTest, TikToksRefusalOfOurAccessIsNotTakenForASignInThatIsMissing) {
    const Error refused{ErrorCode::unauthenticated, "The access was withdrawn.", "tiktok.40105"};

    const auto body = problem_json(refused, "r");

    EXPECT_THAT(body, testing::HasSubstr(R"("code":"access_refused")"));
    EXPECT_THAT(body, testing::HasSubstr("TikTok refused the access"));
    EXPECT_THAT(body, testing::Not(testing::HasSubstr("Sign in")));
    EXPECT_EQ(parse_error_code("access_refused"), ErrorCode::unauthenticated);
    EXPECT_EQ(code_word({ErrorCode::unauthenticated, "", "not_connected"}), "not_connected");
    EXPECT_EQ(code_word({ErrorCode::unauthenticated, ""}), "unauthenticated");
}

TEST(ErrorCodeTest, ReadsItsOwnNames) {
    for (const auto code : {ErrorCode::invalid_input, ErrorCode::uncertain, ErrorCode::internal}) {
        EXPECT_EQ(parse_error_code(to_string(code)), code);
    }
    EXPECT_EQ(parse_error_code("nonsense"), ErrorCode::internal);
}

} // namespace
} // namespace bayme::api
