// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/codes.hpp"

#include "support/seeded_random.hpp"
#include "tiktok/retry.hpp"
#include "tiktok/samples.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace bayme::tiktok {
namespace {

TEST(CodesTest, TheTableIsAscendingAndEveryCodeHasWords) {
    const auto codes = return_codes();

    EXPECT_TRUE(std::ranges::is_sorted(codes, {}, &ReturnCode::code));
    EXPECT_EQ(std::ranges::adjacent_find(codes, {}, &ReturnCode::code), codes.end());
    for (const auto& code : codes) {
        EXPECT_TRUE(code.meaning.ends_with(".")) << code.code;
        EXPECT_TRUE(code.code == 0 || code.advice.ends_with(".")) << code.code;
        EXPECT_NE(code.code_class, CodeClass::unknown) << code.code;
    }
}

TEST(CodesTest, HoldsEveryCodeOfTheContract) {
    // CONTRACT 1.3, in its order, and 40067, which connectors met.
    constexpr auto documented = std::to_array<std::int64_t>(
        {0,     20001, 40000, 40001, 40002, 40006, 40007, 40008, 40009, 40010, 40011, 40013,
         40014, 40016, 40050, 40051, 40052, 40053, 40064, 40065, 40067, 40100, 40101, 40102,
         40103, 40104, 40105, 40106, 40107, 40108, 40109, 40110, 40112, 40113, 40115, 40116,
         40117, 40118, 40119, 40121, 40122, 40124, 40125, 40131, 40132, 40133, 40200, 40201,
         40202, 40300, 40301, 40502, 40700, 40900, 40901, 40902, 40903, 40904, 40905, 40906,
         40907, 40908, 40909, 40910, 40911, 40912, 40913, 40914, 40915, 41000, 41001, 41002,
         50000, 50002, 51010, 51021, 51065, 51305, 60001});

    for (const auto code : documented) {
        EXPECT_TRUE(find_code(code).code_class != CodeClass::unknown) << code;
    }
    EXPECT_EQ(return_codes().size(), documented.size());
}

struct Expected {
    std::int64_t code;
    CodeClass code_class;
    ErrorCode read;  ///< of a call that only reads
    ErrorCode write; ///< of a call that changes something
};

TEST(CodesTest, SayWhatTheCallerCanDo) {
    constexpr auto cases = std::to_array<Expected>({
        {40001, CodeClass::permission, ErrorCode::forbidden, ErrorCode::forbidden},
        {40002, CodeClass::invalid, ErrorCode::invalid_input, ErrorCode::invalid_input},
        {40007, CodeClass::gone, ErrorCode::not_found, ErrorCode::not_found},
        {40050, CodeClass::duplicate, ErrorCode::uncertain, ErrorCode::uncertain},
        {40100, CodeClass::throttled, ErrorCode::rate_limited, ErrorCode::rate_limited},
        {40101, CodeClass::reauthorise, ErrorCode::unauthenticated, ErrorCode::unauthenticated},
        {40104, CodeClass::invalid, ErrorCode::internal, ErrorCode::internal},
        {40105, CodeClass::reauthorise, ErrorCode::unauthenticated, ErrorCode::unauthenticated},
        {40133, CodeClass::throttled, ErrorCode::rate_limited, ErrorCode::rate_limited},
        {40201, CodeClass::later, ErrorCode::unavailable, ErrorCode::unavailable},
        {40202, CodeClass::conflict, ErrorCode::conflict, ErrorCode::conflict},
        {50000, CodeClass::retry, ErrorCode::unavailable, ErrorCode::uncertain},
        {50002, CodeClass::retry, ErrorCode::unavailable, ErrorCode::uncertain},
        {60001, CodeClass::later, ErrorCode::unavailable, ErrorCode::uncertain},
    });

    for (const auto& one : cases) {
        EXPECT_EQ(find_code(one.code).code_class, one.code_class) << one.code;
        EXPECT_EQ(code_error(one.code, "m", "r", true).code, one.read) << one.code;
        EXPECT_EQ(code_error(one.code, "m", "r", false).code, one.write) << one.code;
        EXPECT_EQ(code_error(one.code, "m", "r", true).reason, fmt::format("tiktok.{}", one.code));
    }
}

TEST(CodesTest, JudgesUnknownCodesByTheirRangeAndNeverDisconnectsForThem) {
    EXPECT_EQ(find_code(59999).code_class, CodeClass::retry);
    EXPECT_EQ(find_code(60777).code_class, CodeClass::later);
    for (const std::int64_t code : {49999, 40199, 1, -1, 30000, 70000}) {
        EXPECT_EQ(find_code(code).code_class, CodeClass::unknown) << code;
        EXPECT_EQ(code_error(code, "", "", true).code, ErrorCode::internal) << code;
        EXPECT_EQ(code_error(code, "", "", false).code, ErrorCode::uncertain) << code;
    }
}

TEST(CodesTest, TellTheTwoMeaningsOf40001ApartAsAHintOnly) {
    EXPECT_EQ(hint(40001, "advertiser does not grant you /file/video/ad/search/:GET permission"),
              Hint::endpoint_not_granted);
    EXPECT_EQ(hint(40001, "No permission to operate advertiser 7001."), Hint::account_not_granted);
    EXPECT_EQ(hint(40001, "something new"), Hint::none);
    EXPECT_EQ(hint(40002, "No permission to operate advertiser 7001."), Hint::none);
    EXPECT_EQ(hint(40100, "App reaches the QPS limit 20"), Hint::per_second);
    EXPECT_EQ(hint(40100, "Due to too many requests, requests from App 7 are temporarily "
                          "restricted."),
              Hint::app_restricted);
}

/// The codes in the first column of CONTRACT 1.3.
std::vector<std::int64_t> codes_of(std::istream& contract) {
    std::vector<std::int64_t> codes;
    bool inside = false;
    for (std::string line; std::getline(contract, line);) {
        inside = (inside || line.starts_with("## 1.3")) && !line.starts_with("## 1.4");
        if (!inside || !line.starts_with("| ") || line.size() < 3 || line[2] < '0' ||
            line[2] > '9') {
            continue;
        }
        std::istringstream column{line.substr(1, line.find('|', 1) - 1)};
        for (std::int64_t code = 0; column >> code;) {
            codes.push_back(code);
            while (column &&
                   (column.peek() == ',' || column.peek() == '/' || column.peek() == ' ')) {
                column.get();
            }
        }
    }
    return codes;
}

TEST(CodesTest, EveryCodeOfTheContractsTableHasWordsOfItsOwn) {
    const auto samples = test::samples_folder();
    if (!samples) {
        GTEST_SKIP() << "no contract";
    }
    std::ifstream contract{samples->parent_path() / "CONTRACT.md"};

    const auto codes = codes_of(contract);

    ASSERT_GE(codes.size(), 72U);
    for (const auto code : codes) {
        EXPECT_TRUE(std::ranges::find(return_codes(), code, &ReturnCode::code) !=
                    return_codes().end())
            << code;
    }
}

TEST(CodesTest, SayWhatFailedWhatDidNotChangeAndWhatToDo) {
    const auto read = code_error(40105, "m", "r", true).message;
    EXPECT_TRUE(read.starts_with("The access was withdrawn, or the token is wrong. Nothing was "
                                 "changed, and what Bayme has read before stays. Connect the "
                                 "account again."))
        << read;
    EXPECT_TRUE(code_error(40002, "m", "r", false).message.contains(" Nothing was changed. "));
    EXPECT_TRUE(code_error(50000, "m", "r", false).message.contains("is not known yet"));
    EXPECT_TRUE(code_error(59999, "m", "r", true).message.contains("does not know"));
}

TEST(CodesTest, SayWhichOfTheTwoMeaningsOf40001ItIs) {
    const auto endpoint = code_error(
        40001, "advertiser does not grant you /file/video/ad/search/:GET permission", "r", true);
    const auto account = code_error(40001, "No permission to operate advertiser 7001.", "r", true);
    const auto other = code_error(40001, "something new", "r", true);

    EXPECT_EQ(endpoint.reason, "tiktok.40001.endpoint");
    EXPECT_TRUE(endpoint.message.starts_with("The connection was not given the permission"));
    EXPECT_EQ(account.reason, "tiktok.40001");
    EXPECT_TRUE(account.message.starts_with("The connection does not reach this ad account"));
    EXPECT_EQ(other.reason, "tiktok.40001");
    EXPECT_TRUE(other.message.starts_with("The connection may not do this, or does not reach"));
}

TEST(CodesTest, QuoteThePlatformShortAndWithoutControlCharacters) {
    const auto error = code_error(40002, "a\nb" + std::string(600, 'x') + "\xC3\xA9", "r7", true);

    EXPECT_EQ(error.request_id, "r7");
    EXPECT_TRUE(error.message.contains("\"a bx"));
    EXPECT_FALSE(error.message.contains('\n'));
    EXPECT_LT(error.message.size(), 750U);
}

TEST(CodesTest, OurWordsComeFirstAndTikToksAreKept) {
    const auto error = code_error(40002, "budget: too low", "r7", false);
    const auto coded = explain(error.reason, error.message);
    const auto left_out = explain("tiktok.refused", "Ad group has no ads");
    const auto own = explain("stale", "somebody changed it meanwhile");

    EXPECT_TRUE(coded.ours.starts_with("TikTok refused a value of the request. ")) << coded.ours;
    EXPECT_TRUE(coded.ours.ends_with("and send it again.")) << coded.ours;
    EXPECT_EQ(coded.theirs, "TikTok says: \"budget: too low\" (40002)");
    EXPECT_TRUE(left_out.ours.starts_with("TikTok left this object out"));
    EXPECT_EQ(left_out.theirs, "TikTok says: \"Ad group has no ads\"");
    EXPECT_EQ(own.ours, "somebody changed it meanwhile");
    EXPECT_EQ(own.theirs, "");
}

TEST(RetryTest, OnlyWhatPassesByItselfIsTriedAgain) {
    EXPECT_EQ(retry_rule(CodeClass::retry).attempts, 3);
    EXPECT_EQ(retry_rule(CodeClass::retry_few).attempts, 2);
    EXPECT_EQ(retry_rule(CodeClass::throttled).attempts, 4);
    for (const auto code_class : {CodeClass::later, CodeClass::reauthorise, CodeClass::permission,
                                  CodeClass::invalid, CodeClass::gone, CodeClass::unknown}) {
        EXPECT_EQ(retry_rule(code_class).attempts, 1) << to_string(code_class);
    }
    EXPECT_EQ(retry_rule("tiktok.html").attempts, 3);
    EXPECT_EQ(retry_rule("http.refused_recipient").attempts, 1);
    EXPECT_EQ(retry_rule("tiktok.http_404").attempts, 1);
}

TEST(RetryTest, DrawsFromZeroToACeilingThatDoublesUpToTheLongest) {
    test::SeededRandom random{3};
    const RetryRule rule{.attempts = 9,
                         .first = std::chrono::milliseconds{1000},
                         .longest = std::chrono::milliseconds{3000}};
    std::chrono::milliseconds largest_first{0};
    std::chrono::milliseconds largest_third{0};

    for (int i = 0; i < 1000; ++i) {
        largest_first = std::max(largest_first, retry_delay(rule, 1, random));
        largest_third = std::max(largest_third, retry_delay(rule, 3, random));
    }

    EXPECT_LE(largest_first.count(), 1000);
    EXPECT_GT(largest_first.count(), 950);
    EXPECT_LE(largest_third.count(), 3000);
    EXPECT_GT(largest_third.count(), 2850);
}

} // namespace
} // namespace bayme::tiktok
