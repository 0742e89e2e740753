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
    // Style sheets come last: they name other files, whose addresses must be known.
    for (const bool sheets : {false, true}) {
        for (const auto& file : files) {
            if (file.name.ends_with(".css") == sheets) {
                add(file.name, sheets ? with_addresses(file.text) : std::string{file.text});
            }
        }
    }
}

void Assets::add(std::string_view name, std::string bytes) {
    const auto packing = name.ends_with(".woff2") ? Packing::as_it_is : Packing::compressed;
    FixedContent content{std::move(bytes), content_type(name),
                         "public, max-age=31536000, immutable", packing};
    const auto dot = name.rfind('.');
    auto address = fmt::format("/assets/{}.{}{}", name.substr(0, dot), content.fingerprint(),
                               name.substr(dot));
    files_.emplace(address, std::move(content));
    addresses_.emplace(name, std::move(address));
}

std::string Assets::with_addresses(std::string_view sheet) const {
    constexpr std::string_view opening = "url(\"";
    std::string out;
    for (auto begin = sheet.find(opening); begin != sheet.npos; begin = sheet.find(opening)) {
        begin += opening.size();
        const auto end = sheet.find('"', begin);
        out += sheet.substr(0, begin);
        out += address(sheet.substr(begin, end - begin));
        sheet.remove_prefix(end);
    }
    return out += sheet;
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
