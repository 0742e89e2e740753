// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <string>

namespace bayme::http::test {

/// As a server would send it with Content-Encoding gzip.
std::string gzipped(std::string text);
/// The same with Content-Encoding deflate.
std::string deflated(std::string text);

} // namespace bayme::http::test
