// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/form.hpp"

namespace bayme::web {
namespace {

constexpr std::size_t largest_form = 65536;
constexpr std::size_t most_fields = 500;
constexpr std::string_view form_type = "application/x-www-form-urlencoded";

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
