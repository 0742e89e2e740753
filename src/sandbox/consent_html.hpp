// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "http/message.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace bayme::sandbox {

// What the two consent pages are made of. They have no script and say that they are simulated.

using Fields = std::vector<http::QueryParameter>;

/// The value of the first field of this name; empty when there is none.
std::string field(const Fields& fields, std::string_view name);
std::vector<std::string> all_fields(const Fields& fields, std::string_view name);

std::string escaped(std::string_view text);
/// `content` is HTML already.
http::Response html_page(int status, std::string_view title, std::string_view content);
http::Response unusable_link(std::string_view reason);

/// A form that is sent to `action`: hidden fields first, then what is to be chosen.
std::string form_html(std::string_view action, const Fields& hidden, std::string_view choices);
std::string checkbox(std::string_view name, std::string_view value, std::string_view label,
                     std::string_view note);

/// Whether an address may be sent back to: localhost or a loopback address, nothing that a header
/// cannot carry.
bool is_registered(std::string_view redirect_uri);
/// Back to the address with these values added to its query.
http::Response send_to(std::string target, const Fields& values);

} // namespace bayme::sandbox
