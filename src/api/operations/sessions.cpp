// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/context.hpp"
#include "api/operations.hpp"
#include "staff/staff.hpp"

namespace bayme::api {
namespace {

struct OpenLink {
    SecretText token;
};
BOOST_DESCRIBE_STRUCT(OpenLink, (), (token))
constexpr auto rules(const OpenLink*) {
    return std::array{length("token", 1, 200)};
}

/// For web/ alone, which turns it into the cookie; hence plain text in an answer.
struct OpenedSession {
    std::string cookie;
    PersonId person_id;
    /// The privacy policy is another one than when this person was last here (POLICY row 12).
    bool policy_changed = false;
};
BOOST_DESCRIBE_STRUCT(OpenedSession, (), (cookie, person_id, policy_changed))

struct EndSessions {
    PersonId person_id;
};
BOOST_DESCRIBE_STRUCT(EndSessions, (), (person_id))

struct SignInLink {
    std::string url;
    std::int64_t minutes = 0;
};
BOOST_DESCRIBE_STRUCT(SignInLink, (), (url, minutes))

struct LinkFor {
    std::optional<PersonId> person_id = {};
};
BOOST_DESCRIBE_STRUCT(LinkFor, (), (person_id))

Result<OpenedSession> open_session(Context& context, const OpenLink& request) {
    BAYME_TRY(storage::Transaction & transaction, context.writing());
    auto& sign_in = context.staff().sign_in();
    BAYME_TRY(const auto actor, request.token.reveal([&](std::string_view token) {
        return sign_in.use_link(transaction, staff::LinkPurpose::sign_in, token);
    }));
    const PersonId person{actor.id};
    BAYME_TRY(const auto cookie, sign_in.open_session(transaction, person));
    BAYME_TRY(const bool changed,
              context.staff().people().see_policy(transaction, person, context.policy_version()));
    context.audit(fmt::format("person:{}", person));
    return OpenedSession{cookie.reveal([](std::string_view text) { return std::string{text}; }),
                         person, changed};
}

/// Without a person: the one owner, who is made when there is none.
Result<SignInLink> make_link(Context& context, const LinkFor& request) {
    BAYME_TRY(storage::Transaction & transaction, context.writing());
    BAYME_TRY(const auto token,
              request.person_id ? context.staff().sign_in().make_link(
                                      transaction, staff::LinkPurpose::sign_in, *request.person_id)
                                : staff::make_owner_link(transaction, context.staff()));
    context.audit(request.person_id ? fmt::format("person:{}", *request.person_id) : "owner");
    return SignInLink{token.reveal([&](std::string_view text) {
                          return fmt::format("{}/link/{}", context.public_url(), text);
                      }),
                      staff::link_life.count()};
}

const Operation table[] = {
    {.name = "sessions.open_link",
     .summary = "Trade a one-time sign-in link for a session",
     .needs = Permission::anyone,
     .effect = Effect::changes,
     .shows_secret = true,
     .run =
         [](Context& context, const OpenLink& request) {
             return open_session(context, request);
         }},
    {.name = "sessions.sign_out",
     .summary = "End the session that a cookie's token names",
     .needs = Permission::anyone,
     .effect = Effect::changes,
     .run = [](Context& context, const OpenLink& request) -> Result<Nothing> {
         BAYME_TRY(storage::Transaction & transaction, context.writing());
         BAYME_CHECK(request.token.reveal([&](std::string_view token) {
             return context.staff().sign_in().end_session(transaction, token);
         }));
         context.audit(to_string(context.actor()));
         return Nothing{};
     }},
    {.name = "sessions.end",
     .summary = "End every session of a person",
     .needs = Permission::manage_staff,
     .on = {Surface::http, Surface::cli},
     .effect = Effect::changes,
     .run = [](Context& context, const EndSessions& request) -> Result<Nothing> {
         BAYME_TRY(storage::Transaction & transaction, context.writing());
         BAYME_TRY(const auto person,
                   context.staff().people().find(transaction, request.person_id));
         BAYME_CHECK(context.staff().sign_in().end_sessions(transaction, person.id));
         context.audit(fmt::format("person:{}", person.id));
         return Nothing{};
     }},
    {.name = "staff.link",
     .summary = "A one-time sign-in link for a person, or for the owner",
     .needs = Permission::manage_staff,
     .on = {Surface::cli},
     .effect = Effect::changes,
     .shows_secret = true,
     .run =
         [](Context& context, const LinkFor& request) {
             return make_link(context, request);
         }},
};

} // namespace

std::span<const Operation> session_operations() {
    return table;
}

} // namespace bayme::api
