// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/random.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <sys/random.h>
#include <vector>

namespace bayme {

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
    while (!bytes.empty()) {
        const auto got = getrandom(bytes.data(), bytes.size(), 0);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            std::abort();
        }
        bytes = bytes.subspan(static_cast<std::size_t>(got));
    }
}

std::string make_id(Random& random) {
    static constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    std::array<std::uint8_t, 26> bytes{};
    random.fill(bytes);
    std::string text;
    for (const auto byte : bytes) {
        text += alphabet[byte & 31U];
    }
    return text;
}

std::string make_token(Random& random, std::size_t bytes) {
    std::vector<std::uint8_t> raw(bytes);
    random.fill(raw);
    std::string text;
    for (const auto byte : raw) {
        fmt::format_to(std::back_inserter(text), "{:02x}", byte);
    }
    return text;
}

} // namespace bayme
