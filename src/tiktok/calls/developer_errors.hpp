// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"
#include "tiktok/decoding/json_tree.hpp"

#include <optional>

namespace bayme::tiktok::calls {

/// The error an answer of TikTok for Developers states [CONTRACT 2.4]: a text for the token calls,
/// an object with a code for the others. Known by its name only, because its words may quote what
/// was sent. An error without a known name is `uncertain`, or unavailable where nothing can have
/// happened (`repeatable`).
std::optional<Error> stated_error(const decoding::JsonNode& root, bool repeatable);

} // namespace bayme::tiktok::calls
