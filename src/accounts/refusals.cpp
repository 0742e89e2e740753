// SPDX-License-Identifier: LicenseRef-Bayme
#include "accounts/refusals.hpp"

#include "accounts/watch.hpp"
#include "base/log.hpp"

namespace bayme::accounts {
namespace {

const Actor watchman{ActorKind::schedule, "connections"};

void note(std::string_view what, const Result<void>& done) {
    if (!done) {
        log(LogLevel::error, "accounts.refusal_not_kept",
            {{"what", what}, {"cause", done.error().message}});
    }
}

} // namespace

Result<void> Refusals::load() {
    if (loaded_) {
        return {};
    }
    BAYME_TRY(const auto tx, database_.begin_read());
    BAYME_TRY(const auto rows, rows_->list(*tx, {}));
    for (const auto& row : rows) {
        known_.insert({row.endpoint, row.advertiser_id});
    }
    loaded_ = true;
    return {};
}

Result<void> Refusals::keep(const Key& key, const std::string& request_id) {
    BAYME_CHECK(load());
    BAYME_TRY(const auto tx, database_.begin_write());
    const auto account = advertisers_->find(*tx, key.second);
    if (!account) {
        return {}; // not ours: the list was asked about it, not the account
    }
    const auto& connection = account->connection_id;
    BAYME_CHECK(rows_->put(*tx, {.connection_id = connection,
                                 .endpoint = key.first,
                                 .advertiser_id = key.second,
                                 .refused_at = clock_.now(),
                                 .request_id = request_id}));
    if (known_.insert(key).second) {
        BAYME_CHECK(queue_.add(*tx, watchman, probe_job,
                               {.connection = connection, .then = AfterProbe::list},
                               {.priority = jobs::priority_safety,
                                .unique_key = fmt::format("probe:{}:daily", connection)}));
    }
    return tx->commit();
}

Result<void> Refusals::forget(const Key& key) {
    BAYME_CHECK(load());
    if (known_.erase(key) == 0) {
        return {};
    }
    BAYME_TRY(const auto tx, database_.begin_write());
    BAYME_CHECK(rows_->erase(*tx, key.second, key.first));
    return tx->commit();
}

void Refusals::refused(std::string_view endpoint, const AdvertiserId& advertiser,
                       const std::string& request_id) {
    if (advertiser.empty()) {
        return;
    }
    const std::lock_guard guard{mutex_};
    note("refused", keep({std::string{endpoint}, advertiser}, request_id));
}

void Refusals::answered(std::string_view endpoint, const AdvertiserId& advertiser) {
    if (advertiser.empty()) {
        return;
    }
    const std::lock_guard guard{mutex_};
    note("answered", forget({std::string{endpoint}, advertiser}));
}

} // namespace bayme::accounts
