// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "changes/apply.hpp"
#include "changes/changes.hpp"
#include "support/fake_client.hpp"
#include "support/test_vault.hpp"

#include <gtest/gtest.h>

namespace bayme::changes {

inline const AdvertiserId account_id{"7002238017842757633"};

/// One connected account with one campaign, "17", enabled, 100 EUR a day; the platform behaves.
class ChangesTest : public testing::Test {
protected:
    void SetUp() override {
        write([&](storage::Transaction& tx) -> Result<void> {
            storage::Connection connection{.id = ConnectionId{"c"},
                                           .state = storage::ConnectionState::active,
                                           .app_id = "app",
                                           .connected_by = drafter,
                                           .connected_at = state.clock.now()};
            BAYME_CHECK(tokens.seal_new(tx, connection, SecretText{"token"}));
            BAYME_CHECK(connections->add(tx, connection));
            storage::Advertiser account;
            account.id = account_id;
            account.connection_id = connection.id;
            account.included = true;
            account.currency = "EUR";
            account.offset_seconds = 3600;
            account.seen_at = state.clock.now();
            BAYME_CHECK(advertisers->put(tx, account));
            BAYME_CHECK(mirror->put(tx, mirrored()));
            return {};
        });
        client.on_campaigns = [this](int) {
            tiktok::Page<tiktok::Campaign> page;
            page.items.push_back(live);
            return page;
        };
        client.on_status_update = [this](const std::vector<std::string>& ids,
                                         tiktok::OperationStatus status) {
            ++writes;
            live.operation_status = to_string(status);
            tiktok::StatusUpdate update;
            update.ids = ids;
            return update;
        };
        client.on_campaign_update = [this](const tiktok::CampaignUpdate& update) {
            ++writes;
            live.budget.amount = update.budget;
            return live;
        };
        apply.register_jobs(*workers);
    }

    storage::MirrorObject mirrored() const {
        storage::MirrorObject object;
        object.advertiser_id = account_id;
        object.id = "17";
        object.campaign_id = CampaignId{"17"};
        object.name = "Spring";
        object.operation_status = "ENABLE";
        object.budget_mode = "BUDGET_MODE_DAY";
        object.budget_micros = 100'000'000;
        object.seen_at = state.clock.now();
        return object;
    }

    template <typename Change>
    void write(Change&& change) {
        const auto tx = state.database->begin_write().value();
        const auto done = change(*tx);
        ASSERT_TRUE(done) << done.error();
        ASSERT_TRUE(tx->commit());
    }
    Result<storage::Plan> draft(const std::vector<Wish>& wishes) {
        const auto tx = state.database->begin_write().value();
        auto plan = changes.draft(*tx, drafter, account_id, "", wishes);
        if (plan) {
            tx->commit().value();
        }
        return plan;
    }
    Result<storage::Plan> approve(const PlanId& id, const Actor& actor, bool confirmed = false) {
        const auto tx = state.database->begin_write().value();
        auto plan = changes.approve(*tx, actor, id, confirmed);
        if (plan) {
            tx->commit().value();
        }
        return plan;
    }
    /// Drafts, approves, and runs the job until nothing is due, moving the clock over retries.
    storage::Plan carry_out(const std::vector<Wish>& wishes) {
        const auto id = draft(wishes).value().id;
        approve(id, drafter, true).value();
        run_jobs();
        return find(id);
    }
    void run_jobs() {
        for (int round = 0; round < 10; ++round) {
            while (workers->run_one().value()) {
            }
            state.clock.advance(std::chrono::minutes{10});
        }
    }
    storage::Plan find(const PlanId& id) {
        return changes.find(*state.database->begin_read().value(), id).value();
    }

    static Wish pause() {
        return {storage::ObjectLevel::campaign, "17", storage::StepField::operation_status,
                "DISABLE"};
    }
    static Wish budget(const std::string& value) {
        return {storage::ObjectLevel::campaign, "17", storage::StepField::budget, value};
    }
    static tiktok::Campaign live_campaign() {
        tiktok::Campaign campaign;
        campaign.id = CampaignId{"17"};
        campaign.name = "Spring";
        campaign.operation_status = "ENABLE";
        campaign.budget = {"BUDGET_MODE_DAY", 100'000'000};
        return campaign;
    }

    const Actor drafter{ActorKind::person, "p1"};
    const Actor other{ActorKind::person, "p2"};
    test::TestState state;
    SystemScheduler scheduler;
    test::FakeClient client;
    tiktok::Campaign live = live_campaign();
    int writes = 0;
    std::unique_ptr<storage::ConnectionStore> connections = storage::make_sql_connection_store();
    std::unique_ptr<storage::AdvertiserStore> advertisers = storage::make_sql_advertiser_store();
    std::unique_ptr<storage::MirrorStore> mirror = storage::make_sql_mirror_store();
    std::unique_ptr<storage::PlanStore> plans = storage::make_sql_plan_store();
    std::unique_ptr<storage::JobStore> jobs = storage::make_sql_job_store();
    std::unique_ptr<storage::ScheduleStore> schedules = storage::make_sql_schedule_store();
    accounts::Tokens tokens{*state.vault, *connections, *advertisers};
    staff::Staff staff{*state.vault, state.random, state.clock};
    jobs::Queue queue{*jobs, state.clock, state.random, scheduler};
    Changes changes{*plans,       *mirror,     *advertisers,    queue,
                    state.random, state.clock, SpendingLimits{}};
    accounts::Directory directory{*state.database, *connections, *advertisers,
                                  tokens,          client,       state.clock};
    accounts::Watch watch{*state.database, *connections, *advertisers, directory, queue};
    Apply apply{*state.database, *plans, *mirror, tokens, watch, client, staff, state.clock};
    std::unique_ptr<jobs::Workers> workers = jobs::Workers::make(
        *state.database, queue, *schedules, state.clock, state.random, scheduler, {});
};

} // namespace bayme::changes
