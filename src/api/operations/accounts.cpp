// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/operations/accounts.hpp"

#include "accounts/connections.hpp"
#include "accounts/zones.hpp"
#include "api/context.hpp"
#include "api/operations.hpp"
#include "base/json_text.hpp"
#include "sync/sync.hpp"

namespace bayme::api {

AccountView view(const storage::Advertiser& account, storage::ConnectionState state) {
    AccountView seen{.advertiser_id = account.id,
                     .name = account.name,
                     .included = account.included,
                     .status = account.status,
                     .rejection_reason = account.rejection_reason,
                     .currency = account.currency,
                     .country = account.country,
                     .timezone = account.timezone,
                     .display_timezone = account.display_timezone,
                     .offset = {},
                     .offset_source = account.offset_source,
                     .suggested_offset = {},
                     .balance = {},
                     .connection_id = account.connection_id,
                     .connection_state = std::string{to_string(state)},
                     .structure_synced_at = account.structure_synced_at,
                     .reports_synced_at = account.reports_synced_at,
                     .is_new = account.is_new() && state == storage::ConnectionState::active,
                     .first_seen_at = account.first_seen_at,
                     .lost_at = account.lost_at};
    if (account.offset_seconds) {
        seen.offset = UtcOffset::from_seconds(*account.offset_seconds).value_or(UtcOffset{}).text();
    } else if (const auto suggested = accounts::suggested_offset(account.timezone)) {
        seen.suggested_offset = suggested->text();
    }
    if (account.balance_micros) {
        seen.balance = Decimal{*account.balance_micros};
    }
    return seen;
}

namespace {

Result<AccountView> view_of(Context& context, storage::Transaction& transaction,
                            const storage::Advertiser& account) {
    BAYME_TRY(const auto connection,
              context.connection_store().find(transaction, account.connection_id));
    return view(account, connection.state);
}

Result<AccountList> list_accounts(Context& context, const ListAccounts& request) {
    BAYME_TRY(storage::Transaction & transaction, context.reading());
    BAYME_TRY(const auto accounts, context.advertisers().list(transaction));
    AccountList list;
    for (const auto& account : accounts) {
        if ((account.included || request.all) && context.scope().contains(account.id)) {
            BAYME_TRY(auto seen, view_of(context, transaction, account));
            list.accounts.push_back(std::move(seen));
        }
    }
    return list;
}

Result<AccountView> state_offset(Context& context, const StateOffset& request) {
    BAYME_TRY(const auto offset,
              UtcOffset::from_seconds(static_cast<int>(request.minutes_east) * 60));
    BAYME_TRY(storage::Transaction & transaction, context.writing());
    BAYME_TRY(const auto before, context.advertisers().find(transaction, request.advertiser_id));
    BAYME_CHECK(context.connections().state_offset(transaction, context.actor(),
                                                   request.advertiser_id, offset));
    BAYME_CHECK(context.sync().start_first(transaction, context.actor(), {request.advertiser_id}));
    const auto text = [](const std::optional<int>& stated) {
        return stated ? fmt::format(R"({{"offset_seconds":{}}})", *stated) : "{}";
    };
    context.audit(fmt::format("advertiser:{}", request.advertiser_id), text(before.offset_seconds),
                  text(offset.seconds()), request.advertiser_id);
    BAYME_TRY(const auto after, context.advertisers().find(transaction, request.advertiser_id));
    return view_of(context, transaction, after);
}

Result<AccountView> include(Context& context, const IncludeAccount& request) {
    const auto& id = request.advertiser_id;
    const bool included = !request.leave_out;
    BAYME_TRY(storage::Transaction & transaction, context.writing());
    BAYME_TRY(const auto before, context.advertisers().find(transaction, id));
    BAYME_CHECK(context.connections().include(transaction, id, included));
    if (included) {
        BAYME_CHECK(context.sync().start_first(transaction, context.actor(), {id}));
    }
    const auto text = [](bool used) {
        return fmt::format(R"({{"included":{}}})", used);
    };
    context.audit(fmt::format("advertiser:{}", id), text(before.included), text(included), id);
    BAYME_TRY(const auto after, context.advertisers().find(transaction, id));
    return view_of(context, transaction, after);
}

const Operation table[] = {
    {.name = "accounts.list",
     .summary = "Ad accounts with their zone, currency and last sync",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli, Surface::mcp},
     .run =
         [](Context& context, const ListAccounts& request) {
             return list_accounts(context, request);
         }},
    {.name = "accounts.include",
     .summary = "Say whether an account is used",
     .needs = Permission::manage_connections,
     .on = {Surface::http, Surface::cli},
     .effect = Effect::changes,
     .run =
         [](Context& context, const IncludeAccount& request) {
             return include(context, request);
         }},
    {.name = "accounts.state_offset",
     .summary = "State by which distance from UTC an account's days are cut",
     .needs = Permission::manage_connections,
     .on = {Surface::http, Surface::cli},
     .effect = Effect::changes,
     .run =
         [](Context& context, const StateOffset& request) {
             return state_offset(context, request);
         }},
};

} // namespace

std::span<const Operation> account_operations() {
    return table;
}

} // namespace bayme::api
