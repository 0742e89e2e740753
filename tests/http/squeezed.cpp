// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/squeezed.hpp"

#include <zlib.h>

namespace bayme::http::test {
namespace {

constexpr int zlib_coding = 15;
constexpr int gzip_coding = zlib_coding + 16;

std::string compressed(std::string text, int coding) {
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, coding, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, text.size()), '\0');
    // NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast): zlib's bytes are unsigned
    stream.next_in = reinterpret_cast<Bytef*>(text.data());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    // NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast)
    stream.avail_in = static_cast<uInt>(text.size());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    deflateEnd(&stream);
    return out.substr(0, stream.total_out);
}

} // namespace

std::string gzipped(std::string text) {
    return compressed(std::move(text), gzip_coding);
}

std::string deflated(std::string text) {
    return compressed(std::move(text), zlib_coding);
}

} // namespace bayme::http::test
