// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/decode.hpp"
#include "tiktok/files.hpp"
#include "tiktok/identities.hpp"
#include "tiktok/models.hpp"

namespace bayme::tiktok {

/// Every member the model names and the answer had, by TikTok's name, as the program read it; what
/// is not modelled is not among them.
std::vector<DecodedField> shown_members(const Campaign& campaign);
std::vector<DecodedField> shown_members(const Adgroup& adgroup);
std::vector<DecodedField> shown_members(const Ad& ad);
std::vector<DecodedField> shown_members(const Video& video);
std::vector<DecodedField> shown_members(const Image& image);
std::vector<DecodedField> shown_members(const Identity& identity);

} // namespace bayme::tiktok
