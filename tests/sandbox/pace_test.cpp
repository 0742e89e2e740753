// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/pace.hpp"

#include "sandbox/dice.hpp"
#include "sandbox/running.hpp"

#include <gtest/gtest.h>

namespace bayme::sandbox {

namespace {

constexpr Seconds noon = 1'772'366'400; ///< 1 March 2026

World world_of(const char* name) {
    auto description = read_world(built_in_world(name).value()).value();
    const auto seed = description.seed;
    return make_world(std::move(description), seed, Scale::tiny, noon).value();
}

/// Asks about random units and moments, of one pacing that remembers and of new ones.
class PaceTest : public testing::TestWithParam<const char*> {
protected:
    void ask(int times) {
        for (int i = 0; i < times; ++i) {
            const auto& unit = world_.units[dice_.below(world_.units.size())];
            const auto moment = world_.born + static_cast<Seconds>(dice_.below(800 * day_length));
            std::vector<bool> running;
            for (const auto ad : unit.ads) {
                running.push_back(runs(world_, world_.ads[ad], moment));
            }
            const Pacing anew{world_, traffic_};
            const auto expected = anew.paces(unit, moment, running);
            const auto found = kept_.paces(unit, moment, running);
            ASSERT_EQ(found.size(), expected.size());
            for (std::size_t ad = 0; ad < found.size(); ++ad) {
                EXPECT_EQ(found[ad].share, expected[ad].share);
                EXPECT_EQ(found[ad].pressure, expected[ad].pressure);
                EXPECT_EQ(found[ad].price, expected[ad].price);
                shared_ += found[ad].share < unity ? 1 : 0;
            }
        }
    }

    World world_ = world_of(GetParam());
    Traffic traffic_{world_};
    Pacing kept_{world_, traffic_};
    Dice dice_{7};
    int shared_ = 0;
};

TEST_P(PaceTest, WhatIsKeptAnswersAsIfItWereFoundOutAnew) {
    ask(2000);
    EXPECT_GT(shared_, 0);
}

TEST_P(PaceTest, AnEditIsSeenByWhoeverForgets) {
    for (int round = 0; round < 40; ++round) {
        auto& adgroup = world_.adgroups[dice_.below(world_.adgroups.size())];
        adgroup.switches.push_back({noon + round * hour_length, round % 2 == 1});
        kept_.forget(adgroup.parent);
        ask(20);
    }
}

TEST_P(PaceTest, ANewAdIsSeenAtOnce) {
    for (int round = 0; round < 20; ++round) {
        ask(20);
        auto ad = world_.ads[dice_.below(world_.ads.size())];
        ad.created = noon + round;
        ad.daily_demand *= 5;
        world_.add(std::move(ad));
    }
}

INSTANTIATE_TEST_SUITE_P(Worlds, PaceTest, testing::Values("cannibals", "perfect_storm"),
                         [](const auto& world) { return std::string{world.param}; });

} // namespace

} // namespace bayme::sandbox
