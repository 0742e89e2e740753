// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "support/fake_client.hpp"
#include "support/memory_snapshots.hpp"
#include "support/test_vault.hpp"
#include "sync/sync.hpp"

#include <gtest/gtest.h>

namespace bayme::sync {

inline const AdvertiserId shop{"7002238017842757633"};

/// A job nobody watches.
class QuietRun final : public jobs::Run {
public:
    [[nodiscard]] const storage::Job& job() const override { return job_; }
    void report(const storage::JobProgress& progress) override { last = progress; }
    [[nodiscard]] std::stop_token stop() const override { return {}; }
    Result<void> still_mine(storage::Transaction& /*tx*/) override { return still_mine(); }
    Result<void> still_mine() override {
        return lost ? fail(Error{ErrorCode::conflict, "another worker has it", "lease_lost"})
                    : Result<void>{};
    }

    storage::JobProgress last;
    bool lost = false; ///< the job is another worker's

private:
    storage::Job job_;
};

/// One connected account, EUR, an hour east of UTC; it is 12:00 UTC on 2026-03-01.
class SyncTest : public testing::Test {
protected:
    void SetUp() override {
        const auto tx = state.database->begin_write().value();
        storage::Connection connection{.id = ConnectionId{"c"},
                                       .state = storage::ConnectionState::active,
                                       .app_id = "app",
                                       .connected_by = {ActorKind::local_operator, ""},
                                       .connected_at = state.clock.now()};
        ASSERT_TRUE(tokens.seal_new(*tx, connection, SecretText{"token"}));
        ASSERT_TRUE(connections->add(*tx, connection));
        storage::Advertiser account;
        account.id = shop;
        account.connection_id = connection.id;
        account.included = true;
        account.currency = "EUR";
        account.timezone = "Etc/GMT-1";
        account.offset_seconds = 3600;
        account.seen_at = state.clock.now();
        ASSERT_TRUE(advertisers->put(*tx, account));
        ASSERT_TRUE(tx->commit());
    }

    test::TestState state;
    test::FakeClient client;
    test::MemorySnapshots snapshots{state.clock};
    QuietRun run;
    std::unique_ptr<storage::ConnectionStore> connections = storage::make_sql_connection_store();
    std::unique_ptr<storage::AdvertiserStore> advertisers = storage::make_sql_advertiser_store();
    std::unique_ptr<storage::MirrorStore> mirror = storage::make_sql_mirror_store();
    accounts::Tokens tokens{*state.vault, *connections, *advertisers};
    Structure structure{*state.database, *advertisers, *mirror, tokens, client, state.clock};
    std::unique_ptr<storage::ReportMemory> memory = storage::make_sql_report_memory();
    Reports reports{*state.database, *advertisers, *memory,     tokens,
                    client,          snapshots,    state.clock, state.random};
    const tiktok::CallContext context{.priority = tiktok::Priority::person,
                                      .actor = "local_operator",
                                      .job = "j",
                                      .advertiser = shop,
                                      .stop = {}};
};

} // namespace bayme::sync
