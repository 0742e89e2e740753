// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/outbound.hpp"

#include "base/log.hpp"
#include "http/curl_call.hpp"
#include "http/recipient_url.hpp"
#include "http/text.hpp"

#include <algorithm>

namespace bayme::http {
namespace {

struct FreeHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

// Kept connections, TLS sessions and name look-ups belong to the thread.
CURL* handle_of_thread() {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    thread_local const std::unique_ptr<CURL, FreeHandle> handle{
        started == CURLE_OK ? curl_easy_init() : nullptr};
    return handle.get();
}

bool is_sound(std::string_view name, std::string_view value) {
    return is_token(name) && is_header_value(value);
}

bool has_sound_headers(const OutboundRequest& request) {
    const auto sound = [](const Header& header) {
        return is_sound(header.name, header.value);
    };
    const auto secretly_sound = [](const SecretHeader& header) {
        return header.value.reveal(
            [&](std::string_view value) { return is_sound(header.name, value); });
    };
    return std::ranges::all_of(request.headers, sound) &&
           std::ranges::all_of(request.secret_headers, secretly_sound);
}

bool may_send(const std::vector<Recipient>& recipients, const RecipientUrl& url) {
    if (!url.https && !is_loopback_host(url.host)) {
        return false;
    }
    return std::ranges::any_of(recipients, [&](const Recipient& recipient) {
        return recipient.on && equals_without_case(recipient.host, url.authority);
    });
}

} // namespace

CurlOutbound::CurlOutbound(std::vector<Recipient> recipients)
    : recipients_(std::move(recipients)) {}

CurlOutbound::~CurlOutbound() = default;

RefusedCounts CurlOutbound::refused() const {
    const std::scoped_lock lock{mutex_};
    return refused_;
}

Result<OutboundResponse> CurlOutbound::send(const OutboundRequest& request) {
    BAYME_TRY(const auto url, parse_recipient_url(request.url));
    if (!may_send(recipients_, url)) {
        {
            const std::scoped_lock lock{mutex_};
            ++refused_[url.authority];
        }
        log(LogLevel::warning, "http.refused_recipient", {{"host", url.authority}});
        return fail(Error{ErrorCode::forbidden,
                          fmt::format("{} is not among the recipients that are on", url.authority)}
                        .because("http.refused_recipient"));
    }
    if (!has_sound_headers(request)) {
        return fail(ErrorCode::invalid_input, "an outbound header has a line end or no name");
    }
    CURL* const handle = handle_of_thread();
    if (handle == nullptr) {
        return fail(ErrorCode::internal, "libcurl does not start");
    }
    return CurlCall{handle, url, request}.perform();
}

} // namespace bayme::http
