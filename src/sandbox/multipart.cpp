// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/multipart.hpp"

#include <algorithm>

namespace bayme::sandbox {

namespace {

constexpr std::size_t most_parts = 100;
constexpr std::string_view line_end = "\r\n";

std::string lower(std::string_view text) {
    std::string out{text};
    std::ranges::transform(out, out.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return out;
}

/// name="value" or name=value behind a semicolon.
std::optional<std::string> parameter_in(std::string_view header, std::string_view name) {
    const auto small = lower(header);
    for (auto place = small.find(';'); place != std::string::npos;
         place = small.find(';', place + 1)) {
        auto start = small.find_first_not_of(" \t", place + 1);
        if (start == std::string::npos || small.compare(start, name.size(), name) != 0 ||
            small.compare(start + name.size(), 1, "=") != 0) {
            continue;
        }
        start += name.size() + 1;
        if (start < header.size() && header[start] == '"') {
            const auto end = header.find('"', start + 1);
            return end == std::string_view::npos
                       ? std::nullopt
                       : std::optional{std::string{header.substr(start + 1, end - start - 1)}};
        }
        const auto end = header.find_first_of("; \t", start);
        return std::string{header.substr(start, end - start)};
    }
    return std::nullopt;
}

std::optional<FormPart> read_part(std::string_view text) {
    const auto blank = text.find("\r\n\r\n");
    if (blank == std::string_view::npos) {
        return std::nullopt;
    }
    FormPart part;
    part.bytes = text.substr(blank + 4);
    auto headers = text.substr(0, blank);
    while (!headers.empty()) {
        const auto end = std::min(headers.find(line_end), headers.size());
        const auto line = headers.substr(0, end);
        headers.remove_prefix(std::min(end + line_end.size(), headers.size()));
        if (lower(line).starts_with("content-disposition:")) {
            part.name = parameter_in(line, "name").value_or("");
            part.file_name = parameter_in(line, "filename");
        }
    }
    return part.name.empty() ? std::nullopt : std::optional{std::move(part)};
}

} // namespace

std::optional<std::vector<FormPart>> read_form(std::string_view content_type,
                                               std::string_view body) {
    const auto boundary = parameter_in(content_type, "boundary");
    if (!lower(content_type).starts_with("multipart/form-data") || !boundary || boundary->empty() ||
        boundary->size() > 70) {
        return std::nullopt;
    }
    const auto first = "--" + *boundary;
    const auto next = std::string{line_end} + first;
    if (!body.starts_with(first)) {
        return std::nullopt;
    }
    body.remove_prefix(first.size());
    std::vector<FormPart> parts;
    while (body.starts_with(line_end)) {
        body.remove_prefix(line_end.size());
        const auto end = body.find(next);
        if (end == std::string_view::npos || parts.size() == most_parts) {
            return std::nullopt;
        }
        auto part = read_part(body.substr(0, end));
        if (!part) {
            return std::nullopt;
        }
        parts.push_back(std::move(*part));
        body.remove_prefix(end + next.size());
    }
    return body.starts_with("--") ? std::optional{std::move(parts)} : std::nullopt;
}

} // namespace bayme::sandbox
