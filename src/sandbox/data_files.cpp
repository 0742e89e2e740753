// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/data_files.hpp"

#include "embedded/sandbox_data.hpp"

#include <boost/json.hpp>

namespace bayme::sandbox {

Result<boost::json::value> data_file(std::string_view name) {
    const auto text = find_embedded(embedded::sandbox_data(), name);
    if (!text) {
        return fail(ErrorCode::internal, "data/sandbox/{} is not embedded", name);
    }
    boost::json::error_code error;
    auto value = boost::json::parse({text->data(), text->size()}, error);
    if (error) {
        return fail(ErrorCode::internal, "data/sandbox/{} is not JSON: {}", name, error.message());
    }
    return value;
}

} // namespace bayme::sandbox
