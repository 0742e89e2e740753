// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"
#include "http/message.hpp"
#include "sandbox/recorder/redactor.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::sandbox {

/// One part of an upload. The bytes of a file are not kept, only what tells it from another.
struct RecordedPart {
    std::string name;
    std::string value = {};
    std::string file_name = {};
    std::size_t bytes = 0;
    std::string md5 = {}; ///< empty: no file
};

/// What was asked and what came back. `answer` lies in a file of its own, as it is.
struct Exchange {
    std::int64_t number = 0;
    std::string at = {}; ///< 2026-03-01T12:00:00Z
    http::Method method = http::Method::get;
    std::string path = {};
    std::vector<http::QueryParameter> query = {};
    http::Headers headers = {}; ///< Content-Type, Access-Token
    std::string body = {};      ///< JSON, a form's text, any other text
    std::vector<RecordedPart> parts = {};
    int status = 0;
    http::Headers answer_headers = {};
    std::string answer = {};
    /// Why there is no answer: the reason of an outbound failure, such as http.timeout.
    std::string failure = {};
    /// Why the answer was not kept; it was passed on.
    std::string omitted = {};
    std::chrono::milliseconds duration{0};
};

/// The request as an exchange without an answer. Only headers that matter are taken.
Exchange exchange_of(const http::Request& request);

/// Puts placeholders everywhere, the answer included.
void redact(Exchange& exchange, Redactor& redactor);

/// The file NNNNNN.json of an exchange: one member a line. Its answer is the file beside it.
std::string format_exchange(const Exchange& exchange);
/// @return invalid_input for what format_exchange did not write.
Result<Exchange> parse_exchange(std::string_view json);

} // namespace bayme::sandbox
