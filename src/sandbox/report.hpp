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

/// JSON text of one row.
void append_row(std::string& out, const World& world, const ReportQuery& query,
                const ReportRow& row, Seconds now);
Sums sum_of(const std::vector<ReportRow>& rows);
/// JSON text of total_metrics; attributes are "-" there.
std::string totals_json(const ReportQuery& query, const Sums& sums);

} // namespace bayme::sandbox
