// SPDX-License-Identifier: LicenseRef-Bayme
#include "accounts/watch.hpp"

#include "base/json_text.hpp"

#include <array>

namespace bayme::accounts {
namespace {

using storage::Connection;

const Actor watchman{ActorKind::schedule, "connections"};

constexpr std::array<std::string_view, 2> then_names{"nothing", "list"};

tiktok::CallContext call_context(const jobs::Run& run) {
    const auto& job = run.job();
    return {.priority = job.priority >= jobs::priority_person ? tiktok::Priority::person
                                                              : tiktok::Priority::safety,
            .actor = to_string(job.requested_by),
            .job = job.id.text(),
            .advertiser = {},
            .stop = run.stop()};
}

std::string said(std::string_view name, std::string_view value) {
    return JsonWriter{}.begin_object().member(name, value).end_object().take();
}

} // namespace

std::span<const std::string_view> names_of(AfterProbe /*then*/) {
    return then_names;
}

Result<void> Watch::suspect(storage::Transaction& tx, const AdvertiserId& advertiser,
                            std::string_view reason) {
    if (!speaks_of_dead_token(reason)) {
        return {};
    }
    BAYME_TRY(const auto account, advertisers_.find(tx, advertiser));
    BAYME_TRY(const auto connection, connections_.find(tx, account.connection_id));
    if (!connection.is_open()) {
        return {};
    }
    // One that failed a probe already has its second one coming.
    const bool second = !connection.problem.empty();
    BAYME_CHECK(queue_.add(
        tx, watchman, probe_job, {.connection = connection.id},
        {.priority = jobs::priority_safety,
         .unique_key = fmt::format("probe:{}{}", connection.id, second ? ":confirm" : ""),
         .delay = second ? between_probes : std::chrono::minutes{0}}));
    return {};
}

Result<void> Watch::suspect(const AdvertiserId& advertiser, std::string_view reason) {
    if (!speaks_of_dead_token(reason)) {
        return {};
    }
    BAYME_TRY(const auto tx, database_.begin_write());
    BAYME_CHECK(suspect(*tx, advertiser, reason));
    return tx->commit();
}

Result<void> Watch::probe_soon(storage::Transaction& tx, const Actor& actor,
                               const ConnectionId& id) {
    BAYME_CHECK(queue_.add(
        tx, actor, probe_job, {.connection = id},
        {.priority = jobs::priority_safety, .unique_key = fmt::format("probe:{}:hourly", id)}));
    return {};
}

Result<void> Watch::look_after(storage::Transaction& tx, const Actor& actor,
                               const ConnectionId& id) {
    BAYME_CHECK(queue_.add(
        tx, actor, probe_job, {.connection = id, .then = AfterProbe::list},
        {.priority = jobs::priority_safety, .unique_key = fmt::format("probe:{}:daily", id)}));
    return {};
}

Result<void> Watch::list_later(storage::Transaction& tx, const Actor& actor,
                               const ConnectionId& id) {
    BAYME_CHECK(queue_.add(tx, actor, list_job, {.connection = id},
                           {.priority = jobs::priority_person,
                            .unique_key = fmt::format("list:{}", id),
                            .delay = listing_grace}));
    return {};
}

Result<storage::Connection> Watch::find(const ConnectionId& id) {
    BAYME_TRY(const auto tx, database_.begin_read());
    return connections_.find(*tx, id);
}

Result<std::string> Watch::probe(jobs::Run& run, const ProbeArguments& arguments) {
    const auto& id = arguments.connection;
    BAYME_TRY(auto connection, find(id));
    if (!connection.is_open()) {
        return said("state", to_string(connection.state));
    }
    BAYME_CHECK(directory_.probe(call_context(run), id));
    BAYME_TRY(connection, find(id));
    if (connection.is_open() && !connection.problem.empty()) {
        BAYME_TRY(const auto tx, database_.begin_write());
        BAYME_CHECK(queue_.add(*tx, watchman, probe_job, {.connection = id},
                               {.priority = jobs::priority_safety,
                                .unique_key = fmt::format("probe:{}:confirm", id),
                                .delay = between_probes}));
        BAYME_CHECK(tx->commit());
        return said("state", "in doubt");
    }
    if (connection.is_open() && arguments.then == AfterProbe::list) {
        return refresh(run, id);
    }
    return said("state", to_string(connection.state));
}

Result<std::string> Watch::list(jobs::Run& run, const ConnectionId& id) {
    BAYME_TRY(const auto connection, find(id));
    BAYME_TRY(const auto reached, [&]() -> Result<std::vector<storage::Advertiser>> {
        BAYME_TRY(const auto tx, database_.begin_read());
        return advertisers_.reached(*tx, id);
    }());
    if (!connection.is_open() || !reached.empty()) {
        return said("accounts", reached.empty() ? to_string(connection.state) : "listed already");
    }
    return refresh(run, id);
}

Result<std::string> Watch::refresh(jobs::Run& run, const ConnectionId& id) {
    BAYME_TRY(const auto outcome, directory_.refresh(call_context(run), id));
    return JsonWriter{}
        .begin_object()
        .member("accounts", static_cast<std::int64_t>(outcome.reached.size()))
        .end_object()
        .take();
}

void Watch::register_jobs(jobs::Workers& workers) {
    workers.handle(probe_job, [this](jobs::Run& run, const ProbeArguments& arguments) {
        return probe(run, arguments);
    });
    workers.handle(list_job, [this](jobs::Run& run, const ListArguments& arguments) {
        return list(run, arguments.connection);
    });
}

} // namespace bayme::accounts
