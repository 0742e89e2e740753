// SPDX-License-Identifier: LicenseRef-Bayme
#include "staff/sign_in.hpp"

#include "staff/people.hpp"
#include "support/test_vault.hpp"
#include "vault/hash.hpp"

#include <gtest/gtest.h>

namespace bayme::staff {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

std::string plain(const SecretText& secret) {
    return secret.reveal([](std::string_view text) { return std::string{text}; });
}

class SignInTest : public testing::Test {
protected:
    std::string link(LinkPurpose purpose = LinkPurpose::sign_in) {
        return plain(sign_in_.make_link(*transaction_, purpose, person_).value());
    }
    std::string open() { return plain(sign_in_.open_session(*transaction_, person_).value()); }
    Result<Session> find(const std::string& token) {
        return sign_in_.find_session(*transaction_, token);
    }
    bool stands(const std::string& token) { return find(token).has_value(); }

    test::TestState state_;
    People people_{*state_.vault, state_.random, state_.clock};
    SignIn sign_in_{*state_.vault, state_.random, state_.clock};
    std::unique_ptr<storage::Transaction> transaction_ = state_.database->begin_write().value();
    PersonId owner_ =
        people_.add(*transaction_, {.name = "Owner", .email = {}, .role = Role::owner}).value();
    PersonId person_ =
        people_.add(*transaction_, {.name = "Ana", .email = {}, .role = Role::buyer}).value();
};

TEST_F(SignInTest, ALinkWorksOnce) {
    const auto token = link();

    const auto first = sign_in_.use_link(*transaction_, LinkPurpose::sign_in, token);
    const auto second = sign_in_.use_link(*transaction_, LinkPurpose::sign_in, token);

    ASSERT_TRUE(first) << first.error();
    EXPECT_EQ(*first, (Actor{ActorKind::person, person_.text()}));
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::unauthenticated);
}

TEST_F(SignInTest, ALinkWorksFor15Minutes) {
    const auto in_time = link();
    const auto late = link();

    state_.clock.advance(minutes{15} - microseconds{1});
    EXPECT_TRUE(sign_in_.use_link(*transaction_, LinkPurpose::sign_in, in_time));
    state_.clock.advance(microseconds{1});
    EXPECT_FALSE(sign_in_.use_link(*transaction_, LinkPurpose::sign_in, late));
}

TEST_F(SignInTest, ALinkWorksForItsPurposeItsPersonAndNoGuess) {
    const auto connect = link(LinkPurpose::connect);
    EXPECT_FALSE(sign_in_.use_link(*transaction_, LinkPurpose::sign_in, connect));
    EXPECT_TRUE(sign_in_.use_link(*transaction_, LinkPurpose::connect, connect));

    auto guessed = link();
    guessed.back() = guessed.back() == '0' ? '1' : '0';
    EXPECT_FALSE(sign_in_.use_link(*transaction_, LinkPurpose::sign_in, guessed));
    EXPECT_FALSE(sign_in_.use_link(*transaction_, LinkPurpose::sign_in, ""));

    const auto of_leaver = link();
    ASSERT_TRUE(people_.end(*transaction_, person_));
    EXPECT_FALSE(sign_in_.use_link(*transaction_, LinkPurpose::sign_in, of_leaver));
}

TEST_F(SignInTest, TheLocalOperatorMayMakeAConnectLinkButNoSignIn) {
    const auto token = sign_in_.make_link(*transaction_, LinkPurpose::connect, PersonId{}).value();

    const auto actor = sign_in_.use_link(*transaction_, LinkPurpose::connect, plain(token));

    EXPECT_EQ(actor->kind, ActorKind::local_operator);
    EXPECT_FALSE(sign_in_.make_link(*transaction_, LinkPurpose::sign_in, PersonId{}));
}

TEST_F(SignInTest, TheStateHoldsHashesOnly) {
    const auto of_link = link();
    const auto of_session = open();

    const auto links = transaction_->find("SELECT hash FROM links").value()->text(0);
    const auto sessions = transaction_->find("SELECT id FROM sessions").value()->text(0);

    EXPECT_EQ(of_link.size(), 64U);
    EXPECT_EQ(links, vault::sha256_hex(of_link));
    EXPECT_EQ(sessions, vault::sha256_hex(of_session));
    EXPECT_FALSE(stands(sessions)) << "a stolen row cannot be replayed";
    EXPECT_FALSE(sign_in_.use_link(*transaction_, LinkPurpose::sign_in, links));
}

