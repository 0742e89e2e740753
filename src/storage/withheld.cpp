// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/withheld.hpp"

#include <algorithm>

namespace bayme::storage {
namespace {

constexpr const char* select_all =
    "SELECT endpoint, advertiser_id, since, asked_at FROM withheld_endpoints WHERE app_id = $1 "
    "ORDER BY endpoint, advertiser_id";
constexpr const char* select_one =
    "SELECT endpoint, advertiser_id, since, asked_at FROM withheld_endpoints WHERE app_id = $1 "
    "AND endpoint = $2 AND advertiser_id = $3";
constexpr const char* upsert =
    "INSERT INTO withheld_endpoints (app_id, endpoint, advertiser_id, since, asked_at) "
    "VALUES ($1, $2, $3, $4, $4) "
    "ON CONFLICT (app_id, endpoint, advertiser_id) DO UPDATE SET asked_at = $4";
constexpr const char* delete_one = "DELETE FROM withheld_endpoints WHERE app_id = $1 "
                                   "AND endpoint = $2 AND advertiser_id = $3";

WithheldEndpoint read(const Row& row) {
    return {row.text(0), AdvertiserId{row.text(1)}, row.instant(2), row.instant(3)};
}

} // namespace

Result<std::vector<WithheldEndpoint>> SqlWithheldStore::list(Transaction& tx,
                                                             const std::string& app_id) {
    BAYME_TRY(const auto rows, tx.query(select_all, {app_id}));
    std::vector<WithheldEndpoint> list;
    std::ranges::transform(rows, std::back_inserter(list), read);
    return list;
}

Result<std::optional<WithheldEndpoint>> SqlWithheldStore::find(Transaction& tx,
                                                               const std::string& app_id,
                                                               const std::string& endpoint,
                                                               const AdvertiserId& advertiser) {
    BAYME_TRY(const auto row, tx.find(select_one, {app_id, endpoint, advertiser.text()}));
    return row ? std::optional{read(*row)} : std::nullopt;
}

Result<void> SqlWithheldStore::put(Transaction& tx, const std::string& app_id,
                                   const std::string& endpoint, const AdvertiserId& advertiser,
                                   Instant now) {
    BAYME_CHECK(tx.run(upsert, {app_id, endpoint, advertiser.text(), value(now)}));
    return {};
}

Result<void> SqlWithheldStore::erase(Transaction& tx, const std::string& app_id,
                                     const std::string& endpoint, const AdvertiserId& advertiser) {
    BAYME_CHECK(tx.run(delete_one, {app_id, endpoint, advertiser.text()}));
    return {};
}

} // namespace bayme::storage
