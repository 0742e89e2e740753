// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/refused_calls.hpp"

namespace bayme::storage {
namespace {

constexpr const char* upsert_call =
    "INSERT INTO refused_calls (connection_id, endpoint, advertiser_id, since, refused_at, "
    "request_id) VALUES ($1, $2, $3, $4, $4, $5) "
    "ON CONFLICT (connection_id, endpoint, advertiser_id) DO UPDATE SET "
    "refused_at = excluded.refused_at, request_id = excluded.request_id";
constexpr const char* delete_call =
    "DELETE FROM refused_calls WHERE advertiser_id = $1 AND endpoint = $2";
constexpr const char* select_calls =
    "SELECT connection_id, endpoint, advertiser_id, since, refused_at, request_id "
    "FROM refused_calls WHERE $1 = '' OR connection_id = $1 "
    "ORDER BY endpoint, advertiser_id, connection_id";

class SqlRefusedCallStore final : public RefusedCallStore {
public:
    Result<void> put(Transaction& tx, const RefusedCall& call) override {
        BAYME_CHECK(tx.run(upsert_call,
                           {call.connection_id.text(), call.endpoint, call.advertiser_id.text(),
                            value(call.refused_at), call.request_id}));
        return {};
    }

    Result<void> erase(Transaction& tx, const AdvertiserId& advertiser,
                       const std::string& endpoint) override {
        BAYME_CHECK(tx.run(delete_call, {advertiser.text(), endpoint}));
        return {};
    }

    Result<std::vector<RefusedCall>> list(Transaction& tx,
                                          const ConnectionId& connection) override {
        BAYME_TRY(const auto rows, tx.query(select_calls, {connection.text()}));
        std::vector<RefusedCall> calls;
        for (const auto& row : rows) {
            calls.push_back({.connection_id = ConnectionId{row.text(0)},
                             .endpoint = row.text(1),
                             .advertiser_id = AdvertiserId{row.text(2)},
                             .since = row.instant(3),
                             .refused_at = row.instant(4),
                             .request_id = row.text(5)});
        }
        return calls;
    }
};

} // namespace

std::unique_ptr<RefusedCallStore> make_sql_refused_call_store() {
    return std::make_unique<SqlRefusedCallStore>();
}

} // namespace bayme::storage
