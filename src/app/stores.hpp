// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "app/settings.hpp"
#include "base/random.hpp"
#include "base/time.hpp"
#include "snapshots/snapshots.hpp"
#include "storage/database.hpp"
#include "vault/vault.hpp"

#include <memory>

namespace bayme::app {

/// What the data folder holds, opened by the one process that owns it.
struct Stores {
    FolderLock lock;
    std::unique_ptr<storage::Database> database;
    std::unique_ptr<vault::Vault> vault;
    std::unique_ptr<snapshots::Snapshots> snapshots;
};

/// Takes the folder's lock, migrates the state, opens vault and snapshots. A wrong or missing
/// master key gives a sealed vault, not an error.
/// @return not_found with reason "not_initialised" before `bayme init`; conflict when another
///         process owns the folder.
Result<Stores> open_stores(const Settings& settings, FileSystem& files, Random& random,
                           const Clock& clock);

/// Makes the folder, the master key and the state. Doing it again changes nothing.
Result<void> init_stores(const Settings& settings, FileSystem& files, Random& random,
                         const Clock& clock);

/// Applies missing migrations. @return the version reached.
Result<int> migrate_state(const Settings& settings);

} // namespace bayme::app
