// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/message.hpp"

#include "http/text.hpp"

#include <array>

namespace bayme::http {
namespace {

constexpr std::array<std::string_view, 8> method_names{"GET",   "HEAD",   "POST",    "PUT",
                                                       "PATCH", "DELETE", "OPTIONS", "OTHER"};

bool is_unreserved(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = lower_case(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool is_plain_path(std::string_view decoded) {
    for (const char c : decoded) {
        if (is_control(c) || c == '\\') {
            return false;
        }
    }
    return is_utf8(decoded);
}

// Segments are compared after decoding, so %2e%2e is a dot segment too.
void append_segment(std::string& path, std::string_view segment) {
    if (segment == "..") {
        path.erase(path.empty() ? 0 : path.rfind('/'));
    } else if (!segment.empty() && segment != ".") {
        path += '/';
        path += segment;
    }
}

} // namespace

std::string_view to_string(Method method) {
    return method_names.at(static_cast<std::size_t>(method));
}

std::optional<std::string_view> find_header(const Headers& headers, std::string_view name) {
    for (const auto& header : headers) {
        if (equals_without_case(header.name, name)) {
            return header.value;
        }
    }
    return std::nullopt;
}

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        char c = text[at];
        if (c == '%') {
            if (text.size() - at < 3) {
                return std::nullopt;
            }
            const int high = hex_value(text[at + 1]);
            const int low = hex_value(text[at + 2]);
            if (high < 0 || low < 0) {
                return std::nullopt;
            }
            c = static_cast<char>(high * 16 + low);
            at += 2;
        } else if (c == '+' && plus_is_space) {
            c = ' ';
        }
        if (c == '\0') {
            return std::nullopt;
        }
        decoded += c;
    }
    return decoded;
}

std::string percent_encode(std::string_view text) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    encoded.reserve(text.size());
    for (const char c : text) {
        if (is_unreserved(c)) {
            encoded += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        encoded += '%';
        encoded += digits[byte >> 4U];
        encoded += digits[byte & 15U];
    }
    return encoded;
}

std::optional<std::vector<QueryParameter>> parse_query(std::string_view query) {
    std::vector<QueryParameter> parameters;
    while (!query.empty()) {
        const auto end = query.find('&');
        const auto pair = query.substr(0, end);
        query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
        if (pair.empty()) {
            continue;
        }
        const auto equals = pair.find('=');
        auto name = percent_decode(pair.substr(0, equals), true);
        auto value = percent_decode(
            equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1), true);
        if (!name || !value) {
            return std::nullopt;
        }
        parameters.push_back({std::move(*name), std::move(*value)});
    }
    return parameters;
}

std::string format_query(const std::vector<QueryParameter>& parameters) {
    std::string query;
    for (const auto& parameter : parameters) {
        if (!query.empty()) {
            query += '&';
        }
        query += percent_encode(parameter.name);
        query += '=';
        query += percent_encode(parameter.value);
    }
    return query;
}

std::optional<std::string> normalise_path(std::string_view raw) {
    if (!raw.starts_with('/')) {
        return std::nullopt;
    }
    std::string path;
    std::string_view last;
    std::string segment;
    while (!raw.empty()) {
        raw.remove_prefix(1);
        const auto end = raw.find('/');
        last = raw.substr(0, end);
        raw.remove_prefix(last.size());
        auto decoded = percent_decode(last, false);
        if (!decoded || decoded->find('/') != std::string::npos || !is_plain_path(*decoded)) {
            return std::nullopt;
        }
        segment = std::move(*decoded);
        append_segment(path, segment);
    }
    // A path that ends in a slash or a dot segment names a folder.
    if (path.empty() || segment.empty() || segment == "." || segment == "..") {
        path += '/';
    }
    return path;
}

} // namespace bayme::http
