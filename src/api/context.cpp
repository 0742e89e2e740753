// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/context.hpp"

#include "staff/staff.hpp"

#include <stdexcept>

namespace bayme::api {

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

} // namespace bayme::api
