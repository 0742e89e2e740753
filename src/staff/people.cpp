// SPDX-License-Identifier: LicenseRef-Bayme
#include "staff/people.hpp"

#include <algorithm>

namespace bayme::staff {
namespace {

constexpr std::size_t longest_email = 254;

vault::FieldPlace place(std::string_view column, const PersonId& id) {
    return {.table = "persons", .column = column, .row = id.text()};
}

std::string in_lower_case(std::string_view text) {
    std::string lower{text};
    std::ranges::transform(lower, lower.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return lower;
}

Result<void> check_email(std::string_view email) {
    const auto at = email.find('@');
    const bool one_at = at != email.npos && at == email.rfind('@');
    const bool plausible = email.empty() || (one_at && at != 0 && at + 1 < email.size() &&
                                             email.find_first_of(" \t\r\n") == email.npos);
    if (!plausible || email.size() > longest_email) {
        return fail(ErrorCode::invalid_input, "the e-mail address is not of the form name@host");
    }
    return {};
}

std::string text_of(const SecretText& secret) {
    return secret.reveal([](std::string_view text) { return std::string{text}; });
}

} // namespace

Result<PersonId> People::add(storage::Transaction& transaction, const NewPerson& person) {
    BAYME_CHECK(check_email(person.email));
    storage::PersonRecord record;
    record.id = PersonId{make_id(random_)};
    record.role = to_string(person.role);
    record.created_at = clock_.now();
    BAYME_TRY(const auto key,
              vault_.create_key(transaction, vault::KeyPurpose::person, record.id.text()));
    BAYME_TRY(record.name,
              vault_.seal(transaction, key, place("name", record.id), SecretText{person.name}));
    BAYME_TRY(record.email,
              vault_.seal(transaction, key, place("email", record.id), SecretText{person.email}));
    if (!person.email.empty()) {
        BAYME_TRY(record.email_index, email_index(person.email));
    }
    auto added = persons_.add(transaction, record);
    if (!added && added.error().reason == "unique") {
        return fail(
            Error{ErrorCode::conflict, "somebody has this e-mail address already", "email_taken"});
    }
    BAYME_CHECK(added);
    return record.id;
}

Result<Person> People::find(storage::Transaction& transaction, const PersonId& id) {
    BAYME_TRY(const auto record, persons_.find(transaction, id));
    return unseal(transaction, record);
}

Result<Person> People::find_by_email(storage::Transaction& transaction, std::string_view email) {
    BAYME_TRY(const auto index, email_index(email));
    BAYME_TRY(const auto record, persons_.find_by_email(transaction, index));
    return unseal(transaction, record);
}

Result<std::vector<Person>> People::list(storage::Transaction& transaction) {
    BAYME_TRY(const auto records, persons_.list(transaction));
    std::vector<Person> people;
    for (const auto& record : records) {
        BAYME_TRY(auto person, unseal(transaction, record));
        people.push_back(std::move(person));
    }
    return people;
}

Result<bool> People::see_policy(storage::Transaction& transaction, const PersonId& id,
                                std::string_view version) {
    BAYME_TRY(const auto record, persons_.find(transaction, id));
    if (record.policy_version == version) {
        return false;
    }
    BAYME_CHECK(persons_.set_policy_version(transaction, id, version));
    return !record.policy_version.empty();
}

Result<void> People::set_role(storage::Transaction& transaction, const PersonId& id, Role role) {
    if (role != Role::owner) {
        BAYME_CHECK(check_an_owner_stays(transaction, id));
    }
    return persons_.set_role(transaction, id, to_string(role));
}

Result<void> People::grant(storage::Transaction& transaction, const PersonId& id,
                           const AdvertiserId& advertiser) {
    return persons_.grant(transaction, id, advertiser, clock_.now());
}

Result<void> People::withdraw(storage::Transaction& transaction, const PersonId& id,
                              const AdvertiserId& advertiser) {
    return persons_.withdraw(transaction, id, advertiser);
}

Result<void> People::end(storage::Transaction& transaction, const PersonId& id) {
    BAYME_CHECK(check_an_owner_stays(transaction, id));
    return persons_.end(transaction, id, clock_.now());
}

Result<void> People::erase(storage::Transaction& transaction, const PersonId& id) {
    BAYME_CHECK(end(transaction, id));
    BAYME_CHECK(persons_.blank(transaction, id));
    const auto key = vault_.find_key(transaction, vault::KeyPurpose::person, id.text());
    if (!key && key.error().code == ErrorCode::not_found) {
        return {};
    }
    BAYME_CHECK(key);
    return vault_.destroy_key(transaction, *key);
}

Result<Person> People::unseal(storage::Transaction& transaction,
                              const storage::PersonRecord& record) {
    BAYME_TRY(const auto role, parse_role(record.role));
    Person person{.id = record.id,
                  .name = {},
                  .email = {},
                  .role = role,
                  .created_at = record.created_at,
                  .ended_at = record.ended_at};
    if (record.name.bytes.empty()) {
        return person;
    }
    BAYME_TRY(const auto name, vault_.open(transaction, place("name", record.id), record.name));
    BAYME_TRY(const auto email, vault_.open(transaction, place("email", record.id), record.email));
    person.name = text_of(name);
    person.email = text_of(email);
    return person;
}

Result<std::string> People::email_index(std::string_view email) const {
    return vault_.mac(vault::MacPurpose::email_index, in_lower_case(email));
}

Result<void> People::check_an_owner_stays(storage::Transaction& transaction,
                                          const PersonId& without) {
    BAYME_TRY(const auto records, persons_.list(transaction));
    const auto is_owner = [](const storage::PersonRecord& record) {
        return record.role == to_string(Role::owner) && !record.ended_at;
    };
    const bool takes_one = std::ranges::any_of(
        records, [&](const auto& record) { return record.id == without && is_owner(record); });
    if (takes_one && std::ranges::count_if(records, is_owner) == 1) {
        return fail(Error{ErrorCode::conflict,
                          "this is the last owner: make another person an owner first",
                          "last_owner"});
    }
    return {};
}

} // namespace bayme::staff
