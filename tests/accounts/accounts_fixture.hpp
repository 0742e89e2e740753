// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "accounts/connections.hpp"
#include "support/fake_client.hpp"
#include "support/test_vault.hpp"

#include <gtest/gtest.h>

namespace bayme::accounts {

inline const AdvertiserId shop{"7002238017842757633"};
inline const AdvertiserId abroad{"7002238017842757634"};

/// The room over a real state and vault, with a platform that grants two accounts.
class AccountsTest : public testing::Test {
protected:
    void SetUp() override {
        client.on_exchange = [] {
            tiktok::TokenGrant grant;
            grant.access_token = SecretText{"act.secret-token"};
            grant.scopes = {"2", "4"};
            return grant;
        };
        client.on_advertisers = [] {
            return std::vector<tiktok::AdvertiserName>{{shop, "Shop", {}}, {abroad, "Abroad", {}}};
        };
        client.on_advertiser_info = [] {
            tiktok::Advertiser first;
            first.id = shop;
            first.name = "Shop";
            first.status = "STATUS_ENABLE";
            first.currency = "EUR";
            first.timezone = "Etc/GMT-1";
            tiktok::Advertiser second;
            second.id = abroad;
            second.name = "Abroad";
            second.currency = "USD";
            second.timezone = "America/Los_Angeles";
            return std::vector{first, second};
        };
    }

    StartedFlow start() {
        auto tx = state.database->begin_write().value();
        auto started = connections.start(*tx, owner).value();
        tx->commit().value();
        return started;
    }
    static std::string state_of(const StartedFlow& flow) {
        const auto at = flow.authorize_url.find("state=") + 6;
        return flow.authorize_url.substr(at, flow.authorize_url.find('&', at) - at);
    }
    Result<NewConnection> finish(const std::string& flow_state, const std::string& code,
                                 SecretText browser) {
        return connections.finish({flow_state, SecretText{code}, std::move(browser)}, "2026-05-26",
                                  "request");
    }
    NewConnection connect() {
        auto flow = start();
        return finish(state_of(flow), "code", std::move(flow.browser_secret)).value();
    }
    storage::Connection find(const ConnectionId& id) {
        return connection_store->find(*state.database->begin_read().value(), id).value();
    }

    const Actor owner{ActorKind::person, "p1"};
    test::TestState state;
    test::FakeClient client;
    std::unique_ptr<storage::OAuthFlowStore> flow_store = storage::make_sql_oauth_flow_store();
    std::unique_ptr<storage::ConnectionStore> connection_store =
        storage::make_sql_connection_store();
    std::unique_ptr<storage::AdvertiserStore> advertisers = storage::make_sql_advertiser_store();
    Tokens tokens{*state.vault, *connection_store, *advertisers};
    Directory directory{*state.database, *connection_store, *advertisers, tokens,
                        client,          state.clock};
    SystemScheduler scheduler;
    std::unique_ptr<storage::JobStore> jobs = storage::make_sql_job_store();
    std::unique_ptr<storage::ScheduleStore> schedules = storage::make_sql_schedule_store();
    jobs::Queue queue{*jobs, state.clock, state.random, scheduler};
    Watch watch{*state.database, *connection_store, *advertisers, directory, queue};
    staff::Staff staff{*state.vault, state.random, state.clock};
    Flows flows{*state.database, *flow_store, state.random, state.clock};
    Connections connections{*state.database,
                            flows,
                            *connection_store,
                            *advertisers,
                            tokens,
                            directory,
                            watch,
                            staff,
                            client,
                            state.random,
                            state.clock,
                            {"app-1", "https://tiktok.example/portal/auth",
                             "https://app.bayme.store/oauth/tiktok/callback"}};
};

} // namespace bayme::accounts
