// SPDX-License-Identifier: LicenseRef-Bayme
#include "privacy/snapshot_sweep.hpp"

#include "base/json_text.hpp"

namespace bayme::privacy {
namespace {

Result<Day> first_day_kept(const DataTable& table, std::string_view retention, Instant now) {
    const auto* found = table.find_class(retention);
    if (found == nullptr) {
        return fail(ErrorCode::internal, "the table of data has no class {}", retention);
    }
    const auto yesterday_everywhere = Day{std::chrono::floor<std::chrono::days>(now)}.plus(-1);
    return yesterday_everywhere.plus(-found->days);
}

} // namespace

Result<SnapshotsSwept> sweep_snapshots(const DataTable& table, snapshots::Snapshots& snapshots,
                                       Instant now) {
    snapshots::ExpiryCuts cuts;
    BAYME_TRY(cuts.day_facts_before, first_day_kept(table, "day_facts", now));
    BAYME_TRY(cuts.hour_facts_before, first_day_kept(table, "hour_facts", now));
    SnapshotsSwept swept;
    BAYME_TRY(swept.facts_expired, snapshots.expire(cuts));
    BAYME_TRY(swept.versions_thinned, snapshots.thin(now, {}));
    return swept;
}

jobs::Handler snapshot_sweep_handler(const DataTable& table, snapshots::Snapshots& snapshots,
                                     const Clock& clock) {
    return [&table, &snapshots, &clock](jobs::Run& /*run*/) -> Result<std::string> {
        BAYME_TRY(const auto swept, sweep_snapshots(table, snapshots, clock.now()));
        JsonWriter writer;
        writer.begin_object()
            .member("facts_expired", swept.facts_expired)
            .member("versions_thinned", swept.versions_thinned)
            .end_object();
        return writer.take();
    };
}

} // namespace bayme::privacy
