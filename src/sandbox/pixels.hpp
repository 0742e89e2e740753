// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/dice.hpp"
#include "sandbox/world.hpp"

#include <fmt/format.h>

#include <string>

namespace bayme::sandbox {

inline constexpr std::uint64_t pixels_each = 2;

/// Every account has two pixels from the beginning.
inline std::string pixel_id(const Account& account, std::uint64_t which) {
    return fmt::format("7{:018}", roll({static_cast<std::uint64_t>(account.created), 90, which}) %
                                      1'000'000'000'000'000);
}

} // namespace bayme::sandbox
