// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/curl_call.hpp"

#include "http/text.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace bayme::http {
namespace {

constexpr std::size_t largest_header = 65536;

// Longer than the usual answer of a platform; longer bodies grow it.
constexpr long receive_buffer = 65536;

void append_parameter(std::string& query, std::string_view name, std::string_view value) {
    query += query.empty() ? '?' : '&';
    query += percent_encode(name);
    query += '=';
    auto encoded = percent_encode(value);
    query += encoded;
    wipe(encoded);
}

std::string_view message_of(std::string_view reason) {
    if (reason == "http.not_sent") {
        return "no connection was made";
    }
    if (reason == "http.timeout") {
        return "no whole answer came in time";
    }
    if (reason == "http.stalled") {
        return "the connection stalled";
    }
    if (reason == "http.truncated") {
        return "the answer was cut short";
    }
    if (reason == "http.too_large") {
        return "the answer is larger than allowed";
    }
    if (reason == "http.inflation") {
        return "the answer inflates beyond what is allowed";
    }
    if (reason == "http.tls") {
        return "the TLS connection failed";
    }
    return "the connection broke";
}

bool is_read(Method method) {
    return method == Method::get || method == Method::head || method == Method::options;
}

} // namespace

CurlCall::CurlCall(CURL* handle, const RecipientUrl& url, const OutboundRequest& request)
    : handle_(handle), url_(url), request_(request) {
    curl_easy_reset(handle_);
}

CurlCall::~CurlCall() {
    // The handle keeps its connection for the thread's next call, and nothing of this one.
    curl_easy_reset(handle_);
    for (auto* line = header_lines_; line != nullptr; line = line->next) {
        explicit_bzero(line->data, std::strlen(line->data));
    }
    curl_slist_free_all(header_lines_);
    curl_mime_free(form_);
}

Result<OutboundResponse> CurlCall::perform() {
    set_limits();
    set_method();
    set_headers();
    set_url();
    if (!request_.parts.empty()) {
        BAYME_CHECK(set_parts());
        return outcome(curl_easy_perform(handle_));
    }
    return request_.body.reveal([this](std::string_view body) {
        if (!body.empty() && request_.method != Method::head) {
            set(CURLOPT_POSTFIELDS, body.data());
            set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
        }
        return outcome(curl_easy_perform(handle_));
    });
}

void CurlCall::set_limits() {
    const auto& limits = request_.limits;
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_PROTOCOLS_STR, url_.https ? "https" : "http");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_PROXY, "");
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    set(CURLOPT_HTTP_CONTENT_DECODING, 0L);
    set(CURLOPT_BUFFERSIZE, receive_buffer);
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(limits.total.count()));
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.total.count()));
    set(CURLOPT_LOW_SPEED_LIMIT, 100L);
    set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(limits.stall.count()));
    set(CURLOPT_HEADERFUNCTION, &CurlCall::on_header);
    set(CURLOPT_HEADERDATA, this);
    set(CURLOPT_WRITEFUNCTION, &CurlCall::on_body);
    set(CURLOPT_WRITEDATA, this);
}

void CurlCall::set_method() {
    // libcurl sends a request again by itself when a kept connection turns out dead. A write must
    // not go out twice, so it never uses a kept one.
    set(CURLOPT_FRESH_CONNECT, is_read(request_.method) ? 0L : 1L);
    if (request_.method == Method::head) {
        set(CURLOPT_NOBODY, 1L);
        return;
    }
    const bool has_body = !request_.body.empty();
    if (request_.method == Method::post || request_.method == Method::put ||
        request_.method == Method::patch || has_body) {
        set(CURLOPT_POST, 1L);
        set(CURLOPT_POSTFIELDS, "");
        set(CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t{0});
    }
    if (request_.method != Method::get || has_body) {
        set(CURLOPT_CUSTOMREQUEST, to_string(request_.method).data());
    }
}

void CurlCall::set_headers() {
    add_header("Accept-Encoding", "gzip, deflate");
    // An empty value takes libcurl's own header away.
    add_header("Expect", "");
    if (!find_header(request_.headers, "Content-Type") && request_.parts.empty()) {
        add_header("Content-Type", "");
    }
    if (!find_header(request_.headers, "User-Agent")) {
        add_header("User-Agent", "bayme");
    }
    for (const auto& header : request_.headers) {
        add_header(header.name, header.value);
    }
    for (const auto& header : request_.secret_headers) {
        header.value.reveal([&](std::string_view value) { add_header(header.name, value); });
    }
    set(CURLOPT_HTTPHEADER, header_lines_);
}

void CurlCall::add_header(std::string_view name, std::string_view value) {
    std::string line;
    line.reserve(name.size() + value.size() + 2);
    line += name;
    line += value.empty() ? ":" : ": ";
    line += value;
    header_lines_ = curl_slist_append(header_lines_, line.c_str());
    wipe(line);
}

void CurlCall::set_url() {
    std::string query;
    std::size_t length = 0;
    for (const auto& parameter : request_.query) {
        length += 3 * (parameter.name.size() + parameter.value.size()) + 2;
    }
    for (const auto& parameter : request_.secret_query) {
        parameter.value.reveal([&](std::string_view value) {
            length += 3 * (parameter.name.size() + value.size()) + 2;
        });
    }
    auto text = url_.text();
    // Room for all at once: a text that grows leaves copies behind that nobody wipes.
    query.reserve(length);
    for (const auto& parameter : request_.query) {
        append_parameter(query, parameter.name, parameter.value);
    }
    for (const auto& parameter : request_.secret_query) {
        parameter.value.reveal(
            [&](std::string_view value) { append_parameter(query, parameter.name, value); });
    }
    text.reserve(text.size() + query.size());
    text += query;
    set(CURLOPT_URL, text.c_str());
    wipe(text);
    wipe(query);
}

