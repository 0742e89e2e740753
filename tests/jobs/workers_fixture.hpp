// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "jobs/workers.hpp"
#include "support/fake_clock.hpp"
#include "support/migrated_database.hpp"
#include "support/planted.hpp"
#include "support/seeded_random.hpp"

#include <gtest/gtest.h>

namespace bayme::jobs {

using storage::JobState;
using storage::Transaction;

constexpr Kind<NoArguments> plain(const char* name) {
    return declare_kind<NoArguments>(name, name);
}

class WorkersTest : public testing::Test {
protected:
    JobId ask(const char* kind, const JobTerms& terms = {}) {
        return database
            .write([&](Transaction& tx) {
                return queue.add(tx, {ActorKind::local_operator, ""}, plain(kind), {}, terms);
            })
            .value();
    }
    void work() {
        while (workers->run_one().value()) {
        }
    }
    /// Every attempt of the kind ends like this.
    void fails(const char* kind, ErrorCode code, KindRules rules = {}) {
        workers->handle(
            plain(kind),
            [code](jobs::Run&) -> Result<std::string> {
                return fail(Error{code, "no way", "because", "req"});
            },
            std::move(rules));
    }
    void succeeds(const char* kind, KindRules rules = {}) {
        workers->handle(
            plain(kind), [](jobs::Run&) -> Result<std::string> { return "{}"; }, std::move(rules));
    }
    storage::Job find(const JobId& id) {
        return database.read([&](Transaction& tx) { return queue.find(tx, id); }).value();
    }

    test::FakeClock clock;
    test::SeededRandom random;
    SystemScheduler scheduler;
    test::MigratedDatabase database;
    std::unique_ptr<storage::JobStore> store = storage::make_sql_job_store();
    std::unique_ptr<storage::ScheduleStore> schedules = storage::make_sql_schedule_store();
    Queue queue{*store, clock, random, scheduler};
    std::unique_ptr<Workers> workers =
        Workers::make(*database, queue, *schedules, clock, random, scheduler, {});
};

} // namespace bayme::jobs
