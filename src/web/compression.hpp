// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <string>
#include <string_view>

namespace bayme::web {

enum class Encoding { identity, gzip, brotli };

/// "gzip", "br"; empty for identity.
std::string_view to_string(Encoding encoding);

/// The best of what an Accept-Encoding header allows: brotli, then gzip, then identity, unless the
/// client's weights say otherwise. An absent or unreadable header means identity.
Encoding choose_encoding(std::string_view accept_encoding);

/// Strong and slow: for what is compressed once and sent often.
std::string compress(std::string_view bytes, Encoding encoding);

} // namespace bayme::web
