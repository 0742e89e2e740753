// SPDX-License-Identifier: LicenseRef-Bayme
#include "privacy/sweep.hpp"

#include "storage/jobs.hpp"
#include "support/test_vault.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace bayme::privacy {
namespace {

using std::chrono::days;
using std::chrono::minutes;

const Actor schedule{ActorKind::schedule, "sweep"};

class SweepTest : public testing::Test {
protected:
    /// Rows the rule of this table deleted.
    std::int64_t swept(const std::string& table) {
        const auto entries = sweep_.run(*transaction_, schedule);
        EXPECT_TRUE(entries) << entries.error();
        return std::ranges::find(*entries, table, &Swept::table)->rows;
    }
    std::int64_t count(const char* sql) { return transaction_->find(sql).value()->integer(0); }
    PersonId add(staff::Role role) {
        return staff_.people().add(*transaction_, {.name = "x", .email = {}, .role = role}).value();
    }

    test::TestState state_;
    staff::Staff staff_{*state_.vault, state_.random, state_.clock};
    DataTable table_ = DataTable::shipped().value();
    Sweep sweep_{table_, staff_, state_.clock};
    std::unique_ptr<storage::Transaction> transaction_ = state_.database->begin_write().value();
};

TEST_F(SweepTest, HasAnEntryForEveryRuleAndNoAuditRowWhenNothingWasDue) {
    const auto entries = sweep_.run(*transaction_, schedule).value();

    EXPECT_EQ(entries.size(), table_.sweep_rules().size());
    EXPECT_TRUE(std::ranges::all_of(entries, [](const Swept& entry) { return entry.rows == 0; }));
    EXPECT_EQ(count("SELECT count(*) FROM audit"), 0);
}

TEST_F(SweepTest, DeletesSessionsAfterTheirDaysAndNoneBefore) {
    const auto person = add(staff::Role::owner);
    ASSERT_TRUE(staff_.sign_in().open_session(*transaction_, person));
    const auto signed_out = staff_.sign_in().open_session(*transaction_, person).value();
    state_.clock.advance(minutes{10});
    ASSERT_TRUE(signed_out.reveal([this](std::string_view token) {
        return staff_.sign_in().end_session(*transaction_, token);
    }));

    state_.clock.advance(days{30} - minutes{10});
    EXPECT_EQ(swept("sessions"), 0) << "exactly 30 days old";
    state_.clock.advance(microseconds{1});
    EXPECT_EQ(swept("sessions"), 1) << "the one last used then";
    state_.clock.advance(minutes{10});
    EXPECT_EQ(swept("sessions"), 1) << "the one that was signed out later";
}

TEST_F(SweepTest, DeletesEndedJobsButNoneThatALivingOneWaitsFor) {
    const auto jobs = storage::make_sql_job_store();
    const auto now = [this] {
        return state_.clock.now();
    };
    const auto end_one = [&](bool well) {
        const auto job = jobs->lease(*transaction_, "w", now(), now() + minutes{1}).value().value();
        ASSERT_TRUE(well ? jobs->finish(*transaction_, job, "{}", now())
                         : jobs->fail(*transaction_, job, {ErrorCode::conflict, "no"}, now()));
    };
    ASSERT_TRUE(jobs->add(*transaction_, {.id = JobId{"dead"}, .kind = "k", .priority = 2}, now()));
    end_one(false);
    ASSERT_TRUE(jobs->add(*transaction_, {.id = JobId{"first"}, .kind = "k"}, now()));
    ASSERT_TRUE(jobs->add(*transaction_,
                          {.id = JobId{"last"},
                           .kind = "k",
                           .not_before = now() + days{90},
                           .waits_for = {JobId{"first"}}},
                          now()));
    end_one(true);

    state_.clock.advance(days{31});
    EXPECT_EQ(swept("jobs"), 1) << "the dead letter";
    EXPECT_EQ(count("SELECT count(*) FROM job_failures"), 0) << "with its failures";
    ASSERT_TRUE(jobs->cancel(*transaction_, JobId{"last"}, now()));
    EXPECT_EQ(swept("jobs"), 1) << "nobody waits for it any more";
}

TEST_F(SweepTest, GoesByTheConfiguredDays) {
    table_ = DataTable::shipped({{"links", 3}}).value();
    const auto person = add(staff::Role::owner);
    ASSERT_TRUE(staff_.sign_in().make_link(*transaction_, staff::LinkPurpose::sign_in, person));

    // A link expires after 15 minutes.
    state_.clock.advance(days{3} + minutes{15});
    EXPECT_EQ(swept("links"), 0);
    state_.clock.advance(microseconds{1});
    EXPECT_EQ(swept("links"), 1);
}

TEST_F(SweepTest, ErasesAPersonWhoseTimeIsUpAndKeepsTheOthers) {
    add(staff::Role::owner);
    const auto left = add(staff::Role::buyer);
    ASSERT_TRUE(staff_.sign_in().open_session(*transaction_, left));
    ASSERT_TRUE(staff_.people().end(*transaction_, left));

    state_.clock.advance(days{30} + microseconds{1});
    EXPECT_EQ(swept("persons"), 1);

    EXPECT_EQ(count("SELECT count(*) FROM persons"), 1);
    EXPECT_EQ(
        state_.vault->find_key(*transaction_, vault::KeyPurpose::person, left.text()).error().code,
        ErrorCode::not_found);
}

TEST_F(SweepTest, LeavesItsProofInAnAuditLogThatStillVerifies) {
    ASSERT_TRUE(make_owner_link(*transaction_, staff_));

    state_.clock.advance(days{731} + microseconds{1});
    const auto entries = sweep_.run(*transaction_, schedule).value();

    EXPECT_EQ(std::ranges::find(entries, "audit", &Swept::table)->rows, 1);
    EXPECT_TRUE(staff_.audit().verify(*transaction_).value().is_whole());
    const auto rows = staff_.audit().list(*transaction_, 10).value();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].actor, "schedule:sweep");
    EXPECT_EQ(rows[0].action, "privacy.sweep");
    EXPECT_EQ(rows[0].after, R"({"audit":1,"links":1})");
}

