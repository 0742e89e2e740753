// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/platform.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace bayme::sandbox {

// Proof Key for Code Exchange (RFC 7636) as Login Kit has it [CONTRACT 2.4]:
// apps for desktops and phones have to, apps for the web may. Only S256.

/// Why an authorization request's challenge cannot be taken; nothing when it
/// can, or when none is needed.
std::optional<std::string_view>
challenge_fault(const Platform& platform, std::string_view challenge, std::string_view method);
/// The challenge that fits a verifier, in the encoding that is in force
/// (reading "code_challenge"); empty for a verifier of the wrong length or
/// letters.
std::string challenge_of(const Platform& platform, std::string_view verifier);

} // namespace bayme::sandbox
