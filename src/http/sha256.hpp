// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace bayme::http {

/// The 32 bytes of a text's SHA-256. @return internal where the machine does not offer it.
Result<std::string> sha256_of(std::string_view bytes);

} // namespace bayme::http
