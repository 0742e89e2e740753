// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/id.hpp"
#include "storage/database.hpp"

namespace bayme::storage {

struct PersonRecord {
    PersonId id;
    std::string role;
    Blob name;  ///< sealed
    Blob email; ///< sealed
    std::optional<std::string> email_index;
    std::int64_t permission_epoch = 0; ///< rises when rights change; sessions remember theirs
    Instant created_at;
    std::optional<Instant> ended_at;
    std::string policy_version = {}; ///< they were last here under; empty before the first time
};

class Persons {
public:
    virtual ~Persons() = default;
    /// @return conflict when the e-mail index is taken.
    virtual Result<void> add(Transaction& transaction, const PersonRecord& person) = 0;
    /// @return not_found.
    virtual Result<PersonRecord> find(Transaction& transaction, const PersonId& id) = 0;
    virtual Result<PersonRecord> find_by_email(Transaction& transaction,
                                               std::string_view email_index) = 0;
    /// By creation.
    virtual Result<std::vector<PersonRecord>> list(Transaction& transaction) = 0;
    /// Each of these raises the epoch. @return not_found.
    virtual Result<void> set_role(Transaction& transaction, const PersonId& id,
                                  std::string_view role) = 0;
    virtual Result<void> end(Transaction& transaction, const PersonId& id, Instant at) = 0;
    /// Empties what was sealed and the index.
    virtual Result<void> blank(Transaction& transaction, const PersonId& id) = 0;
    /// @return not_found. Leaves the epoch as it is.
    virtual Result<void> set_policy_version(Transaction& transaction, const PersonId& id,
                                            std::string_view version) = 0;

    virtual Result<void> grant(Transaction& transaction, const PersonId& id,
                               const AdvertiserId& advertiser, Instant at) = 0;
    virtual Result<void> withdraw(Transaction& transaction, const PersonId& id,
                                  const AdvertiserId& advertiser) = 0;
    virtual Result<std::vector<AdvertiserId>> grants(Transaction& transaction,
                                                     const PersonId& id) = 0;
};

class SqlPersons final : public Persons {
public:
    Result<void> add(Transaction& transaction, const PersonRecord& person) override;
    Result<PersonRecord> find(Transaction& transaction, const PersonId& id) override;
    Result<PersonRecord> find_by_email(Transaction& transaction,
                                       std::string_view email_index) override;
    Result<std::vector<PersonRecord>> list(Transaction& transaction) override;
    Result<void> set_role(Transaction& transaction, const PersonId& id,
                          std::string_view role) override;
    Result<void> end(Transaction& transaction, const PersonId& id, Instant at) override;
    Result<void> blank(Transaction& transaction, const PersonId& id) override;
    Result<void> set_policy_version(Transaction& transaction, const PersonId& id,
                                    std::string_view version) override;
    Result<void> grant(Transaction& transaction, const PersonId& id, const AdvertiserId& advertiser,
                       Instant at) override;
    Result<void> withdraw(Transaction& transaction, const PersonId& id,
                          const AdvertiserId& advertiser) override;
    Result<std::vector<AdvertiserId>> grants(Transaction& transaction, const PersonId& id) override;
};

} // namespace bayme::storage
