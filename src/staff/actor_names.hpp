// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/actor.hpp"
#include "staff/people.hpp"
#include "storage/api_keys.hpp"

#include <map>
#include <string>

namespace bayme::staff {

/// What people call whoever acted, for one answer: each name is opened once and forgotten with the
/// object. One thread, one transaction.
class ActorNames {
public:
    ActorNames(People& people, storage::Transaction& transaction)
        : people_(people), transaction_(transaction) {}

    /// "Ada Lindqvist", "local operator", "key nightly export". Whoever was erased, or has left so
    /// long ago that nothing is kept, has a pseudonym that is always the same.
    Result<std::string> of(const Actor& actor);

private:
    Result<std::string> find(const Actor& actor);

    People& people_;
    storage::Transaction& transaction_;
    storage::SqlApiKeys keys_;
    std::map<std::string, std::string> known_;
};

} // namespace bayme::staff
