// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <filesystem>
#include <string>

namespace bayme::http::test {

/// Writes a self-signed certificate for `name` (valid one day) and its key as PEM files.
void write_certificate(const std::filesystem::path& certificate, const std::filesystem::path& key,
                       const std::string& name);

} // namespace bayme::http::test
