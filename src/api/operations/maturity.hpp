// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/describe.hpp"
#include "api/operation.hpp"

#include <span>

namespace bayme::api {

struct ShowMaturity {
    AdvertiserId advertiser_id;
    /// Those that grow after their day, without any.
    std::vector<std::string> metrics;
    /// account, or attribution: ad groups apart by their attribution windows.
    std::string by = "account";
};
BOOST_DESCRIBE_STRUCT(ShowMaturity, (), (advertiser_id, metrics, by))
constexpr auto rules(const ShowMaturity*) {
    return std::array{with_default(items("metrics", 0, 20)), each(length("metrics", 1, 64)),
                      with_default(one_of("by", "account", "attribution"))};
}

struct MaturityPointView {
    /// After the end of the account's day.
    std::int64_t hours = 0;
    /// Of the final value; 1 is all of it.
    Decimal share;
    /// Between which eight of ten days lay; absent with fewer than five days.
    std::optional<Decimal> low;
    std::optional<Decimal> high;
    /// How many days it rests on.
    std::int64_t days = 0;
};
BOOST_DESCRIBE_STRUCT(MaturityPointView, (), (hours, share, low, high, days))

struct MaturityCurveView {
    std::string metric;
    /// "click 7 days, view 1 day"; empty for the whole account.
    std::string attribution;
    /// Days after which a value counts as final; 0: no day is old enough yet.
    std::int64_t final_after_days = 0;
    std::vector<MaturityPointView> points;
};
BOOST_DESCRIBE_STRUCT(MaturityCurveView, (), (metric, attribution, final_after_days, points))

/// What is known so far of a day that still grows.
struct MaturityDayView {
    Day day;
    std::string metric;
    std::string attribution;
    Decimal share;
    std::optional<Decimal> low;
    std::optional<Decimal> high;
    std::int64_t days = 0;
};
BOOST_DESCRIBE_STRUCT(MaturityDayView, (), (day, metric, attribution, share, low, high, days))

struct MaturityAnswer {
    AdvertiserId advertiser_id;
    std::vector<MaturityCurveView> curves;
    /// The days that have ended in the last week, newest first.
    std::vector<MaturityDayView> newest;
    Instant as_of;
};
BOOST_DESCRIBE_STRUCT(MaturityAnswer, (), (advertiser_id, curves, newest, as_of))

std::span<const Operation> maturity_operations();

} // namespace bayme::api
