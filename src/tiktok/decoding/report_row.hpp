// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/decoding/scalars.hpp"
#include "tiktok/reports.hpp"

#include <simdjson.h>

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace bayme::tiktok::decoding {

/// The text of a value, whatever it is; consumes it.
std::string raw_text(simdjson::ondemand::value& value);

/// Reads rows into a page. Rows of one answer nearly always name their members in the same order:
/// the order of the row before is tried first, a map answers the rest.
class RowReader {
public:
    RowReader(const ReportRequest& request, ReportPage& page);

    Result<void> read_row(simdjson::ondemand::object& row);
    Result<void> read_totals(simdjson::ondemand::value& value);
    /// Notes which of the names asked for some row did not have.
    void finish();

private:
    enum class Kind : std::uint8_t { text, metric, unknown };
    struct Target {
        Kind kind = Kind::unknown;
        std::uint32_t column = 0;
        std::uint32_t stamp = 0; ///< index into seen_
    };
    struct Slot {
        std::string key;
        Target target;
    };
    /// The names one object of a row may have, and the order they had in the row before.
    struct Names {
        std::unordered_map<std::string, Target> known;
        std::vector<Slot> order;
    };

    void expect(Names& names, const std::string& name, Kind kind, std::size_t column);
    Result<void> read_members(simdjson::ondemand::value& value, Names& names, std::size_t row);
    const Slot& learn(Names& names, std::size_t position, std::string_view key,
                      simdjson::ondemand::value& value);
    Result<void> read_text(simdjson::ondemand::value& value, std::size_t row, std::uint32_t column);
    void read_number(simdjson::ondemand::value& value, const Slot& slot, std::size_t row);
    Result<void> read_time(std::string_view text, std::size_t row);
    void note_unknown(std::string_view key, simdjson::ondemand::value& value);
    void note_unreadable(const std::string& name, std::string_view token);

    const ReportRequest& request_;
    ReportPage& page_;
    Names dimensions_;
    Names metrics_;
    std::vector<std::string> expected_;  ///< by stamp
    std::vector<std::uint32_t> seen_;    ///< by stamp: number of the last row that had it
    std::vector<std::uint32_t> counted_; ///< by stamp: how many rows had it
    std::size_t dimension_count_ = 0;    ///< stamps below it: a row without one is no row
    std::uint32_t row_number_ = 0;
    std::unordered_set<std::string> noted_; ///< names listed as unmodelled
    std::string last_time_;
    Day last_day_;
    int last_hour_ = ReportRows::no_hour;
};

} // namespace bayme::tiktok::decoding
