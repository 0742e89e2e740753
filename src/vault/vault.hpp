// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/id.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"
#include "storage/vault_keys.hpp"
#include "vault/kek.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace bayme::vault {

using KeyId = Id<struct VaultKeyTag>;

enum class KeyPurpose { connection, person };

/// Where a sealed field lives. A blob opens nowhere else, and no older generation opens.
struct FieldPlace {
    std::string_view table;
    std::string_view column;
    std::string_view row; ///< the primary key
    std::int64_t generation = 0;
};

/// What a keyed hash is for: each has its own key.
enum class MacPurpose { email_index, csrf, audit_chain, log_pseudonym };

/// The guarded secrets of one deployment: a master key wraps one data key per connection and per
/// person, a data key seals fields (XChaCha20-Poly1305, bound to their place). Destroying a data
/// key destroys everything sealed with it. Safe from any thread.
///
/// A vault that could not be opened is *sealed*: every call but the questions answers unavailable,
/// reason "sealed".
class Vault {
public:
    /// Makes the master key when there is none, and the deployment's root key; once done it only
    /// opens. Never makes a key when the state already holds wrapped ones.
    /// @return conflict (reason "key_missing") in that case.
    static Result<std::unique_ptr<Vault>> init(storage::Database& database, FileSystem& files,
                                               const KekPlace& place, Random& random,
                                               const Clock& clock);
    /// Opens what `init` made; a missing, refused or wrong master key gives a sealed vault.
    /// @return not_found (reason "not_initialised") before `init`.
    static Result<std::unique_ptr<Vault>> open(storage::Database& database,
                                               Result<std::unique_ptr<KekProvider>> kek,
                                               Random& random, const Clock& clock);
    ~Vault();

    [[nodiscard]] bool is_sealed() const { return sealed_because_.has_value(); }
    /// Why: conflict with reason "wrong_key", or what load_kek said.
    [[nodiscard]] const std::optional<Error>& sealed_because() const { return sealed_because_; }

    /// @return conflict when the subject has an active key.
    Result<KeyId> create_key(storage::Transaction& transaction, KeyPurpose purpose,
                             std::string_view subject);
    /// @return not_found when the subject has no active key.
    Result<KeyId> find_key(storage::Transaction& transaction, KeyPurpose purpose,
                           std::string_view subject);
    /// Crypto-shredding: from the commit on, nothing sealed with it opens. Repeating it is fine.
    Result<void> destroy_key(storage::Transaction& transaction, const KeyId& key);

    /// @return not_found when the key is unknown or destroyed.
    Result<storage::Blob> seal(storage::Transaction& transaction, const KeyId& key,
                               const FieldPlace& place, const SecretText& text);
    /// @return not_found when its key is destroyed; forbidden (reason "not_authentic") when the
    ///         blob is damaged, from another place or generation, or not ours.
    Result<SecretText> open(storage::Transaction& transaction, const FieldPlace& place,
                            const storage::Blob& blob);

    /// Keyed hash of a message: 64 hex digits.
    [[nodiscard]] Result<std::string> mac(MacPurpose purpose, std::string_view message) const;

private:
    struct Root;

    Vault(std::string deployment, std::unique_ptr<KekProvider> kek, std::unique_ptr<Root> root,
          std::optional<Error> sealed_because, Random& random, const Clock& clock);
    Result<void> check_open() const;
    Result<SecretText> data_key(storage::Transaction& transaction, const KeyId& key);

    std::string deployment_;
    std::unique_ptr<KekProvider> kek_;
    std::unique_ptr<Root> root_;
    std::optional<Error> sealed_because_;
    Random& random_;
    const Clock& clock_;
    storage::SqlVaultKeys keys_;
};

} // namespace bayme::vault
