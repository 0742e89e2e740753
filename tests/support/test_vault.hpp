// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/files.hpp"
#include "storage/database.hpp"
#include "support/fake_clock.hpp"
#include "support/scratch_folder.hpp"
#include "support/seeded_random.hpp"
#include "vault/vault.hpp"

#include <memory>

namespace bayme::test {

/// A migrated scratch state with an open vault: what tests of the rooms above start from.
/// Their test programs name storage and vault in ROOMS.
struct TestState {
    ScratchFolder folder;
    SystemFiles files;
    SeededRandom random;
    FakeClock clock;
    std::unique_ptr<storage::Database> database = storage::Database::open(":memory:").value();
    int version = database->migrate().value();
    std::unique_ptr<vault::Vault> vault =
        vault::Vault::init(*database, files, kek_place(), random, clock).value();

    /// From the "environment": a key file would be synced to the disk in every test.
    [[nodiscard]] static vault::KekPlace kek_place() {
        return {.credential = {},
                .environment = SecretText{std::string(64, 'a')},
                .file = {},
                .origin = vault::PublicOrigin::loopback};
    }
};

} // namespace bayme::test
