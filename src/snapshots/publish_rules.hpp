// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/fact_index.hpp"
#include "snapshots/snapshots.hpp"

namespace bayme::snapshots {

/// What every store refuses in a publish, and the index of what it does not; see
/// Snapshots::publish.
Result<FactIndex> check_publish(const Publish& publish);

/// What a publish says of itself once it is its turn; see Publish::still_wanted.
Result<void> check_wanted(const Publish& publish);

/// What every store refuses in a query.
Result<void> check_query(const Query& query);
Result<void> check_query(const HistoryQuery& query);

} // namespace bayme::snapshots
