// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/fixed_content.hpp"

#include <fmt/format.h>

#include <cstdint>

namespace bayme::web {
namespace {

/// FNV-1a, 64 bits.
std::uint64_t fingerprint_of(std::string_view bytes) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char byte : bytes) {
        hash ^= static_cast<unsigned char>(byte);
        hash *= 0x100000001b3U;
    }
    return hash;
}

} // namespace

FixedContent::FixedContent(std::string body, std::string content_type, std::string cache_control,
                           Packing packing)
    : content_type_(std::move(content_type)), cache_control_(std::move(cache_control)),
      fingerprint_(fmt::format("{:016x}", fingerprint_of(body))) {
    for (const auto encoding : {Encoding::identity, Encoding::gzip, Encoding::brotli}) {
        auto bytes = compress(body, packing == Packing::compressed ? encoding : Encoding::identity);
        auto& made = forms_.at(static_cast<std::size_t>(encoding));
        // What compression does not shorten is sent as it is.
        if (encoding != Encoding::identity && bytes.size() >= body.size()) {
            made = forms_.front();
            continue;
        }
        const auto suffix = to_string(encoding);
        made.etag = fmt::format("\"{}{}{}\"", fingerprint_, suffix.empty() ? "" : "-", suffix);
        made.bytes = std::make_shared<const std::string>(std::move(bytes));
    }
}

http::Response FixedContent::answer(const http::Request& request) const {
    const auto encoding = choose_encoding(request.header("Accept-Encoding").value_or(""));
    const auto& chosen = form(encoding);
    http::Response response;
    response.headers = {{"Content-Type", content_type_},
                        {"Cache-Control", cache_control_},
                        {"ETag", chosen.etag},
                        {"Vary", "Accept-Encoding"}};
    if (names_etag(request.header("If-None-Match").value_or(""), chosen.etag)) {
        response.status = 304;
        response.headers.erase(response.headers.begin());
        return response;
    }
    if (chosen.bytes != forms_.front().bytes) {
        response.headers.push_back({"Content-Encoding", std::string{to_string(encoding)}});
    }
    response.shared_body = chosen.bytes;
    return response;
}

bool names_etag(std::string_view if_none_match, std::string_view etag) {
    while (!if_none_match.empty()) {
        const auto comma = if_none_match.find(',');
        auto item = if_none_match.substr(0, comma);
        if_none_match.remove_prefix(comma == if_none_match.npos ? if_none_match.size() : comma + 1);
        while (item.starts_with(' ') || item.starts_with('\t')) {
            item.remove_prefix(1);
        }
        while (item.ends_with(' ') || item.ends_with('\t')) {
            item.remove_suffix(1);
        }
        if (item.starts_with("W/")) {
            item.remove_prefix(2);
        }
        if (item == "*" || item == etag) {
            return true;
        }
    }
    return false;
}

} // namespace bayme::web
