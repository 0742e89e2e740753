// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"
#include "http/message.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace bayme::web {

/// The fields of a posted form, or of an address.
class Form {
public:
    /// @return invalid_input for another content type than a form's, a broken escape, more than
    ///         64 KiB or 500 fields.
    static Result<Form> of_body(const http::Request& request);
    /// Fields and files of multipart/form-data: a file is a field whose text is its bytes.
    /// @return invalid_input for another content type, broken parts, more than 6 MiB or 500 fields.
    static Result<Form> of_upload(const http::Request& request);
    /// @return invalid_input for a broken escape or more than 500 fields.
    static Result<Form> of_query(const http::Request& request);

    /// The first field of this name; empty when there is none.
    [[nodiscard]] std::string_view text(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> all(std::string_view name) const;

private:
    static Result<Form> parse(std::string_view encoded);
    std::vector<http::QueryParameter> fields_;
};

} // namespace bayme::web
