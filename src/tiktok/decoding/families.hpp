// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/decoding/fields.hpp"
#include "tiktok/files.hpp"

namespace bayme::tiktok::decoding {

// The tables of the families that are functions over a Platform.
const FieldTable<Video>& video_fields();
const FieldTable<Image>& image_fields();
const FieldTable<Cover>& cover_fields();
const FieldTable<NameChecks>& name_checks_fields();

} // namespace bayme::tiktok::decoding
