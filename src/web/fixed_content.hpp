// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "http/message.hpp"
#include "web/compression.hpp"

#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace bayme::web {

/// Whether a body gets smaller by compression; fonts and pictures are compressed already.
enum class Packing { compressed, as_it_is };

/// A body that does not change while the program runs, held in every encoding with its ETag.
/// Immutable after construction; safe from any thread.
class FixedContent {
public:
    /// `cache_control` is the header's value for 200 and 304.
    FixedContent(std::string body, std::string content_type, std::string cache_control,
                 Packing packing = Packing::compressed);

    /// 200 in the encoding the request likes best, or 304 when If-None-Match names it.
    [[nodiscard]] http::Response answer(const http::Request& request) const;
    /// 16 hexadecimal digits of the bytes: for addresses and ETags, not for trust.
    [[nodiscard]] const std::string& fingerprint() const { return fingerprint_; }

private:
    struct Form {
        std::shared_ptr<const std::string> bytes;
        std::string etag;
    };
    [[nodiscard]] const Form& form(Encoding encoding) const {
        return forms_.at(static_cast<std::size_t>(encoding));
    }

    std::string content_type_;
    std::string cache_control_;
    std::string fingerprint_;
    std::array<Form, 3> forms_;
};

/// Whether an If-None-Match header names the tag (weak comparison) or is "*".
bool names_etag(std::string_view if_none_match, std::string_view etag);

} // namespace bayme::web
