// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/describe.hpp"
#include "storage/connections.hpp"

namespace bayme::api {

/// An ad account as people see it. Texts of TikTok are verbatim.
struct AccountView {
    AdvertiserId advertiser_id;
    std::string name;
    /// In use here, or only seen.
    bool included = false;
    std::string status;
    std::string rejection_reason;
    std::string currency;
    std::string country;
    std::string timezone;
    std::string display_timezone;
    /// "UTC+1": what the account's days are cut by; absent until somebody states it.
    std::optional<std::string> offset;
    /// "timezone", or who stated it.
    std::string offset_source;
    /// The zone's standard offset, suggested while none is stated.
    std::optional<std::string> suggested_offset;
    std::optional<Decimal> balance;
    ConnectionId connection_id;
    std::string connection_state;
    std::optional<Instant> structure_synced_at;
    std::optional<Instant> reports_synced_at;
    /// Nobody said yet whether it is used.
    bool is_new = false;
    std::optional<Instant> first_seen_at;
    /// Since when TikTok does not share it: frozen, nothing is asked about it.
    std::optional<Instant> lost_at;
};
BOOST_DESCRIBE_STRUCT(AccountView, (),
                      (advertiser_id, name, included, status, rejection_reason, currency, country,
                       timezone, display_timezone, offset, offset_source, suggested_offset, balance,
                       connection_id, connection_state, structure_synced_at, reports_synced_at,
                       is_new, first_seen_at, lost_at))

struct AccountList {
    std::vector<AccountView> accounts;
};
BOOST_DESCRIBE_STRUCT(AccountList, (), (accounts))

struct ListAccounts {
    /// Also those nobody chose to use.
    bool all = false;
};
BOOST_DESCRIBE_STRUCT(ListAccounts, (), (all))
constexpr auto rules(const ListAccounts*) {
    return std::array{with_default("all")};
}

struct StateOffset {
    AdvertiserId advertiser_id;
    std::int64_t minutes_east = 0;
};
BOOST_DESCRIBE_STRUCT(StateOffset, (), (advertiser_id, minutes_east))
constexpr auto rules(const StateOffset*) {
    return std::array{range("minutes_east", -840, 840)}; // 14 hours, the widest there are
}

struct IncludeAccount {
    AdvertiserId advertiser_id;
    bool leave_out = false;
};
BOOST_DESCRIBE_STRUCT(IncludeAccount, (), (advertiser_id, leave_out))
constexpr auto rules(const IncludeAccount*) {
    return std::array{with_default("leave_out")};
}

AccountView view(const storage::Advertiser& account, storage::ConnectionState state);

} // namespace bayme::api
