// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/own_accounts.hpp"

#include "storage/text_list.hpp"

#include <algorithm>
#include <array>

namespace bayme::storage {
namespace {

constexpr std::array<std::string_view, 2> kind_names{"tiktok-account", "tiktok-developers"};

constexpr const char* insert_account =
    "INSERT INTO own_accounts (id, kind, state, app_id, open_id, name, access_token, "
    "refresh_token, generation, access_ends_at, refresh_ends_at, renewal_sent_at, scopes, "
    "connected_by, connected_at, problem, posts_read_at, ended_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";
constexpr const char* update_account =
    "UPDATE own_accounts SET state = $2, app_id = $3, name = $4, access_token = $5, "
    "refresh_token = $6, generation = $7, access_ends_at = $8, refresh_ends_at = $9, "
    "renewal_sent_at = $10, scopes = $11, connected_by = $12, connected_at = $13, problem = $14, "
    "posts_read_at = $15, ended_at = $16 WHERE id = $1";
#define BAYME_OWN_ACCOUNT                                                                          \
    "SELECT id, kind, state, app_id, open_id, name, access_token, refresh_token, generation, "     \
    "access_ends_at, refresh_ends_at, renewal_sent_at, scopes, connected_by, connected_at, "       \
    "problem, posts_read_at, ended_at FROM own_accounts "
constexpr const char* select_account = BAYME_OWN_ACCOUNT "WHERE id = $1";
constexpr const char* select_open =
    BAYME_OWN_ACCOUNT "WHERE kind = $1 AND open_id = $2 AND ended_at IS NULL";
constexpr const char* select_accounts = BAYME_OWN_ACCOUNT "ORDER BY connected_at DESC, id";
#undef BAYME_OWN_ACCOUNT
constexpr const char* delete_posts = "DELETE FROM own_posts WHERE account_id = $1";
constexpr const char* insert_post =
    "INSERT INTO own_posts (account_id, id, title, description, share_url, created_at, "
    "duration_seconds) VALUES ($1, $2, $3, $4, $5, $6, $7)";
constexpr const char* select_posts =
    "SELECT id, title, description, share_url, created_at, duration_seconds FROM own_posts "
    "WHERE account_id = $1 ORDER BY created_at DESC, id DESC";

ConnectionState state_of(std::string_view text) {
    using enum ConnectionState;
    for (const auto state : {active, needs_reauthorisation}) {
        if (to_string(state) == text) {
            return state;
        }
    }
    return revoked;
}

OwnAccount read_account(const Row& row) {
    OwnAccount account{
        .id = ConnectionId{row.text(0)},
        .kind = row.text(1) == kind_names[0] ? OwnAccountKind::tiktok_account
                                             : OwnAccountKind::tiktok_developers,
        .state = state_of(row.text(2)),
        .app_id = row.text(3),
        .open_id = row.text(4),
        .name = row.text(5),
        .access_token = Blob{row.blob(6)},
        .refresh_token = Blob{row.blob(7)},
        .generation = row.integer(8),
        .access_ends_at = row.instant(9),
        .refresh_ends_at = row.instant(10),
        .renewal_sent_at = row.optional_instant(11),
        .scopes = split_texts(row.text(12)),
        .connected_by = parse_actor(row.text(13)),
        .connected_at = row.instant(14),
        .problem = row.text(15),
        .posts_read_at = row.optional_instant(16),
        .ended_at = row.optional_instant(17),
    };
    return account;
}

class SqlOwnAccountStore final : public OwnAccountStore {
public:
    Result<void> add(Transaction& tx, const OwnAccount& account) override {
        BAYME_CHECK(
            tx.run(insert_account,
                   {account.id.text(), std::string{to_string(account.kind)},
                    std::string{to_string(account.state)}, account.app_id, account.open_id,
                    account.name, account.access_token, account.refresh_token, account.generation,
                    value(account.access_ends_at), value(account.refresh_ends_at),
                    value(account.renewal_sent_at), join_texts(account.scopes),
                    to_string(account.connected_by), value(account.connected_at), account.problem,
                    value(account.posts_read_at), value(account.ended_at)}));
        return {};
    }

    Result<void> update(Transaction& tx, const OwnAccount& account) override {
        BAYME_TRY(
            const auto changed,
            tx.run(update_account,
                   {account.id.text(), std::string{to_string(account.state)}, account.app_id,
                    account.name, account.access_token, account.refresh_token, account.generation,
                    value(account.access_ends_at), value(account.refresh_ends_at),
                    value(account.renewal_sent_at), join_texts(account.scopes),
                    to_string(account.connected_by), value(account.connected_at), account.problem,
                    value(account.posts_read_at), value(account.ended_at)}));
        return changed == 0 ? Result<void>{unknown(account.id)} : Result<void>{};
    }

    Result<OwnAccount> find(Transaction& tx, const ConnectionId& id) override {
        BAYME_TRY(const auto row, tx.find(select_account, {id.text()}));
        return row ? Result<OwnAccount>{read_account(*row)} : Result<OwnAccount>{unknown(id)};
    }

    Result<std::optional<OwnAccount>> find_open(Transaction& tx, OwnAccountKind kind,
                                                const std::string& open_id) override {
        BAYME_TRY(const auto row, tx.find(select_open, {std::string{to_string(kind)}, open_id}));
        return row ? std::optional{read_account(*row)} : std::nullopt;
    }

    Result<std::vector<OwnAccount>> list(Transaction& tx) override {
        BAYME_TRY(const auto rows, tx.query(select_accounts));
        std::vector<OwnAccount> accounts;
        std::ranges::transform(rows, std::back_inserter(accounts), read_account);
        return accounts;
    }

    Result<void> put_posts(Transaction& tx, const ConnectionId& id,
                           const std::vector<OwnPost>& posts) override {
        BAYME_CHECK(tx.run(delete_posts, {id.text()}));
        for (const auto& post : posts) {
            BAYME_CHECK(tx.run(insert_post,
                               {id.text(), post.id, post.title, post.description, post.share_url,
                                value(post.created_at),
                                post.duration_seconds ? Value{*post.duration_seconds} : Value{}}));
        }
        return {};
    }

    Result<std::vector<OwnPost>> posts(Transaction& tx, const ConnectionId& id) override {
        BAYME_TRY(const auto rows, tx.query(select_posts, {id.text()}));
        std::vector<OwnPost> posts;
        for (const auto& row : rows) {
            posts.push_back({.id = row.text(0),
                             .title = row.text(1),
                             .description = row.text(2),
                             .share_url = row.text(3),
                             .created_at = row.optional_instant(4),
                             .duration_seconds = row.optional_integer(5)});
        }
        return posts;
    }

private:
    static std::unexpected<Error> unknown(const ConnectionId& id) {
        return fail(ErrorCode::not_found, "there is no connected TikTok account {}", id);
    }
};

} // namespace

std::string_view to_string(OwnAccountKind kind) {
    return kind_names.at(static_cast<std::size_t>(kind));
}

Result<OwnAccountKind> parse_own_account_kind(std::string_view text) {
    const auto found = std::ranges::find(kind_names, text);
    if (found == kind_names.end()) {
        return fail(ErrorCode::invalid_input, "\"{}\" is neither {} nor {}", text, kind_names[0],
                    kind_names[1]);
    }
    return static_cast<OwnAccountKind>(found - kind_names.begin());
}

std::unique_ptr<OwnAccountStore> make_sql_own_account_store() {
    return std::make_unique<SqlOwnAccountStore>();
}

} // namespace bayme::storage