TEST_F(SweepTest, AConnectionThatEndedLosesItsKeyFirstThenItsObjectsThenItsConsent) {
    const auto key =
        state_.vault->create_key(*transaction_, vault::KeyPurpose::connection, "c1").value();
    const auto sealed =
        state_.vault
            ->seal(*transaction_, key, {"connections", "token", "c1"}, SecretText{"act.canary"})
            .value();
    const auto now = storage::value(state_.clock.now());
    ASSERT_TRUE(transaction_->run("INSERT INTO connections VALUES"
                                  " ('c1', 'revoked', 'app', $1, 0, 'person:p', $2, NULL, '', $2)",
                                  {sealed, now}));
    ASSERT_TRUE(transaction_->run("INSERT INTO connection_scopes VALUES ('c1', 'reporting')"));
    ASSERT_TRUE(
        transaction_->run("INSERT INTO consents VALUES ('c1', 'person:p', $1, '', '1')", {now}));
    ASSERT_TRUE(
        transaction_->run("INSERT INTO advertisers VALUES ('7001', 'c1', 1, 'n', 's', 'EUR',"
                          " 'UTC', '', 0, '', '', '', NULL, $1, NULL, NULL, $1, $1, NULL)",
                          {now}));
    ASSERT_TRUE(transaction_->run("INSERT INTO mirror_history VALUES"
                                  " ('7001', 'campaign', '1', 'name', 'a', 'b', $1, NULL)",
                                  {now}));

    const auto left = [this](std::chrono::days after) {
        state_.clock.advance(after);
        EXPECT_TRUE(sweep_.run(*transaction_, schedule));
        return std::array{count("SELECT count(*) FROM vault_keys WHERE purpose = 'connection'"),
                          count("SELECT count(*) FROM mirror_history"),
                          count("SELECT count(*) FROM advertisers"),
                          count("SELECT count(*) FROM connections"),
                          count("SELECT count(*) FROM connection_scopes"),
                          count("SELECT count(*) FROM consents")};
    };
    using Counts = std::array<std::int64_t, 6>;
    EXPECT_EQ(left(days{1}), (Counts{1, 1, 1, 1, 1, 1})) << "on the last day of the key";
    EXPECT_EQ(left(days{1}), (Counts{0, 1, 1, 1, 1, 1})) << "day 2";
    EXPECT_EQ(left(days{394}), (Counts{0, 1, 1, 1, 1, 1})) << "day 396";
    EXPECT_EQ(left(days{1}), (Counts{0, 0, 0, 1, 1, 1})) << "day 397";
    EXPECT_EQ(left(days{334}), (Counts{0, 0, 0, 1, 1, 1})) << "day 731";
    EXPECT_EQ(left(days{1}), (Counts{0, 0, 0, 0, 0, 0})) << "day 732";
    EXPECT_FALSE(
        state_.vault->open(*transaction_, {"connections", "token", "c1"}, sealed).has_value());
}

class RunOf final : public jobs::Run {
public:
    explicit RunOf(Actor requested_by) { job_.requested_by = std::move(requested_by); }
    [[nodiscard]] const storage::Job& job() const override { return job_; }
    void report(const storage::JobProgress& /*progress*/) override {}
    [[nodiscard]] std::stop_token stop() const override { return {}; }

private:
    storage::Job job_;
};

TEST_F(SweepTest, RunsAsAJobOfWhoeverMayManagePrivacy) {
    const auto person = add(staff::Role::owner);
    const auto buyer = add(staff::Role::buyer);
    ASSERT_TRUE(staff_.sign_in().open_session(*transaction_, person));
    ASSERT_TRUE(transaction_->commit());
    state_.clock.advance(days{31});
    const auto handler = sweep_handler(*state_.database, staff_, sweep_);
    RunOf refused{{ActorKind::person, buyer.text()}};
    RunOf run{schedule};

    EXPECT_EQ(handler(refused).error().code, ErrorCode::forbidden);
    EXPECT_EQ(handler(run), R"({"sessions":1})");
    EXPECT_EQ(handler(run), "{}") << "running it again changes nothing";
}

TEST_F(SweepTest, SaysWhichRuleCannotBeCarriedOut) {
    ASSERT_TRUE(transaction_->run("DROP TABLE idempotency_keys"));

    const auto entries = sweep_.run(*transaction_, schedule);

    ASSERT_FALSE(entries);
    EXPECT_TRUE(entries.error().message.starts_with("sweep of idempotency_keys: "))
        << entries.error();
}

} // namespace
} // namespace bayme::privacy
