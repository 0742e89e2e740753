// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/store_fixture.hpp"

namespace bayme::snapshots {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

/// One ad of one day, restated four times. The account is at UTC+1: its day ends at 23:00 UTC.
template <typename Store>
class Thinning : public StoreTest<Store> {
protected:
    Thinning() {
        at("2026-03-01T10:10:00Z", 1);
        at("2026-03-01T10:20:00Z", 2);
        at("2026-03-01T11:30:00Z", 3);
        at("2026-03-02T05:00:00Z", 4);
        this->clock_.set("2026-03-20T00:00:00Z");
    }
    void at(std::string_view moment, std::int64_t spend) {
        this->clock_.set(moment);
        this->publish(Draft{moment}.cell("2026-03-01").fact("2026-03-01", 1, spend));
    }
    std::int64_t thin(std::string_view now, const std::vector<Instant>& pins = {}) {
        const auto dropped = this->store_->thin(instant(now), pins);
        EXPECT_TRUE(dropped) << dropped.error();
        return dropped.value_or(-1);
    }
    std::optional<Instant> resolved(std::string_view as_of) {
        auto query = this->march();
        query.as_of = instant(as_of);
        return this->read(query).resolved_to;
    }
};

using Stores = testing::Types<DuckDbStore, MemoryStore>;
TYPED_TEST_SUITE(Thinning, Stores);

TYPED_TEST(Thinning, IsSeenByWhoeverReadAPastMomentBeforeIt) {
    EXPECT_THAT(this->spends(instant("2026-03-01T10:15:00Z")), ElementsAre(Pair(1, 1)));

    EXPECT_EQ(this->thin("2026-03-01T11:45:00Z"), 0);
    EXPECT_EQ(this->thin("2026-03-04T00:00:00Z"), 1);

    EXPECT_THAT(this->spends(instant("2026-03-01T10:15:00Z")), IsEmpty());
    EXPECT_EQ(this->resolved("2026-03-01T11:15:00Z"), instant("2026-03-01T11:00:00Z"));
}

TYPED_TEST(Thinning, KeepsEveryVersionForTwoDays) {
    EXPECT_EQ(this->thin("2026-03-03T10:00:00Z"), 0);

    EXPECT_THAT(this->spends(instant("2026-03-01T10:15:00Z")), ElementsAre(Pair(1, 1)));
    EXPECT_EQ(this->resolved("2026-03-01T10:15:00Z"), std::nullopt);
}

TYPED_TEST(Thinning, KeepsWhatStoodAtAFullHourForTwoWeeks) {
    EXPECT_EQ(this->thin("2026-03-04T00:00:00Z"), 1); // 1 stood from 10:10 to 10:20

    EXPECT_THAT(this->spends(instant("2026-03-01T11:15:00Z")), ElementsAre(Pair(1, 2)));
    EXPECT_EQ(this->resolved("2026-03-01T11:15:00Z"), instant("2026-03-01T11:00:00Z"));
    EXPECT_THAT(this->spends(instant("2026-03-01T10:15:00Z")), IsEmpty()); // nothing at 10:00 yet
    this->expect_sound();
}

TYPED_TEST(Thinning, KeepsWhatStoodWhenTheDayAndCertainLaterDaysEnded) {
    EXPECT_EQ(this->thin("2026-03-20T00:00:00Z"), 2);

    EXPECT_THAT(this->spends(instant("2026-03-02T04:00:00Z")), ElementsAre(Pair(1, 3)));
    EXPECT_EQ(this->resolved("2026-03-02T04:00:00Z"), instant("2026-03-01T23:00:00Z"));
    EXPECT_THAT(this->spends(instant("2026-03-03T00:00:00Z")), ElementsAre(Pair(1, 4)));
    EXPECT_EQ(this->resolved("2026-03-03T00:00:00Z"), instant("2026-03-02T23:00:00Z"));
    EXPECT_THAT(this->spends(), ElementsAre(Pair(1, 4)));
    this->expect_sound();
}

TYPED_TEST(Thinning, SaysThatNothingIsLeftOfAMomentWithinTheDay) {
    this->thin("2026-03-20T00:00:00Z");

    auto query = this->march();
    query.days = {day("2026-03-01"), day("2026-03-01")};
    query.as_of = instant("2026-03-01T12:00:00Z");
    const auto table = this->read(query);

    EXPECT_EQ(table.rows, 0U);
    EXPECT_EQ(table.ledger.worst, CellState::never_fetched);
    EXPECT_TRUE(table.resolved_to);
}

TYPED_TEST(Thinning, KeepsAPinnedMomentAsLongAsItIsPinned) {
    const auto pin = instant("2026-03-01T10:15:00Z");
    EXPECT_EQ(this->thin("2026-03-20T00:00:00Z", {pin}), 1);
    EXPECT_THAT(this->spends(pin), ElementsAre(Pair(1, 1)));
    EXPECT_EQ(this->resolved("2026-03-01T10:15:00Z"), pin);

    EXPECT_EQ(this->thin("2026-03-20T00:00:00Z"), 1);

    EXPECT_THAT(this->spends(pin), IsEmpty());
}

TYPED_TEST(Thinning, APinThatComesTooLateHoldsNothing) {
    this->thin("2026-03-20T00:00:00Z");

    this->thin("2026-03-20T00:00:00Z", {instant("2026-03-01T10:15:00Z")});

    EXPECT_THAT(this->spends(instant("2026-03-01T10:15:00Z")), IsEmpty());
}

TEST(Ladder, GivesTheLastMomentThatIsStillWhole) {
    Ladder ladder;
    ladder.all_from = instant("2026-03-18T00:00:00Z");
    ladder.hours_from = instant("2026-03-06T00:00:00Z");
    const auto offset = UtcOffset::from_seconds(-8 * 3600).value(); // days end at 08:00 UTC
    const auto kept = [&](std::string_view asked) {
        return ladder.kept_at(instant(asked), day("2026-03-01"), offset);
    };

    EXPECT_EQ(kept("2026-03-19T10:10:10Z"), instant("2026-03-19T10:10:10Z"));
    EXPECT_EQ(kept("2026-03-10T10:10:10Z"), instant("2026-03-10T10:00:00Z"));
    EXPECT_EQ(kept("2026-03-05T10:10:10Z"), instant("2026-03-05T08:00:00Z")); // end of day 3
    EXPECT_EQ(kept("2026-03-05T07:59:59Z"), instant("2026-03-03T08:00:00Z")); // end of day 1
    EXPECT_EQ(kept("2026-03-02T07:59:59Z"), std::nullopt);
}

} // namespace
} // namespace bayme::snapshots
