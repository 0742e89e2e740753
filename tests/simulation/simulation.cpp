// SPDX-License-Identifier: LicenseRef-Bayme
#include "simulation/simulation.hpp"

#include "base/failpoint.hpp"
#include "simulation/fault_script.hpp"
#include "simulation/stage.hpp"
#include "simulation/truth.hpp"
#include "storage/connections.hpp"

#include <algorithm>

namespace bayme::simulation {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const Instant first_beginning = parse_instant("2026-03-01T00:00:00Z").value();
/// Days that ended at least this long before the end must be complete.
constexpr hours settled_after{3};
/// Days before the first that are fetched as well, in cubes by day and by hour.
constexpr int days_kept = 13;
constexpr int hours_kept = 2;
/// Without faults and deaths: time to catch up.
constexpr hours quiet_end{4};
constexpr std::string_view scopes_without_reports = "[1,2,3,5,6,8,17000000]";

/// A failpoint that is reached no more often than this a day is died at by the clock.
constexpr hours patience_with_failpoints{4};

/// One thing that a person, or TikTok, does at a moment. Done again until it works.
struct Event {
    Instant at;
    std::function<Result<void>()> happen;
};

bool belongs_to_sync(const std::string& failpoint) {
    return std::ranges::any_of(
        std::array{"jobs.", "snapshots.", "storage.", "sync.", "accounts.", "tiktok."},
        [&](std::string_view room) { return failpoint.starts_with(room); });
}

class Simulation {
public:
    explicit Simulation(const Plan& plan)
        : plan_(plan), dice_(plan.seed), beginning_(first_beginning + hours{plan.seed % 24}) {}

    Result<Outcome> run() {
        const auto began = std::chrono::steady_clock::now();
        BAYME_CHECK(begin());
        while (stage_->time.now() < end_) {
            BAYME_CHECK(live());
        }
        BAYME_CHECK(look_back());
        outcome_.took =
            std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - began);
        return std::move(outcome_);
    }

private:
    Result<void> begin() {
        end_ = beginning_ + plan_.length;
        options_.seed = plan_.seed;
        options_.scale = sandbox::Scale::tiny;
        options_.quota = sandbox::Quota::basic;
        BAYME_TRY(stage_, Stage::make(options_, beginning_, plan_.seed));
        stage_->wire->at_boundary = [this] {
            at_boundary();
        };
        plan_events();
        return {};
    }

    void plan_events() {
        const auto length = end_ - beginning_;
        const auto script = fault_script(beginning_, end_ - quiet_end, dice_);
        const auto revoked = beginning_ + length * (20 + roll(20)) / 100;
        const auto narrow = revoked + minutes{30 + roll(90)};
        const auto whole = narrow + minutes{30 + roll(90)};
        const auto cut = beginning_ + length * (10 + roll(60)) / 100;
        add(beginning_, [this] { return connect(0); });
        add(beginning_, [this] { return connect(1); });
        add(beginning_, [this, script] { return stage_->command("/faults", script); });
        // The token of the second connection dies at its next call; the other rules stay.
        add(revoked, [this, script] {
            const auto rule = fmt::format(R"({{"advertiser_id":"{}","count":1,"revoke":"token"}},)",
                                          stage_->accounts.at(1));
            auto rules = script;
            outcome_.faults += stage_->faults();
            return stage_->command("/faults", rules.insert(rules.find('[') + 1, rule));
        });
        add(narrow, [this] { return connect(1, scopes_without_reports); });
        add(whole, [this] { return connect(1); });
        add(cut, [this] { return stage_->command("/limits", R"({"most_report_ids":20})"); });
        add(cut + hours{3},
            [this] { return stage_->command("/limits", R"({"most_report_ids":20000})"); });
        std::ranges::stable_sort(events_, {}, &Event::at);
    }

    void add(Instant at, std::function<Result<void>()> happen) {
        events_.push_back({at, std::move(happen)});
    }

    Result<void> connect(std::size_t account, std::string_view scopes = {}) {
        BAYME_CHECK(life_->connect(stage_->code_for({stage_->accounts.at(account)}, scopes)));
        ++outcome_.reconnections;
        return {};
    }

    /// From opening the folder to the next death, or to the end.
    Result<void> live() {
        disarm_failpoints();
        if (!plan_.planted.empty()) {
            BAYME_CHECK(arm_failpoints(plan_.planted));
        }
        // Every fourth seed has workers whose leases run out while they wait.
        const auto lease = plan_.seed % 4 == 0 ? minutes{3} : minutes{360};
        BAYME_TRY(life_, stage_->open(lease));
        dies_at_ = outcome_.kills < plan_.kills
                       ? stage_->time.now() +
                             (end_ - quiet_end - beginning_) / plan_.kills * (50 + roll(100)) / 100
                       : end_;
        doomed_ = false;
        std::vector<std::function<void()>> actors;
        for (int i = 0; i < plan_.workers; ++i) {
            actors.emplace_back([this] { life_->work(end_); });
        }
        actors.emplace_back([this] { life_->tick(end_); });
        actors.emplace_back([this] { follow_events(); });
        alive_ = true;
        const bool survived = stage_->time.run(std::move(actors));
        alive_ = false;
        if (!survived) {
            ++outcome_.kills;
            life_.reset();
            stage_->time.waits(VirtualTime::people).wait(minutes{roll(30)}, {});
        }
        return broken_ ? fail(*broken_) : Result<void>{};
    }

