// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <filesystem>

namespace bayme::test {

/// The repository's root. Not a macro: with one, every checkout would compile every test anew.
std::filesystem::path source_folder();

} // namespace bayme::test
