// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "accounts/own_accounts.hpp"
#include "base/failpoint.hpp"
#include "support/test_vault.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace bayme::accounts {

inline std::string plain(const SecretText& secret) {
    return secret.reveal([](std::string_view text) { return std::string{text}; });
}

/// A login whose answers a test sets; says what it was sent.
class FakeLogin final : public tiktok::LoginTokens {
public:
    explicit FakeLogin(const Clock& clock) : clock_(clock) {}

    tiktok::Call<tiktok::TokenPair> exchange(const tiktok::CallContext&, const SecretText& code,
                                             std::string_view redirect_uri) override {
        sent.push_back(fmt::format("exchange {} {}", plain(code), redirect_uri));
        return answer();
    }
    tiktok::Call<tiktok::TokenPair> refresh(const tiktok::CallContext&,
                                            const SecretText& refresh_token) override {
        sent.push_back("refresh " + plain(refresh_token));
        return answer();
    }
    tiktok::Call<tiktok::Acknowledged> revoke(const tiktok::CallContext&,
                                              const SecretText& access_token) override {
        sent.push_back("revoke " + plain(access_token));
        if (on_revoke) {
            return fail(*on_revoke);
        }
        return tiktok::Answer<tiktok::Acknowledged>{};
    }
    [[nodiscard]] std::int64_t refreshes() const {
        return std::ranges::count_if(sent,
                                     [](const auto& one) { return one.starts_with("refresh"); });
    }

    std::optional<Error> failure;
    std::optional<Error> on_revoke;
    std::function<void()> before_answer = [] {
    };
    std::vector<std::string> sent;

private:
    /// A day and a year, as TikTok gives them; each pair has its number.
    tiktok::Call<tiktok::TokenPair> answer() {
        before_answer();
        if (failure) {
            return fail(*failure);
        }
        ++pairs_;
        tiktok::TokenPair pair;
        pair.access_token = SecretText{fmt::format("access-{}", pairs_)};
        pair.access_ends = clock_.now() + std::chrono::hours{24};
        pair.refresh_token = SecretText{fmt::format("refresh-{}", pairs_)};
        pair.refresh_ends = clock_.now() + std::chrono::days{365};
        pair.open_id = "open-1";
        pair.scopes = {"user.info.basic", "video.list"};
        return tiktok::Answer<tiktok::TokenPair>{std::move(pair), {}};
    }

    const Clock& clock_;
    int pairs_ = 0;
};

/// A profile with a few pages of posts.
class FakeProfiles final : public tiktok::Profiles {
public:
    tiktok::Call<tiktok::Profile> profile(const tiktok::CallContext&,
                                          const SecretText& token) override {
        sent.push_back("profile " + plain(token));
        if (failure) {
            return fail(*failure);
        }
        tiktok::Profile profile;
        profile.open_id = "open-1";
        profile.display_name = "Nordlicht";
        return tiktok::Answer<tiktok::Profile>{std::move(profile), {}};
    }
    tiktok::Call<tiktok::ProfilePosts> posts(const tiktok::CallContext&, const SecretText& token,
                                             const tiktok::OptionalText& cursor) override {
        sent.push_back(fmt::format("posts {} {}", plain(token), cursor.value_or("-")));
        if (pages.empty()) {
            return fail(Error{ErrorCode::unavailable, "no page", "http.reset"});
        }
        tiktok::ProfilePosts page = std::move(pages.front());
        pages.erase(pages.begin());
        return tiktok::Answer<tiktok::ProfilePosts>{std::move(page), {}};
    }

    std::optional<Error> failure; ///< of profile()
    std::vector<tiktok::ProfilePosts> pages;
    std::vector<std::string> sent;
};

/// The company's own accounts over a real state and vault, with two logins that grant at once.
class OwnTest : public testing::Test {
protected:
    ~OwnTest() override { disarm_failpoints(); }

    static constexpr auto developers = storage::OwnAccountKind::tiktok_developers;
    static constexpr auto account_kind = storage::OwnAccountKind::tiktok_account;

    StartedFlow start(storage::OwnAccountKind kind) {
        auto tx = state.database->begin_write().value();
        auto started = own.start(*tx, owner, kind).value();
        tx->commit().value();
        return started;
    }
    static std::string state_of(const StartedFlow& flow) {
        return flow.authorize_url.substr(flow.authorize_url.find("&state=") + 7);
    }
    Result<storage::OwnAccount> finish(storage::OwnAccountKind kind, const StartedFlow& flow,
                                       const std::string& code) {
        return own.finish(kind, {state_of(flow), SecretText{code}, flow.browser_secret.clone()},
                          "2026-05-26", "request");
    }
    storage::OwnAccount connect(storage::OwnAccountKind kind = developers,
                                const std::string& code = "code-1") {
        return finish(kind, start(kind), code).value();
    }
    storage::OwnAccount find(const ConnectionId& id) {
        return store->find(*state.database->begin_read().value(), id).value();
    }
    Result<SecretText> living(const ConnectionId& id) { return tokens.living({}, id); }

    const Actor owner{ActorKind::person, "p1"};
    test::TestState state;
    FakeLogin account_login{state.clock};
    FakeLogin developer_login{state.clock};
    FakeProfiles profiles;
    Logins logins{{account_kind,
                   {&account_login,
                    "app-1",
                    "https://www.tiktok.com/v2/auth/authorize/",
                    "https://app.bayme.store/oauth/tiktok-account/callback",
                    {"user.info.basic", "video.list"}}},
                  {developers,
                   {&developer_login,
                    "key-1",
                    "https://www.tiktok.com/v2/auth/authorize/",
                    "https://app.bayme.store/oauth/tiktok-developers/callback",
                    {"user.info.basic", "video.list"}}}};
    std::unique_ptr<storage::OAuthFlowStore> flow_store = storage::make_sql_oauth_flow_store();
    std::unique_ptr<storage::ConnectionStore> consents = storage::make_sql_connection_store();
    std::unique_ptr<storage::OwnAccountStore> store = storage::make_sql_own_account_store();
    std::unique_ptr<storage::JobStore> jobs = storage::make_sql_job_store();
    std::unique_ptr<storage::ScheduleStore> schedules = storage::make_sql_schedule_store();
    SystemScheduler scheduler;
    jobs::Queue queue{*jobs, state.clock, state.random, scheduler};
    staff::Staff staff{*state.vault, state.random, state.clock};
    Flows flows{*state.database, *flow_store, state.random, state.clock};
    OwnTokens tokens{*state.database, *store, *state.vault, state.clock, logins};
    OwnPosts posts{*state.database, *store, tokens, &profiles, queue, state.clock};
    OwnAccounts own{*state.database, flows, *store,       *consents,   tokens,
                    posts,           staff, state.random, state.clock, logins};
};

} // namespace bayme::accounts
