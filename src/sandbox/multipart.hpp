// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::sandbox {

/// One part of a form. `bytes` points into the body that was read.
struct FormPart {
    std::string name;
    std::optional<std::string> file_name; ///< there when the part is a file
    std::string_view bytes;
};

/// The parts of a multipart/form-data body (RFC 7578), in their order; at most 100.
/// @return nothing for a body that is not what its Content-Type says.
std::optional<std::vector<FormPart>> read_form(std::string_view content_type,
                                               std::string_view body);

} // namespace bayme::sandbox
