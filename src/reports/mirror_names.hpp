// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "reports/names.hpp"
#include "storage/connections.hpp"
#include "storage/database.hpp"
#include "storage/mirror.hpp"

namespace bayme::reports {

/// Names from the mirror. Accounts have their present name whatever the moment: their former names
/// are not kept.
class MirrorNames final : public NameSource {
public:
    MirrorNames(storage::Database& database, storage::MirrorStore& mirror,
                storage::AdvertiserStore& advertisers)
        : database_(database), mirror_(mirror), advertisers_(advertisers) {}

    Result<Names> names(const AdvertiserId& advertiser, snapshots::Level level,
                        std::optional<Instant> moment) override;

private:
    storage::Database& database_;
    storage::MirrorStore& mirror_;
    storage::AdvertiserStore& advertisers_;
};

} // namespace bayme::reports