    void follow_events() {
        while (next_event_ < events_.size()) {
            const auto& event = events_[next_event_];
            if (event.at > stage_->time.now()) {
                stage_->time.waits(VirtualTime::people).wait(event.at - stage_->time.now(), {});
            }
            if (event.happen()) {
                ++next_event_;
            } else {
                stage_->time.waits(VirtualTime::people).wait(minutes{10}, {});
            }
            if (stage_->time.now() >= end_) {
                broken_ = Error{ErrorCode::internal, "an event never came to pass"};
                return;
            }
        }
    }

    /// Dies here, or soon at a failpoint.
    void at_boundary() {
        const auto now = stage_->time.now();
        if (!alive_ || now < dies_at_ || now >= end_ - quiet_end) {
            return;
        }
        if (!doomed_ && roll(3) != 0) {
            auto names = failpoint_names();
            std::erase_if(names, [](const auto& name) { return !belongs_to_sync(name); });
            const auto& name =
                names.at(static_cast<std::size_t>(roll(static_cast<std::int64_t>(names.size()))));
            if (arm_failpoints(fmt::format("{}=unwind@{}", name, 1 + roll(3)))) {
                doomed_ = true;
                dies_at_ = now + patience_with_failpoints;
                return;
            }
        }
        stage_->time.kill();
        throw Unwound{};
    }

    Result<void> look_back() {
        auto& snapshots = life_->snapshots();
        BAYME_TRY(const auto faults, snapshots.check());
        outcome_.wrong = faults;
        const DayRange days{Day{std::chrono::floor<std::chrono::days>(beginning_)}.plus(-60),
                            Day{std::chrono::floor<std::chrono::days>(end_)}.plus(2)};
        std::vector<Claim> claims;
        BAYME_CHECK(
            add_claims(claims, snapshots, *stage_->wire, stage_->accounts, days, std::nullopt));
        for (int i = 0; i < plan_.past_moments; ++i) {
            const auto past = beginning_ + microseconds{roll((end_ - beginning_).count())};
            BAYME_TRY(const auto untold,
                      add_claims(claims, snapshots, *stage_->wire, stage_->accounts, days, past));
            outcome_.untold += untold;
        }
        outcome_.compared = static_cast<std::int64_t>(claims.size());
        if (!claims.empty()) {
            Truth truth{options_, beginning_};
            for (auto& sentence : truth.compare(claims)) {
                outcome_.wrong.push_back(std::move(sentence));
            }
        }
        BAYME_CHECK(count_closed(snapshots));
        outcome_.calls = stage_->wire->counts().calls;
        outcome_.reports = stage_->wire->counts().reports;
        outcome_.trace = stage_->wire->counts().trace;
        outcome_.faults += stage_->faults();
        return {};
    }

    /// Days from the first connection on, in every cube that is kept for the account.
    Result<void> count_closed(snapshots::Snapshots& snapshots) {
        BAYME_TRY(const auto transaction, life_->database().begin_read());
        for (const auto& id : stage_->accounts) {
            BAYME_TRY(const auto account, life_->services().advertisers->find(*transaction, id));
            BAYME_TRY(const auto offset,
                      UtcOffset::from_seconds(account.offset_seconds.value_or(0)));
            const auto last = offset.day_of(end_ - settled_after).plus(-1);
            for (const auto& cube : snapshots::cubes()) {
                const auto first =
                    offset.day_of(beginning_)
                        .plus(cube.grain == snapshots::Grain::hour ? -hours_kept : -days_kept);
                BAYME_TRY(const auto cells, snapshots.cells({.cube = cube,
                                                             .advertisers = {id},
                                                             .days = {first, last},
                                                             .as_of = std::nullopt}));
                if (cells.empty()) {
                    continue;
                }
                outcome_.closed += DayRange{first, last}.size();
                outcome_.complete += std::ranges::count(cells, snapshots::CellState::complete,
                                                        &snapshots::Cell::state);
            }
        }
        return {};
    }

    /// From 0 to below `most`.
    std::int64_t roll(std::int64_t most) {
        return static_cast<std::int64_t>(dice_() % static_cast<std::uint64_t>(most));
    }

    Plan plan_;
    Outcome outcome_;
    std::mt19937_64 dice_;
    Instant beginning_; ///< each seed at another hour of the day
    Instant end_;
    sandbox::SandboxOptions options_;
    std::unique_ptr<Stage> stage_;
    std::vector<Event> events_;
    std::size_t next_event_ = 0;
    bool alive_ = false;
    bool doomed_ = false;
    Instant dies_at_;
    std::optional<Error> broken_;
    std::unique_ptr<Life> life_;
};

} // namespace

Result<Outcome> simulate(const Plan& plan) {
    Simulation simulation{plan};
    auto outcome = simulation.run();
    disarm_failpoints();
    return outcome;
}

std::string to_string(const Plan& plan, const Outcome& outcome) {
    return fmt::format("seed {}: {} hours, {} calls ({} of reports), {} faults, {} deaths, "
                       "{} connections made, {} of {} closed windows complete ({:.2f} %), "
                       "{} compared with the truth, {} thinned away, {} wrong, trace {:016x}, "
                       "{:.1f} s",
                       plan.seed, plan.length.count(), outcome.calls, outcome.reports,
                       outcome.faults, outcome.kills, outcome.reconnections, outcome.complete,
                       outcome.closed, 100 * outcome.share(), outcome.compared, outcome.untold,
                       outcome.wrong.size(), outcome.trace,
                       static_cast<double>(outcome.took.count()) / 1000);
}

} // namespace bayme::simulation
