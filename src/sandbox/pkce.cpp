// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/pkce.hpp"

#include "http/sha256.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace bayme::sandbox {

namespace {

constexpr std::size_t shortest_verifier = 43;
constexpr std::size_t longest_verifier = 128;
constexpr std::string_view letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string hex(std::string_view bytes) {
    std::string text;
    for (const char byte : bytes) {
        text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
    }
    return text;
}

/// Without the signs at the end that make the length a multiple of four.
std::string base64url(std::string_view bytes) {
    std::string text;
    std::uint32_t held = 0;
    unsigned count = 0;
    for (const char byte : bytes) {
        held = held << 8U | static_cast<unsigned char>(byte);
        for (count += 8; count >= 6; count -= 6) {
            text += letters[held >> (count - 6) & 63U];
        }
    }
    if (count > 0) {
        text += letters[held << (6 - count) & 63U];
    }
    return text;
}

bool is_verifier(std::string_view text) {
    return text.size() >= shortest_verifier && text.size() <= longest_verifier &&
           std::ranges::all_of(text, [](char letter) {
               return letters.contains(letter) || letter == '.' || letter == '~';
           });
}

} // namespace

std::optional<std::string_view>
challenge_fault(const Platform& platform, std::string_view challenge, std::string_view method) {
    if (challenge.empty()) {
        return platform.readings.is("app_kind", "web")
                   ? std::nullopt
                   : std::optional<std::string_view>{"A code_challenge is needed: the app is for "
                                                     "desktops or phones."};
    }
    return method == "S256"
               ? std::nullopt
               : std::optional<std::string_view>{"The code_challenge_method has to be S256."};
}

std::string challenge_of(const Platform& platform, std::string_view verifier) {
    const auto digest = http::sha256_of(verifier);
    if (!digest || !is_verifier(verifier)) {
        return {};
    }
    return platform.readings.is("code_challenge", "hex") ? hex(*digest) : base64url(*digest);
}

} // namespace bayme::sandbox
