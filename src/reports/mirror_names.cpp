// SPDX-License-Identifier: LicenseRef-Bayme
#include "reports/mirror_names.hpp"

namespace bayme::reports {

Result<Names> MirrorNames::names(const AdvertiserId& advertiser, snapshots::Level level,
                                 std::optional<Instant> moment) {
    BAYME_TRY(const auto transaction, database_.begin_read());
    if (level == snapshots::Level::advertiser) {
        const auto account = advertisers_.find(*transaction, advertiser);
        if (!account) {
            return account.error().code == ErrorCode::not_found ? Result<Names>{Names{}}
                                                                : fail(account.error());
        }
        return Names{{advertiser.text(), account->name}};
    }
    const auto object_level = level == snapshots::Level::campaign  ? storage::ObjectLevel::campaign
                              : level == snapshots::Level::adgroup ? storage::ObjectLevel::adgroup
                                                                   : storage::ObjectLevel::ad;
    BAYME_TRY(const auto listed, mirror_.names(*transaction, advertiser, object_level, moment));
    Names names;
    for (const auto& [id, name] : listed) {
        names.emplace(id, name);
    }
    return names;
}

} // namespace bayme::reports
