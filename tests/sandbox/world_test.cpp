// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/world_description.hpp"
#include "sandbox_fixture.hpp"
#include "support/source_folder.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace bayme::sandbox {

namespace {

constexpr std::string_view head = R"({"name":"test","teaches":"Nothing but this test.",)";

/// What the reader says about a world with this member.
std::string complaint(std::string_view members) {
    const auto world = read_world(std::string{head} + std::string{members} + "}");
    if (world) {
        return "";
    }
    EXPECT_EQ(world.error().code, ErrorCode::invalid_input) << world.error();
    return world.error().message;
}

TEST(WorldTest, TheRepositoryHoldsTheUsualWorldAndTwentyOthers) {
    const auto folder = test::source_folder() / "data/sandbox/worlds";
    std::size_t files = 0;
    for (const auto& file : std::filesystem::directory_iterator{folder}) {
        std::ostringstream text;
        text << std::ifstream{file.path()}.rdbuf();
        const auto world = read_world(text.str());
        ASSERT_TRUE(world) << file.path() << ": " << world.error();
        EXPECT_EQ(world->name, file.path().stem());
        EXPECT_GE(world->teaches.size(), 40U);
        const auto built_in = built_in_world(world->name);
        ASSERT_TRUE(built_in) << built_in.error();
        EXPECT_EQ(*built_in, text.str());
        ++files;
    }
    EXPECT_EQ(files, 21U);
    EXPECT_EQ(built_in_worlds().size(), 21U);
    EXPECT_EQ(built_in_world("nowhere").error().code, ErrorCode::not_found);
}

TEST(WorldTest, WhatAFileLeavesOutIsAsInTheUsualWorld) {
    const auto usual = read_world({});
    const auto world = read_world(std::string{head} + R"("noise":{"hour":7},"seed":9})");

    ASSERT_TRUE(usual) << usual.error();
    ASSERT_TRUE(world) << world.error();
    EXPECT_EQ(usual->name, "usual");
    EXPECT_EQ(world->noise.hour, 7);
    EXPECT_EQ(world->noise.price, usual->noise.price);
    EXPECT_EQ(world->seed, 9U);
    EXPECT_EQ(world->arrival, usual->arrival);
    EXPECT_EQ(world->season.hours, usual->season.hours);
}

TEST(WorldTest, SaysWhichMemberIsWrong) {
    const std::vector<std::pair<std::string, std::string>> wrong{
        {R"("nose":{})", "nose: there is no such member"},
        {R"("noise":{"hours":3})", "noise.hours: there is no such member"},
        {R"("noise":{"hour":"3"})", R"(noise.hour: expected integer, got "3")"},
        {R"("noise":{"hour":0.5})", "noise.hour: expected integer, got 5E-1"},
        {R"("noise":{"hour":1001})", "noise.hour: expected 0 to 1000, got 1001"},
        {R"("noise":{"counts":"even"})",
         R"(noise.counts: expected one of ["rounded","poisson"], got "even")"},
        {R"("response":{"family":"cubic"})",
         R"(response.family: expected one of "linear_cap", "power", "hill", "log")"},
        {R"("response":{"family":"power"})", "response.exponent: is missing"},
        {R"("response":{"family":"power","exponent":[600,700],"half":[1,2]})",
         "response.half: there is no such member"},
        {R"("response":{"family":"power","exponent":[600]})",
         "response.exponent: expected 2 items, got 1"},
        {R"("response":{"family":"power","exponent":[700,600]})",
         "response.exponent: the lowest comes first, got [700,600]"},
        {R"("season":{"weekdays":[1,2,3,4,5,6]})", "season.weekdays: expected 7 items, got 6"},
        {R"("shocks":[{"month":2,"day":1,"hours":5},{"month":13,"day":1,"hours":5}])",
         "shocks[1].month: expected 1 to 12, got 13"},
        {R"("shocks":[{"month":2,"day":1}])", "shocks[0].hours: is missing"},
        {R"("currencies":["USD","USD"])", "currencies[1]: comes twice"},
        {R"("conversions":{"delay":[[0,10],[5,1000],[5,1000]]})",
         "conversions.delay[2]: the points have to rise"},
        {R"("conversions":{"delay":[[0,10],[5,900]]})",
         "conversions.delay: begins at hour 0 and ends at 1000 thousandths"},
        {R"("budgets":{"adgroup":{"from":9,"to":8,"step":1}})",
         "budgets.adgroup.to: is below from"},
        {R"("objectives":{"REACH":0})", "objectives: one weight has to be above 0"},
        {R"("noise":{"hour":3,"price":5,"hour":4})", "noise.hour: comes twice"},
        {R"("noise":{"hour":3,"ho\u0075r":4})", "noise.hour: comes twice"},
        {R"("shocks":[{"month":2,"day":1,"hours":5},{"month":2,"day":1,"hours":5,"month":3}])",
         "shocks[1].month: comes twice"},
        {R"("teaches":"Something else.")", "teaches: comes twice"},
        {R"("learning":{"at_start":1})", "learning.at_start: expected boolean, got 1"},
    };
    for (const auto& [members, message] : wrong) {
        EXPECT_EQ(complaint(members), message) << members;
    }
    EXPECT_EQ(read_world(R"({"name":"x"})").error().message, "teaches: is missing");
    EXPECT_EQ(read_world("[]").error().message, "the world: expected object, got []");
    EXPECT_TRUE(read_world("{").error().message.starts_with("the world is not JSON: "));
}

/// The path of every member of the schema.
void collect(const json::object& schema, const std::string& path, std::vector<std::string>& into) {
    const auto* const branches = schema.if_contains("oneOf");
    for (const auto& branch : branches == nullptr ? json::array{schema} : branches->as_array()) {
        const auto& object = branch.as_object();
        const auto* const items = object.if_contains("items");
        const auto& inner = items == nullptr ? object : items->as_object();
        const auto* const properties = inner.if_contains("properties");
        if (properties == nullptr) {
            continue;
        }
        for (const auto& member : properties->as_object()) {
            const auto place = path +
                               (path.empty()       ? ""
                                : items == nullptr ? "."
                                                   : "[].") +
                               std::string{member.key()};
            into.push_back(place);
            collect(member.value().as_object(), place, into);
        }
    }
}

TEST(WorldTest, TheGuideDocumentsEveryMember) {
    const auto read = [](const char* name) {
        std::ostringstream text;
        text << std::ifstream{test::source_folder() / name}.rdbuf();
        return text.str();
    };
    const auto guide = read("docs/guides/worlds.md");
    std::vector<std::string> paths;
    collect(json::parse(read("data/sandbox/world.schema.json")).as_object(), {}, paths);
    ASSERT_GT(paths.size(), 60U);
    for (const auto& path : paths) {
        const bool one_of_many = path.starts_with("objectives.");
        EXPECT_TRUE(guide.contains(one_of_many ? path.substr(11) : "`" + path)) << path;
    }
    for (const auto& world : built_in_worlds()) {
        EXPECT_TRUE(guide.contains(world)) << world;
    }
}

using WorldStartTest = SandboxTest;

TEST_F(WorldStartTest, AnEmptyDescriptionIsTheUsualWorldToTheByte) {
    const auto bytes = [this] {
        return send(http::Method::get, "/open_api/v1.3/report/integrated/get/",
                    whole_report("ad", R"(["spend","impressions","clicks","conversion"])"))
            .body;
    };
    const auto usual = bytes();
    SandboxOptions options;
    options.world = R"({"name":"same","teaches":"That nothing differs."})";
    start(options);
    EXPECT_EQ(bytes(), usual);
}

TEST_F(WorldStartTest, ASandboxDoesNotStartInAWorldItCannotRead) {
    SandboxOptions options;
    options.world = R"({"name":"test","teaches":"Nothing but this.","size":3})";
    const auto made = Sandbox::make(options, wall_, waits_);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::invalid_input);
    EXPECT_EQ(made.error().message, "size: there is no such member");
}

} // namespace

} // namespace bayme::sandbox
