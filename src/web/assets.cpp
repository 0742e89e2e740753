// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/assets.hpp"

#include "embedded/site_assets.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace bayme::web {
namespace {

std::string content_type(std::string_view name) {
    if (name.ends_with(".css")) {
        return "text/css; charset=utf-8";
    }
    if (name.ends_with(".svg")) {
        return "image/svg+xml";
    }
    if (name.ends_with(".woff2")) {
        return "font/woff2";
    }
    throw std::logic_error(fmt::format("no content type for {}", name));
}

} // namespace

Assets Assets::embedded() {
    return Assets{bayme::embedded::site_assets()};
}

Assets::Assets(std::span<const EmbeddedFile> files) {
    for (const auto& file : files) {
        FixedContent content{std::string{file.text}, content_type(file.name),
                             "public, max-age=31536000, immutable"};
        const auto dot = file.name.rfind('.');
        auto address = fmt::format("/assets/{}.{}{}", file.name.substr(0, dot),
                                   content.fingerprint(), file.name.substr(dot));
        files_.emplace(address, std::move(content));
        addresses_.emplace(file.name, std::move(address));
    }
}

const std::string& Assets::address(std::string_view name) const {
    const auto found = addresses_.find(name);
    if (found == addresses_.end()) {
        throw std::logic_error(fmt::format("there is no asset {}", name));
    }
    return found->second;
}

const FixedContent* Assets::find(std::string_view path) const {
    const auto found = files_.find(path);
    return found == files_.end() ? nullptr : &found->second;
}

} // namespace bayme::web
