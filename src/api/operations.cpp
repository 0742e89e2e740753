// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/operations.hpp"

namespace bayme::api {

std::vector<std::span<const Operation>> operation_tables() {
    return {audit_operations(), job_operations(), session_operations(), system_operations()};
}

} // namespace bayme::api
