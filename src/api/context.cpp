// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/context.hpp"

#include "staff/staff.hpp"

#include <stdexcept>

namespace bayme::api {
namespace {

template <typename Room>
Room& required(Room* room) {
    if (room == nullptr) {
        throw std::logic_error("this program was made without a room that an operation needs");
    }
    return *room;
}

} // namespace

Result<TransactionRef> Context::writing() {
    if (!may_write_) {
        throw std::logic_error("only an operation that changes something may write");
    }
    if (!is_writing_) {
        transaction_.reset();
        BAYME_TRY(transaction_, services_.database.begin_write());
        is_writing_ = true;
        // A right that was taken away between the first check and this lock must not act.
        BAYME_CHECK(services_.staff.authorise(*transaction_, actor_, permission_));
    }
    return TransactionRef{*transaction_};
}

Result<TransactionRef> Context::reading() {
    if (!transaction_) {
        BAYME_TRY(transaction_, services_.database.begin_read());
    }
    return TransactionRef{*transaction_};
}

void Context::audit(std::string object, std::string before, std::string after,
                    AdvertiserId advertiser) {
    note_ = {std::move(object), std::move(before), std::move(after), std::move(advertiser)};
}

std::optional<Error> Context::jobs_blocked(Instant since) const {
    return services_.jobs_blocked ? services_.jobs_blocked(since) : std::nullopt;
}

std::vector<HealthLine> Context::health() const {
    return services_.health ? services_.health() : std::vector<HealthLine>{};
}

tiktok::Governor& Context::governor() const {
    return required(services_.governor);
}

storage::ApiLog& Context::api_log() const {
    return required(services_.api_log);
}

jobs::Queue& Context::jobs() const {
    return required(services_.jobs);
}

storage::ScheduleStore& Context::schedules() const {
    return required(services_.schedules);
}

storage::ConnectionStore& Context::connection_store() const {
    return required(services_.connection_store);
}

storage::AdvertiserStore& Context::advertisers() const {
    return required(services_.advertisers);
}

accounts::Connections& Context::connections() const {
    return required(services_.connections);
}

storage::OwnAccountStore& Context::own_account_store() const {
    return required(services_.own_account_store);
}

accounts::OwnAccounts& Context::own_accounts() const {
    return required(services_.own_accounts);
}

accounts::OwnPosts& Context::own_posts() const {
    return required(services_.own_posts);
}

sync::Sync& Context::sync() const {
    return required(services_.sync);
}

sync::Backfill& Context::backfill() const {
    return required(services_.backfill);
}

storage::ReportMemory& Context::report_memory() const {
    return required(services_.report_memory);
}

changes::Changes& Context::changes() const {
    return required(services_.changes);
}

storage::MirrorStore& Context::mirror() const {
    return required(services_.mirror);
}

storage::ReviewStore& Context::reviews() const {
    return required(services_.reviews);
}

storage::ChangeLogStore& Context::change_log() const {
    return required(services_.change_log);
}

accounts::AttentionList& Context::attention() const {
    return required(services_.attention);
}

snapshots::Snapshots& Context::snapshots() const {
    return required(services_.snapshots);
}

reports::Reports& Context::reports() const {
    return required(services_.reports);
}

} // namespace bayme::api
