// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/random.hpp"

#include <random>

namespace bayme::test {

/// The same bytes for the same seed.
class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed = 1) : engine_(seed) {}
    void fill(std::span<std::uint8_t> bytes) override {
        for (auto& byte : bytes) {
            byte = static_cast<std::uint8_t>(engine_());
        }
    }

private:
    std::mt19937_64 engine_;
};

} // namespace bayme::test
