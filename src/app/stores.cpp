// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/stores.hpp"

#include "snapshots/duckdb/duckdb_snapshots.hpp"

namespace bayme::app {
namespace {

vault::KekPlace kek_place(const Settings& settings) {
    return {.credential = settings.keys.credential,
            .environment = settings.keys.environment.clone(),
            .file = settings.keys.file,
            .origin = is_loopback(settings.server) ? vault::PublicOrigin::loopback
                                                   : vault::PublicOrigin::reachable};
}

Error not_initialised(const Settings& settings) {
    return {ErrorCode::not_found,
            fmt::format("there is no Bayme in {}; run `bayme init` first",
                        settings.data.folder.string()),
            "not_initialised"};
}

Result<FolderLock> take_lock(const Settings& settings) {
    auto lock = FolderLock::take(settings.data.lock());
    if (!lock && lock.error().code == ErrorCode::conflict) {
        return fail(std::move(lock).error().because("folder_in_use"));
    }
    return lock;
}

} // namespace

Result<Stores> open_stores(const Settings& settings, FileSystem& files, Random& random,
                           const Clock& clock) {
    if (!files.facts(settings.data.state)) {
        return fail(not_initialised(settings));
    }
    BAYME_TRY(auto lock, take_lock(settings));
    BAYME_TRY(auto database, storage::Database::open(settings.data.state));
    BAYME_CHECK(database->migrate());
    auto vault = vault::Vault::open(*database, vault::load_kek(files, kek_place(settings), random),
                                    random, clock);
    if (!vault) {
        return vault.error().reason == "not_initialised"
                   ? fail(not_initialised(settings))
                   : std::unexpected(std::move(vault).error());
    }
    BAYME_TRY(auto snapshots,
              snapshots::open_duckdb(settings.data.snapshots, clock,
                                     {.threads = settings.limits.snapshot_threads,
                                      .memory_megabytes = settings.limits.snapshot_memory_mb}));
    return Stores{std::move(lock), std::move(database), *std::move(vault), std::move(snapshots)};
}

Result<void> init_stores(const Settings& settings, FileSystem& files, Random& random,
                         const Clock& clock) {
    BAYME_CHECK(files.make_folder(settings.data.folder));
    BAYME_TRY(const auto lock, take_lock(settings));
    BAYME_TRY(const auto database, storage::Database::open(settings.data.state));
    BAYME_CHECK(database->migrate());
    BAYME_TRY(const auto vault,
              vault::Vault::init(*database, files, kek_place(settings), random, clock));
    if (vault->is_sealed()) {
        return fail(*vault->sealed_because());
    }
    return {};
}

Result<int> migrate_state(const Settings& settings) {
    BAYME_TRY(const auto lock, take_lock(settings));
    BAYME_TRY(const auto database, storage::Database::open(settings.data.state));
    return database->migrate();
}

} // namespace bayme::app
