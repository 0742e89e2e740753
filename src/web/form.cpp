// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/form.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bayme::web {
namespace {

constexpr std::size_t largest_form = 65536;
constexpr std::size_t largest_upload = std::size_t{6} << 20U;
constexpr std::size_t most_fields = 500;
constexpr std::string_view form_type = "application/x-www-form-urlencoded";

std::string_view parameter_of(std::string_view header, std::string_view name) {
    const auto at = header.find(fmt::format("; {}=", name));
    if (at == header.npos) {
        return {};
    }
    auto value = header.substr(at + name.size() + 3);
    if (value.starts_with('"')) {
        return value.substr(1, value.find('"', 1) - 1);
    }
    return value.substr(0, value.find(';'));
}

std::unexpected<Error> broken_upload() {
    return fail(ErrorCode::invalid_input, "the form with the file is broken");
}

/// The field's name from the head of a part: `Content-Disposition: form-data; name="file"`.
std::string_view name_of_part(std::string_view head) {
    while (!head.empty()) {
        const auto end = head.find("\r\n");
        const auto line = head.substr(0, end);
        constexpr std::string_view wanted = "content-disposition:";
        const bool found =
            line.size() > wanted.size() &&
            std::ranges::equal(line.substr(0, wanted.size()), wanted,
                               [](char one, char other) { return (one | 0x20) == (other | 0x20); });
        if (found) {
            return parameter_of(line, "name");
        }
        head = end == head.npos ? std::string_view{} : head.substr(end + 2);
    }
    return {};
}

} // namespace

Result<Form> Form::of_body(const http::Request& request) {
    const auto type = request.header("Content-Type").value_or("");
    if (type.substr(0, type.find(';')) != form_type) {
        return fail(ErrorCode::invalid_input, "a form is sent as {}", form_type);
    }
    if (request.body.size() > largest_form) {
        return fail(ErrorCode::invalid_input, "the form is larger than {} bytes", largest_form);
    }
    return parse(request.body);
}

Result<Form> Form::of_upload(const http::Request& request) {
    const auto type = request.header("Content-Type").value_or("");
    const auto boundary = parameter_of(type, "boundary");
    if (!type.starts_with("multipart/form-data;") || boundary.empty() || boundary.size() > 70) {
        return fail(ErrorCode::invalid_input, "a form with a file is sent as multipart/form-data");
    }
    if (request.body.size() > largest_upload) {
        return fail(ErrorCode::invalid_input, "the file is larger than {} MB",
                    largest_upload >> 20U);
    }
    // Each part stands between "\r\n--boundary" lines; the first has no line end before it.
    const auto mark = fmt::format("\r\n--{}", boundary);
    std::string_view rest = request.body;
    if (!rest.starts_with(std::string_view{mark}.substr(2))) {
        return broken_upload();
    }
    rest.remove_prefix(mark.size() - 2);
    Form form;
    while (!rest.starts_with("--")) {
        const auto head = rest.find("\r\n\r\n");
        const auto end = head == rest.npos ? head : rest.find(mark, head + 2);
        if (!rest.starts_with("\r\n") || end == rest.npos || form.fields_.size() == most_fields) {
            return broken_upload();
        }
        const auto name = name_of_part(rest.substr(2, head - 2));
        if (name.empty()) {
            return broken_upload();
        }
        const auto text =
            end < head + 4 ? std::string_view{} : rest.substr(head + 4, end - head - 4);
        form.fields_.push_back({std::string{name}, std::string{text}});
        rest.remove_prefix(end + mark.size());
    }
    return form;
}

Result<Form> Form::of_query(const http::Request& request) {
    return parse(request.query);
}

Result<Form> Form::parse(std::string_view encoded) {
    auto fields = http::parse_query(encoded);
    if (!fields) {
        return fail(ErrorCode::invalid_input, "a percent escape is broken");
    }
    if (fields->size() > most_fields) {
        return fail(ErrorCode::invalid_input, "more than {} fields", most_fields);
    }
    Form form;
    form.fields_ = std::move(*fields);
    return form;
}

std::string_view Form::text(std::string_view name) const {
    for (const auto& field : fields_) {
        if (field.name == name) {
            return field.value;
        }
    }
    return {};
}

std::vector<std::string> Form::all(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& field : fields_) {
        if (field.name == name) {
            values.push_back(field.value);
        }
    }
    return values;
}

} // namespace bayme::web
