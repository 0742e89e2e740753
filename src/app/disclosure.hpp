// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "app/settings.hpp"
#include "http/outbound.hpp"
#include "privacy/data_table.hpp"
#include "web/disclosure.hpp"

namespace bayme::app {

/// Everybody this program may talk to, from the configuration (POLICY row 7).
Result<std::vector<http::Recipient>> make_recipients(const Settings& settings);

/// What the public pages say, from the tables the program works by.
web::Disclosure make_disclosure(const Settings& settings, std::string_view public_url,
                                const privacy::DataTable& data,
                                const std::vector<http::Recipient>& recipients);

/// "https://host:1234/path" -> "host:1234".
std::string authority_of(std::string_view url);

} // namespace bayme::app
