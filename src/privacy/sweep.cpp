// SPDX-License-Identifier: LicenseRef-Bayme
#include "privacy/sweep.hpp"

#include "base/json_text.hpp"

#include <chrono>
#include <map>
#include <numeric>

namespace bayme::privacy {
namespace {

/// Only what was deleted, added up by table.
std::string in_json(const std::vector<Swept>& swept) {
    std::map<std::string_view, std::int64_t> rows;
    for (const auto& entry : swept) {
        if (entry.rows > 0) {
            rows[entry.table] += entry.rows;
        }
    }
    JsonWriter json;
    json.begin_object();
    for (const auto& [table, count] : rows) {
        json.member(table, count);
    }
    json.end_object();
    return json.take();
}

} // namespace

Result<std::vector<Swept>> Sweep::run(storage::Transaction& transaction, const Actor& actor) {
    std::vector<Swept> swept;
    for (const auto& rule : table_.sweep_rules()) {
        const auto days = std::chrono::days{table_.find_class(rule.retention)->days};
        const Instant before = clock_.now() - days;
        auto rows = carry_out(transaction, rule, before);
        if (!rows) {
            return fail(std::move(rows).error().in("sweep of " + rule.table));
        }
        swept.push_back({rule.table, rule.retention, before, *rows});
    }
    const auto total =
        std::accumulate(swept.begin(), swept.end(), std::int64_t{0},
                        [](std::int64_t sum, const Swept& entry) { return sum + entry.rows; });
    if (total > 0) {
        BAYME_CHECK(staff_.audit().record(transaction, {.actor = actor,
                                                        .action = "privacy.sweep",
                                                        .object = "retention",
                                                        .after = in_json(swept)}));
    }
    return swept;
}

Result<std::int64_t> Sweep::carry_out(storage::Transaction& transaction, const SweepRule& rule,
                                      Instant before) {
    if (rule.table == "audit") {
        return staff_.audit().trim(transaction, before);
    }
    if (rule.table == "persons") {
        BAYME_CHECK(erase_persons(transaction, before));
    }
    const auto sql = fmt::format("DELETE FROM {} WHERE {}", rule.table, rule.condition);
    return transaction.run(sql.c_str(), {storage::value(before)});
}

Result<void> Sweep::erase_persons(storage::Transaction& transaction, Instant before) {
    BAYME_TRY(const auto people, staff_.people().list(transaction));
    for (const auto& person : people) {
        if (person.ended_at && *person.ended_at < before) {
            BAYME_CHECK(staff_.people().erase(transaction, person.id));
        }
    }
    return {};
}

jobs::Handler sweep_handler(storage::Database& database, staff::Staff& staff, Sweep& sweep) {
    return [&database, &staff, &sweep](jobs::Run& run) -> Result<std::string> {
        const auto& actor = run.job().requested_by;
        BAYME_TRY(const auto transaction, database.begin_write());
        BAYME_CHECK(staff.authorise(*transaction, actor, staff::Permission::manage_privacy));
        BAYME_TRY(const auto swept, sweep.run(*transaction, actor));
        BAYME_CHECK(transaction->commit());
        BAYME_CHECK(database.checkpoint());
        return in_json(swept);
    };
}

} // namespace bayme::privacy
