// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/store_fixture.hpp"

#include <rapidcheck.h>

#include <set>

namespace bayme::snapshots {
namespace {

const std::array accounts{"7001", "7002"};
const std::array days{"2026-03-01", "2026-03-02", "2026-03-03"};

/// One random thing that happens to a store.
struct Happening {
    int minutes = 0; ///< the clock moves this far first, back too
    int run = 0;
    int account = 0;
    int states = 0; ///< two bits a day: none, complete, provisional, partial
    int values = 0; ///< two bits a day and ad: no fact, or spend 1 to 3
    bool thins = false;
};

void showValue(const Happening& happening, std::ostream& out) {
    out << "{" << happening.minutes << ", " << happening.run << ", " << happening.account << ", "
        << happening.states << ", " << happening.values << ", " << happening.thins << "}";
}

rc::Gen<Happening> any_happening() {
    return rc::gen::build<Happening>(
        rc::gen::set(&Happening::minutes, rc::gen::inRange(-90, 240)),
        rc::gen::set(&Happening::run, rc::gen::inRange(0, 30)),
        rc::gen::set(&Happening::account, rc::gen::inRange(0, 2)),
        rc::gen::set(&Happening::states, rc::gen::inRange(0, 64)),
        rc::gen::set(&Happening::values, rc::gen::inRange(0, 1 << 18)),
        rc::gen::set(&Happening::thins, rc::gen::weightedElement<bool>({{9, false}, {1, true}})));
}

Draft draft_of(const Happening& happening, int age) {
    Draft draft{fmt::format("r{}-{}", age, happening.run), "ad_day",
                accounts.at(static_cast<std::size_t>(happening.account))};
    for (std::size_t i = 0; i < days.size(); ++i) {
        const int state = happening.states >> (2 * i) & 3;
        if (state == 0) {
            continue;
        }
        draft.cell(days.at(i), state == 1   ? CellState::complete
                               : state == 2 ? CellState::provisional
                                            : CellState::partial);
        for (std::size_t ad = 0; state != 3 && ad < 3; ++ad) {
            const int spend = happening.values >> (6 * i + 2 * ad) & 3;
            if (spend != 0) {
                draft.fact(days.at(i), ad + 1, spend, spend * 10);
            }
        }
    }
    return draft;
}

/// DuckDB's store and the one that keeps every publish whole, side by side.
class TwoStores {
public:
    void happen(const Happening& happening) {
        clock_.advance(std::chrono::minutes{happening.minutes});
        if (happening.thins) {
            const auto now = clock_.now() + std::chrono::hours{60};
            RC_ASSERT(real_->thin(now, {}).value() == model_.thin(now, {}).value());
            ++age_;
            return;
        }
        const auto draft = draft_of(happening, age_);
        const auto real = real_->publish(draft).value();
        const auto model = model_.publish(draft).value();
        RC_ASSERT(real.observed_at == model.observed_at);
        RC_ASSERT(real.inserted == model.inserted);
        RC_ASSERT(real.superseded == model.superseded);
        RC_ASSERT(real.ended == model.ended);
        RC_ASSERT(real.unchanged == model.unchanged);
        RC_ASSERT(real.replayed == model.replayed);
        if (real.rows + real.ended > 0) {
            moments_.insert({real.observed_at, real.observed_at - microseconds{1}});
        }
    }

    void agree_at_every_moment() {
        agree(std::nullopt);
        for (const auto moment : moments_) {
            agree(moment);
        }
        RC_ASSERT(real_->check().value().empty());
    }

private:
    void agree(std::optional<Instant> moment) {
        Query query;
        query.cube = *find_cube("ad_day");
        query.advertisers = {AdvertiserId{accounts[0]}, AdvertiserId{accounts[1]}};
        query.days = {day(days.front()), day(days.back())};
        query.as_of = moment;
        query.group_by = {Column::advertiser, Column::day, Column::ad};
        query.metrics = {metric_named("spend"), metric_named("impressions")};
        const auto real = real_->read(query).value();
        const auto model = model_.read(query, {}).value();
        RC_ASSERT(real.keys == model.keys);
        RC_ASSERT(real.values == model.values);
        RC_ASSERT(real.ledger.worst == model.ledger.worst);
        RC_ASSERT(real.ledger.complete == model.ledger.complete);
        RC_ASSERT(real.resolved_to == model.resolved_to);
    }

    test::FakeClock clock_;
    test::ScratchFolder folder_;
    std::unique_ptr<Snapshots> real_ = DuckDbStore::open(folder_, clock_);
    test::MemorySnapshots model_{clock_};
    std::set<Instant> moments_;
    int age_ = 0; ///< runs from before a thinning two days later are not tried again
};

TEST(Replay, EveryPastMomentAnswersAsIfAllPublishesHadBeenKept) {
    // A smaller case is not looked for: that takes minutes. The seed in the output repeats the run.
    setenv("RC_PARAMS", "max_success=8 max_size=12 noshrink=1", 0);

    const bool held = rc::check([] {
        const auto happenings = *rc::gen::container<std::vector<Happening>>(any_happening());
        TwoStores stores;
        for (const auto& happening : happenings) {
            stores.happen(happening);
        }
        stores.agree_at_every_moment();
    });

    EXPECT_TRUE(held);
}

} // namespace
} // namespace bayme::snapshots
