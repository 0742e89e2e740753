// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/operations/connections.hpp"

#include "accounts/connections.hpp"
#include "api/context.hpp"
#include "api/operations.hpp"
#include "base/json_text.hpp"
#include "staff/actor_names.hpp"
#include "staff/staff.hpp"
#include "sync/sync.hpp"

#include <algorithm>

namespace bayme::api {
namespace {

using storage::ConnectionState;

std::vector<AccountView> views(const std::vector<storage::Advertiser>& accounts,
                               ConnectionState state) {
    std::vector<AccountView> seen;
    std::ranges::transform(accounts, std::back_inserter(seen),
                           [&](const auto& account) { return view(account, state); });
    return seen;
}

Result<ConnectionView> view_of(Context& context, storage::Transaction& transaction,
                               const storage::Connection& connection) {
    ConnectionView seen{.connection_id = connection.id,
                        .state = std::string{to_string(connection.state)},
                        .scopes = connection.scopes,
                        .connected_by = to_string(connection.connected_by),
                        .connected_by_name = {},
                        .connected_at = connection.connected_at,
                        .policy_version = {},
                        .problem = connection.problem,
                        .accounts = {}};
    staff::ActorNames names{context.staff().people(), transaction};
    BAYME_TRY(seen.connected_by_name, names.of(connection.connected_by));
    BAYME_TRY(const auto consents, context.connection_store().consents(transaction, connection.id));
    if (!consents.empty()) {
        seen.policy_version = consents.back().policy_version;
    }
    BAYME_TRY(const auto reached, context.advertisers().reached(transaction, connection.id));
    seen.accounts = views(reached, connection.state);
    return seen;
}

ConnectionView view_of(const accounts::NewConnection& made, const Actor& actor, Instant now,
                       const std::string& policy_version) {
    return {.connection_id = made.id,
            .state = std::string{to_string(ConnectionState::choosing)},
            .scopes = made.scopes,
            .connected_by = to_string(actor),
            .connected_by_name = {},
            .connected_at = now,
            .policy_version = policy_version,
            .problem = made.problem,
            .accounts = views(made.accounts, ConnectionState::choosing)};
}

Result<StartedConnection> start(Context& context, const Nothing& /*request*/) {
    BAYME_TRY(storage::Transaction & transaction, context.writing());
    BAYME_TRY(const auto started, context.connections().start(transaction, context.actor()));
    context.audit("connection");
    return StartedConnection{
        started.authorize_url,
        started.browser_secret.reveal([](std::string_view text) { return std::string{text}; })};
}

/// A connect link stands for the person it was made for: the flow begins in their name.
Result<StartedConnection> start_by_link(Context& context, const UseConnectLink& request) {
    BAYME_TRY(storage::Transaction & transaction, context.writing());
    BAYME_TRY(const auto actor, request.token.reveal([&](std::string_view token) {
        return context.staff().sign_in().use_link(transaction, staff::LinkPurpose::connect, token);
    }));
    BAYME_TRY(const auto started, context.connections().start(transaction, actor));
    context.audit(to_string(actor));
    return StartedConnection{
        started.authorize_url,
        started.browser_secret.reveal([](std::string_view text) { return std::string{text}; })};
}

Result<ConnectionView> finish(Context& context, const FinishConnection& request) {
    const auto& policy = context.policy_version();
    BAYME_TRY(const auto made,
              context.connections().finish(
                  {request.state, request.auth_code.clone(), request.browser_cookie.clone()},
                  policy, context.request_id()));
    return view_of(made, context.actor(), context.now(), policy);
}

Result<void> keep(storage::Transaction& transaction, Context& context, const Actor& actor,
                  const ConnectionId& id, const std::vector<AdvertiserId>& chosen) {
    BAYME_CHECK(context.connections().keep(transaction, id, chosen));
    BAYME_CHECK(context.sync().start_first(transaction, actor, chosen));
    std::vector<std::string> texts;
    for (const auto& advertiser : chosen) {
        texts.push_back(advertiser.text());
    }
    context.audit(fmt::format("connection:{}", id), {},
                  fmt::format(R"({{"advertiser_ids":{}}})", json_array(texts)));
    return {};
}

Result<ConnectionView> finish_with_code(Context& context, const FinishWithCode& request) {
    const auto policy = context.policy_version();
    BAYME_TRY(auto made, context.connections().finish_with_code(context.actor(), request.auth_code,
                                                                policy, context.request_id()));
    if (!made.problem.empty() || made.accounts.empty()) {
        return view_of(made, context.actor(), context.now(), policy); // chosen once it is listed
    }
    auto chosen = request.advertiser_ids;
    if (chosen.empty()) {
        std::ranges::transform(made.accounts, std::back_inserter(chosen),
                               [](const auto& account) { return account.id; });
    }
    BAYME_TRY(const auto transaction, context.database().begin_write());
    BAYME_CHECK(context.connections().keep(*transaction, made.id, chosen));
    BAYME_CHECK(context.sync().start_first(*transaction, context.actor(), chosen));
    BAYME_TRY(const auto connection, context.connection_store().find(*transaction, made.id));
    BAYME_TRY(auto seen, view_of(context, *transaction, connection));
    BAYME_CHECK(transaction->commit());
    return seen;
}

Result<ConnectionView> keep_accounts(Context& context, const KeepAccounts& request) {
    BAYME_TRY(storage::Transaction & transaction, context.writing());
    BAYME_CHECK(
        keep(transaction, context, context.actor(), request.connection_id, request.advertiser_ids));
    BAYME_TRY(const auto connection,
              context.connection_store().find(transaction, request.connection_id));
    return view_of(context, transaction, connection);
}

Result<ConnectionView> keep_in_browser(Context& context, const KeepAccountsInBrowser& request) {
    BAYME_TRY(storage::Transaction & transaction, context.writing());
    BAYME_TRY(const auto actor, context.connections().made_by_browser(
                                    transaction, request.connection_id, request.browser_cookie));
    std::vector<AdvertiserId> chosen;
    std::ranges::transform(request.advertiser_ids, std::back_inserter(chosen),
                           [](const std::string& id) { return AdvertiserId{id}; });
    BAYME_CHECK(keep(transaction, context, actor, request.connection_id, chosen));
    BAYME_TRY(const auto connection,
              context.connection_store().find(transaction, request.connection_id));
    return view_of(context, transaction, connection);
}

Result<ConnectionView> show_in_browser(Context& context, const ShowInBrowser& request) {
    BAYME_TRY(storage::Transaction & transaction, context.reading());
    BAYME_CHECK(context.connections().made_by_browser(transaction, request.connection_id,
                                                      request.browser_cookie));
    BAYME_TRY(const auto connection,
              context.connection_store().find(transaction, request.connection_id));
    return view_of(context, transaction, connection);
}

Result<ConnectionList> list_connections(Context& context, const Nothing& /*request*/) {
    BAYME_TRY(storage::Transaction & transaction, context.reading());
    BAYME_TRY(const auto connections, context.connection_store().list(transaction));
    ConnectionList list;
    for (const auto& connection : connections) {
        BAYME_TRY(auto seen, view_of(context, transaction, connection));
        list.connections.push_back(std::move(seen));
    }
    return list;
}

Result<ConnectionView> revoke(Context& context, const OneConnection& request) {
    BAYME_CHECK(
        context.connections().revoke(context.actor(), request.connection_id, context.request_id()));
    BAYME_TRY(storage::Transaction & transaction, context.reading());
    BAYME_TRY(const auto connection,
              context.connection_store().find(transaction, request.connection_id));
    return view_of(context, transaction, connection);
}

Result<ConnectLink> make_connect_link(Context& context, const Nothing& /*request*/) {
    BAYME_TRY(storage::Transaction & transaction, context.writing());
    return connect_link(context, transaction, "tiktok");
}

const Operation table[] = {
    {.name = "connections.start",
     .summary = "Begin to connect a TikTok business in this browser",
     .needs = Permission::manage_connections,
     .effect = Effect::changes,
     .shows_secret = true,
     .run =
         [](Context& context, const Nothing& request) {
             return start(context, request);
         }},
    {.name = "connections.start_by_link",
     .summary = "Begin to connect with a one-time connect link",
     .needs = Permission::anyone,
     .effect = Effect::changes,
     .shows_secret = true,
     .run =
         [](Context& context, const UseConnectLink& request) {
             return start_by_link(context, request);
         }},
    {.name = "connections.finish",
     .summary = "Exchange the code that TikTok sent the browser back with",
     .needs = Permission::anyone,
     .effect = Effect::changes_in_steps,
     .run =
         [](Context& context, const FinishConnection& request) {
             return finish(context, request);
         }},
    {.name = "connections.finish_with_code",
     .summary = "Connect with an authorisation code in hand",
     .needs = Permission::manage_connections,
     .on = {Surface::cli},
     .effect = Effect::changes_in_steps,
     .run =
         [](Context& context, const FinishWithCode& request) {
             return finish_with_code(context, request);
         }},
    {.name = "connections.keep",
     .summary = "Choose which of a connection's accounts are used",
     .needs = Permission::manage_connections,
     .on = {Surface::http, Surface::cli},
     .effect = Effect::changes,
     .run =
         [](Context& context, const KeepAccounts& request) {
             return keep_accounts(context, request);
         }},
    {.name = "connections.show_in_browser",
     .summary = "What a consent opened, for the browser that gave it",
     .needs = Permission::anyone,
     .run =
         [](Context& context, const ShowInBrowser& request) {
             return show_in_browser(context, request);
         }},
    {.name = "connections.keep_in_browser",
     .summary = "Choose the accounts in the browser that just connected",
     .needs = Permission::anyone,
     .effect = Effect::changes,
     .run =
         [](Context& context, const KeepAccountsInBrowser& request) {
             return keep_in_browser(context, request);
         }},
    {.name = "connections.list",
     .summary = "Connections with their scopes, health and accounts",
     .needs = Permission::manage_connections,
     .on = {Surface::http, Surface::cli},
     .run =
         [](Context& context, const Nothing& request) {
             return list_connections(context, request);
         }},
    {.name = "connections.revoke",
     .summary = "Give a connection's token back to TikTok and destroy ours",
     .needs = Permission::manage_connections,
     .on = {Surface::http, Surface::cli},
     .effect = Effect::changes_in_steps,
     .run =
         [](Context& context, const OneConnection& request) {
             return revoke(context, request);
         }},
    {.name = "connections.link",
     .summary = "A one-time link that begins to connect in the browser that opens it",
     .needs = Permission::manage_connections,
     .on = {Surface::cli},
     .effect = Effect::changes,
     .shows_secret = true,
     .run =
         [](Context& context, const Nothing& request) {
             return make_connect_link(context, request);
         }},
};

} // namespace

Result<ConnectionView> connection_view(Context& context, storage::Transaction& transaction,
                                       const storage::Connection& connection) {
    return view_of(context, transaction, connection);
}

Result<ConnectLink> connect_link(Context& context, storage::Transaction& transaction,
                                 std::string_view login) {
    const auto& actor = context.actor();
    const PersonId person{actor.kind == ActorKind::person ? actor.id : std::string{}};
    BAYME_TRY(const auto token, context.staff().sign_in().make_link(
                                    transaction, staff::LinkPurpose::connect, person));
    context.audit(to_string(actor));
    return ConnectLink{token.reveal([&](std::string_view text) {
                           return fmt::format("{}/oauth/start/{}?link={}", context.public_url(),
                                              login, text);
                       }),
                       staff::link_life.count()};
}

std::span<const Operation> connection_operations() {
    return table;
}

} // namespace bayme::api
