// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/breakdowns.hpp"
#include "sandbox/delivery.hpp"
#include "sandbox/metrics.hpp"
#include "sandbox/parameters.hpp"

#include <cstdint>
#include <expected>
#include <string>
#include <vector>

namespace bayme::sandbox {

struct Platform;

enum class Grain { none, day, hour };

/// Whether the limits of the synchronous report hold: days at once, and ids looked at.
enum class Limits { synchronous, none };

/// A report call after all checks of its own.
struct ReportQuery {
    const Account* account = nullptr;
    Level level = Level::ad;
    AdRows ads = AdRows::ad_id;
    Grain grain = Grain::none;
    std::int64_t first_day = 0; ///< of the account
    std::int64_t last_day = 0;
    std::vector<const Metric*> metrics;
    const Metric* order = nullptr;
    bool ascending = false;
    bool total = false;
    std::vector<bool> wanted; ///< by index of the world's objects of this level
    bool cut = false;         ///< more objects were wanted than the report looks at
    std::vector<const Breakdown*> breakdowns;
    std::vector<std::vector<std::string>> cells; ///< a value of each breakdown; empty without any
    std::vector<std::uint64_t> weights;          ///< of the cells
    /// What this report may know: some breakdowns come later than other figures.
    [[nodiscard]] AsOf as_of(Seconds now) const;
};

/// Checks metric × dimension × level, spans and filters. @return 40002 with TikTok's ways of
/// refusing, or 40011.
std::expected<ReportQuery, Refusal> plan_report(const Platform& platform, const Account& account,
                                                const Parameters& parameters, Seconds now,
                                                Limits limits);

/// One row before it is written. `slot` is the day or hour counted from the window's first.
struct ReportRow {
    std::uint32_t object = 0;
    std::int64_t slot = 0;
    std::uint32_t cell = 0;
    Sums sums;
};

/// All rows of the query in the order of the answer, idle ones left out.
std::vector<ReportRow> run_report(const World& world, Delivery& delivery, const ReportQuery& query,
                                  AsOf as_of);

/// A report whose pages are asked for one after the other. Rows are kept whole while they are few;
/// of large reports only how many rows each object has, and a page is made again when it is asked
/// for: a report over ten thousand ads does not fill the memory.
class MadeReport {
public:
    /// Reads `world` and `delivery` here and in page(), where they have to be the same.
    MadeReport(const World& world, Delivery& delivery, const ReportQuery& query, AsOf as_of);

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] const Sums& sums() const { return sums_; }
    /// The rows from `first` to before `last`; the query is the one it was made for.
    [[nodiscard]] std::vector<ReportRow> page(const World& world, Delivery& delivery,
                                              const ReportQuery& query, std::size_t first,
                                              std::size_t last) const;
    /// How many rows are kept.
    [[nodiscard]] std::size_t kept() const { return rows_.size(); }

private:
    AsOf as_of_;
    std::size_t size_ = 0;
    Sums sums_;
    std::vector<ReportRow> rows_;
    std::vector<std::uint32_t> objects_;
    std::vector<std::size_t> ends_; ///< by object: how many rows there are up to its last
};

/// JSON text of one row.
void append_row(std::string& out, const World& world, const ReportQuery& query,
                const ReportRow& row, Seconds now);
/// JSON text of total_metrics; attributes are "-" there.
std::string totals_json(const ReportQuery& query, const Sums& sums);

} // namespace bayme::sandbox
