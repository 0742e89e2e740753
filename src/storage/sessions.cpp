// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/sessions.hpp"

namespace bayme::storage {
namespace {

constexpr const char* insert_link =
    "INSERT INTO links (hash, purpose, person_id, created_at, expires_at, used_at)"
    " VALUES ($1, $2, $3, $4, $5, $6)";
// One statement finds and uses it up, so two requests cannot both have it.
constexpr const char* take_link =
    "UPDATE links SET used_at = $3"
    " WHERE hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3"
    " RETURNING hash, purpose, person_id, created_at, expires_at, used_at";
constexpr const char* insert_session =
    "INSERT INTO sessions (id, person_id, permission_epoch, created_at, last_seen_at, ended_at)"
    " VALUES ($1, $2, $3, $4, $5, $6)";
constexpr const char* select_session = "SELECT id, person_id, permission_epoch, created_at,"
                                       " last_seen_at, ended_at FROM sessions WHERE id = $1";
constexpr const char* update_seen = "UPDATE sessions SET last_seen_at = $2 WHERE id = $1"
                                    " AND ended_at IS NULL AND last_seen_at < $2";
constexpr const char* update_end =
    "UPDATE sessions SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL";
constexpr const char* update_end_all =
    "UPDATE sessions SET ended_at = $2 WHERE person_id = $1 AND ended_at IS NULL";

std::optional<PersonId> optional_person(const Row& row, std::size_t column) {
    return row.is_null(column) ? std::nullopt : std::optional{PersonId{row.text(column)}};
}

} // namespace

Result<void> SqlSessions::add_link(Transaction& transaction, const LinkRecord& link) {
    const auto person = link.person ? Value{link.person->text()} : Value{};
    BAYME_CHECK(
        transaction.run(insert_link, {link.hash, link.purpose, person, value(link.created_at),
                                      value(link.expires_at), value(link.used_at)}));
    return {};
}

Result<LinkRecord> SqlSessions::use_link(Transaction& transaction, std::string_view hash,
                                         std::string_view purpose, Instant at) {
    BAYME_TRY(const auto row,
              transaction.find(take_link, {std::string{hash}, std::string{purpose}, value(at)}));
    if (!row) {
        return fail(ErrorCode::not_found, "no such link, or it was used or has expired");
    }
    return LinkRecord{.hash = row->text(0),
                      .purpose = row->text(1),
                      .person = optional_person(*row, 2),
                      .created_at = row->instant(3),
                      .expires_at = row->instant(4),
                      .used_at = row->optional_instant(5)};
}

Result<void> SqlSessions::add(Transaction& transaction, const SessionRecord& session) {
    BAYME_CHECK(
        transaction.run(insert_session, {session.id.text(), session.person.text(),
                                         session.permission_epoch, value(session.created_at),
                                         value(session.last_seen_at), value(session.ended_at)}));
    return {};
}

Result<SessionRecord> SqlSessions::find(Transaction& transaction, const SessionId& id) {
    BAYME_TRY(const auto row, transaction.find(select_session, {id.text()}));
    if (!row) {
        return fail(ErrorCode::not_found, "no such session");
    }
    return SessionRecord{.id = SessionId{row->text(0)},
                         .person = PersonId{row->text(1)},
                         .permission_epoch = row->integer(2),
                         .created_at = row->instant(3),
                         .last_seen_at = row->instant(4),
                         .ended_at = row->optional_instant(5)};
}

Result<void> SqlSessions::touch(Transaction& transaction, const SessionId& id, Instant at) {
    BAYME_CHECK(transaction.run(update_seen, {id.text(), value(at)}));
    return {};
}

Result<void> SqlSessions::end(Transaction& transaction, const SessionId& id, Instant at) {
    BAYME_CHECK(transaction.run(update_end, {id.text(), value(at)}));
    return {};
}

Result<void> SqlSessions::end_all(Transaction& transaction, const PersonId& person, Instant at) {
    BAYME_CHECK(transaction.run(update_end_all, {person.text(), value(at)}));
    return {};
}

} // namespace bayme::storage
