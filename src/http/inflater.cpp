// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/inflater.hpp"

#include <zlib.h>

#include <array>
#include <new>

namespace bayme::http {
namespace {

// Small answers compress arbitrarily well; a bomb is large.
constexpr std::size_t ratio_counts_from = 65536;
constexpr int either_coding = 15 + 32;

} // namespace

struct Inflater::Stream {
    z_stream zlib{};
};

Inflater::Inflater(std::size_t largest, std::size_t ratio)
    : stream_(std::make_unique<Stream>()), largest_(largest), ratio_(ratio) {
    if (inflateInit2(&stream_->zlib, either_coding) != Z_OK) {
        throw std::bad_alloc{};
    }
}

Inflater::~Inflater() {
    inflateEnd(&stream_->zlib);
}

bool Inflater::is_whole() const {
    return whole_;
}

Inflater::Step Inflater::put(std::string_view bytes, std::string& out) {
    auto& zlib = stream_->zlib;
    std::array<char, 32768> room; // NOLINT(cppcoreguidelines-pro-type-member-init)
    arrived_ += bytes.size();
    // NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast,cppcoreguidelines-pro-type-const-cast)
    // zlib's bytes are unsigned and, before its version 2, not const.
    zlib.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    zlib.avail_in = static_cast<uInt>(bytes.size());
    while (!whole_) {
        zlib.next_out = reinterpret_cast<Bytef*>(room.data());
        zlib.avail_out = static_cast<uInt>(room.size());
        const int state = inflate(&zlib, Z_NO_FLUSH);
        if (state != Z_OK && state != Z_STREAM_END && state != Z_BUF_ERROR) {
            return Step::broken;
        }
        out.append(room.data(), room.size() - zlib.avail_out);
        if (out.size() > largest_) {
            return Step::too_large;
        }
        if (out.size() > ratio_counts_from && out.size() / ratio_ > arrived_) {
            return Step::too_inflated;
        }
        whole_ = state == Z_STREAM_END;
        if (zlib.avail_out > 0 && !whole_) {
            return Step::ok; // all input is used
        }
    }
    // NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast,cppcoreguidelines-pro-type-const-cast)
    return zlib.avail_in == 0 ? Step::ok : Step::broken;
}

} // namespace bayme::http
