// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bayme {

/// Bytes as RFC 4648 text, with "=" at the end where it takes them. For bytes that travel in JSON;
/// secrets have no business here.
std::string to_base64(std::string_view bytes);
/// @return nothing for a text that to_base64 does not write.
std::optional<std::string> from_base64(std::string_view text);

} // namespace bayme
