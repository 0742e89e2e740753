// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/local_call.hpp"

#include <curl/curl.h>

#include <memory>

namespace bayme::http {
namespace {

struct FreeHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

std::size_t keep_body(char* bytes, std::size_t size, std::size_t count, void* into) {
    static_cast<std::string*>(into)->append(bytes, size * count);
    return size * count;
}

std::size_t keep_header(char* bytes, std::size_t size, std::size_t count, void* into) {
    const std::string_view line{bytes, size * count};
    const auto colon = line.find(':');
    if (colon != std::string_view::npos) {
        const auto start = line.find_first_not_of(" \t", colon + 1);
        const auto end = line.find_last_not_of("\r\n \t");
        const bool empty = start == std::string_view::npos || end < start;
        static_cast<Headers*>(into)->push_back(
            {std::string{line.substr(0, colon)},
             std::string{empty ? "" : line.substr(start, end - start + 1)}});
    }
    return size * count;
}

HeaderList make_headers(const Headers& headers) {
    HeaderList list;
    for (const auto& header : headers) {
        const auto line = fmt::format("{}: {}", header.name, header.value);
        list.reset(curl_slist_append(list.release(), line.c_str()));
    }
    // No "100 Continue" between two processes of one machine.
    list.reset(curl_slist_append(list.release(), "Expect:"));
    return list;
}

Error failure(CURLcode code, const std::filesystem::path& socket) {
    if (code == CURLE_COULDNT_CONNECT) {
        return {ErrorCode::unavailable, fmt::format("no process listens on {}", socket.string()),
                "http.not_sent"};
    }
    if (code == CURLE_OPERATION_TIMEDOUT) {
        return {ErrorCode::unavailable, "the running Bayme did not answer in time", "http.timeout"};
    }
    return {ErrorCode::unavailable,
            fmt::format("the running Bayme broke off: {}", curl_easy_strerror(code)), "http.reset"};
}

} // namespace

Result<OutboundResponse> call_local(const LocalRequest& request) {
    const std::unique_ptr<CURL, FreeHandle> handle{curl_easy_init()};
    if (!handle) {
        return fail(ErrorCode::internal, "libcurl does not start");
    }
    OutboundResponse response;
    const auto headers = make_headers(request.headers);
    const auto url = "http://localhost" + request.target;
    const auto set = [&](CURLoption option, auto value) {
        curl_easy_setopt(handle.get(), option, value);
    };
    set(CURLOPT_UNIX_SOCKET_PATH, request.socket.c_str());
    set(CURLOPT_URL, url.c_str());
    set(CURLOPT_PROXY, "");
    set(CURLOPT_HTTPHEADER, headers.get());
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(request.total.count()));
    set(CURLOPT_WRITEFUNCTION, &keep_body);
    set(CURLOPT_WRITEDATA, &response.body);
    set(CURLOPT_HEADERFUNCTION, &keep_header);
    set(CURLOPT_HEADERDATA, &response.headers);
    if (request.method != Method::get) {
        set(CURLOPT_CUSTOMREQUEST, std::string{to_string(request.method)}.c_str());
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        set(CURLOPT_COPYPOSTFIELDS, request.body.c_str());
    }
    const auto code = curl_easy_perform(handle.get());
    if (code != CURLE_OK) {
        return fail(failure(code, request.socket));
    }
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    response.status = static_cast<int>(status);
    return response;
}

} // namespace bayme::http
