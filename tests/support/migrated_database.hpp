// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "storage/database.hpp"

#include <stdexcept>

namespace bayme::test {

/// A database of its own with every migration applied; not synced to the disk.
class MigratedDatabase {
public:
    MigratedDatabase() {
        auto opened = storage::Database::open(":memory:");
        if (!opened || !(*opened)->migrate()) {
            throw std::runtime_error("no test database");
        }
        database_ = *std::move(opened);
    }
    storage::Database& operator*() { return *database_; }
    storage::Database* operator->() { return database_.get(); }

    /// Runs in a writing transaction and commits when the result is good.
    template <typename Change>
    auto write(Change&& change) {
        auto tx = database_->begin_write().value();
        auto outcome = change(*tx);
        if (outcome) {
            tx->commit().value();
        }
        return outcome;
    }
    template <typename Look>
    auto read(Look&& look) {
        auto tx = database_->begin_read().value();
        return look(*tx);
    }

private:
    std::unique_ptr<storage::Database> database_;
};

} // namespace bayme::test
