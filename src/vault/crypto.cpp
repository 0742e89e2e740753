// SPDX-License-Identifier: LicenseRef-Bayme
#include "vault/crypto.hpp"

#include "vault/hash.hpp"

#include <sodium.h>

#include <array>
#include <cstring>
#include <new>
#include <stdexcept>

namespace bayme::vault {
namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(key_size == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

// Every entry to the library passes here; initialising twice is free.
void prepare() {
    if (sodium_init() < 0) {
        throw std::runtime_error("libsodium does not start");
    }
}

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytes_of(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

} // namespace

Result<GuardedKey> GuardedKey::from(const SecretText& bytes) {
    prepare();
    return bytes.reveal([](std::string_view text) -> Result<GuardedKey> {
        if (text.size() != key_size) {
            return fail(ErrorCode::invalid_input, "a key has {} bytes, not {}", key_size,
                        text.size());
        }
        auto* memory = static_cast<char*>(sodium_malloc(key_size));
        if (memory == nullptr) {
            throw std::bad_alloc{};
        }
        std::memcpy(memory, text.data(), key_size);
        sodium_mprotect_readonly(memory);
        return GuardedKey{memory};
    });
}

GuardedKey::GuardedKey(GuardedKey&& other) noexcept
    : bytes_(std::exchange(other.bytes_, nullptr)) {}

GuardedKey::~GuardedKey() {
    sodium_free(bytes_);
}

std::string random_bytes(Random& random, std::size_t count) {
    std::string bytes(count, '\0');
    random.fill({bytes_of(bytes), bytes.size()});
    return bytes;
}

std::string to_hex(std::string_view bytes) {
    prepare();
    std::string hex(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), bytes_of(bytes), bytes.size());
    hex.pop_back();
    return hex;
}

Result<SecretText> from_hex(std::string_view text) {
    prepare();
    std::string bytes(text.size() / 2, '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    const int code = sodium_hex2bin(bytes_of(bytes), bytes.size(), text.data(), text.size(),
                                    nullptr, &size, &end);
    SecretText secret{std::move(bytes)};
    if (code != 0 || end != text.data() + text.size() || size * 2 != text.size()) {
        return fail(ErrorCode::invalid_input, "no hex digits");
    }
    return secret;
}

std::string encrypt(std::string_view key, std::string_view text, std::string_view bound_to,
                    Random& random) {
    prepare();
    auto sealed = random_bytes(random, nonce_size);
    sealed.resize(nonce_size + text.size() + tag_size);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        bytes_of(sealed) + nonce_size, nullptr, bytes_of(text), text.size(), bytes_of(bound_to),
        bound_to.size(), nullptr, bytes_of(sealed), bytes_of(key));
    return sealed;
}

Result<SecretText> decrypt(std::string_view key, std::string_view sealed,
                           std::string_view bound_to) {
    prepare();
    if (sealed.size() < nonce_size + tag_size) {
        return not_authentic("the sealed text is too short");
    }
    const auto body = sealed.substr(nonce_size);
    std::string text(body.size() - tag_size, '\0');
    const int code = crypto_aead_xchacha20poly1305_ietf_decrypt(
        bytes_of(text), nullptr, nullptr, bytes_of(body), body.size(), bytes_of(bound_to),
        bound_to.size(), bytes_of(sealed), bytes_of(key));
    SecretText secret{std::move(text)};
    if (code != 0) {
        return not_authentic("the sealed text is damaged, from another place, or of another key");
    }
    return secret;
}

std::string keyed_hash(std::string_view key, std::string_view text, std::size_t size) {
    prepare();
    std::string hash(size, '\0');
    crypto_generichash(bytes_of(hash), size, bytes_of(text), text.size(), bytes_of(key),
                       key.size());
    return hash;
}

std::string tuple(std::initializer_list<std::string_view> parts) {
    std::string text;
    for (const auto part : parts) {
        append_part(text, part);
    }
    return text;
}

std::unexpected<Error> not_authentic(std::string_view what) {
    return fail(Error{ErrorCode::forbidden, std::string{what}, "not_authentic"});
}

std::string sha256_hex(std::string_view text) {
    prepare();
    std::string hash(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(bytes_of(hash), bytes_of(text), text.size());
    return to_hex(hash);
}

bool same_text(std::string_view left, std::string_view right) {
    return left.size() == right.size() &&
           sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

void append_part(std::string& tuple, std::string_view part) {
    auto size = static_cast<std::uint32_t>(part.size());
    for (int byte = 0; byte < 4; ++byte, size >>= 8U) {
        tuple.push_back(static_cast<char>(size & 0xffU));
    }
    tuple.append(part);
}

} // namespace bayme::vault
