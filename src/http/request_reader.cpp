// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/request_reader.hpp"

#include "http/text.hpp"

#include <boost/beast/http/error.hpp>

#include <algorithm>

namespace bayme::http {
namespace {

using Beast = boost::beast::http::error;
using Verb = boost::beast::http::verb;

constexpr std::size_t most_headers = 200;

constexpr Refusal malformed{400, "invalid_input", "The request is not well-formed HTTP/1.1."};
constexpr Refusal bad_framing{400, "invalid_input", "The length of the body is not stated once."};
constexpr Refusal bad_target{400, "invalid_input", "The target is not a path of this server."};
constexpr Refusal one_host{400, "invalid_input", "Exactly one Host header is needed."};
constexpr Refusal other_host{421, "invalid_input", "This server does not answer for that host."};
constexpr Refusal too_large{413, "invalid_input", "The body is larger than this server takes."};
constexpr Refusal long_target{414, "invalid_input", "The target is too long."};
constexpr Refusal many_headers{431, "invalid_input", "The request has too many headers."};
constexpr Refusal expectation{417, "invalid_input", "Only 100-continue can be expected."};

std::string_view as_std(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

Method method_of(Verb verb) {
    switch (verb) {
    case Verb::get:
        return Method::get;
    case Verb::head:
        return Method::head;
    case Verb::post:
        return Method::post;
    case Verb::put:
        return Method::put;
    case Verb::patch:
        return Method::patch;
    case Verb::delete_:
        return Method::delete_;
    case Verb::options:
        return Method::options;
    default:
        return Method::other;
    }
}

// Line ends come as CRLF only and no line begins with white space (a folded line).
bool has_plain_lines(std::string_view header) {
    for (std::size_t at = 0; at < header.size(); ++at) {
        const char c = header[at];
        if (c == '\r') {
            if (at + 1 == header.size() || header[at + 1] != '\n') {
                return false;
            }
            ++at;
            if (at + 1 < header.size() && (header[at + 1] == ' ' || header[at + 1] == '\t')) {
                return false;
            }
        } else if (is_control(c) && c != '\t') {
            return false;
        }
    }
    return true;
}

Refusal refusal_of(const boost::beast::error_code& error) {
    if (error == Beast::body_limit || error == Beast::buffer_overflow) {
        return too_large;
    }
    if (error == Beast::bad_content_length || error == Beast::multiple_content_length ||
        error == Beast::bad_transfer_encoding) {
        return bad_framing;
    }
    return malformed;
}

std::string lower(std::string_view text) {
    std::string result{text};
    std::ranges::transform(result, result.begin(), lower_case);
    return result;
}

} // namespace

RequestReader::RequestReader(const ServerLimits& limits, const std::vector<std::string>& hosts)
    : limits_(limits), hosts_(hosts) {
    // Our own limits hold before Beast's; the sum allows a header that just fits.
    header_limit(static_cast<std::uint32_t>(limits.header_bytes) + 4);
    body_limit(limits.body_bytes);
}

std::expected<void, Refusal> RequestReader::put_header(std::string_view header) {
    if (!has_plain_lines(header)) {
        return std::unexpected(malformed);
    }
    boost::beast::error_code error;
    put(boost::asio::const_buffer{header.data(), header.size()}, error);
    if (error) {
        return std::unexpected(refusal_of(error));
    }
    if (!is_header_done()) {
        return std::unexpected(malformed);
    }
    if (const auto refusal = check()) {
        return std::unexpected(*refusal);
    }
    if (const auto refusal = read_target()) {
        return std::unexpected(*refusal);
    }
    header_read_ = true;
    eager(true);
    return {};
}

std::expected<std::size_t, Refusal> RequestReader::put_body(std::string_view bytes) {
    // Given the last chunk's "0\r\n" and then one byte more, Beast asserts that there are five. At
    // least so many always come before a chunked body ends.
    constexpr std::size_t shortest_end = 5;
    if (chunked_ && bytes.size() < shortest_end) {
        return 0;
    }
    boost::beast::error_code error;
    const auto taken = put(boost::asio::const_buffer{bytes.data(), bytes.size()}, error);
    if (error && error != Beast::need_more) {
        return std::unexpected(refusal_of(error));
    }
    return taken;
}

std::optional<Refusal> RequestReader::check() const {
    if (const auto refusal = check_framing()) {
        return refusal;
    }
    if (request_.headers.size() > most_headers) {
        return many_headers;
    }
    if (request_.target.size() > limits_.target_bytes) {
        return long_target;
    }
    if (host_count_ != 1) {
        return one_host;
    }
    if (!hosts_.empty() && std::ranges::find(hosts_, host_) == hosts_.end()) {
        return other_host;
    }
    if (unknown_expectation_) {
        return expectation;
    }
    return std::nullopt;
}

std::optional<Refusal> RequestReader::check_framing() const {
    // Beast takes equal lengths twice, lists of lengths, and reads a coding that does not end in
    // "chunked" as "no body".
    const bool one_way = length_count_ + coding_count_ <= 1;
    const bool known_coding = coding_count_ == 0 || (chunked_ && http_1_1_);
    return one_way && known_coding ? std::nullopt : std::optional{bad_framing};
}

std::optional<Refusal> RequestReader::read_target() {
    std::string_view rest = request_.target;
    if (rest == "*" && request_.method == Method::options) {
        request_.path = "*";
        return std::nullopt;
    }
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (equals_without_case(rest.substr(0, scheme.size()), scheme)) {
            rest.remove_prefix(scheme.size());
            const auto authority = rest.substr(0, rest.find_first_of("/?"));
            if (!equals_without_case(authority, host_)) {
                return bad_target;
            }
            rest.remove_prefix(authority.size());
        }
    }
    const auto mark = rest.find('?');
    auto path = normalise_path(rest.empty() || mark == 0 ? "/" : rest.substr(0, mark));
    if (!path || rest.find('#') != std::string_view::npos) {
        return bad_target;
    }
    request_.path = std::move(*path);
    request_.query = mark == std::string_view::npos ? "" : rest.substr(mark + 1);
    return std::nullopt;
}

void RequestReader::on_request_impl(Verb verb, Text /*method*/, Text target, int version,
                                    Error& error) {
    request_.method = method_of(verb);
    request_.target = as_std(target);
    http_1_1_ = version == 11;
    if (version != 11 && version != 10) {
        error = Beast::bad_version;
    }
}

void RequestReader::on_response_impl(int /*code*/, Text /*reason*/, int /*version*/,
                                     Error& /*error*/) {}

void RequestReader::on_field_impl(Field field, Text name, Text value, Error& /*error*/) {
    if (header_read_) {
        return; // a trailer: nobody may believe it
    }
    if (field == Field::host) {
        ++host_count_;
        host_ = lower(as_std(value));
    } else if (field == Field::content_length) {
        length_count_ += as_std(value).find(',') == std::string_view::npos ? 1 : 2;
    } else if (field == Field::transfer_encoding) {
        ++coding_count_;
        chunked_ = equals_without_case(as_std(value), "chunked");
    } else if (field == Field::expect) {
        const bool known = equals_without_case(as_std(value), "100-continue");
        wants_continue_ = known && http_1_1_;
        unknown_expectation_ = unknown_expectation_ || !known;
    }
    request_.headers.push_back({std::string{as_std(name)}, std::string{as_std(value)}});
}

void RequestReader::on_header_impl(Error& /*error*/) {}

void RequestReader::on_body_init_impl(const boost::optional<std::uint64_t>& /*length*/,
                                      Error& /*error*/) {}

std::size_t RequestReader::on_body_impl(Text bytes, Error& /*error*/) {
    request_.body.append(bytes.data(), bytes.size());
    return bytes.size();
}

void RequestReader::on_chunk_header_impl(std::uint64_t /*size*/, Text /*extensions*/,
                                         Error& /*error*/) {}

std::size_t RequestReader::on_chunk_body_impl(std::uint64_t /*left*/, Text bytes, Error& error) {
    return on_body_impl(bytes, error);
}

void RequestReader::on_finish_impl(Error& /*error*/) {}

} // namespace bayme::http
