// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/platform.hpp"

namespace bayme::sandbox {

// Tokens of TikTok accounts for the Marketing app [CONTRACT 2.2].

Answer exchange_account_code(Platform& platform, const Call& call);
Answer refresh_account_token(Platform& platform, const Call& call);
Answer revoke_account_token(Platform& platform, const Call& call);
Answer show_account_token(Platform& platform, const Call& call);

/// How the readings want refresh tokens to live.
Creators::Refreshing refreshing_of(const Platform& platform);

} // namespace bayme::sandbox
