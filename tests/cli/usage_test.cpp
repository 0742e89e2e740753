// SPDX-License-Identifier: LicenseRef-Bayme
#include "terminal_fixture.hpp"

#include <gmock/gmock.h>

namespace bayme::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// What is said about a line that cannot be carried out.
class UsageTest : public test::TerminalFixture {
protected:
    std::string said(const std::vector<std::string>& arguments) {
        EXPECT_EQ(bayme(arguments), 2);
        EXPECT_EQ(out_.str(), "");
        EXPECT_THAT(host_.asked, testing::IsEmpty());
        EXPECT_THAT(err_.str(), testing::StartsWith("bayme: "));
        EXPECT_THAT(err_.str(),
                    testing::EndsWith("\nNothing was done. With --help it says what it takes.\n"));
        return err_.str();
    }
};

TEST_F(UsageTest, AWrongValueIsQuotedWithTheRightOnes) {
    EXPECT_THAT(said({"own-accounts", "connect", "wrong"}),
                HasSubstr("login: \"wrong\" is not one of its values: tiktok-account or "
                          "tiktok-developers."));
    EXPECT_THAT(said({"jobs", "list", "--state", "slow"}),
                HasSubstr("--state: \"slow\" is not one of its values: queued, running, done, "
                          "failed or cancelled."));
    for (const auto* const limit : {"0", "1001", "ten", "1x", ""}) {
        EXPECT_THAT(said({"jobs", "list", "--limit", limit}),
                    HasSubstr(std::string{"--limit: \""} + limit +
                              "\" is no whole number from 1 to 1000."));
    }
    EXPECT_THAT(said({"sandbox", "--seed", "red"}), HasSubstr("--seed: \"red\" is no whole"));
}

TEST_F(UsageTest, EverythingThatIsMissingIsNamedAtOnce) {
    EXPECT_THAT(said({"report", "--metrics", "spend"}),
                HasSubstr("\"report\" needs --from and --to.\n"
                          "  --from: First day, by the account's own days\n"
                          "  --to: Last day\n"));
    EXPECT_THAT(said({"own-accounts", "connect"}),
                HasSubstr("\"own-accounts connect\" needs login.\n"
                          "  login: tiktok-account or tiktok-developers\n"));
    EXPECT_THAT(said({"backfill"}), HasSubstr("\"backfill\" needs one more word: "));
    EXPECT_THAT(said({}), HasSubstr("there is no command in it."));
}

TEST_F(UsageTest, OneOfSeveralOptionsIsAskedFor) {
    const std::vector<std::string> draft{"plan", "draft", "--advertiser", "7001", "--object", "17"};
    const auto with = [&](std::vector<std::string> more) {
        more.insert(more.begin(), draft.begin(), draft.end());
        return said(more);
    };

    EXPECT_THAT(with({}), HasSubstr("\"plan draft\" needs one of --pause, --enable or --budget.\n"
                                    "  --pause: Switch it off\n"));
    EXPECT_THAT(with({"--pause", "--enable"}), HasSubstr("needs only one of --pause, --enable"));
}

TEST_F(UsageTest, WhatIsNotExpectedIsNamedWithWhatWasMeant) {
    EXPECT_THAT(said({"report", "--sideways"}),
                HasSubstr("\"report\" has no option \"--sideways\"."));
    EXPECT_THAT(said({"sync", "--advertisr=7001"}),
                HasSubstr("no option \"--advertisr\"; did you mean \"--advertiser\"?"));
    EXPECT_THAT(said({"jobs", "show", "one", "two"}),
                HasSubstr("\"two\" is one word too many for \"jobs show\"."));
    EXPECT_THAT(said({"reprot"}), HasSubstr("no command \"reprot\"; did you mean \"report\"?"));
}

TEST_F(UsageTest, ValuesAreCounted) {
    EXPECT_THAT(said({"report", "--metrics", "spend", "--to", "2026-03-01", "--from"}),
                HasSubstr("--from needs a value.\n  --from: First day"));
    EXPECT_THAT(said({"report", "--metrics", "spend", "--from", "--to", "2026-03-01"}),
                HasSubstr("--from needs a value"));
    EXPECT_THAT(said({"jobs", "list", "--state", "done", "--state", "failed"}),
                HasSubstr("--state was given 2 times; once is right."));
    EXPECT_THAT(said({"sync", "--wait=maybe"}), HasSubstr("--wait takes no value."));
}

TEST_F(UsageTest, OptionsThatBelongTogetherOrApartAreNamed) {
    EXPECT_THAT(said({"doctor", "--run"}),
                HasSubstr("--run works only together with --probe.\n  --probe: Print"));
    EXPECT_THAT(said({"sandbox", "--record", "a", "--replay", "b"}),
                HasSubstr("--record and --replay do not go together: leave one out."));
}

TEST_F(UsageTest, NoWordOfTheParsersOwnIsShown) {
    for (const auto& line : std::vector<std::vector<std::string>>{{"report"},
                                                                  {"plan"},
                                                                  {"plan", "draft"},
                                                                  {"sync", "every"},
                                                                  {"call"},
                                                                  {"jobs", "list", "--limit"},
                                                                  {"demo", "again"},
                                                                  {"version", "--json=maybe"}}) {
        const auto text = said(line);
        for (const auto* const word : {"required", "TEXT", "subcommand", "expected", "convert"}) {
            EXPECT_THAT(text, Not(HasSubstr(word)));
        }
    }
}

} // namespace
} // namespace bayme::cli
