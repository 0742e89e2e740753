// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/compression.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include <array>
#include <stdexcept>

namespace bayme::web {
namespace {

constexpr int gzip_window = 15 + 16; // zlib's way to ask for a gzip header
constexpr int gzip_memory = 9;
// Pages are shorter than 64 KiB; a larger window costs 30 ms to set up.
constexpr int brotli_quality = 9;
constexpr int brotli_window = 16;

std::string gzip(std::string_view bytes) {
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzip_window, gzip_memory,
                     Z_DEFAULT_STRATEGY) != Z_OK) {
        throw std::bad_alloc();
    }
    std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
    // zlib does not write to its input; its interface is older than const.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int ended = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    if (ended != Z_STREAM_END) {
        throw std::logic_error("deflateBound was too small");
    }
    return out;
}

std::string brotli(std::string_view bytes) {
    std::string out(BrotliEncoderMaxCompressedSize(bytes.size()), '\0');
    auto size = out.size();
    if (BrotliEncoderCompress(brotli_quality, brotli_window, BROTLI_MODE_TEXT, bytes.size(),
                              reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                              reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_FALSE) {
        throw std::bad_alloc();
    }
    out.resize(size);
    return out;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    return first == text.npos ? std::string_view{}
                              : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Weight in thousandths of "br;q=0.5"; 1000 without q, -1 for what is no weight.
int weight_of(std::string_view parameters) {
    if (trimmed(parameters).empty()) {
        return 1000;
    }
    parameters = trimmed(parameters);
    if (!parameters.starts_with("q=") && !parameters.starts_with("Q=")) {
        return -1;
    }
    const auto number = parameters.substr(2);
    if (number.empty() || number.size() > 5 || (number[0] != '0' && number[0] != '1') ||
        (number.size() > 1 && number[1] != '.')) {
        return -1;
    }
    int weight = (number[0] - '0') * 1000;
    int unit = 100;
    for (const char digit : number.substr(std::min<std::size_t>(2, number.size()))) {
        if (digit < '0' || digit > '9') {
            return -1;
        }
        weight += (digit - '0') * unit;
        unit /= 10;
    }
    return weight <= 1000 ? weight : -1;
}

bool same_word(std::string_view left, std::string_view right) {
    return left.size() == right.size() &&
           std::equal(left.begin(), left.end(), right.begin(), [](char a, char b) {
               return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
           });
}

} // namespace

std::string_view to_string(Encoding encoding) {
    switch (encoding) {
    case Encoding::gzip:
        return "gzip";
    case Encoding::brotli:
        return "br";
    case Encoding::identity:
        break;
    }
    return "";
}

Encoding choose_encoding(std::string_view accept_encoding) {
    struct Offer {
        std::string_view name;
        Encoding encoding;
        int weight;
    };
    // In our order of preference; -2: not named by the client.
    std::array<Offer, 3> offers{{{"br", Encoding::brotli, -2},
                                 {"gzip", Encoding::gzip, -2},
                                 {"identity", Encoding::identity, -2}}};
    int others = 0;
    while (!accept_encoding.empty()) {
        const auto comma = accept_encoding.find(',');
        const auto item = accept_encoding.substr(0, comma);
        accept_encoding.remove_prefix(comma == accept_encoding.npos ? accept_encoding.size()
                                                                    : comma + 1);
        const auto semicolon = item.find(';');
        const auto name = trimmed(item.substr(0, semicolon));
        const auto weight =
            weight_of(semicolon == item.npos ? std::string_view{} : item.substr(semicolon + 1));
        if (weight < 0) {
            continue;
        }
        if (name == "*") {
            others = weight;
        }
        for (auto& offer : offers) {
            if (same_word(name, offer.name)) {
                offer.weight = weight;
            }
        }
    }
    auto best = Encoding::identity;
    int best_weight = 0;
    for (const auto& offer : offers) {
        const auto weight = offer.weight == -2 ? others : offer.weight;
        if (weight > best_weight) {
            best = offer.encoding;
            best_weight = weight;
        }
    }
    return best;
}

std::string compress(std::string_view bytes, Encoding encoding) {
    switch (encoding) {
    case Encoding::gzip:
        return gzip(bytes);
    case Encoding::brotli:
        return brotli(bytes);
    case Encoding::identity:
        break;
    }
    return std::string{bytes};
}

} // namespace bayme::web
