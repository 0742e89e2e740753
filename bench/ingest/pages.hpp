// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "made_facts.hpp"

#include <filesystem>
#include <vector>

namespace bayme::bench {

/// Writes a call's answers as the platform words them, 1,000 rows a page, one file each.
std::vector<std::filesystem::path> write_pages(const std::filesystem::path& folder,
                                               const Shape& shape);

/// Reads the pages back the way sync does: the client's decoder, then facts.
/// @return what the decoder or an unreadable number says.
Result<snapshots::FactBatch> read_pages(const std::vector<std::filesystem::path>& pages,
                                        const Shape& shape);

} // namespace bayme::bench
