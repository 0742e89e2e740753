// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/answer.hpp"

#include "http/refusal.hpp"
#include "http/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>

namespace bayme::http {
namespace {

bool is_ours(std::string_view name) {
    static constexpr std::array<std::string_view, 7> names{
        "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive",
        "Date",           "X-Request-Id",      "Upgrade"};
    return std::ranges::any_of(
        names, [name](std::string_view ours) { return equals_without_case(ours, name); });
}

// RFC 9110 5.6.7, in English whatever the locale; made once a second.
std::string_view date_text() {
    static constexpr std::array<std::string_view, 7> days{"Sun", "Mon", "Tue", "Wed",
                                                          "Thu", "Fri", "Sat"};
    static constexpr std::array<std::string_view, 12> months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    thread_local std::time_t made_at = -1;
    thread_local std::string text;
    const std::time_t now = std::time(nullptr);
    if (now != made_at) {
        std::tm utc{};
        gmtime_r(&now, &utc);
        text = fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT",
                           days.at(static_cast<std::size_t>(utc.tm_wday)), utc.tm_mday,
                           months.at(static_cast<std::size_t>(utc.tm_mon)), utc.tm_year + 1900,
                           utc.tm_hour, utc.tm_min, utc.tm_sec);
        made_at = now;
    }
    return text;
}

void append_line(std::string& head, std::string_view name, std::string_view value) {
    head += name;
    head += ": ";
    head += value;
    head += "\r\n";
}

} // namespace

bool is_sound(const Response& response) {
    return response.status >= 200 && response.status <= 599 &&
           std::ranges::all_of(response.headers, [](const Header& header) {
               return is_token(header.name) && is_header_value(header.value);
           });
}

bool may_have_body(int status) {
    return status != 204 && status != 304;
}

std::string answer_head(const Response& response, std::string_view request_id, AfterAnswer after,
                        std::optional<std::size_t> stated_length) {
    std::string head;
    head.reserve(512);
    fmt::format_to(std::back_inserter(head), "HTTP/1.1 {} {}\r\n", response.status,
                   reason_phrase(response.status));
    append_line(head, "Date", date_text());
    for (const auto& header : response.headers) {
        if (!is_ours(header.name)) {
            append_line(head, header.name, header.value);
        }
    }
    append_line(head, "X-Request-Id", request_id);
    if (may_have_body(response.status)) {
        append_line(head, "Content-Length",
                    fmt::format_int{stated_length.value_or(response.content().size())}.c_str());
    }
    if (after == AfterAnswer::close) {
        append_line(head, "Connection", "close");
    }
    head += "\r\n";
    return head;
}

} // namespace bayme::http
