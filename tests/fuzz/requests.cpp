// SPDX-License-Identifier: LicenseRef-Bayme
#include "fuzz/targets.hpp"
#include "http/message.hpp"
#include "http/request_reader.hpp"
#include "http/text.hpp"

#include <cstdlib>

namespace bayme::fuzz {
namespace {

using namespace http;

void must(bool holds) {
    if (!holds) {
        std::abort();
    }
}

bool is_same(const std::vector<QueryParameter>& left, const std::vector<QueryParameter>& right) {
    return std::ranges::equal(left, right, [](const auto& one, const auto& other) {
        return one.name == other.name && one.value == other.value;
    });
}

/// A path that was let through names nothing above the root and decodes to itself.
void must_be_safe(std::string_view path) {
    must(path.starts_with('/') || path == "*");
    must(!path.contains("/../") && !path.ends_with("/.."));
    must(path.find('\0') == std::string_view::npos);
}

} // namespace

void query(std::string_view bytes) {
    if (const auto parameters = parse_query(bytes)) {
        const auto again = parse_query(format_query(*parameters));
        must(again && is_same(*parameters, *again));
    }
    for (const bool plus_is_space : {false, true}) {
        if (const auto text = percent_decode(bytes, plus_is_space)) {
            must(percent_decode(percent_encode(*text), plus_is_space) == text);
        }
    }
    if (const auto path = normalise_path(bytes)) {
        must_be_safe(*path);
    }
    must(!is_token(bytes) || is_header_value(bytes));
    const bool utf8 = is_utf8(bytes);
    must(!is_token(bytes) || utf8);
}

void request(std::string_view bytes) {
    ServerLimits limits;
    limits.header_bytes = 4096;
    limits.body_bytes = 4096;
    limits.target_bytes = 1024;
    static const std::vector<std::string> hosts{"a.example"};
    const auto piece = bytes.empty() ? 1U : static_cast<unsigned char>(bytes.front()) + 1U;
    bytes = bytes.substr(bytes.empty() ? 0 : 1);
    const auto end = bytes.find("\r\n\r\n");
    if (end == std::string_view::npos || end + 4 > limits.header_bytes) {
        return;
    }
    RequestReader reader{limits, hosts};
    if (!reader.put_header(bytes.substr(0, end + 4))) {
        return;
    }
    must_be_safe(reader.request().path);
    auto body = bytes.substr(end + 4);
    for (auto given = std::min<std::size_t>(piece, body.size());
         !body.empty() && !reader.is_whole();) {
        const auto taken = reader.put_body(body.substr(0, given));
        if (!taken || (*taken == 0 && given == body.size())) {
            return;
        }
        body.remove_prefix(*taken);
        given = std::min<std::size_t>(*taken == 0 ? given + piece : piece, body.size());
    }
    must(reader.request().body.size() <= limits.body_bytes);
}

} // namespace bayme::fuzz
