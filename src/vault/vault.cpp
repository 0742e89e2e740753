// SPDX-License-Identifier: LicenseRef-Bayme
#include "vault/vault.hpp"

#include "base/failpoint.hpp"
#include "vault/crypto.hpp"
#include "vault/hash.hpp"

namespace bayme::vault {
namespace {

Failpoint key_written{"vault.init.key_written"};

// version 1, algorithm 1: XChaCha20-Poly1305-IETF
constexpr std::string_view blob_header{"\x01\x01", 2};

std::string_view text_of(KeyPurpose purpose) {
    return purpose == KeyPurpose::connection ? "connection" : "person";
}

std::string_view label_of(MacPurpose purpose) {
    switch (purpose) {
    case MacPurpose::email_index:
        return "email_index";
    case MacPurpose::csrf:
        return "csrf";
    case MacPurpose::audit_chain:
        return "audit_chain";
    case MacPurpose::log_pseudonym:
        return "log_pseudonym";
    }
    return "";
}

std::string root_place(std::string_view deployment, std::string_view kek_id) {
    return tuple({"bayme/root/v1", deployment, kek_id});
}

std::string key_place(std::string_view deployment, const storage::VaultKeyRecord& key) {
    return tuple({"bayme/dek/v1", deployment, key.kek_id, key.id, key.purpose, key.subject});
}

std::string field_place(std::string_view deployment, const FieldPlace& place, std::string_view id) {
    return tuple({"bayme/field/v1", deployment, place.table, place.column, place.row,
                  std::to_string(place.generation), id});
}

std::string commitment(std::string_view key) {
    return keyed_hash(key, "bayme/commit/v1", key_id_size);
}

/// A state that holds wrapped keys has had a master key: making another would only hide the loss.
Result<std::unique_ptr<KekProvider>> find_or_make_kek(storage::Transaction& transaction,
                                                      FileSystem& files, const KekPlace& place,
                                                      Random& random) {
    auto kek = load_kek(files, place, random);
    if (kek || kek.error().reason != "key_missing") {
        return kek;
    }
    storage::SqlVaultKeys keys;
    BAYME_TRY(const auto check, keys.find_check(transaction));
    BAYME_TRY(const auto count, keys.count(transaction));
    if (check || count > 0 || !place.credential.empty()) {
        return fail(Error{ErrorCode::conflict,
                          fmt::format("{}, and the state was sealed with one: bring it back, "
                                      "a new key would open nothing",
                                      kek.error().message),
                          "key_missing"});
    }
    BAYME_CHECK(make_kek_file(files, place.file, random));
    BAYME_CHECK(key_written.reach());
    return load_kek(files, place, random);
}

} // namespace

struct Vault::Root {
    GuardedKey key;
};

Vault::Vault(std::string deployment, std::unique_ptr<KekProvider> kek, std::unique_ptr<Root> root,
             std::optional<Error> sealed_because, Random& random, const Clock& clock)
    : deployment_(std::move(deployment)), kek_(std::move(kek)), root_(std::move(root)),
      sealed_because_(std::move(sealed_because)), random_(random), clock_(clock) {}

Vault::~Vault() = default;

Result<std::unique_ptr<Vault>> Vault::init(storage::Database& database, FileSystem& files,
                                           const KekPlace& place, Random& random,
                                           const Clock& clock) {
    BAYME_TRY(const auto transaction, database.begin_write());
    BAYME_TRY(auto kek, find_or_make_kek(*transaction, files, place, random));
    storage::SqlVaultKeys keys;
    BAYME_TRY(const auto check, keys.find_check(*transaction));
    if (!check) {
        BAYME_TRY(const auto count, keys.count(*transaction));
        if (count > 0) {
            return fail(Error{ErrorCode::conflict,
                              "the state holds data keys but has lost its root key: restore it",
                              "key_missing"});
        }
        const auto deployment = make_id(random);
        const SecretText root{random_bytes(random, key_size)};
        BAYME_TRY(auto wrapped, kek->wrap(root, root_place(deployment, kek->id())));
        BAYME_CHECK(keys.add_check(*transaction,
                                   {deployment, kek->id(), clock.now(), {std::move(wrapped)}}));
    }
    BAYME_CHECK(transaction->commit());
    BAYME_TRY(auto vault, open(database, std::move(kek), random, clock));
    if (vault->is_sealed()) {
        return fail(*vault->sealed_because());
    }
    return vault;
}

Result<std::unique_ptr<Vault>> Vault::open(storage::Database& database,
                                           Result<std::unique_ptr<KekProvider>> kek, Random& random,
                                           const Clock& clock) {
    BAYME_TRY(const auto transaction, database.begin_read());
    BAYME_TRY(const auto check, storage::SqlVaultKeys{}.find_check(*transaction));
    if (!check) {
        return fail(Error{ErrorCode::not_found, "the data folder has no keys yet: run bayme init",
                          "not_initialised"});
    }
    const auto sealed = [&](Error because) {
        return std::unique_ptr<Vault>{
            new Vault{check->deployment, nullptr, nullptr, std::move(because), random, clock}};
    };
    if (!kek) {
        return sealed(std::move(kek).error());
    }
    const auto root =
        (*kek)->unwrap(check->wrapped.bytes, root_place(check->deployment, (*kek)->id()));
    if (!root) {
        return sealed({ErrorCode::conflict,
                       fmt::format("the master key {} is not the one that sealed this data ({})",
                                   (*kek)->id(), check->kek_id),
                       "wrong_key"});
    }
    BAYME_TRY(auto key, GuardedKey::from(*root));
    return std::unique_ptr<Vault>{new Vault{check->deployment, std::move(*kek),
                                            std::make_unique<Root>(std::move(key)), std::nullopt,
                                            random, clock}};
}

Result<KeyId> Vault::create_key(storage::Transaction& transaction, KeyPurpose purpose,
                                std::string_view subject) {
    BAYME_CHECK(check_open());
    const SecretText key{random_bytes(random_, key_size)};
    storage::VaultKeyRecord record{.id = to_hex(random_bytes(random_, key_id_size)),
                                   .kek_id = kek_->id(),
                                   .purpose = std::string{text_of(purpose)},
                                   .subject = std::string{subject},
                                   .created_at = clock_.now(),
                                   .wrapped = {},
                                   .commitment = {},
                                   .ended_at = {}};
    BAYME_TRY(auto wrapped, kek_->wrap(key, key_place(deployment_, record)));
    record.wrapped = storage::Blob{std::move(wrapped)};
    record.commitment = storage::Blob{key.reveal(commitment)};
    BAYME_CHECK(keys_.add(transaction, record));
    return KeyId{record.id};
}

Result<KeyId> Vault::find_key(storage::Transaction& transaction, KeyPurpose purpose,
                              std::string_view subject) {
    BAYME_CHECK(check_open());
    BAYME_TRY(const auto record, keys_.find_active(transaction, text_of(purpose), subject));
    return KeyId{record.id};
}

Result<void> Vault::destroy_key(storage::Transaction& transaction, const KeyId& key) {
    BAYME_CHECK(keys_.destroy(transaction, key.text(), clock_.now()));
    return {};
}

Result<storage::Blob> Vault::seal(storage::Transaction& transaction, const KeyId& key,
                                  const FieldPlace& place, const SecretText& text) {
    BAYME_TRY(const auto data_key_bytes, data_key(transaction, key));
    BAYME_TRY(const auto id, from_hex(key.text()));
    storage::Blob blob{std::string{blob_header}};
    id.reveal([&](std::string_view bytes) { blob.bytes.append(bytes); });
    const auto bound_to = field_place(deployment_, place, key.text());
    data_key_bytes.reveal([&](std::string_view bytes) {
        text.reveal([&](std::string_view plain) {
            blob.bytes.append(encrypt(bytes, plain, bound_to, random_));
        });
    });
    return blob;
}

Result<SecretText> Vault::open(storage::Transaction& transaction, const FieldPlace& place,
                               const storage::Blob& blob) {
    BAYME_CHECK(check_open());
    const std::string_view bytes = blob.bytes;
    if (!bytes.starts_with(blob_header) || bytes.size() < blob_header.size() + key_id_size) {
        return not_authentic("the sealed field has an unknown form");
    }
    const KeyId key{to_hex(bytes.substr(blob_header.size(), key_id_size))};
    BAYME_TRY(const auto data_key_bytes, data_key(transaction, key));
    return data_key_bytes.reveal([&](std::string_view key_bytes) {
        return decrypt(key_bytes, bytes.substr(blob_header.size() + key_id_size),
                       field_place(deployment_, place, key.text()));
    });
}

Result<std::string> Vault::mac(MacPurpose purpose, std::string_view message) const {
    BAYME_CHECK(check_open());
    const SecretText key{
        keyed_hash(root_->key.view(), tuple({"bayme/mac/v1", label_of(purpose)}), key_size)};
    return key.reveal(
        [&](std::string_view bytes) { return to_hex(keyed_hash(bytes, message, key_size)); });
}

Result<void> Vault::check_open() const {
    if (sealed_because_) {
        return fail(Error{ErrorCode::unavailable,
                          fmt::format("the vault is sealed: {}", sealed_because_->message),
                          "sealed"});
    }
    return {};
}

Result<SecretText> Vault::data_key(storage::Transaction& transaction, const KeyId& key) {
    BAYME_CHECK(check_open());
    BAYME_TRY(const auto record, keys_.find(transaction, key.text()));
    if (!record.wrapped || !record.commitment) {
        return fail(ErrorCode::not_found, "the data key was destroyed");
    }
    BAYME_TRY(auto bytes, kek_->unwrap(record.wrapped->bytes, key_place(deployment_, record)));
    if (!same_text(bytes.reveal(commitment), record.commitment->bytes)) {
        return not_authentic("the data key is not the one it was made as");
    }
    return bytes;
}

} // namespace bayme::vault
