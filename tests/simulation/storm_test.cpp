// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/log.hpp"
#include "simulation/stage.hpp"
#include "storage/connections.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

namespace bayme::simulation {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const Instant noon = parse_instant("2026-03-01T12:00:00Z").value();
const Instant storm_begins = noon + hours{1};
const Instant storm_ends = storm_begins + hours{24};
const Instant all_ends = storm_ends + hours{3};
constexpr double calls_a_second = 10; // basic

/// A day in which TikTok answers nothing but 40100 and 5xxxx, against two accounts. Their
/// jobs are done one after the other each, so answers are quick: the quota is what they wait for.
class StormTest : public testing::Test {
protected:
    void SetUp() override {
        set_log_level(LogLevel::error);
        auto made = Stage::make(
            {.seed = 11, .scale = sandbox::Scale::tiny, .quota = sandbox::Quota::basic}, noon, 11);
        ASSERT_TRUE(made) << made.error();
        stage_ = *std::move(made);
        stage_->wire->shortest = milliseconds{10};
        stage_->wire->longest = milliseconds{50};
        stage_->wire->going_out = [this](const auto&) {
            watch();
        };
        auto opened = stage_->open(hours{6});
        ASSERT_TRUE(opened) << opened.error();
        life_ = *std::move(opened);
        ASSERT_TRUE(life_->connect(stage_->code_for(stage_->accounts)));
        const auto rule = [](const char* share, const char* code) {
            return fmt::format(R"({{"from":"{}","until":"{}","probability":{},"code":{}}})",
                               format_instant(storm_begins), format_instant(storm_ends), share,
                               code);
        };
        ASSERT_TRUE(
            stage_->command("/faults", fmt::format(R"({{"rules":[{},{},{},{}]}})",
                                                   rule("0.6", "40100"), rule("0.4", "50000"),
                                                   rule("0.5", "51000"), rule("1", "50002"))));
    }
    void TearDown() override { set_log_level(LogLevel::info); }

    /// The penalties that hold while a call goes out; when calls go out after the storm.
    void watch() {
        const auto now = stage_->time.now();
        calls_in_storm_ += now >= storm_begins && now < storm_ends ? 1 : 0;
        if (now >= storm_ends) {
            calls_after_.push_back(now);
        }
        if (life_ == nullptr) {
            return;
        }
        for (const auto& penalty : life_->quota().penalties) {
            calls_in_penalties_ += penalty.scope == "app" && penalty.until > now ? 1 : 0;
        }
    }

    /// Asks for a year of every account an hour after the storm: a row of 40100 teaches the
    /// governor to go slowly, which it unlearns by half every ten minutes.
    void ask_for_the_backlog() {
        stage_->time.waits(VirtualTime::people)
            .wait(storm_ends + hours{1} - stage_->time.now(), {});
        const auto transaction = life_->database().begin_write().value();
        const Day today{std::chrono::floor<std::chrono::days>(stage_->time.now())};
        const auto started = life_->services().sync->start(
            *transaction, {ActorKind::local_operator, {}},
            {.what = sync::What::all, .advertisers = {}, .from = today.plus(-360), .to = {}});
        ASSERT_TRUE(started) << started.error();
        ASSERT_TRUE(transaction->commit());
        pace_ = life_->quota().app.pace_permille;
        while (stage_->time.now() < all_ends && !cleared_) {
            stage_->time.waits(VirtualTime::people).wait(seconds{1}, {});
            const auto left = life_->jobs_left();
            cleared_ = left && *left == 0 ? std::optional{stage_->time.now()} : std::nullopt;
        }
    }

    /// The most calls in any so many seconds after the storm, per second.
    [[nodiscard]] double best_rate(seconds window) const {
        std::size_t most = 0;
        for (std::size_t from = 0, to = 0; to < calls_after_.size(); ++to) {
            while (calls_after_[to] - calls_after_[from] >= window) {
                ++from;
            }
            most = std::max(most, to - from + 1);
        }
        return static_cast<double>(most) / static_cast<double>(window.count());
    }

    std::unique_ptr<Stage> stage_;
    std::unique_ptr<Life> life_;
    std::int64_t calls_in_storm_ = 0;
    std::int64_t calls_in_penalties_ = 0;
    std::vector<Instant> calls_after_;
    std::optional<Instant> cleared_;
    int pace_ = 0; ///< an hour after the storm
};

TEST_F(StormTest, NoConnectionFlipsNoPenaltyIsBrokenAndTheBacklogIsClearedAtTheTiersPace) {
    std::vector<std::function<void()>> actors;
    for (int i = 0; i < 5; ++i) {
        actors.emplace_back([this] { life_->work(all_ends); });
    }
    actors.emplace_back([this] { life_->tick(all_ends); });
    actors.emplace_back([this] { ask_for_the_backlog(); });
    ASSERT_TRUE(stage_->time.run(std::move(actors)));

    const auto transaction = life_->database().begin_read().value();
    const auto connections = life_->services().connection_store->list(*transaction).value();
    ASSERT_EQ(connections.size(), 1U);
    EXPECT_EQ(connections.front().state, storage::ConnectionState::active);
    EXPECT_GT(calls_in_storm_, 10);
    EXPECT_EQ(calls_in_penalties_, 0);
    EXPECT_TRUE(cleared_);
    EXPECT_GE(pace_, 900);
    EXPECT_GE(best_rate(seconds{10}), 0.9 * calls_a_second);
    std::cout << calls_in_storm_ << " calls in the storm, " << calls_after_.size()
              << " after it, at best " << best_rate(seconds{10}) << " a second over 10 s; cleared "
              << (cleared_ ? format_instant(*cleared_) : "never") << "\n";
}

} // namespace
} // namespace bayme::simulation
