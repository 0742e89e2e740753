// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/duckdb/moments.hpp"

#include "snapshots/duckdb/ledger.hpp"

#include <fmt/ranges.h>

#include <algorithm>

namespace bayme::snapshots {
namespace {

std::int64_t micros(Instant instant) {
    return instant.time_since_epoch().count();
}

/// An id that is no number has no facts; 0 is nobody's.
std::string number_list(const std::vector<AdvertiserId>& advertisers) {
    std::vector<ObjectNumber> numbers;
    for (const auto& advertiser : advertisers) {
        numbers.push_back(object_number(advertiser.text()).value_or(0));
    }
    return numbers.empty() ? "0" : fmt::format("{}", fmt::join(numbers, ", "));
}

} // namespace

std::string scope_sql(const std::vector<AdvertiserId>& advertisers, const DayRange& days) {
    return fmt::format("advertiser_id IN ({}) AND day BETWEEN DATE '{}' AND DATE '{}'",
                       number_list(advertisers), days.first.text(), days.last.text());
}

Result<Moments> Moments::find(Connection& connection, const CellQuery& query) {
    Moments moments;
    moments.one_ = query.as_of;
    if (!query.as_of) {
        return moments;
    }
    BAYME_TRY(const auto ladder, read_ladder(connection));
    if (*query.as_of >= ladder.all_from) {
        return moments;
    }
    BAYME_TRY(auto rows, connection.query(fmt::format(
                             "SELECT advertiser_id, day, max(utc_offset) FROM cells WHERE {} "
                             "GROUP BY advertiser_id, day",
                             scope_sql(query.advertisers, query.days))));
    moments.resolved_to_ = query.as_of;
    moments.kept_ = "(0::UBIGINT, DATE '1970-01-01', 0::BIGINT)";
    while (const auto chunk = rows.next()) {
        for (std::size_t row = 0; row < chunk->rows(); ++row) {
            const auto day = Day::from_number(chunk->column<std::int32_t>(1)[row]);
            const auto offset = UtcOffset::from_seconds(chunk->column<std::int32_t>(2)[row]);
            const auto at = ladder.kept_at(*query.as_of, day, offset.value_or(UtcOffset{}));
            if (at) {
                moments.resolved_to_ = std::min(*moments.resolved_to_, *at);
                moments.kept_ +=
                    fmt::format(", ({}, DATE '{}', {})", chunk->column<std::uint64_t>(0)[row],
                                day.text(), micros(*at));
            }
        }
    }
    return moments;
}

std::string Moments::source(const std::string& standing, const std::string& history,
                            const std::string& columns, const std::string& scope) const {
    if (!one_) {
        return fmt::format("{} WHERE {}", standing, scope);
    }
    // Windows that are not in the list have no moment left and drop out of the join.
    const auto join = kept_.empty()
                          ? std::string{}
                          : fmt::format("JOIN (VALUES {}) kept(advertiser_id, day, kept_at) USING "
                                        "(advertiser_id, day)",
                                        kept_);
    const auto moment = kept_.empty() ? fmt::to_string(micros(*one_)) : std::string{"kept_at"};
    return fmt::format("(SELECT {0} FROM {1} {3} WHERE {4} AND observed_at <= {5} UNION ALL "
                       "SELECT {0} FROM {2} {3} WHERE {4} AND observed_at <= {5} AND "
                       "superseded_at > {5})",
                       columns, standing, history, join, scope, moment);
}

} // namespace bayme::snapshots
