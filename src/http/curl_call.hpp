// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "http/inflater.hpp"
#include "http/outbound.hpp"
#include "http/recipient_url.hpp"

#include <curl/curl.h>

#include <memory>
#include <optional>
#include <string>

namespace bayme::http {

/// One call through libcurl, from request to outcome. Lives on the calling thread.
class CurlCall {
public:
    CurlCall(CURL* handle, const RecipientUrl& url, const OutboundRequest& request);
    CurlCall(const CurlCall&) = delete;
    CurlCall& operator=(const CurlCall&) = delete;
    ~CurlCall();

    Result<OutboundResponse> perform();

private:
    // What ended the call from our side, when something did.
    enum class Stop { none, too_large, inflation, broken_coding };

    void set_limits();
    void set_method();
    void set_headers();
    void add_header(std::string_view name, std::string_view value);
    void set_url();
    Result<void> set_parts();
    Result<OutboundResponse> outcome(CURLcode code);
    [[nodiscard]] bool is_whole() const;
    [[nodiscard]] std::string_view reason_of(CURLcode code) const;
    [[nodiscard]] bool has_stalled() const;
    [[nodiscard]] bool nothing_was_sent() const;

    static std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* self);
    static std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* self);
    bool take_header(std::string_view line);
    bool take_body(std::string_view bytes);

    template <typename Value>
    void set(CURLoption option, Value value) {
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): libcurl's interface
        curl_easy_setopt(handle_, option, value);
    }

    CURL* handle_;
    const RecipientUrl& url_;
    const OutboundRequest& request_;
    curl_slist* header_lines_ = nullptr;
    curl_mime* form_ = nullptr;
    OutboundResponse response_;
    std::size_t header_bytes_ = 0;
    bool header_ended_ = false;
    std::optional<Inflater> inflater_;
    Stop stop_ = Stop::none;
};

} // namespace bayme::http
