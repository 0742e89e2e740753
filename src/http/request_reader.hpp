// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "http/message.hpp"
#include "http/refusal.hpp"
#include "http/server.hpp"

#include <boost/beast/http/basic_parser.hpp>

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::http {

/// Turns the bytes of one request into a Request. Beast finds the structure; what Beast lets pass
/// and a proxy may read otherwise (no Host, two Hosts, other transfer codings, folded lines,
/// trailers) is refused or dropped here.
class RequestReader final : private boost::beast::http::basic_parser<true> {
public:
    /// `hosts` in lower case; empty accepts any.
    RequestReader(const ServerLimits& limits, const std::vector<std::string>& hosts);

    /// Takes a whole header, blank line included.
    std::expected<void, Refusal> put_header(std::string_view header);
    /// Takes bytes of the body. @return how many; fewer than given means: call again with the rest
    /// and more.
    std::expected<std::size_t, Refusal> put_body(std::string_view bytes);

    /// Nothing is missing.
    [[nodiscard]] bool is_whole() const { return is_done(); }
    [[nodiscard]] bool wants_continue() const { return wants_continue_; }
    /// HTTP/1.0 never does.
    [[nodiscard]] bool keeps_alive() const { return is_header_done() && http_1_1_ && keep_alive(); }
    [[nodiscard]] Request& request() { return request_; }

private:
    using Error = boost::beast::error_code;
    using Text = boost::beast::string_view;
    using Field = boost::beast::http::field;
    using Verb = boost::beast::http::verb;

    void on_request_impl(Verb verb, Text method, Text target, int version, Error& error) override;
    void on_response_impl(int code, Text reason, int version, Error& error) override;
    void on_field_impl(Field field, Text name, Text value, Error& error) override;
    void on_header_impl(Error& error) override;
    void on_body_init_impl(const boost::optional<std::uint64_t>& length, Error& error) override;
    std::size_t on_body_impl(Text bytes, Error& error) override;
    void on_chunk_header_impl(std::uint64_t size, Text extensions, Error& error) override;
    std::size_t on_chunk_body_impl(std::uint64_t left, Text bytes, Error& error) override;
    void on_finish_impl(Error& error) override;

    std::optional<Refusal> check() const;
    std::optional<Refusal> check_framing() const;
    std::optional<Refusal> read_target();

    const ServerLimits& limits_;
    const std::vector<std::string>& hosts_;
    Request request_;
    std::string host_;
    int host_count_ = 0;
    int length_count_ = 0;
    int coding_count_ = 0;
    bool chunked_ = false;
    bool http_1_1_ = true;
    bool wants_continue_ = false;
    bool unknown_expectation_ = false;
    bool header_read_ = false;
};

} // namespace bayme::http
