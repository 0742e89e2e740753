// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::http {

struct Header {
    std::string name;
    std::string value;

    bool operator==(const Header&) const = default;
};
using Headers = std::vector<Header>;

/// First value of a header, name compared without case; nothing when absent.
std::optional<std::string_view> find_header(const Headers& headers, std::string_view name);

enum class Method { get, head, post, put, patch, delete_, options, other };
std::string_view to_string(Method method);

enum class PeerKind { tcp, tls, unix_socket };

/// Who is at the other end. `address` is the client's address (behind a trusted proxy: the one the
/// proxy states); `user_id` is checked by the kernel and set for Unix sockets only.
struct Peer {
    PeerKind kind = PeerKind::tcp;
    std::string address;
    std::optional<std::uint32_t> user_id;
    bool loopback = false;
};

/// One whole request, already within all limits. `target` is as sent; `path` is percent-decoded
/// and free of dot segments; `query` is the raw text behind the question mark.
struct Request {
    Method method = Method::get;
    std::string target;
    std::string path;
    std::string query;
    Headers headers;
    std::string body;
    Peer peer;
    /// Ours, made for each request; goes into every error body and log line.
    std::string request_id;

    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const {
        return find_header(headers, name);
    }
};

/// `body`, or `shared_body` for content that lives longer than the answer (embedded assets).
struct Response {
    int status = 200;
    Headers headers;
    std::string body;
    std::shared_ptr<const std::string> shared_body;

    [[nodiscard]] std::string_view content() const {
        return shared_body ? std::string_view{*shared_body} : std::string_view{body};
    }
};

/// Percent-decodes; nothing for a broken escape or a NUL. `plus_is_space` for query values.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space);
/// Everything but A-Z a-z 0-9 - . _ ~ is escaped.
std::string percent_encode(std::string_view text);

struct QueryParameter {
    std::string name;
    std::string value;
};
/// In the order of the text, repeated names kept; nothing for a broken escape.
std::optional<std::vector<QueryParameter>> parse_query(std::string_view query);
std::string format_query(const std::vector<QueryParameter>& parameters);

/// Percent-decodes the path of a target, resolves dot segments and merges repeated slashes. Nothing
/// for what could be read in two ways: an escaped slash, a backslash, control characters, bytes
/// that are not UTF-8, a path that does not begin with a slash.
std::optional<std::string> normalise_path(std::string_view raw);

} // namespace bayme::http
