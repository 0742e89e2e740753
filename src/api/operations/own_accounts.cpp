// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/operations/own_accounts.hpp"

#include "accounts/own_accounts.hpp"
#include "api/context.hpp"
#include "api/operations.hpp"
#include "staff/actor_names.hpp"
#include "staff/staff.hpp"

#include <algorithm>

namespace bayme::api {
namespace {

using storage::OwnAccount;

Result<OwnAccountView> view_of(Context& context, storage::Transaction& transaction,
                               const OwnAccount& account) {
    BAYME_TRY(const auto consents, context.connection_store().consents(transaction, account.id));
    staff::ActorNames names{context.staff().people(), transaction};
    BAYME_TRY(auto name, names.of(account.connected_by));
    return OwnAccountView{.account_id = account.id,
                          .kind = std::string{to_string(account.kind)},
                          .state = std::string{to_string(account.state)},
                          .name = account.name,
                          .scopes = account.scopes,
                          .connected_by = to_string(account.connected_by),
                          .connected_by_name = std::move(name),
                          .connected_at = account.connected_at,
                          .policy_version =
                              consents.empty() ? std::string{} : consents.back().policy_version,
                          .renewable_until = account.refresh_ends_at,
                          .problem = account.problem,
                          .posts_read_at = account.posts_read_at};
}

Result<OwnAccountView> show(Context& context, const ConnectionId& id) {
    BAYME_TRY(storage::Transaction & transaction, context.reading());
    BAYME_TRY(const auto account, context.own_account_store().find(transaction, id));
    return view_of(context, transaction, account);
}

StartedConnection started(const accounts::StartedFlow& flow) {
    return {flow.authorize_url,
            flow.browser_secret.reveal([](std::string_view text) { return std::string{text}; })};
}

Result<StartedConnection> start(Context& context, const StartOwnAccount& request) {
    BAYME_TRY(const auto kind, storage::parse_own_account_kind(request.kind));
    BAYME_TRY(storage::Transaction & transaction, context.writing());
    BAYME_TRY(const auto flow, context.own_accounts().start(transaction, context.actor(), kind));
    context.audit("own_account");
    return started(flow);
}

Result<StartedConnection> start_by_link(Context& context, const StartOwnAccountByLink& request) {
    BAYME_TRY(const auto kind, storage::parse_own_account_kind(request.kind));
    BAYME_TRY(storage::Transaction & transaction, context.writing());
    BAYME_TRY(const auto actor, request.token.reveal([&](std::string_view token) {
        return context.staff().sign_in().use_link(transaction, staff::LinkPurpose::connect, token);
    }));
    BAYME_TRY(const auto flow, context.own_accounts().start(transaction, actor, kind));
    context.audit(to_string(actor));
    return started(flow);
}

Result<OwnAccountView> finish(Context& context, const FinishOwnAccount& request) {
    BAYME_TRY(const auto kind, storage::parse_own_account_kind(request.kind));
    BAYME_TRY(const auto account,
              context.own_accounts().finish(
                  kind, {request.state, request.auth_code.clone(), request.browser_cookie.clone()},
                  context.policy_version(), context.request_id()));
    return show(context, account.id);
}

Result<OwnAccountList> list_accounts(Context& context, const Nothing& /*request*/) {
    BAYME_TRY(storage::Transaction & transaction, context.reading());
    BAYME_TRY(const auto accounts, context.own_account_store().list(transaction));
    OwnAccountList list;
    for (const auto& account : accounts) {
        BAYME_TRY(auto seen, view_of(context, transaction, account));
        list.accounts.push_back(std::move(seen));
    }
    std::ranges::transform(context.own_accounts().logins(), std::back_inserter(list.logins),
                           [](auto kind) { return std::string{to_string(kind)}; });
    return list;
}

Result<OwnAccountView> show_in_browser(Context& context, const ShowOwnAccountInBrowser& request) {
    BAYME_TRY(storage::Transaction & transaction, context.reading());
    BAYME_CHECK(context.own_accounts().made_by_browser(transaction, request.account_id,
                                                       request.browser_cookie));
    BAYME_TRY(const auto account,
              context.own_account_store().find(transaction, request.account_id));
    return view_of(context, transaction, account);
}

Result<OwnAccountView> revoke(Context& context, const OneOwnAccount& request) {
    BAYME_CHECK(
        context.own_accounts().revoke(context.actor(), request.account_id, context.request_id()));
    return show(context, request.account_id);
}

Result<StartedReading> read_posts(Context& context, const OneOwnAccount& request) {
    BAYME_TRY(storage::Transaction & transaction, context.writing());
    BAYME_TRY(const auto account,
              context.own_account_store().find(transaction, request.account_id));
    BAYME_TRY(const auto job,
              context.own_posts().read_later(transaction, context.actor(), account));
    if (!job) {
        return fail(Error{ErrorCode::conflict,
                          "TikTok lists no posts to this login; connect the account with "
                          "tiktok-developers",
                          "no_posts"});
    }
    context.audit(fmt::format("own_account:{}", account.id));
    return StartedReading{*job};
}

Result<OwnPostList> list_posts(Context& context, const OneOwnAccount& request) {
    BAYME_TRY(storage::Transaction & transaction, context.reading());
    BAYME_TRY(const auto account,
              context.own_account_store().find(transaction, request.account_id));
    BAYME_TRY(const auto posts, context.own_account_store().posts(transaction, request.account_id));
    OwnPostList list{.read_at = account.posts_read_at, .posts = {}};
    std::ranges::transform(posts, std::back_inserter(list.posts), [](const auto& post) {
        return OwnPostView{.post_id = post.id,
                           .title = post.title,
                           .description = post.description,
                           .share_url = post.share_url,
                           .created_at = post.created_at,
                           .duration_seconds = post.duration_seconds};
    });
    return list;
}

Result<ConnectLink> make_link(Context& context, const StartOwnAccount& request) {
    BAYME_TRY(storage::Transaction & transaction, context.writing());
    return connect_link(context, transaction, request.kind);
}

const Operation table[] = {
    {.name = "own_accounts.start",
     .summary = "Begin to connect one of the company's own TikTok accounts in this browser",
     .needs = Permission::manage_connections,
     .effect = Effect::changes,
     .shows_secret = true,
     .run =
         [](Context& context, const StartOwnAccount& request) {
             return start(context, request);
         }},
    {.name = "own_accounts.start_by_link",
     .summary = "Begin to connect a TikTok account with a one-time connect link",
     .needs = Permission::anyone,
     .effect = Effect::changes,
     .shows_secret = true,
     .run =
         [](Context& context, const StartOwnAccountByLink& request) {
             return start_by_link(context, request);
         }},
    {.name = "own_accounts.finish",
     .summary = "Exchange the code that TikTok sent the browser back with",
     .needs = Permission::anyone,
     .effect = Effect::changes_in_steps,
     .run =
         [](Context& context, const FinishOwnAccount& request) {
             return finish(context, request);
         }},
    {.name = "own_accounts.show_in_browser",
     .summary = "The account that was connected, for the browser that gave the consent",
     .needs = Permission::anyone,
     .run =
         [](Context& context, const ShowOwnAccountInBrowser& request) {
             return show_in_browser(context, request);
         }},
    {.name = "own_accounts.link",
     .summary = "A one-time link that begins to connect a TikTok account in the browser",
     .needs = Permission::manage_connections,
     .on = {Surface::cli},
     .effect = Effect::changes,
     .shows_secret = true,
     .run =
         [](Context& context, const StartOwnAccount& request) {
             return make_link(context, request);
         }},
    {.name = "own_accounts.list",
     .summary = "The company's own TikTok accounts that are connected, with their health",
     .needs = Permission::manage_connections,
     .on = {Surface::http, Surface::cli},
     .run =
         [](Context& context, const Nothing& request) {
             return list_accounts(context, request);
         }},
    {.name = "own_accounts.revoke",
     .summary = "Give an account's token back to TikTok and destroy ours, and its posts",
     .needs = Permission::manage_connections,
     .on = {Surface::http, Surface::cli},
     .effect = Effect::changes_in_steps,
     .run =
         [](Context& context, const OneOwnAccount& request) {
             return revoke(context, request);
         }},
    {.name = "own_accounts.read_posts",
     .summary = "Read an account's posts from TikTok, as a job",
     .needs = Permission::manage_connections,
     .on = {Surface::http, Surface::cli},
     .effect = Effect::changes,
     .run =
         [](Context& context, const OneOwnAccount& request) {
             return read_posts(context, request);
         }},
    {.name = "own_accounts.posts",
     .summary = "An account's posts as they were last read: candidates for Spark ads",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli},
     .run =
         [](Context& context, const OneOwnAccount& request) {
             return list_posts(context, request);
         }},
};

} // namespace

std::span<const Operation> own_account_operations() {
    return table;
}

} // namespace bayme::api
