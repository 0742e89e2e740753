// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace bayme::http {

/// Takes gzip or zlib coding off a body as it arrives, within limits. libcurl's own decoder hands a
/// stream that was cut short on as whole, and nobody would notice half an answer.
class Inflater {
public:
    enum class Step {
        ok,
        broken,      ///< not a stream of either coding
        too_large,   ///< more than `largest` bytes in all
        too_inflated ///< more than `ratio` times what arrived
    };

    Inflater(std::size_t largest, std::size_t ratio);
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
    ~Inflater();

    /// Appends what `bytes` unpack to.
    Step put(std::string_view bytes, std::string& out);
    [[nodiscard]] bool has_begun() const { return arrived_ > 0; }
    /// Whether the stream has come to its end, check sum included.
    [[nodiscard]] bool is_whole() const;

private:
    struct Stream;

    std::unique_ptr<Stream> stream_;
    std::size_t largest_;
    std::size_t ratio_;
    std::size_t arrived_ = 0;
    bool whole_ = false;
};

} // namespace bayme::http
