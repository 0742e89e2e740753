// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace bayme {

/// Where unpredictable bytes come from; tests inject a seeded one. Safe from any thread.
class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

/// The kernel's generator. Aborts when the kernel gives none: nothing safe could follow.
class SystemRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override;
};

/// 26 characters of Crockford base32 (a-z0-9 without i l o u), 128 bits: names of our own rows.
std::string make_id(Random& random);
/// Hex text of `bytes` random bytes: links, states, session ids (32 bytes = 256 bits).
std::string make_token(Random& random, std::size_t bytes = 32);

} // namespace bayme