Result<void> CurlCall::set_parts() {
    form_ = curl_mime_init(handle_);
    for (const auto& one : request_.parts) {
        curl_mimepart* const part = curl_mime_addpart(form_);
        if (part == nullptr || curl_mime_name(part, one.name.c_str()) != CURLE_OK) {
            return fail(ErrorCode::internal, "there is no memory for a form");
        }
        if (one.file.empty()) {
            curl_mime_data(part, one.value.data(), one.value.size());
            if (!one.file_name.empty()) {
                curl_mime_filename(part, one.file_name.c_str());
            }
            continue;
        }
        if (curl_mime_filedata(part, one.file.c_str()) != CURLE_OK) {
            return fail(Error{ErrorCode::invalid_input,
                              fmt::format("the file for {} cannot be read", one.name)}
                            .because("http.no_file"));
        }
        curl_mime_filename(part, one.file_name.c_str());
    }
    set(CURLOPT_MIMEPOST, form_);
    return {};
}

Result<OutboundResponse> CurlCall::outcome(CURLcode code) {
    curl_off_t elapsed = 0;
    curl_easy_getinfo(handle_, CURLINFO_TOTAL_TIME_T, &elapsed);
    response_.elapsed = std::chrono::microseconds{elapsed};
    if (code == CURLE_OK && is_whole()) {
        return std::move(response_);
    }
    const auto reason = code == CURLE_OK ? "http.truncated" : reason_of(code);
    return fail(
        Error{ErrorCode::unavailable, fmt::format("{}: {}", url_.authority, message_of(reason))}
            .because(reason));
}

// libcurl is content with a connection that ends inside the header or inside a compressed stream.
// An answer without a body (304, a redirect) may name a coding all the same.
bool CurlCall::is_whole() const {
    const bool whole_body = !inflater_ || inflater_->is_whole() || !inflater_->has_begun();
    return header_ended_ && whole_body;
}

// Beside the code, which says what libcurl noticed, what was sent decides.
std::string_view CurlCall::reason_of(CURLcode code) const {
    switch (stop_) {
    case Stop::too_large:
        return "http.too_large";
    case Stop::inflation:
        return "http.inflation";
    case Stop::broken_coding:
        return "http.truncated";
    case Stop::none:
        break;
    }
    switch (code) {
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
        return "http.tls";
    default:
        break;
    }
    if (nothing_was_sent()) {
        return "http.not_sent";
    }
    if (code == CURLE_OPERATION_TIMEDOUT) {
        return has_stalled() ? "http.stalled" : "http.timeout";
    }
    return code == CURLE_PARTIAL_FILE ? "http.truncated" : "http.reset";
}

// The deadline and the stall share one code; libcurl's timers are a few milliseconds apart.
bool CurlCall::has_stalled() const {
    constexpr std::chrono::milliseconds slack{20};
    const auto& limits = request_.limits;
    return response_.elapsed + slack >= limits.stall && response_.elapsed + slack < limits.total;
}

bool CurlCall::nothing_was_sent() const {
    curl_off_t ready_after = 0;
    long request_bytes = 0;
    curl_easy_getinfo(handle_, CURLINFO_PRETRANSFER_TIME_T, &ready_after);
    curl_easy_getinfo(handle_, CURLINFO_REQUEST_SIZE, &request_bytes);
    return ready_after == 0 && request_bytes == 0;
}

std::size_t CurlCall::on_header(char* bytes, std::size_t size, std::size_t count, void* self) {
    return static_cast<CurlCall*>(self)->take_header({bytes, size * count}) ? size * count : 0;
}

std::size_t CurlCall::on_body(char* bytes, std::size_t size, std::size_t count, void* self) {
    const std::size_t length = size * count;
    // Any other number than the length ends the call; an empty piece is fine.
    return static_cast<CurlCall*>(self)->take_body({bytes, length}) ? length : length + 1;
}

bool CurlCall::take_header(std::string_view line) {
    header_bytes_ += line.size();
    if (header_bytes_ > largest_header) {
        stop_ = Stop::too_large;
        return false;
    }
    if (line.starts_with("HTTP/")) {
        // A final status after "100 Continue" begins anew.
        response_.headers.clear();
        header_ended_ = false;
        const auto space = std::min(line.find(' '), line.size() - 1);
        std::from_chars(line.data() + space + 1, line.data() + line.size(), response_.status);
        return true;
    }
    while (line.ends_with('\n') || line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    const bool is_trailer = header_ended_;
    header_ended_ = header_ended_ || line.empty();
    const auto colon = line.find(':');
    if (is_trailer || colon == std::string_view::npos) {
        return true;
    }
    const auto name = line.substr(0, colon);
    const auto value = trimmed(line.substr(colon + 1));
    if (equals_without_case(name, "Content-Encoding") && !equals_without_case(value, "identity")) {
        inflater_.emplace(request_.limits.body_bytes, request_.limits.inflation_ratio);
    }
    response_.headers.push_back({std::string{name}, std::string{value}});
    return true;
}

bool CurlCall::take_body(std::string_view bytes) {
    if (!inflater_) {
        if (bytes.size() > request_.limits.body_bytes - response_.body.size()) {
            stop_ = Stop::too_large;
            return false;
        }
        response_.body += bytes;
        return true;
    }
    switch (inflater_->put(bytes, response_.body)) {
    case Inflater::Step::ok:
        return true;
    case Inflater::Step::broken:
        stop_ = Stop::broken_coding;
        return false;
    case Inflater::Step::too_large:
        stop_ = Stop::too_large;
        return false;
    case Inflater::Step::too_inflated:
        stop_ = Stop::inflation;
        return false;
    }
    return false;
}

} // namespace bayme::http
