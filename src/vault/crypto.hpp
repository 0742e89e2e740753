// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/random.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

#include <span>
#include <string>
#include <string_view>

namespace bayme::vault {

// Only src/vault/*.cpp includes this header.

inline constexpr std::size_t key_size = 32;
inline constexpr std::size_t key_id_size = 16;

/// A key in its own guarded pages: locked, left out of dumps, read-only, wiped at the end.
class GuardedKey {
public:
    /// @return invalid_input unless there are 32 bytes.
    static Result<GuardedKey> from(const SecretText& bytes);
    GuardedKey(GuardedKey&& other) noexcept;
    GuardedKey& operator=(GuardedKey&&) = delete;
    GuardedKey(const GuardedKey&) = delete;
    GuardedKey& operator=(const GuardedKey&) = delete;
    ~GuardedKey();

    [[nodiscard]] std::string_view view() const { return {bytes_, key_size}; }

private:
    explicit GuardedKey(char* bytes) : bytes_(bytes) {}
    char* bytes_;
};

std::string random_bytes(Random& random, std::size_t count);

std::string to_hex(std::string_view bytes);
/// @return invalid_input for what is no hex text of whole bytes.
Result<SecretText> from_hex(std::string_view text);

/// nonce | ciphertext | tag, XChaCha20-Poly1305-IETF with a random nonce.
std::string encrypt(std::string_view key, std::string_view text, std::string_view bound_to,
                    Random& random);
/// @return forbidden (reason "not_authentic").
Result<SecretText> decrypt(std::string_view key, std::string_view sealed,
                           std::string_view bound_to);

/// BLAKE2b of 16 or 32 bytes under a key.
std::string keyed_hash(std::string_view key, std::string_view text, std::size_t size);

/// Length-prefixed, so that no two tuples read the same.
std::string tuple(std::initializer_list<std::string_view> parts);

std::unexpected<Error> not_authentic(std::string_view what);

} // namespace bayme::vault