TEST_F(SignInTest, EverySignInHasANewSession) {
    const auto first = open();
    const auto second = open();

    EXPECT_NE(first, second);
    EXPECT_TRUE(stands(first));
    EXPECT_EQ(find(second)->person, person_);
    EXPECT_FALSE(stands("chosen-by-an-attacker"));
    EXPECT_FALSE(stands(""));
}

TEST_F(SignInTest, ASessionEndsAfter30IdleMinutes) {
    const auto token = open();

    state_.clock.advance(minutes{30} - microseconds{1});
    EXPECT_TRUE(stands(token));
    state_.clock.advance(microseconds{1});
    EXPECT_EQ(find(token).error().code, ErrorCode::unauthenticated);
}

TEST_F(SignInTest, ASessionInUseEndsAfter12Hours) {
    const auto token = open();

    for (int quarter = 1; quarter < 12 * 4; ++quarter) {
        state_.clock.advance(minutes{15});
        const auto session = find(token);
        ASSERT_TRUE(session) << session.error();
        ASSERT_TRUE(sign_in_.seen(*transaction_, *session));
    }
    state_.clock.advance(minutes{15} - microseconds{1});
    EXPECT_TRUE(stands(token));
    state_.clock.advance(microseconds{1});
    EXPECT_FALSE(stands(token));
}

TEST_F(SignInTest, BeingSeenIsWrittenAtMostOnceAMinute) {
    const auto token = open();

    state_.clock.advance(seconds{59});
    EXPECT_FALSE(find(token)->seen_due);
    state_.clock.advance(seconds{1});
    const auto due = find(token).value();
    EXPECT_TRUE(due.seen_due);
    ASSERT_TRUE(sign_in_.seen(*transaction_, due));
    EXPECT_FALSE(find(token)->seen_due);
}

TEST_F(SignInTest, ASessionEndsWithItsSignOutAndAllOfThemTogether) {
    const auto first = open();
    const auto second = open();
    const auto third = open();

    ASSERT_TRUE(sign_in_.end_session(*transaction_, first));
    EXPECT_FALSE(stands(first));
    EXPECT_TRUE(stands(second));
    ASSERT_TRUE(sign_in_.end_sessions(*transaction_, person_));
    EXPECT_FALSE(stands(second));
    EXPECT_FALSE(stands(third));
    EXPECT_TRUE(sign_in_.end_session(*transaction_, "none"));
}

TEST_F(SignInTest, ASessionEndsWhenRightsChange) {
    struct Case {
        const char* what;
        std::function<Result<void>()> change;
    };
    const AdvertiserId account{"7001"};
    for (const auto& [what, change] : {
             Case{"role",
                  [&] {
                      return people_.set_role(*transaction_, person_, Role::analyst);
                  }},
             Case{"grant",
                  [&] {
                      return people_.grant(*transaction_, person_, account);
                  }},
             Case{"withdraw",
                  [&] {
                      return people_.withdraw(*transaction_, person_, account);
                  }},
             Case{"end",
                  [&] {
                      return people_.end(*transaction_, person_);
                  }},
         }) {
        const auto token = open();
        ASSERT_TRUE(stands(token));

        ASSERT_TRUE(change()) << what;

        EXPECT_EQ(find(token).error().code, ErrorCode::unauthenticated) << what;
    }
    EXPECT_FALSE(sign_in_.open_session(*transaction_, person_)) << "has left";
}

TEST_F(SignInTest, AFormTokenBelongsToOneSession) {
    const auto first = find(open()).value();
    const auto second = find(open()).value();
    const auto token = sign_in_.csrf_token(first).value();

    EXPECT_EQ(token.size(), 64U);
    EXPECT_TRUE(sign_in_.check_csrf(first, token));
    EXPECT_EQ(sign_in_.check_csrf(second, token).error().reason, "csrf");
    EXPECT_EQ(sign_in_.check_csrf(first, "").error().reason, "csrf");
    EXPECT_EQ(sign_in_.check_csrf(first, first.id.text()).error().reason, "csrf");
}

} // namespace
} // namespace bayme::staff
