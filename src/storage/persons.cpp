// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/persons.hpp"

namespace bayme::storage {
namespace {

constexpr const char* insert_person = "INSERT INTO persons (id, role, name, email, email_index,"
                                      " permission_epoch, created_at, ended_at)"
                                      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
#define BAYME_PERSON_COLUMNS                                                                       \
    "id, role, name, email, email_index, permission_epoch, created_at, ended_at, policy_version"
constexpr const char* select_person = "SELECT " BAYME_PERSON_COLUMNS " FROM persons WHERE id = $1";
constexpr const char* select_by_email =
    "SELECT " BAYME_PERSON_COLUMNS " FROM persons WHERE email_index = $1";
constexpr const char* select_persons =
    "SELECT " BAYME_PERSON_COLUMNS " FROM persons ORDER BY created_at, id";
constexpr const char* update_role =
    "UPDATE persons SET role = $2, permission_epoch = permission_epoch + 1 WHERE id = $1";
constexpr const char* update_end =
    "UPDATE persons SET ended_at = coalesce(ended_at, $2), permission_epoch = permission_epoch + 1"
    " WHERE id = $1";
constexpr const char* update_blank =
    "UPDATE persons SET name = x'', email = x'', email_index = NULL,"
    " permission_epoch = permission_epoch + 1 WHERE id = $1";
constexpr const char* update_policy = "UPDATE persons SET policy_version = $2 WHERE id = $1";
constexpr const char* raise_epoch =
    "UPDATE persons SET permission_epoch = permission_epoch + 1 WHERE id = $1";
constexpr const char* insert_grant =
    "INSERT INTO person_grants (person_id, advertiser_id, granted_at) VALUES ($1, $2, $3)"
    " ON CONFLICT DO NOTHING";
constexpr const char* delete_grant =
    "DELETE FROM person_grants WHERE person_id = $1 AND advertiser_id = $2";
constexpr const char* select_grants =
    "SELECT advertiser_id FROM person_grants WHERE person_id = $1 ORDER BY advertiser_id";

PersonRecord read_person(const Row& row) {
    return {.id = PersonId{row.text(0)},
            .role = row.text(1),
            .name = Blob{row.blob(2)},
            .email = Blob{row.blob(3)},
            .email_index = row.optional_text(4),
            .permission_epoch = row.integer(5),
            .created_at = row.instant(6),
            .ended_at = row.optional_instant(7),
            .policy_version = row.text(8)};
}

Result<void> change_one(Transaction& transaction, const char* sql,
                        std::initializer_list<Value> values) {
    BAYME_TRY(const auto changed, transaction.run(sql, values));
    if (changed != 1) {
        return fail(ErrorCode::not_found, "no such person");
    }
    return {};
}

Result<PersonRecord> find_one(Transaction& transaction, const char* sql, std::string key) {
    BAYME_TRY(const auto row, transaction.find(sql, {std::move(key)}));
    if (!row) {
        return fail(ErrorCode::not_found, "no such person");
    }
    return read_person(*row);
}

} // namespace

Result<void> SqlPersons::add(Transaction& transaction, const PersonRecord& person) {
    BAYME_CHECK(
        transaction.run(insert_person, {person.id.text(), person.role, person.name, person.email,
                                        value(person.email_index), person.permission_epoch,
                                        value(person.created_at), value(person.ended_at)}));
    return {};
}

Result<PersonRecord> SqlPersons::find(Transaction& transaction, const PersonId& id) {
    return find_one(transaction, select_person, id.text());
}

Result<PersonRecord> SqlPersons::find_by_email(Transaction& transaction,
                                               std::string_view email_index) {
    return find_one(transaction, select_by_email, std::string{email_index});
}

Result<std::vector<PersonRecord>> SqlPersons::list(Transaction& transaction) {
    BAYME_TRY(const auto rows, transaction.query(select_persons));
    std::vector<PersonRecord> persons;
    for (const auto& row : rows) {
        persons.push_back(read_person(row));
    }
    return persons;
}

Result<void> SqlPersons::set_role(Transaction& transaction, const PersonId& id,
                                  std::string_view role) {
    return change_one(transaction, update_role, {id.text(), std::string{role}});
}

Result<void> SqlPersons::end(Transaction& transaction, const PersonId& id, Instant at) {
    return change_one(transaction, update_end, {id.text(), value(at)});
}

Result<void> SqlPersons::blank(Transaction& transaction, const PersonId& id) {
    return change_one(transaction, update_blank, {id.text()});
}

Result<void> SqlPersons::set_policy_version(Transaction& transaction, const PersonId& id,
                                            std::string_view version) {
    return change_one(transaction, update_policy, {id.text(), std::string{version}});
}

Result<void> SqlPersons::grant(Transaction& transaction, const PersonId& id,
                               const AdvertiserId& advertiser, Instant at) {
    BAYME_CHECK(change_one(transaction, raise_epoch, {id.text()}));
    BAYME_CHECK(transaction.run(insert_grant, {id.text(), advertiser.text(), value(at)}));
    return {};
}

Result<void> SqlPersons::withdraw(Transaction& transaction, const PersonId& id,
                                  const AdvertiserId& advertiser) {
    BAYME_CHECK(change_one(transaction, raise_epoch, {id.text()}));
    BAYME_CHECK(transaction.run(delete_grant, {id.text(), advertiser.text()}));
    return {};
}

Result<std::vector<AdvertiserId>> SqlPersons::grants(Transaction& transaction, const PersonId& id) {
    BAYME_TRY(const auto rows, transaction.query(select_grants, {id.text()}));
    std::vector<AdvertiserId> advertisers;
    for (const auto& row : rows) {
        advertisers.emplace_back(row.text(0));
    }
    return advertisers;
}

} // namespace bayme::storage
