// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace bayme::sandbox {

using ReplaceText = std::function<std::string(std::string_view found)>;

/// Replaces what looks like a mail address, masked ones and those of an address's query included
/// (a***@***, a%40example.com).
std::string replace_mails(std::string_view text, const ReplaceText& replace);
/// Replaces what looks like an international phone number: a plus, then 8 to 18 digits, stars,
/// spaces and hyphens.
std::string replace_phones(std::string_view text, const ReplaceText& replace);

} // namespace bayme::sandbox
