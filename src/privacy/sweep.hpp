// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/actor.hpp"
#include "jobs/workers.hpp"
#include "privacy/data_table.hpp"
#include "staff/staff.hpp"
#include "storage/database.hpp"

#include <string>
#include <vector>

namespace bayme::privacy {

/// What one rule found.
struct Swept {
    std::string table;
    std::string retention;
    Instant before; ///< rows older than this were due
    std::int64_t rows = 0;
};

/// Deletes what has reached the end of its retention class. A person whose time is up is erased
/// (key destroyed) before the row goes; the audit log is trimmed so that the rest still verifies.
class Sweep {
public:
    Sweep(const DataTable& table, staff::Staff& staff, const Clock& clock)
        : table_(table), staff_(staff), clock_(clock) {}

    /// All rules in one transaction, with one audit row when anything was deleted. A rule that
    /// cannot be carried out fails the whole; the caller authorises (manage_privacy) and commits.
    /// @return one entry per rule, those that found nothing included.
    Result<std::vector<Swept>> run(storage::Transaction& transaction, const Actor& actor);

private:
    Result<std::int64_t> carry_out(storage::Transaction& transaction, const SweepRule& rule,
                                   Instant before);
    Result<void> erase_persons(storage::Transaction& transaction, Instant before);

    const DataTable& table_;
    staff::Staff& staff_;
    const Clock& clock_;
};

/// The daily job. Its requester needs manage_privacy; the schedule has it.
inline constexpr auto sweep_job =
    jobs::declare_kind<jobs::NoArguments>("privacy.sweep", "Deleting what is kept no longer");

/// Runs the sweep as a job and empties the write-ahead log after it. The result is a JSON object of
/// the counts by table. Everything named here outlives the handler.
jobs::Handler sweep_handler(storage::Database& database, staff::Staff& staff, Sweep& sweep);

} // namespace bayme::privacy
