// SPDX-License-Identifier: LicenseRef-Bayme
// The fuzzers' corpus and everything they ever found, as a test of milliseconds.
#include "fuzz/targets.hpp"
#include "support/source_folder.hpp"
#include "tiktok/endpoints.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace bayme::fuzz {
namespace {

TEST(FuzzReplayTest, EveryInputOfTheCorpusIsSurvived) {
    for (const auto& target : targets) {
        int count = 0;
        const auto folder = test::source_folder() / "tests/fuzz/corpus" / target.name;
        for (const auto& entry : std::filesystem::directory_iterator{folder}) {
            SCOPED_TRACE(entry.path().string());
            std::ifstream in{entry.path(), std::ios::binary};
            std::stringstream bytes;
            bytes << in.rdbuf();
            target.run(bytes.str());
            target.run(bytes.str().substr(0, bytes.str().size() / 2));
            ++count;
        }
        EXPECT_GE(count, 5) << target.name;
    }
}

/// The corpus covers the table as it is, not as it was.
TEST(FuzzReplayTest, EveryEndpointHasAnAnswerThatNamesIt) {
    for (const auto& endpoint : tiktok::endpoints()) {
        std::ifstream in{test::source_folder() / "tests/fuzz/corpus/envelope" / endpoint.name};
        std::string line;
        std::getline(in, line);
        EXPECT_EQ(line, std::string{endpoint.name} + " 200");
    }
}

} // namespace
} // namespace bayme::fuzz
