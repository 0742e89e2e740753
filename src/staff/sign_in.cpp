// SPDX-License-Identifier: LicenseRef-Bayme
#include "staff/sign_in.hpp"

#include "vault/hash.hpp"

namespace bayme::staff {
namespace {

std::string_view text_of(LinkPurpose purpose) {
    return purpose == LinkPurpose::sign_in ? "sign_in" : "connect";
}

std::unexpected<Error> sign_in_again(std::string_view why) {
    return fail(
        Error{ErrorCode::unauthenticated, fmt::format("{}: sign in again", why), "session"});
}

} // namespace

Result<SecretText> SignIn::make_link(storage::Transaction& transaction, LinkPurpose purpose,
                                     const PersonId& person) {
    if (person.empty() && purpose == LinkPurpose::sign_in) {
        return fail(ErrorCode::invalid_input, "a sign-in link needs a person");
    }
    auto token = make_token(random_);
    const auto now = clock_.now();
    BAYME_CHECK(sessions_.add_link(transaction,
                                   {.hash = vault::sha256_hex(token),
                                    .purpose = std::string{text_of(purpose)},
                                    .person = person.empty() ? std::nullopt : std::optional{person},
                                    .created_at = now,
                                    .expires_at = now + link_life,
                                    .used_at = {}}));
    return SecretText{std::move(token)};
}

Result<Actor> SignIn::use_link(storage::Transaction& transaction, LinkPurpose purpose,
                               std::string_view token) {
    const auto link =
        sessions_.use_link(transaction, vault::sha256_hex(token), text_of(purpose), clock_.now());
    if (!link && link.error().code == ErrorCode::not_found) {
        return fail(Error{ErrorCode::unauthenticated,
                          "this link is unknown, was used before, or is older than 15 minutes: ask "
                          "for a new one",
                          "link"});
    }
    BAYME_CHECK(link);
    if (!link->person) {
        return Actor{ActorKind::local_operator, {}};
    }
    BAYME_CHECK(find_standing(transaction, *link->person));
    return Actor{ActorKind::person, link->person->text()};
}

Result<SecretText> SignIn::open_session(storage::Transaction& transaction, const PersonId& person) {
    BAYME_TRY(const auto record, find_standing(transaction, person));
    auto token = make_token(random_);
    const auto now = clock_.now();
    BAYME_CHECK(sessions_.add(transaction, {.id = SessionId{vault::sha256_hex(token)},
                                            .person = person,
                                            .permission_epoch = record.permission_epoch,
                                            .created_at = now,
                                            .last_seen_at = now,
                                            .ended_at = {}}));
    return SecretText{std::move(token)};
}

Result<Session> SignIn::find_session(storage::Transaction& transaction, std::string_view token) {
    const auto record = sessions_.find(transaction, SessionId{vault::sha256_hex(token)});
    if (!record && record.error().code == ErrorCode::not_found) {
        return sign_in_again("there is no such session");
    }
    BAYME_CHECK(record);
    const auto now = clock_.now();
    if (record->ended_at) {
        return sign_in_again("the session has ended");
    }
    if (now - record->last_seen_at >= session_idle || now - record->created_at >= session_life) {
        return sign_in_again("the session has expired");
    }
    BAYME_TRY(const auto person, find_standing(transaction, record->person));
    if (person.permission_epoch != record->permission_epoch) {
        return sign_in_again("your rights have changed");
    }
    return Session{.id = record->id,
                   .person = record->person,
                   .created_at = record->created_at,
                   .last_seen_at = record->last_seen_at,
                   .seen_due = now - record->last_seen_at >= seen_every};
}

Result<void> SignIn::seen(storage::Transaction& transaction, const Session& session) {
    return sessions_.touch(transaction, session.id, clock_.now());
}

Result<void> SignIn::end_session(storage::Transaction& transaction, std::string_view token) {
    return sessions_.end(transaction, SessionId{vault::sha256_hex(token)}, clock_.now());
}

Result<void> SignIn::end_sessions(storage::Transaction& transaction, const PersonId& person) {
    return sessions_.end_all(transaction, person, clock_.now());
}

Result<std::string> SignIn::csrf_token(const Session& session) const {
    return vault_.mac(vault::MacPurpose::csrf, session.id.text());
}

Result<void> SignIn::check_csrf(const Session& session, std::string_view token) const {
    BAYME_TRY(const auto expected, csrf_token(session));
    if (!vault::same_text(expected, token)) {
        return fail(
            Error{ErrorCode::forbidden, "the form is not of this session: load it again", "csrf"});
    }
    return {};
}

Result<storage::PersonRecord> SignIn::find_standing(storage::Transaction& transaction,
                                                    const PersonId& person) {
    auto record = persons_.find(transaction, person);
    if (!record && record.error().code != ErrorCode::not_found) {
        return record;
    }
    if (!record || record->ended_at) {
        return sign_in_again("this person has no access");
    }
    return record;
}

} // namespace bayme::staff
