// SPDX-License-Identifier: LicenseRef-Bayme
#include "jobs/kind.hpp"

#include <gtest/gtest.h>

#include <array>

namespace bayme::jobs {

enum class Depth { shallow, deep };
constexpr std::array<std::string_view, 2> depth_names{"shallow", "deep"};
std::span<const std::string_view> names_of(Depth /*depth*/) {
    return depth_names;
}

namespace {

struct DiveArguments {
    Depth depth = Depth::shallow;
    std::int64_t metres = 0;
    bool alone = false;
    std::optional<Day> day = {};
    std::vector<CampaignId> campaigns = {};

    bool operator==(const DiveArguments&) const = default;
};
constexpr auto dive = declare_kind<DiveArguments>(
    "test.dive", "A dive", Argument{"depth", &DiveArguments::depth},
    Argument{"metres", &DiveArguments::metres}, Argument{"alone", &DiveArguments::alone},
    Argument{"day", &DiveArguments::day}, Argument{"campaign", &DiveArguments::campaigns});

using Stored = std::vector<storage::JobArgument>;

const Stored whole{{"depth", "deep"},     {"metres", "-40"}, {"alone", "yes"},
                   {"day", "2026-03-01"}, {"campaign", "7"}, {"campaign", "8"}};

Stored without(std::string_view name) {
    auto stored = whole;
    std::erase_if(stored, [&](const auto& argument) { return argument.name == name; });
    return stored;
}

Stored with(std::string_view name, const char* value) {
    auto stored = whole;
    std::ranges::find(stored, name, &storage::JobArgument::name)->value = value;
    return stored;
}

TEST(KindTest, ArgumentsComeBackAsTheyWereGiven) {
    const DiveArguments given{.depth = Depth::deep,
                              .metres = -40,
                              .alone = true,
                              .day = Day::parse("2026-03-01").value(),
                              .campaigns = {CampaignId{"7"}, CampaignId{"8"}}};

    EXPECT_EQ(dive.encode(given), whole);
    EXPECT_EQ(dive.decode(whole).value(), given);
    EXPECT_EQ(dive.decode(dive.encode({})).value(), DiveArguments{});
}

TEST(KindTest, OnlyOptionalAndListedArgumentsMayBeMissing) {
    EXPECT_EQ(dive.decode(without("day"))->day, std::nullopt);
    EXPECT_TRUE(dive.decode(without("campaign"))->campaigns.empty());

    const auto missing = dive.decode(without("metres"));
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().reason, "job_arguments");
    EXPECT_EQ(missing.error().message,
              "a job of kind test.dive cannot be read: argument \"metres\" is missing");
}

TEST(KindTest, NothingIsGuessedFromAWrongArgument) {
    auto twice = whole;
    twice.push_back({"metres", "3"});
    auto unknown = whole;
    unknown.push_back({"colour", "blue"});
    const std::vector<Stored> wrong{twice,
                                    unknown,
                                    with("depth", "Deep"),
                                    with("metres", "40m"),
                                    with("metres", ""),
                                    with("metres", "99999999999999999999"),
                                    with("alone", "true"),
                                    with("day", "yesterday"),
                                    with("day", "2026-03-01 00:00:00"),
                                    with("campaign", "")};
    for (const auto& stored : wrong) {
        const auto read = dive.decode(stored);
        ASSERT_FALSE(read);
        EXPECT_EQ(read.error().reason, "job_arguments");
    }
}

} // namespace
} // namespace bayme::jobs
