// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/decode.hpp"
#include "tiktok/decoding/fields.hpp"
#include "tiktok/http_account_tokens.hpp"

namespace bayme::tiktok::decoding {

/// Both families of account tokens; they call the seconds of the refresh token differently.
/// @return unavailable with reason "tiktok.shape" without both tokens and their seconds.
Result<TokenPair> read_token_pair(const JsonNode& data, Instant sent,
                                  std::string_view refresh_seconds);
/// Never a token.
void show_token_pair(const TokenPair& pair, DecodedAnswer& answer);

Result<TokenInfo> read_token_info(const JsonNode& data);
void show_token_info(const TokenInfo& info, DecodedAnswer& answer);

/// "a,b" or "a b": scopes come as one text.
Texts split_scopes(std::string_view text);
std::vector<Unmodelled> members_of(const JsonNode& data);

} // namespace bayme::tiktok::decoding
